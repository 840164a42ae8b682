namespace InBeeld.Capabilities.Safety.Model;

/// <summary>The five steps of the meldcode and the answers they know; keys of the texts.</summary>
internal static class Meldcode
{
    public const string NotSafe = "not_safe";
    public const string NoSuspicion = "none";

    public static readonly IReadOnlyList<short> Steps = [1, 2, 3, 4, 5];

    public static string StepHeading(int step) => step switch
    {
        1 => "Signalen in kaart brengen",
        2 => "Overleggen met een collega",
        3 => "Praten met ouders en kind",
        4 => "Wegen",
        _ => "Beslissen",
    };

    public static string StepExplain(int step) => step switch
    {
        1 => "Schrijf op wat je zag en hoorde. Scheid feiten van vermoedens.",
        2 => "Bespreek je zorg met een collega. Veilig Thuis geeft ook advies; dat kan anoniem.",
        3 => "Vertel wat je zag en vraag hoe zij het zien. Alleen als dat veilig is.",
        4 => "Is er een vermoeden? Is het acuut of structureel onveilig? Vraag bij twijfel Veilig Thuis.",
        _ => "Is melden nodig? Is hulp ook mogelijk? Bij acute of structurele onveiligheid meld je.",
    };

    public static string WordsLabel(int step) => step switch
    {
        1 => "Wat zag of hoorde je, en wanneer?",
        2 => "Wat neem je mee uit het overleg?",
        3 => "Wat is er gezegd? Of waarom sprak je niet?",
        4 => "Hoe kom je tot deze weging?",
        _ => "Wat spreek je af, en waarom kies je dit?",
    };

    /// <summary>What somebody can answer in a step; empty for the first two.</summary>
    public static IReadOnlyList<string> Outcomes(int step) => step switch
    {
        3 => ["parents", "child", "both", NotSafe],
        4 => [NoSuspicion, "other", "acute", "structural", "acute_structural"],
        5 => ["report", "report_help", "help", "neither"],
        _ => [],
    };

    public static string OutcomeLabel(int step) => step switch { 3 => "Met wie sprak je?", 4 => "Wat is je weging?", _ => "Wat doe je?" };

    public static string OutcomeWord(string outcome) => outcome switch
    {
        "parents" => "Met de ouders",
        "child" => "Met het kind",
        "both" => "Met de ouders en het kind",
        "not_safe" => "Niet gesproken, want dat is nu niet veilig",
        "none" => "Geen vermoeden meer",
        "other" => "Wel een vermoeden, niet acuut of structureel onveilig",
        "acute" => "Acuut onveilig",
        "structural" => "Structureel onveilig",
        "acute_structural" => "Acuut en structureel onveilig",
        "report" => "Ik meld bij Veilig Thuis",
        "report_help" => "Ik meld bij Veilig Thuis en regel hulp",
        "help" => "Ik regel hulp, zonder melding",
        "neither" => "Geen melding en geen hulp",
        _ => "Nog niet ingevuld",
    };

    public static bool Unsafe(string outcome) => outcome is "acute" or "structural" or "acute_structural";

    public static bool Reports(string outcome) => outcome is "report" or "report_help";

    /// <summary>How a record can end.</summary>
    public static readonly IReadOnlyList<string> Endings = ["reported", "reported_help", "help", "no_signs", "handed_over"];

    public static string EndingWord(string ending) => ending switch
    {
        "reported" => "Gemeld bij Veilig Thuis",
        "reported_help" => "Gemeld, en er is hulp",
        "help" => "Er is hulp, zonder melding",
        "no_signs" => "Het vermoeden is weggenomen",
        "handed_over" => "Een andere professional neemt het over",
        _ => "Loopt nog",
    };
}
