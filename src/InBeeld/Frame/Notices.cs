using System.Globalization;
using System.Text.Json;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Frames;

/// <summary>Something that somebody is told once: shown on the first pages until it is marked as read.</summary>
internal sealed class Notice
{
    public Guid Id { get; set; }
    public string Kind { get; set; } = "";
    public string? Link { get; set; }
    public string Args { get; set; } = "[]";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? SeenAt { get; set; }
    public string? SeenBy { get; set; }

    public string Icon => Kind switch
    {
        "emergency" or "safety-reader" or "safety-taken-over" => "lock",
        "worry" or "signal" or "signal-school" or "signal-joined" or "safety-handover" => "flag",
        "worry-answered" or "desk-question" or "desk-reaction" or "desk-answer" => "chat",
        "signal-lead" or "signal-closed" or "signal-ended" or "lead-asked" or "lead-returned" => "people",
        "step-given" => "calendar",
        "place-begun" or "place-changed" or "place-one" or "place-agreed" or "place-declined" or "place-ended" or "place-undone" or "places-given" or "places-back" or "place-guest" or "place-wanted" or "place-wait" or "place-absent" => "seat",
        "seat-offer" or "seat-closed" or "seat-open" or "seat-unsupervised" or "seat-unsupervised-school" => "seat",
        "question-asked" or "question-reminder" or "roster-in-force" or "duty-changed" or "duty-called" or "duty-called-off" or "duty-taken" or "duty-open" => "calendar",
        "swap-asked" or "swap-accepted" or "swap-declined" or "swap-done" or "staff-away" or "staff-back" or "adviser-asked" or "adviser-agreed" or "adviser-declined" or "adviser-ended" => "people",
        "slot-nobody" or "place-lost" or "place-lost-other" or "place-back" or "supervision-asked" => "seat",
        "seat-other" or "seat-waiting" => "seat",
        "programme-referred" or "programme-offered" or "programme-place" or "programme-group-over" or "demand-asked" => "book",
        "wave-asked" or "wave-reminder" or "wave-part" => "chart",
        "case-closing" => "eye",
        _ => "info",
    };

