using System.Globalization;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Kiosk;

/// <summary>The sentences of the tablet at the door, in one of its four languages. The Dutch sentence is the key; the others stand in the Texts files beside this one.</summary>
internal sealed class KioskText(string? language)
{
    /// <summary>Each in its own words.</summary>
    public static readonly IReadOnlyList<(string Code, string Called)> Languages = [("nl", "Nederlands"), ("en", "English"), ("ar", "العربية"), ("uk", "Українська")];

    public string Language { get; } = Languages.Select(l => l.Code).FirstOrDefault(code => code == language) ?? "nl";

    public string Direction => Language == "ar" ? "rtl" : "ltr";

    public string this[string dutch] => Text.In(Language, dutch);

    public string this[string dutch, params object[] args] => string.Format(CultureInfo.InvariantCulture, this[dutch], args);

    public string Time(DateTimeOffset moment) => Amsterdam.Local(moment).ToString(Language == "nl" ? "HH.mm" : "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Why somebody cannot come in here now, in words for a child.</summary>
    public static string Sentence(string result) => result switch
    {
        "early" => "Je bent nog te vroeg. Kom straks terug.",
        "other_day" => "Je plek is op een andere dag.",
        "late" => "Deze tijd is voorbij.",
        "cancelled" => "Je plek is afgezegd.",
        "full" => "Alle plekken zijn nu bezet.",
        "not_clean" => "Je plek wordt nog schoongemaakt.",
        "wrong_branch" or "other_branch" => "Je plek is in een andere bibliotheek.",
        "wait" => "Te vaak een verkeerde code. Wacht tien minuten.",
        "unknown" => "Deze code kennen we hier nu niet.",
        _ => "Dat lukt nu niet.",
    };
}
