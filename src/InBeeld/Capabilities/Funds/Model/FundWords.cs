using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Funds.Model;

/// <summary>Words of funds and claims, as keys of the texts.</summary>
internal static class FundWords
{
    /// <summary>No amount may be larger, in cents.</summary>
    public const long Largest = 10_000_000_000;

    public static readonly string[] Kinds = ["subsidy", "school", "leergeld", "upas", "municipality", "sponsor", "eu", "own"];
    public static readonly string[] Ways = ["part", "rest", "fixed"];
    public static readonly string[] Levels = ["primary", "secondary", "special", "mbo"];
    public static readonly string[] PriceKinds = ["pupil", "session", "hour"];

    /// <summary>Reasons that the database gives itself, as keys of the texts: when somebody stops, and when a proposal is undone.</summary>
    public static readonly string[] Reasons = ["Deelname gestopt", "Voorstel teruggedraaid"];

    public static string Kind(string kind) => kind switch
    {
        "subsidy" => "Subsidie van een jaar",
        "school" => "School, per leerling",
        "leergeld" => "Stichting Leergeld",
        "upas" => "Budget van de U-Pas",
        "municipality" => "Gemeente",
        "sponsor" => "Sponsor of bedrijf",
        "eu" => "Europese subsidie, zoals NPO",
        _ => "Eigen geld van de bibliotheek",
    };

    public static string Way(string pays) => pays switch { "part" => "Een deel van de kosten", "rest" => "Alles wat overblijft, of niets", _ => "Een vast bedrag, of niets" };

    public static string State(string state) => state switch { "committed" => "Toegezegd", "claimed" => "Gedeclareerd", "paid" => "Betaald", "refused" => "Afgewezen", _ => "Vervallen" };

    public static string Icon(string state) => state switch { "committed" => "flag", "claimed" => "mail", "paid" => "check", _ => "cross" };

    public static string Level(string level) => level switch { "primary" => "basisonderwijs", "secondary" => "voortgezet onderwijs", "special" => "speciaal onderwijs", _ => "mbo" };

    public static string Year(int year, Text text) => year <= 8 ? text["groep {0}", year] : text["leerjaar {0}", year - 10];

    public static string PriceKind(string kind) => kind switch { "pupil" => "Per kind, één keer", "session" => "Per bijeenkomst", _ => "Per uur" };
}
