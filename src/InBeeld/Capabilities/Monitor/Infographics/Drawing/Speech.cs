using System.Globalization;
using System.Text.Json;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Infographics.Drawing;

/// <summary>The words that a picture makes itself, in plain Dutch or English; those of a template stand in the template.</summary>
internal sealed class Speech
{
    public static readonly Speech Dutch = new("nl");
    public static readonly Speech English = new("en");

    private static readonly Lazy<Dictionary<string, Words>> Phrases = new(Read);

    private readonly CultureInfo culture;

    private Speech(string language)
    {
        Language = language;
        culture = CultureInfo.GetCultureInfo(language == "nl" ? "nl-NL" : "en-GB");
    }

    public string Language { get; }

    public bool IsDutch => Language == "nl";

    public static Speech In(string language) => language == "en" ? English : Dutch;

    public string Say(string dutch, string english) => IsDutch ? dutch : english;

    public string Number(decimal number, int decimals = 0) => Math.Round(number, decimals, MidpointRounding.AwayFromZero).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), culture);

    /// <summary>Whole percents, half away from zero. A part that is there is not called none, and one that is not whole is not called all.</summary>
    public string Percent(decimal share) => Math.Round(share * 100, MidpointRounding.AwayFromZero) switch
    {
        0 when share > 0 => Say("minder dan 1%", "less than 1%"),
        100 when share < 1 => Say("meer dan 99%", "more than 99%"),
        var whole => Number(whole) + "%",
    };

    /// <summary>The figure alone: "85%", "5.386", or why it is not there.</summary>
    public string Figure(Shown shown) => !shown.IsShown ? Why(shown.Why) : shown.Kind == FigureKind.Share ? Percent(shown.Value!.Value) : shown is { Kind: FigureKind.Part, K: { } k, N: { } n } ? Part(k, n, false) : Number(shown.Value!.Value, shown.Decimals);

    /// <summary>As the figure, as short as fits at the end of a bar.</summary>
    public string Brief(Shown shown) => !shown.IsShown || shown.Kind != FigureKind.Share ? Figure(shown) : Math.Round(shown.Value!.Value * 100, MidpointRounding.AwayFromZero) switch
    {
        0 when shown.Value > 0 => "<1%",
        100 when shown.Value < 1 => ">99%",
        var whole => Number(whole) + "%",
    };

    /// <summary>In a table: "319 van 377 (85%)".</summary>
    public string Cell(Shown shown)
    {
        if (!shown.IsShown)
        {
            return Why(shown.Why);
        }

        var figure = shown is { Kind: FigureKind.Share, K: { } k, N: { } n } ? $"{Part(k, n, shown.AboutN)} ({Percent(shown.Value!.Value)})" : Figure(shown) + (shown is { Kind: not FigureKind.Part, N: { } of } ? $", N = {Number(of)}" : "");
        return shown.Unknown == 0 ? figure : $"{figure}, {NotKnown(shown.Unknown)}";
    }

    /// <summary>Below a number: of how many, and of how many it is not known. Empty when there is nothing to say.</summary>
    public string Under(Shown shown)
    {
        if (!shown.IsShown || shown.Kind == FigureKind.Part)
        {
            return "";
        }

        string?[] parts =
        [
            shown is { K: { } k, N: { } n } ? Part(k, n, shown.AboutN) : shown.N is { } of ? $"N = {Number(of)}" : null,
            shown.Unknown > 0 ? NotKnown(shown.Unknown) : null,
        ];
        return string.Join(", ", parts.Where(p => p is not null));
    }

    public string Why(Withheld why) => Phrase(Key(why));

    /// <summary>A whole sentence.</summary>
    public string WhySentence(Withheld why) => Phrase(Key(why) + ".why");

    public string Stars(int stars) => Phrase(string.Create(CultureInfo.InvariantCulture, $"stars.{Math.Clamp(stars, 0, 4)}"));

    /// <summary>A phrase of speech.json.</summary>
    public string Phrase(string key) => Phrases.Value[key] is var words && IsDutch ? words.Nl : words.En;

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private string Part(long k, long n, bool about) => $"{Number(k)} {Say("van", "of")} {(about ? Say("ongeveer ", "about ") : "")}{Number(n)}";

    private string NotKnown(long unknown) => unknown == 1 ? Phrase("unknown.one") : string.Format(CultureInfo.InvariantCulture, Phrase("unknown.many"), Number(unknown));

    private static string Key(Withheld why) => why switch
    {
        Withheld.TooFew => "few",
        Withheld.Protected => "protected",
        Withheld.NobodyKnows => "nobody",
        _ => "notasked",
    };

    private static Dictionary<string, Words> Read()
    {
        using var stream = typeof(Speech).Assembly.GetManifestResourceStream("infographics/speech.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Words>>(stream, JsonSerializerOptions.Web)!;
    }
}
