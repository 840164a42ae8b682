using System.Text;
using System.Text.RegularExpressions;

namespace InBeeld.Tests.Architecture;

/// <summary>The source files of the repository, as text. Reading nothing is a failure: a test that finds no files proves nothing.</summary>
internal static class Source
{
    public static readonly string Root = FindRoot();

    private static readonly string[] NotOurs = ["bin", "obj", "lib", "node_modules", "TestResults", "data"];

    internal sealed record SourceFile(string Path)
    {
        public string Text { get; } = File.ReadAllText(System.IO.Path.Combine(Root, Path));

        public string[] Lines => Text.Split('\n');

        public string Name => System.IO.Path.GetFileName(Path);
    }

    /// <param name="under">A folder, from the root of the repository.</param>
    /// <param name="extensions">Such as ".cs".</param>
    public static IReadOnlyList<SourceFile> Files(string under, params string[] extensions)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root, under), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => extensions.Any(e => file.EndsWith(e, StringComparison.Ordinal)) && !file.Split('/').Any(NotOurs.Contains))
            .Order(StringComparer.Ordinal).Select(file => new SourceFile(file)).ToList();
        Assert.NotEmpty(files);
        return files;
    }

    public static int LineAt(string text, int position) => text.AsSpan(0, position).Count('\n') + 1;

    /// <summary>The plain string literals of C# (no interpolated, verbatim or raw ones), comments left out, with what stands before each on its line.</summary>
    public static IEnumerable<(string Value, string Before, int Line)> Literals(string code)
    {
        var i = 0;
        while (i < code.Length)
        {
            if (Starts(code, i, "//"))
            {
                i = End(code, "\n", i);
            }
            else if (Starts(code, i, "/*"))
            {
                i = End(code, "*/", i + 2);
            }
            else if (Starts(code, i, "\"\"\""))
            {
                var quotes = code.AsSpan(i).IndexOfAnyExcept('"') is var n && n < 0 ? 3 : n;
                i = End(code, new string('"', quotes), i + quotes);
            }
            else if (code[i] == '\'')
            {
                i += code[i + 1] == '\\' ? 2 : 1;
                i = End(code, "'", i + 1);
            }
            else if (code[i] == '"')
            {
                var before = i > 0 ? code[i - 1] : ' ';
                var start = i;
                var value = new StringBuilder();
                var verbatim = before == '@';
                for (i++; i < code.Length && (code[i] != '"' || (verbatim && Starts(code, i, "\"\""))); i++)
                {
                    if (code[i] == '\\' && !verbatim)
                    {
                        value.Append(code[i]);
                        i++;
                    }

                    value.Append(code[i]);
                    i += verbatim && code[i] == '"' ? 1 : 0;
                }

                i++;
                if (before is not ('@' or '$'))
                {
                    yield return (Unescaped(value.ToString()), code[(code.LastIndexOf('\n', start) + 1)..start], LineAt(code, start));
                }
            }
            else
            {
                i++;
            }
        }
    }

    // C# has escapes that a regular expression has not ("\x5"): such a literal is bytes, no text for people.
    private static string Unescaped(string literal)
    {
        try
        {
            return Regex.Unescape(literal);
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    private static bool Starts(string code, int at, string with) => string.CompareOrdinal(code, at, with, 0, with.Length) == 0;

    private static int End(string code, string with, int from) => code.IndexOf(with, Math.Min(from, code.Length), StringComparison.Ordinal) is var at && at < 0 ? code.Length : at + with.Length;

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "InBeeld.slnx")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository");
    }
}
