using System.Text.Json;
using System.Text.RegularExpressions;
using InBeeld.Capabilities;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Tests.Architecture;

/// <summary>What people see exists in Dutch (the key, in the code) and in English (Texts.en.json), and every icon that is named is drawn.</summary>
public sealed partial class TextsTests
{
    private static readonly Lazy<Dictionary<string, List<string>>> Used = new(FindUsed);

    private static readonly Lazy<List<(string File, string Key, string Value)>> Written = new(Read);

    [Fact]
    public void Every_text_has_its_english()
    {
        Assert.True(Used.Value.Count > 30, "Too few texts found to prove anything");
        var english = Written.Value.Select(w => w.Key).ToHashSet();
        var missing = Used.Value.Where(u => !english.Contains(u.Key)).Select(u => $"\"{u.Key}\" ({u.Value[0]})").Order(StringComparer.Ordinal);
        Found.None(missing);
    }

    [Fact]
    public void A_text_that_is_translated_twice_is_translated_the_same()
    {
        var wrong = Written.Value.GroupBy(w => w.Key).Where(g => g.Select(w => w.Value).Distinct().Count() > 1)
            .Select(g => $"\"{g.Key}\": " + string.Join(" / ", g.Select(w => $"\"{w.Value}\" ({w.File})")));
        Found.None(wrong);
    }

    [Fact]
    public void Dutch_and_english_have_the_same_places_to_fill_in()
    {
        var wrong = Written.Value.Where(w => !Holes(w.Key).SetEquals(Holes(w.Value))).Select(w => $"{w.File}: \"{w.Key}\" / \"{w.Value}\"").ToList();
        Found.None(wrong);
    }

    [Fact]
    public void No_english_text_is_empty_or_still_dutch()
    {
        var wrong = Written.Value.Where(w => string.IsNullOrWhiteSpace(w.Value) || (w.Key == w.Value && Dutch().IsMatch(w.Value))).Select(w => $"{w.File}: \"{w.Key}\"");
        Found.None(wrong);
    }

