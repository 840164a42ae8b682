using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>The words of bookings; keys of the texts.</summary>
internal static class BookingWords
{
    public static readonly IReadOnlyList<string> AllNeeds = ["accessible", "socket", "quiet", "computer"];

    public static string Need(string need) => need switch { "accessible" => "rolstoel", "socket" => "stopcontact", "quiet" => "stille plek", _ => "computer" };

    public static string NeedIcon(string need) => need switch { "accessible" => "wheel", "socket" => "plug", "quiet" => "quiet", _ => "laptop" };

    public static string Needs(IEnumerable<string> needs, Text text) => string.Join(", ", AllNeeds.Where(needs.Contains).Select(n => text[Need(n)]));

    public static string State(string state) => state switch { "booked" => "verwacht", "in" => "binnen", "out" => "geweest", "no_show" => "niet gekomen", _ => "afgezegd" };

    public static string StateIcon(string state) => state switch { "booked" => "clock", "in" => "door", "out" => "check", "no_show" => "info", _ => "cross" };

    public static string BindsIcon(string binds) => binds switch { "closed" => "lock", "supervision" => "people", "people" => "people", "most" => "flag", _ => "seat" };

    /// <summary>Whether a child that got no place for this reason can wait for one.</summary>
    public static bool CanWait(string outcome) => outcome is "full" or "agreed_full" or "school_full" or "no_seat" or "no_supervision";

    /// <summary>What came of it for a child, as a sentence with its name.</summary>
    public static string Outcome(string outcome, string child, Text text) => outcome switch
    {
        "" => text["{0} heeft een plek.", child],
        "waiting" => text["{0} staat op de wachtlijst.", child],
        "together" => text["{0} is niet geboekt, want niet iedereen kan mee.", child],
        "same_time" => text["{0} heeft op die tijd al een plek.", child],
        _ => text["{0} heeft geen plek: {1}", child, Why(outcome, text)],
    };

    /// <summary>Why there is no place, without a name.</summary>
    public static string Why(string outcome, Text text) => outcome switch
    {
        "past" => text["deze tijd is voorbij."],
        "other_town" => text["deze tijd is voor een andere gemeente."],
        "no_agreement" => text["jullie gemeente heeft dan geen afspraak met deze bibliotheek."],
        "closed" => text["de bibliotheek sloot deze tijd."],
        "no_supervision" => text["er is nog geen begeleiding van een school."],
        "same_time" => text["het kind heeft op die tijd al een plek."],
        "full" => text["alle plekken zijn bezet."],
        "agreed_full" => text["de plekken voor jullie gemeente zijn bezet."],
        "school_full" => text["de plekken voor jullie school zijn bezet."],
        "no_seat" => text["er is geen vrije plek die past."],
        _ => text["deze tijd is er niet (meer)."],
    };
}
