using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact.History;

/// <summary>How often a family was tried and reached in one way.</summary>
internal sealed record ChannelFacts(string Channel, int Attempts, int Reached);

/// <summary>What goes along with a child to its new school: all of it (docs/adr/0014).</summary>
/// <param name="Channels">Of the last twelve months; what worked most often first.</param>
/// <param name="Best">The part of the day in which the family was reached most: morning, afternoon, evening; null when that is not known.</param>
/// <param name="Needs">The kinds that every teacher may see; never the restricted ones.</param>
internal sealed record HistoryFacts(IReadOnlyList<ChannelFacts> Channels, string? Best, IReadOnlyList<string> Languages, bool Interpreter, IReadOnlyList<string> Needs, DateOnly? LastReached)
{
    public static HistoryFacts Read(string json) => JsonSerializer.Deserialize<HistoryFacts>(json, JsonSerializerOptions.Web)!;

    /// <summary>What somebody saw, to give exactly that: the database compares it with what it would give.</summary>
    public static string Print(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>How to reach this family, in one sentence.</summary>
    public string Sentence(Text text) => Channels switch
    {
        [] => text["De vorige school legde in het laatste jaar geen contact vast."],
        [{ Reached: 0 }, ..] => text["De vorige school bereikte dit gezin in het laatste jaar niet."],
        [var first, ..] when Best is { } best => text["De vorige school bereikte dit gezin meestal {0}, het best in de {1}.", text[HistoryWords.By(first.Channel)], text[HistoryWords.Part(best)]],
        [var first, ..] => text["De vorige school bereikte dit gezin meestal {0}.", text[HistoryWords.By(first.Channel)]],
    };
}

/// <summary>What one school gave, as the card shows it.</summary>
internal sealed record GivenHistory(string School, HistoryFacts Facts, DateOnly GivenOn, DateOnly KeepUntil);