    [Fact]
    public void Every_text_that_is_translated_is_used()
    {
        var source = string.Join('\n', Source.Files("src", ".cs", ".cshtml").Select(f => f.Text));
        var idle = Written.Value.Where(w => !source.Contains('"' + w.Key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"', StringComparison.Ordinal)).Select(w => $"{w.File}: \"{w.Key}\"");
        Found.None(idle);
    }

    [Fact]
    public void A_text_is_never_put_together_before_it_is_looked_up()
    {
        var wrong = Source.Files("src", ".cs", ".cshtml").SelectMany(f => TogetherText().Matches(f.Text).Select(m => $"{f.Path}:{Source.LineAt(f.Text, m.Index)}"));
        Found.None(wrong);
    }

    [Fact]
    public void No_dutch_stands_in_a_page_outside_a_text()
    {
        var wrong = new List<string>();
        foreach (var file in Source.Files("src/InBeeld", ".cshtml"))
        {
            var text = Regex.Replace(file.Text, @"@\*.*?\*@", "", RegexOptions.Singleline);
            foreach (Match words in BetweenTags().Matches(text))
            {
                wrong.Add($"{file.Path}:{Source.LineAt(text, words.Index)}: {words.Groups["words"].Value.Trim()}");
            }

            foreach (Match words in VisibleAttribute().Matches(text))
            {
                wrong.Add($"{file.Path}:{Source.LineAt(text, words.Index)}: {words.Value.Trim()}");
            }
        }

        Found.None(wrong);
    }

    [Fact]
    public void Every_icon_that_is_named_is_drawn()
    {
        var drawn = Icons.Names.ToHashSet();
        Assert.NotEmpty(drawn);
        var named = Source.Files("src", ".cs", ".cshtml").SelectMany(f => NamedIcon().Matches(f.Text).Select(m => (Name: m.Groups["name"].Value, At: $"{f.Path}:{Source.LineAt(f.Text, m.Index)}"))).ToList();
        Assert.NotEmpty(named);
        named.AddRange(Order.All.SelectMany(c => c.Menu).Select(item => (item.Icon, "menu")));
        named.AddRange(Source.Files("src", ".cs", ".cshtml").SelectMany(f => NamedState().Matches(f.Text).Select(m => ("state-" + m.Groups["name"].Value, f.Path))));
        named.AddRange(Answers("Icon").SelectMany(f => f.Value.Select(at => (f.Key, at))));
        Found.None(named.Where(n => !drawn.Contains(n.Name)).Select(n => $"{n.Name} ({n.At})"));
    }

    private static Dictionary<string, List<string>> FindUsed()
    {
        var used = new Dictionary<string, List<string>>();
        foreach (var file in Source.Files("src", ".cs", ".cshtml").Where(f => f.Path != "src/InBeeld.Kernel/Web/Text.cs"))
        {
            foreach (Match look in LookedUp().Matches(file.Text))
            {
                foreach (var key in KeysOf(file.Text, look.Index + look.Length, look.Groups["n"].Success))
                {
                    Note(used, key, $"{file.Path}:{Source.LineAt(file.Text, look.Index)}");
                }
            }

            foreach (Match refusal in Refused().Matches(file.Text))
            {
                Note(used, Regex.Unescape(refusal.Groups["key"].Value), $"{file.Path}:{Source.LineAt(file.Text, refusal.Index)}");
            }

            // A whole sentence in Dutch is meant for people, wherever it stands. (What the demo makes up is not translated: names and notes. The engine of figures
            // reads and says both languages itself, side by side.)
            if (file.Path.EndsWith(".cs", StringComparison.Ordinal) && !file.Path.Contains("/Demo", StringComparison.Ordinal) && !file.Path.StartsWith("src/InBeeld.Statistics", StringComparison.Ordinal))
            {
                foreach (var (value, _, line) in Source.Literals(file.Text).Where(l => l.Value.Contains(' ', StringComparison.Ordinal) && Dutch().IsMatch(l.Value) && !Sql().IsMatch(l.Value)))
                {
                    Note(used, value, $"{file.Path}:{line}");
                }
            }
        }

        foreach (var (word, places) in Answers("(Word|Button|Explain|Label|Heading|Sentence)"))
        {
            Note(used, word, places[0]);
        }

        foreach (var word in Order.All.SelectMany(c => c.Menu).Select(item => item.Word).Concat(Role.All.Append("").Select(Role.Word)))
        {
            Note(used, word, "menu or role");
        }

        return used;
    }

    // A method such as Word(kind) answers texts: what stands right of the arrows in it.
    private static Dictionary<string, List<string>> Answers(string method)
    {
        var answers = new Dictionary<string, List<string>>();
        foreach (var file in Source.Files("src", ".cs"))
        {
            foreach (Match start in Regex.Matches(file.Text, $@"static string \w*{method}(Of)?\([^)]*\)\s*=>"))
            {
                var end = file.Text.IndexOf(';', start.Index);
                var body = file.Text[start.Index..(end < 0 ? file.Text.Length : end)];
                foreach (Match answer in Regex.Matches(body, @"(=>|\?|:)\s*""(?<key>(?:[^""\\]|\\.)+)"""))
                {
                    Note(answers, Regex.Unescape(answer.Groups["key"].Value), $"{file.Path}:{Source.LineAt(file.Text, start.Index + answer.Index)}");
                }
            }
        }

        return answers;
    }

    // From just behind "T[" or "T.N(": the strings in the first argument (or in the second and third), also in a choice "a ? "x" : "y"".
    private static IEnumerable<string> KeysOf(string code, int from, bool counts)
    {
        var (depth, argument) = (0, 0);
        for (var i = from; i < code.Length && depth >= 0; i++)
        {
            switch (code[i])
            {
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    argument++;
                    break;
                case '"':
                    var end = i + 1;
                    while (code[end] != '"')
                    {
                        end += code[end] == '\\' ? 2 : 1;
                    }

                    var before = code[from..i].TrimEnd();
                    if (depth == 0 && (counts ? argument is 1 or 2 : argument == 0) && !before.EndsWith("==", StringComparison.Ordinal) && !before.EndsWith("!=", StringComparison.Ordinal) && !before.EndsWith("is", StringComparison.Ordinal))
                    {
                        yield return Regex.Unescape(code[(i + 1)..end]);
                    }

                    i = end;
                    break;
            }
        }
    }

    private static List<(string File, string Key, string Value)> Read()
    {
        var files = Source.Files("src", "Texts.en.json");
        var texts = new List<(string, string, string)>();
        foreach (var file in files)
        {
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(file.Text));
            var key = "";
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    key = reader.GetString()!;
                }
                else if (reader.TokenType == JsonTokenType.String)
                {
                    texts.Add((file.Path, key, reader.GetString()!));
                }
            }
        }

        return texts;
    }

    private static HashSet<string> Holes(string text) => [.. Regex.Matches(text, @"\{(\d+)[^}]*\}").Select(m => m.Groups[1].Value)];

    private static void Note(Dictionary<string, List<string>> notes, string key, string at)
    {
        if (!notes.TryGetValue(key, out var places))
        {
            notes[key] = places = [];
        }

        places.Add(at);
    }

    [GeneratedRegex(@"(?<![\w.])(T|text|texts|Text)(?<n>\.N\()|(?<![\w.])(T|text|texts)\[")]
    private static partial Regex LookedUp();

    [GeneratedRegex(@"\bRefusal\.Of\(\s*""(?<key>(?:[^""\\]|\\.)*)""|\bnew Refusal\(\s*(?:""[^""]*""|[\w.()$""{}\[\]]+),\s*""(?<key>(?:[^""\\]|\\.)*)""")]
    private static partial Regex Refused();

    [GeneratedRegex(@"(?<![\w.])(T|text|texts)(\[|\.N\([^,]*,\s*)\$""")]
    private static partial Regex TogetherText();

    [GeneratedRegex(@"\b(de|het|een|je|jouw|niet|voor|deze|dit|kind|kinderen|nog|geen|wordt|zijn|naar|bij|maar|ook|wie|wat|waarom|kies|schrijf|vul)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Dutch();

    // "kind" is a column too.
    [GeneratedRegex(@"^\(?(select|insert into|update|delete from|[a-z]\.\w+) ")]
    private static partial Regex Sql();

    [GeneratedRegex(@"(?<=[a-z""'/\]}]>)(?<words>[^<>@{}();=\n]*[A-Za-zé]{3,}[^<>@{}();=\n]*)(?=<)(?<!InBeeld)")]
    private static partial Regex BetweenTags();

    [GeneratedRegex(@"\s(aria-label|title|placeholder|alt)=""(?!@)[^""@]*[A-Za-z]{2,}[^""@]*""")]
    private static partial Regex VisibleAttribute();

    [GeneratedRegex(@"<ib-icon\s[^>]*?\bname=""(?<name>[\w-]+)""|Icons\.Svg\(""(?<name>[\w-]+)""[,)]")]
    private static partial Regex NamedIcon();

    [GeneratedRegex(@"<ib-state\s[^>]*?\bis=""(?<name>[\w-]+)""")]
    private static partial Regex NamedState();
}
