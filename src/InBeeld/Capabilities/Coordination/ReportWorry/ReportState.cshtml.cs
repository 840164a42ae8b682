using InBeeld.Capabilities.Coordination.MySignals;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.ReportWorry;

/// <summary>How far a report is, for who has its number: received, treated, closed. The number is posted, so that it stands in no address.</summary>
[OpenToAll("Somebody who reported a worry has no account; the number of the report is the key, and it opens no name and no content")]
internal sealed class ReportStateModel(Frame frame, Text text, ReportLimits limits, TimeProvider clock) : PageModel
{
    internal sealed class Row
    {
        public DateOnly Received { get; set; }
        public string Phase { get; set; } = "";

        public IReadOnlyList<Phase> Phases(Text text, DateOnly today) =>
        [
            new(text["Ontvangen"], Show.Day(Received, today), "done"),
            new(text["In behandeling"], "", Phase == "received" ? "next" : Phase == "treated" ? "now" : "done"),
            new(text["Afgesloten"], "", Phase == "closed" ? "done" : "later"),
        ];
    }

    [BindProperty]
    public string? Receipt { get; set; }

    public Row? Found { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public void OnGet() => Open();

    public async Task OnPostAsync(CancellationToken ct)
    {
        Open();
        var typed = new string([.. (Receipt ?? "").Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        if (typed.Length != 8)
        {
            Refused = [new Refusal("Receipt", "Vul het hele nummer in: acht letters en cijfers.")];
            return;
        }

        if (!limits.MayAsk(HttpContext))
        {
            Refused = [Refusal.Of("Je keek vaak achter elkaar. Wacht een uur, of bel de gemeente.")];
            return;
        }

        Found = await frame.OneAsync<Row>("select received, phase from app.report_state(@receipt)", new { receipt = typed[..4] + "-" + typed[4..] }, ct);
        if (Found is null)
        {
            Refused = [new Refusal("Receipt", "Dit nummer kennen we niet. Controleer de letters en cijfers.")];
        }

        ViewData["Title"] = Heading();
    }

    public string Heading() => Found?.Phase switch { "received" => text["Je melding is ontvangen"], "treated" => text["Je melding is in behandeling"], "closed" => text["Je melding is afgesloten"], _ => text["Hoever is je melding?"] };

    private void Open()
    {
        Today = clock.Today();
        ViewData["Title"] = Heading();
    }
}
