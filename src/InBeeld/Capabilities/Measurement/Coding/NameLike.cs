using System.Reflection;
using System.Text.RegularExpressions;
using InBeeld.Capabilities.Measurement.Model;

namespace InBeeld.Capabilities.Measurement.Coding;

/// <summary>Finds words in a quote that look like the name of somebody: they begin with a capital and are no word of the initiative, nor one that often begins a sentence. It warns; it does not prove that there is none.</summary>
internal static partial class NameLike
{
    // Often at the beginning of a sentence, or always with a capital.
    private static readonly Lazy<HashSet<string>> Common = new(() =>
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("InBeeld.Capabilities.Measurement.Coding.common-words.txt")!);
        return new HashSet<string>(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.OrdinalIgnoreCase);
    });

    /// <returns>Each suspect once, as it was written.</returns>
    public static List<string> In(string words, MeasurementRow of)
    {
        var known = new HashSet<string>(Words().Matches($"{of.Name} {of.Programme} {of.Library}").Select(m => m.Value), StringComparer.OrdinalIgnoreCase);
        foreach (var (_, _, text, _) in of.Design.Texts())
        {
            known.UnionWith(Words().Matches(text.Nl + " " + text.En).Select(m => m.Value));
        }

        // A word that stands in small letters in the same quote is no name.
        var all = Words().Matches(words).Select(m => m.Value).ToList();
        known.UnionWith(all.Where(w => char.IsLower(w[0])));
        return [.. all.Where(w => char.IsUpper(w[0]) && w.Length > 1 && !Common.Value.Contains(w) && !known.Contains(w)).Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}'’-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
