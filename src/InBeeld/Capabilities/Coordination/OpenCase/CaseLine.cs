using System.Text.Json;
using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Coordination.OpenCase;

/// <summary>One line of the timeline.</summary>
internal sealed class CaseLine
{
    public Guid Id { get; set; }
    public DateTimeOffset At { get; set; }
    public string Kind { get; set; } = "";
    public bool Decision { get; set; }
    public string Args { get; set; } = "[]";
    public string Words { get; set; } = "";
    public string? Person { get; set; }
    public string? Party { get; set; }

    public string Icon => Kind switch
    {
        "signal" or "joined" => "flag",
        "lead" or "accepted" or "returned" or "handed" => "check",
        "step" or "step-changed" => "plus",
        "step-done" => Arg(0) switch { "phone" => "phone", "door" => "door", "talk" => "talk", _ => "check" },
        "agreement" or "agreement-changed" or "route-started" => "calendar",
        "transfer_asked" or "transfer_refused" or "transfer_withdrawn" or "transferred" => "arrow",
        "file" or "file-removed" => "note",
        "closing" or "closed" => "mark",
        "reopened" or "undone" => "undo",
        _ => "info",
    };

    /// <summary>What happened, in words; the arguments are names and titles, never texts of people.</summary>
    public string Sentence(Text text) => Kind switch
    {
        "signal" => Arg(0).Length > 0 ? text["Signaal van {0}", Arg(0)] : text["Signaal"],
        "joined" => Arg(0).Length > 0 ? text["Nog een signaal van {0}", Arg(0)] : text["Nog een signaal"],
        "lead" => text["Leiding gegeven aan {0}: {1}", Arg(0), Arg(1)],
        "accepted" => text["Leiding aangenomen"],
        "returned" => text["Leiding teruggegeven"],
        "handed" => text["Leiding binnen het team naar {0}", Arg(0)],
        "step" => text["Nieuwe stap: {0}", text[Arg(1)]],
        "step-changed" => text["Stap gewijzigd: {0}", text[Arg(1)]],
        "step-done" => text["{0}: {1}", text[Arg(1)], text[CaseWords.StepOutcome(Arg(2))]],
        "step-dropped" => text["Stap vervalt: {0}", text[Arg(1)]],
        "undone" => text["Ongedaan gemaakt: {0}", text[Arg(1)]],
        "agreement" => text["Afspraak: {0}", Arg(1)],
        "agreement-changed" => text["Afspraak {0}: {1}", Arg(1), text[CaseWords.AgreementState(Arg(2))]],
        "file" => text["Bestand toegevoegd: {0}", Arg(0)],
        "file-removed" => text["Bestand weggehaald: {0}", Arg(0)],
        "closing" => text["Klaar om af te sluiten: {0}", text[CaseWords.Outcome(Arg(0))]],
        "closed" => text["Afgesloten: {0}", text[CaseWords.Outcome(Arg(0))]],
        "not-closed" => text["Nog niet afgesloten"],
        "reopened" => text["Heropend"],
        "transfer_asked" => text["Gevraagd of {0} de zaak overneemt", Arg(0)],
        "transfer_refused" => text["{0} neemt de zaak niet over", Arg(0)],
        "transfer_withdrawn" => text["De vraag aan {0} is ingetrokken", Arg(0)],
        "route-started" => text["Gestart: {0}", Arg(1)],
        "transferred" => text["Overgedragen aan {0}", Arg(0)],
        "details" => text["Adres of urgentie gewijzigd"],
        _ => text["Er is iets gebeurd"],
    };

    private string[] Parts => field ??= [.. JsonSerializer.Deserialize<List<JsonElement>>(Args)!.Select(a => a.ToString())];

    private string Arg(int n) => n < Parts.Length ? Parts[n] : "";
}