    /// <summary>The sentence of its kind, with what it names filled in.</summary>
    public string Sentence(Text text)
    {
        object[] args = [.. JsonSerializer.Deserialize<List<JsonElement>>(Args)!.Select(a => a.ToString())];
        return Kind switch
        {
            "emergency" => text["{0} ({1}) nam spoedtoegang tot een kind.", args],
            "worry" => args is ["3", ..] ? text["Er is een nieuwe zorg. Kijk vandaag nog."] : text["Er is een nieuwe zorg."],
            "worry-answered" => text["Er is een antwoord op een zorg die jij meldde."],
            "safety-reader" => text["Een collega haalde je bij een dossier over veiligheid."],
            "safety-handover" => text["De bibliotheek gaf een zorg over een kind door."],
            "safety-taken-over" => text["Een zorgcoördinator nam een verlaten dossier over veiligheid over."],
            "desk-question" => text["Er is een nieuwe vraag aan het loket."],
            "desk-reaction" => text["Er is een reactie op een antwoord van het loket."],
            "desk-answer" => text["Er is een antwoord op je vraag aan het loket."],
            "signal" => args is ["3", ..] ? text["Er is een nieuw signaal. Beslis vandaag nog."] : text["Er is een nieuw signaal."],
            "signal-school" => text["Een leerkracht meldde een kind bij de gemeente."],
            "signal-lead" => text["Iemand heeft nu de leiding na je signaal."],
            "signal-closed" => text["Een zaak na je signaal is afgesloten."],
            "signal-ended" => text["Je signaal is afgesloten."],
            "signal-joined" => text["Er kwam een signaal bij een zaak die jij leidt."],
            "lead-asked" => args is ["3", ..] ? text["De gemeente vraagt jou een zaak te leiden. Antwoord vandaag nog."] : text["De gemeente vraagt jou een zaak te leiden."],
            "lead-returned" => text["Iemand gaf de leiding van een zaak terug. Beslis opnieuw."],
            "step-given" => text["Je hebt een stap gekregen in een zaak."],
            "case-closing" => text["Iemand wil een zaak afsluiten. Kijk mee."],
            "case-reopened" => text["Een zaak die jij leidt is weer open."],
            "cases-given" => args is ["1", ..] ? text["Je kreeg 1 zaak van iemand anders."] : text["Je kreeg {0} zaken van iemand anders.", args],
            "transfer-asked" => text["{0} vraagt of jullie een zaak overnemen.", args],
            "transfer-accepted" => text["{0} neemt de zaak over.", args],
            "transfer-refused" => text["{0} neemt de zaak niet over.", args],
            "transfer-withdrawn" => text["{0} trok een overdracht in.", args],
            "place-begun" => text["{0} begon een gesprek over plekken.", args],
            "place-changed" => text["{0} veranderde iets in de afspraak over plekken.", args],
            "place-one" => text["{0} is akkoord over plekken. Nu jullie nog.", args],
            "place-agreed" => text["{0} is ook akkoord. De afspraak over plekken staat.", args],
            "place-declined" => text["{0} wees de plekken af. De reden staat erbij.", args],
            "place-ended" => text["{0} stopte de afspraak over plekken.", args],
            "place-undone" => text["{0} maakte een stap over plekken ongedaan.", args],
            "places-given" => text["De gemeente verdeelde plekken in de bibliotheek: {0}.", args],
            "places-back" => text["De gemeente nam een verdeling van plekken terug."],
            "programme-referred" => text["Er is een kind aangemeld voor {0}.", args],
            "programme-offered" => text["Er is een plek vrij in {0}. Vraag wie het langst wacht en bevestig binnen vijf dagen.", args],
            "programme-place" => text["Er is een plek in {0} voor een kind dat jij aanmeldde.", args],
            "programme-group-over" => text["Groep {0} is klaar. Kies wie doorgaat.", args],
            "demand-asked" => text["De bibliotheek vraagt hoeveel kinderen je wilt sturen naar {0}.", args],
            "wave-asked" => text["{0} vraagt cijfers: {1}.", args],
            "wave-reminder" => text["{0} wacht nog op jullie cijfers: {1}.", args],
            "wave-part" => text["Een collega vraagt jou een deel in te vullen van {0}.", args],
            "material-asked" => text["{0} vraagt lesmateriaal of iets te printen.", args],
            "material-ready" => text["{0} heeft klaargelegd wat je vroeg.", args],
            "material-declined" => text["{0} kan je vraag niet doen. De reden staat erbij.", args],
            "place-guest" => text["{0} kwam zonder afspraak naar {1} en kreeg een plek.", args],
            "place-wanted" => text["{0} stond aan de deur van {1}. Boek een plek op {2}.", args],
            "place-wait" => text["{0} stond aan de deur van {1}. Zet het kind op de wachtlijst van {2}.", args],
            "place-absent" => args is ["1", ..] ? text["1 kind kwam niet naar {1}, om {2}.", args] : text["{0} kinderen kwamen niet naar {1}, om {2}.", args],
            "seat-offer" => text["Er is een plek vrij in {0}. Kies voordat een ander de plek krijgt.", args],
            "seat-closed" => text["{0} sloot een tijd. Kijk welke plekken niet doorgaan.", args],
            "seat-open" => text["{0} opende een tijd weer. De plekken staan er weer.", args],
            "seat-unsupervised" => text["{0} nam begeleiding terug. Zoek iemand anders of sluit de tijd.", args],
            "seat-unsupervised-school" => text["Voor een tijd in {0} is er geen begeleiding meer.", args],
            "question-asked" => text["De planner vraagt of en wanneer je wilt werken."],
            "question-reminder" => text["Zeg nog of en wanneer je wilt werken."],
            "roster-in-force" => text["Er is een nieuw rooster. Kijk wanneer je werkt."],
            "duty-changed" => text["De planner paste je diensten aan."],
            "duty-called" => text["Een collega kan niet komen. Jij bent opgeroepen uit de reserve."],
            "duty-called-off" => text["Je collega komt toch. Je bent weer reserve."],
            "duty-taken" => text["Een collega nam je dienst over."],
            "duty-open" => text["Iemand wil van een dienst af."],
            "swap-asked" => text["Een collega wil een dienst met je ruilen."],
            "swap-accepted" => text["Je ruil is doorgegaan."],
            "swap-declined" => text["Je collega wil niet ruilen."],
            "swap-done" => text["Twee medewerkers ruilden een dienst."],
            "staff-away" => text["Een medewerker kan niet komen. Kijk of er genoeg mensen zijn."],
            "staff-back" => text["Een medewerker kan weer komen."],
            "slot-nobody" => text["Er is niemand meer. Een tijd is dicht en de scholen weten het."],
            "place-lost" => text["{0}: de plek van een kind op {1} vervalt.", args],
            "place-lost-other" => text["{0}: de plek van een kind op {1} vervalt. Op {2} is er nog plek.", args],
            "place-back" => text["{0}: de plek van een kind op {1} gaat toch door.", args],
            "supervision-asked" => text["{0} zoekt begeleiding van een school.", args],
            "adviser-asked" => text["{0} wil op jullie school helpen. Zijn jullie akkoord?", args],
            "adviser-agreed" => text["Een school is akkoord met hulp van jullie."],
            "adviser-declined" => text["Een school wees jullie hulp af. De reden staat erbij."],
            "adviser-ended" => text["De hulp op een school is gestopt. De reden staat erbij."],
            "seat-other" => text["{0} kan een kind geen plek meer geven op {1}. Er is plek op {2}.", args[0], When(args, 1), When(args, 2)],
            "seat-waiting" => text["{0} kan een kind geen plek meer geven op {1}. Het staat op de wachtlijst.", args[0], When(args, 1)],
            "history-asked" => text["{0} vraagt wat jullie weten van een kind.", args],
            "history-given" => text["{0} gaf mee wat zij weten van een kind.", args],
            "history-refused" => text["{0} geeft niets mee over een kind.", args],
            "history-back" => text["{0} nam een antwoord over een kind terug.", args],
            "infographic-made" => text["Er is een infographic van {0}.", args],
            _ => text["Er is een bericht voor je."],
        };
    }

    // A moment that stands in a notice, as "do 19 nov 13.30".
    private static string When(object[] args, int at)
    {
        if (at >= args.Length || !DateTimeOffset.TryParse(args[at].ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return "–";
        }

        var day = Amsterdam.Day(moment);
        return $"{Show.Day(day, day)} {Show.Time(moment)}";
    }
}

/// <summary>
/// The notices of whoever is signed in, for the partial _Notices.cshtml. It is drawn after the page's transaction has ended, so it opens one of its own;
/// and none at all when the page's first statement said that there is nothing to tell.
/// </summary>
internal sealed class Notices(Frame frame, CurrentUser user)
{
    public async Task<List<Notice>> OpenAsync(CancellationToken ct)
    {
        if (user.Notices == 0 || user.SessionId is not { } session || !await frame.EnterAsync(session, ct))
        {
            return [];
        }

        var notices = await frame.ListAsync<Notice>("select * from app.notices_open(10)", null, ct);
        await frame.CommitAsync(ct);
        return notices;
    }
}
