using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace InBeeld.Kernel.Web;

/// <summary>
/// The texts people see. The Dutch sentence itself is the key, so a page reads as it looks; other languages stand in
/// Texts.{language}.json files, embedded per capability. A sentence without translation is shown in Dutch (a test finds it).
/// </summary>
public sealed class Text
{
    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, string>>> Languages = new(Load);

    public static IReadOnlyDictionary<string, FrozenDictionary<string, string>> All => Languages.Value;

    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public string this[string dutch] => In(Language, dutch);

    public string this[string dutch, params object[] args] => string.Format(CultureInfo.CurrentCulture, this[dutch], args);

    /// <summary>One or more: <c>T.N(n, "1 kind", "{0} kinderen")</c>; both are keys; {0} is the number, {1} and on are the others.</summary>
    public string N(int count, string one, string many, params object[] more) => this[count == 1 ? one : many, [count, .. more]];

    public string Say(Refusal refusal) => refusal.Args.Length == 0 ? this[refusal.Sentence] : this[refusal.Sentence, [.. refusal.Args.Select(arg => arg is Translated word ? this[word.Key] : arg)]];

    public static string In(string language, string dutch) =>
        Languages.Value.TryGetValue(language, out var texts) && texts.TryGetValue(dutch, out var text) ? text : dutch;

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load()
    {
        var all = new Dictionary<string, Dictionary<string, string>>();
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name?.StartsWith("InBeeld", StringComparison.Ordinal) == true))
        {
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.Contains(".Texts.", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal)))
            {
                var language = name.Split('.')[^2];
                if (!all.TryGetValue(language, out var texts))
                {
                    all[language] = texts = [];
                }

                foreach (var (key, value) in Read(assembly, name))
                {
                    texts[key] = value;
                }
            }
        }

        return all.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenDictionary());
    }

    private static Dictionary<string, string> Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }
}
