using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>The words of employees and rosters; keys of the texts.</summary>
internal static class StaffWords
{
    /// <summary>Ages of children somebody can handle, and what else they can. Supervisor and teacher are no skills: those come from the school.</summary>
    public static readonly IReadOnlyList<string> Skills = ["0-4", "4-12", "12-18", "first_aid", "kind_host", "reading", "media"];

    public static readonly IReadOnlyList<string> Woulds = ["yes", "rather_not", "no"];

    public static readonly IReadOnlyList<string> Parts = ["morning", "afternoon", "evening"];

    public static string Skill(string skill) => skill switch
    {
        "0-4" => "Kinderen van 0 tot 4",
        "4-12" => "Kinderen van 4 tot 12",
        "12-18" => "Kinderen van 12 tot 18",
        "first_aid" => "EHBO of BHV",
        "kind_host" => "Gastvrouw of gastheer",
        "reading" => "Leesconsulent",
        "media" => "Mediacoach",
        _ => "Iedereen",
    };

    public static string Would(string? would) => would switch { "yes" => "Ja", "rather_not" => "Liever niet", "no" => "Nee", _ => "Nog geen antwoord" };

    public static string WouldIcon(string? would) => would switch { "yes" => "check", "rather_not" => "more", "no" => "cross", _ => "clock" };

    public static string Part(string part) => part switch { "morning" => "ochtend", "afternoon" => "middag", _ => "avond" };

    public static string Kind(string kind) => kind == "reserve" ? "Reserve" : "Dienst";

    public static string PartOf(DateTimeOffset moment) => Amsterdam.Local(moment).Hour switch { < 12 => "morning", < 17 => "afternoon", _ => "evening" };

    /// <summary>"1-morning": Monday, in the morning.</summary>
    public static string KeyOf(DateTimeOffset moment) => $"{Weekday(Amsterdam.Day(moment))}-{PartOf(moment)}";

    public static int Weekday(DateOnly day) => (((int)day.DayOfWeek + 6) % 7) + 1;

    public static IEnumerable<string> InOrder(IEnumerable<string> keys) => keys.OrderBy(k => k[0]).ThenBy(k => Parts.TakeWhile(p => !k.EndsWith(p, StringComparison.Ordinal)).Count());

    public static string Named(string key, Text text) => key.Split('-') is [var day, var part] && int.TryParse(day, out var number) ? Show.Weekday(number) + " " + text[Part(part)] : key;

    /// <summary>Why somebody cannot have a duty, as the database says it.</summary>
    public static string Blocked(string why) => why switch
    {
        "away" => "Kan dan niet komen.",
        "overlap" => "Heeft dan al een dienst.",
        "no" => "Wil dit werk niet doen.",
        "parts" => "Heeft die week al genoeg dagdelen.",
        "hours" => "Heeft die week al genoeg uren.",
        "skill" => "Hiervoor is een vaardigheid nodig die ontbreekt.",
        "past" => "Deze dienst is al begonnen.",
        "closed" => "De bibliotheek is dan dicht.",
        "taken" => "Een collega was net eerder.",
        _ => "Deze dienst is er niet meer.",
    };

    /// <summary>The same, said to whoever asked.</summary>
    public static string ForMe(string why) => why switch
    {
        "away" => "Je hebt gemeld dat je dan niet kunt.",
        "overlap" => "Je hebt dan al een dienst.",
        "no" => "Je zei dat je dit werk niet wilt doen.",
        "parts" => "Je hebt die week al genoeg dagdelen.",
        "hours" => "Je hebt die week al genoeg uren.",
        _ => Blocked(why),
    };

    /// <summary>Why people are missing, as the planner computed it.</summary>
    public static string Uncovered(string why) => why switch
    {
        "NobodyWithTheSkill" => "Niemand heeft de vaardigheid.",
        "NobodyAvailable" => "Niemand kan dan.",
        "AllOnDuty" => "Wie kan, werkt die dag al.",
        "AllAtTheirLimit" => "Wie kan, heeft genoeg diensten of werkt al.",
        _ => "Iemand anders missen is erger.",
    };

    public static string Adviser(string kind) => kind == "media" ? "Mediacoach" : "Leesconsulent";

    public static string AdviserState(string state) => state switch { "agreed" => "Afgesproken", "declined" => "Afgewezen", "ended" => "Gestopt", _ => "Gevraagd" };

    public static string AdviserIcon(string state) => state switch { "agreed" => "check", "declined" => "cross", "ended" => "lock", _ => "clock" };
}
