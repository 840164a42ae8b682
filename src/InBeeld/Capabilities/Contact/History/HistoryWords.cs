namespace InBeeld.Capabilities.Contact.History;

/// <summary>Grounds, reasons and states of a question to the school before, in words: keys of the texts.</summary>
internal static class HistoryWords
{
    public const string Parents = "parents";

    public static readonly IReadOnlyList<string> Grounds = [Parents, "law"];

    public static readonly IReadOnlyList<string> Reasons = ["unknown", "parents", "not_needed", "call"];

    public static string GroundWord(string ground) => ground == Parents ? "De ouders vinden het goed" : "Het hoort bij het overdragen van onderwijsgegevens";

    public static string ReasonWord(string reason) => reason switch
    {
        "unknown" => "Wij kennen dit kind niet",
        "parents" => "De ouders willen het niet",
        "not_needed" => "De nieuwe school heeft dit niet nodig",
        _ => "Wij bellen liever zelf",
    };

    public static string StateWord(string state) => state switch
    {
        "asked" => "Gevraagd",
        "given" => "Gegeven",
        "refused" => "Geweigerd",
        "withdrawn" => "Ingetrokken",
        _ => "Verlopen, geen antwoord",
    };

    /// <summary>The look of a state in a tag.</summary>
    public static string Look(string state) => state switch { "asked" => "due", "given" => "in", _ => "none" };

    /// <summary>In "De vorige school bereikte dit gezin meestal …".</summary>
    public static string By(string channel) => channel switch { "phone" => "per telefoon", "message" => "met een bericht", "video" => "met video", "door" => "aan de deur", "school" => "op school", _ => "per e-mail" };

    public static string Part(string part) => part switch { "morning" => "ochtend", "afternoon" => "middag", _ => "avond" };
}
