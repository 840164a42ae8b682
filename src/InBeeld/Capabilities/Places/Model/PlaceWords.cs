using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>The words of an agreement about places; keys of the texts.</summary>
internal static class PlaceWords
{
    public const string Municipality = "municipality";
    public const string Library = "library";

    public static readonly IReadOnlyList<string> States = ["talking", "agreed", "declined", "ended"];

    /// <summary>The groups 3 and 4 of the guideline, by what a child needs. Groups 1 and 2 are taught at school.</summary>
    public static readonly IReadOnlyList<string> Needs = ["no_device", "no_connection", "no_quiet_place", "little_help", "motivation"];

    public static readonly IReadOnlyList<string> Conditions = ["staff", "continuity", "hygiene", "supervision", "hours", "distance"];

    public static readonly IReadOnlyList<string> Answers = ["yes", "partly", "no"];

    public static string State(string state) => state switch { "agreed" => "Akkoord", "declined" => "Afgewezen", "ended" => "Gestopt", "over" => "Termijn voorbij", _ => "In gesprek" };

    public static string Icon(string state) => state switch { "agreed" => "check", "declined" => "cross", "ended" or "over" => "lock", _ => "chat" };

    public static string Answer(string answer) => answer switch { "yes" => "Ja", "partly" => "Deels", "no" => "Nee", _ => "Nog niet besproken" };

    public static string AnswerIcon(string answer) => answer switch { "yes" => "check", "partly" => "more", "no" => "cross", _ => "clock" };

    public static string Condition(string kind) => kind switch
    {
        "staff" => "Medewerkers die willen",
        "continuity" => "Altijd open, met reserve",
        "hygiene" => "Hygiëne",
        "supervision" => "Begeleiding door de school",
        "hours" => "Openingstijden",
        _ => "Afstand",
    };

    public static string Question(string kind) => kind switch
    {
        "staff" => "Is met alle medewerkers besproken wie wil, en wat zij nodig hebben?",
        "continuity" => "Gaat het door als een medewerker of huisgenoot ziek wordt?",
        "hygiene" => "Worden toiletten, wasbakken en plekken genoeg schoongemaakt?",
        "supervision" => "Zorgt de school voor de begeleiding van de kinderen?",
        "hours" => "Passen de openingstijden bij de lestijden?",
        _ => "Is er genoeg ruimte voor de afstand die nu geldt?",
    };

    public static string? Help(string kind) => kind switch
    {
        "staff" => "Niet iedereen kan dit werk doen. Breng dat eerst in kaart.",
        "supervision" => "Medewerkers van de bibliotheek zijn geen oppas en geen leerkracht.",
        "hygiene" => "Een plek wordt schoongemaakt voordat een ander kind er zit.",
        _ => null,
    };

    public static string Event(string kind) => kind switch
    {
        "begun" => "Gesprek begonnen",
        "changed" => "Afspraak gewijzigd",
        "condition" => "Voorwaarde beantwoord",
        "agreed" => "Akkoord gegeven",
        "taken-back" => "Akkoord teruggenomen",
        "declined" => "Afgewezen",
        "ended" => "Gestopt",
        _ => "Ongedaan gemaakt",
    };

    public static string EventIcon(string kind) => kind switch { "begun" => "chat", "agreed" => "check", "declined" or "ended" => "cross", "taken-back" or "undone" => "undo", _ => "note" };

    public static string For(IEnumerable<string> needs, Text text) => string.Join(", ", Needs.Where(needs.Contains).Select(n => text[NeedKinds.Word(n)]));
}
