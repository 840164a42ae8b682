using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Model;

/// <summary>Words of programmes and enrolments, as keys of the texts.</summary>
internal static class ProgrammeWords
{
    public static readonly string[] Kinds = ["group", "tailored", "mixed"];
    public static readonly string[] Levels = ["primary", "secondary", "special", "mbo"];
    public static readonly string[] Sources = ["teacher", "school", "pupil", "parent", "third", "library", "programme"];

    /// <summary>In the order in which a leader works: what waits for them first.</summary>
    public static readonly string[] States = ["referred", "intake", "waiting", "offered", "placed", "done", "declined", "dropped", "withdrawn"];

    public static string Kind(string kind) => kind switch { "group" => "Groepsprogramma", "tailored" => "Begeleiding op maat", _ => "Groep en op maat" };

    public static readonly string[] Audiences = ["child", "small", "parent", "school"];

    public static string Audience(string audience) => audience switch { "small" => "Voor kinderen tot en met 4 jaar", "parent" => "Voor ouders", "school" => "Voor scholen", _ => "Voor kinderen" };

    public static string Level(string level) => level switch { "primary" => "basisonderwijs", "secondary" => "voortgezet onderwijs", "special" => "speciaal onderwijs", _ => "mbo" };

    public static string Year(int year, Text text) => year <= 8 ? text["groep {0}", year] : text["leerjaar {0}", year - 10];

    public static string State(string state) => state switch
    {
        "referred" => "Aangemeld",
        "intake" => "Kennismaken",
        "waiting" => "Wacht op een plek",
        "offered" => "Plek aangeboden",
        "placed" => "Doet mee",
        "done" => "Afgerond",
        "declined" => "Niet geplaatst",
        "dropped" => "Gestopt",
        _ => "Ingetrokken",
    };

    public static string Icon(string state) => state switch { "referred" => "plus", "intake" => "chat", "waiting" => "clock", "offered" => "seat", "placed" => "people", "done" => "check", _ => "cross" };

    public static string Source(string source) => source switch
    {
        "teacher" => "leerkracht",
        "school" => "school",
        "pupil" => "kind zelf",
        "parent" => "ouder",
        "third" => "andere organisatie",
        "programme" => "ander programma",
        _ => "bibliotheek",
    };
}
