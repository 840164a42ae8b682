using System.Text.RegularExpressions;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>What organisations are called on the screen; Dutch, keys of the texts.</summary>
internal static partial class OrganisationWords
{
    public static readonly IReadOnlyList<string> Kinds = ["school", "board", "municipality", "library", "research", "installation"];

    /// <summary>Which party a team is; only these can lead a case.</summary>
    public static readonly IReadOnlyList<string> Teams = ["neighbourhood", "youth", "attendance"];

    /// <summary>Which party a partner is.</summary>
    public static readonly IReadOnlyList<string> Partners = ["partnership", "childcare", "institution", "safe_home"];

    public static readonly IReadOnlyList<string> Levels = ["primary", "secondary", "special", "mbo"];
    public static readonly IReadOnlyList<string> Regions = ["Noord", "Midden", "Zuid"];

    public static string Kind(string kind) => kind switch
    {
        "school" => "School",
        "board" => "Schoolbestuur",
        "municipality" => "Gemeente",
        "library" => "Bibliotheek",
        "research" => "Onderzoeksinstelling",
        "team" => "Team",
        "partner" => "Partner",
        _ => "Beheer van InBeeld",
    };

    public static string Party(string party) => party switch
    {
        "neighbourhood" => "Buurtteam",
        "youth" => "Jeugd- en gezinscoaches",
        "attendance" => "Leerplicht en RMC",
        "partnership" => "Samenwerkingsverband",
        "childcare" => "Kinderopvang",
        "institution" => "Jeugdinstelling",
        "safe_home" => "Veilig Thuis",
        _ => "",
    };

    public static string Level(string level) => level switch
    {
        "primary" => "Basisonderwijs",
        "secondary" => "Voortgezet onderwijs",
        "special" => "Speciaal onderwijs",
        "mbo" => "Mbo",
        _ => "",
    };

    /// <summary>"Basisonderwijs" for a school, else the kind.</summary>
    public static string What(string kind, string level) => kind == "school" && level.Length > 0 ? Level(level) : Kind(kind);

    public static string Source(string source) => source switch
    {
        "duo" => "Open data van DUO",
        "demo" => "Verzonnen, hoort bij de demo",
        _ => "Met de hand gemaakt",
    };

    /// <summary>State as one of the shapes, with its own word.</summary>
    public static (string Shape, string Word) State(bool isOn, DateOnly? goneOn) => goneOn is not null ? ("late", "Gestopt") : isOn ? ("in", "Aan") : ("none", "Uit");

    /// <summary>Where a website is, when it is one that may be linked; DUO publishes "www.school.nl".</summary>
    public static string? Link(string website)
    {
        var plain = Scheme().Replace(website.Trim(), "");
        return Address().IsMatch(plain) ? "https://" + plain : null;
    }

    public static string KindAndPlace(Text text, string kind, string level, string place, string? town)
    {
        var where = place.Length > 0 ? place : town ?? "";
        return where.Length > 0 ? $"{text[What(kind, level)]}, {where}" : text[What(kind, level)];
    }

    [GeneratedRegex("^https?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z0-9._~/%+-]*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
