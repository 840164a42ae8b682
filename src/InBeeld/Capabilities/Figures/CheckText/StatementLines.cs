using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using InBeeld.Kernel;
using InBeeld.Statistics.Consistency;

namespace InBeeld.Capabilities.Figures.CheckText;

/// <summary>Statements as they are typed, one per line: "#2: 257 = 51 % van #1", "#3: totaal 140 bibliotheken". Dutch and English words; what is written is read again as the same.</summary>
internal static partial class StatementLines
{
    public const string Field = "Lines";
    public const string AlwaysField = "Always";
    public const int MostCharacters = 500_000;
    private const int MostFaults = 10;
    private const int LongestLine = 1_000;
    private const int LongestShown = 40;

    private static readonly (string Dutch, string English, Nearness Near)[] NearWords =
    [
        ("ongeveer", "about", Nearness.About), ("ruim", "over", Nearness.Over), ("bijna", "nearly", Nearness.Nearly), ("minstens", "at least", Nearness.AtLeast), ("hooguit", "at most", Nearness.AtMost),
    ];

    public static string Write(IEnumerable<Statement> statements, bool dutch)
    {
        var lines = new StringBuilder();
        foreach (var s in statements)
        {
            var near = s.Near == Nearness.Exact ? "" : Word(s.Near, dutch) + " ";
            var name = s.Of is null ? "" : NeedsQuotes(s.Of) ? $"\"{s.Of}\"" : s.Of;
            var of = string.Join(' ', new[] { s.Total is { } t ? Whole(t) : "", name }.Where(x => x.Length > 0));
            lines.Append(s.Id).Append(": ");
            if (s is { Count: null, Percent: null })
            {
                lines.Append(dutch ? "totaal " : "total ").Append(near).Append(of);
            }
            else
            {
                var percent = s.Percent is { } p ? Percent(p, s.Decimals, dutch) + " %" : "";
                lines.Append(near).Append(s.Count is { } c ? Whole(c) : "").Append(s.Count is not null && percent.Length > 0 ? " = " : "").Append(percent);
                lines.Append(of.Length > 0 ? (dutch ? " van " : " of ") + of : "");
            }

            lines.Append(s.Step is { } step ? (dutch ? "; stap " : "; step ") + step.ToString("0.######", CultureInfo.InvariantCulture) : "").Append(s.MayExceed ? dutch ? "; mag meer" : "; may be more" : "").Append('\n');
        }

        return lines.ToString();
    }

    /// <summary>The figures, or per line what is wrong with it.</summary>
    public static Outcome<FigureProblem> Read(string? typed, string? always, Rounding rounding)
    {
        if ((typed?.Length ?? 0) + (always?.Length ?? 0) > MostCharacters)
        {
            return new Refusal(Field, "De regels zijn samen te lang. Er passen {0} tekens in.", MostCharacters);
        }

        List<Refusal> faults = [];
        List<Statement> statements = [];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, number) in Filled(typed))
        {
            if (statements.Count == CheckLimits.Statements)
            {
                return new Refusal(Field, "Er zijn meer dan {0} uitspraken. Controleer ze in delen.", CheckLimits.Statements);
            }

            if (One(line, number, faults) is not { } statement)
            {
                continue;
            }

            if (!ids.Add(statement.Id))
            {
                faults.Add(new(Field, "Regel {0}, naam: “{1}” staat er al. Geef elke uitspraak een eigen naam.", number, Cut(statement.Id)));
            }

            statements.Add(statement);
        }

        if (statements.Count == 0 && faults.Count == 0)
        {
            return new Refusal(Field, "Typ minstens één uitspraak.");
        }

        List<string> relations = [];
        foreach (var (line, number) in Filled(always))
        {
            if (relations.Count == CheckLimits.Relations)
            {
                return new Refusal(AlwaysField, "Er zijn meer dan {0} regels over wat altijd geldt.", CheckLimits.Relations);
            }

            relations.Add(line);
            if (line.Length > LongestLine || (faults.Count == 0 && FiguresCheck.Trouble(new(statements, [line], rounding)) is not null))
            {
                faults.Add(new(AlwaysField, "Wat altijd geldt, regel {0}: “{1}” is niet te lezen. Typ bijvoorbeeld #1 = #2 + #3.", number, Cut(line)));
            }
        }

        return faults.Count > 0 ? faults.Take(MostFaults).ToList() : new FigureProblem(statements, relations, rounding);
    }

    private static Statement? One(string line, int number, List<Refusal> faults)
    {
        Statement? Fault(Refusal fault)
        {
            faults.Add(fault);
            return null;
        }

        if (line.Length > LongestLine)
        {
            return Fault(new(Field, "Regel {0} heeft meer dan {1} tekens.", number, LongestLine));
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var id = colon > 0 ? line[..colon].Trim() : "";
        if (id.Length is 0 or > 100 || id.Contains('"', StringComparison.Ordinal) || id.Any(char.IsControl))
        {
            return Fault(new(Field, "Regel {0}, naam: begin met een naam en een dubbele punt, zoals #1:", number));
        }

        var statement = new Statement(id);
        var parts = Options().Split(line[(colon + 1)..]);
        foreach (var option in parts.Skip(1).Select(p => p.Trim()).Where(p => p.Length > 0))
        {
            if (MayBeMore().IsMatch(option))
            {
                statement = statement with { MayExceed = true };
            }
            else if (StepOption().Match(option) is { Success: true } m && Step(m.Groups["step"].Value) is { } step)
            {
                statement = statement with { Step = step };
            }
            else
            {
                return Fault(new(Field, "Regel {0}, na de puntkomma: “{1}” kan niet. Typ “stap 100” of “mag meer”.", number, Cut(option)));
            }
        }

        var said = parts[0].Trim();
        var total = TotalWord().Match(said);
        var rest = total.Success ? said[total.Length..].TrimStart() : said;
        foreach (var (dutch, english, near) in NearWords)
        {
            foreach (var word in new[] { dutch, english }.Where(w => rest.StartsWith(w + " ", StringComparison.OrdinalIgnoreCase)))
            {
                (statement, rest) = (statement with { Near = near }, rest[word.Length..].TrimStart());
            }
        }

        var of = total.Success ? null : OfWord().Match(rest);
        var behind = total.Success ? rest : of!.Success ? rest[(of.Index + of.Length)..].Trim() : null;
        if (!total.Success)
        {
            var figure = (of!.Success ? rest[..of.Index] : rest).Trim();
            var equals = figure.IndexOf('=', StringComparison.Ordinal);
            var (count, percent) = equals >= 0 ? (figure[..equals].Trim(), figure[(equals + 1)..].Trim()) : figure.EndsWith('%') ? (null, figure) : (figure, (string?)null);
            if (count is not null)
            {
                if (WholeNumber(count) is not { } n)
                {
                    return Fault(new(Field, "Regel {0}, aantal: “{1}” is geen heel getal van 0 tot en met 1.000.000.000.000.", number, Cut(count)));
                }

                statement = statement with { Count = n };
            }

            if (percent is not null)
            {
                if (Share(percent) is not var (value, decimals))
                {
                    return Fault(new(Field, "Regel {0}, percentage: “{1}” is geen percentage, zoals 51 % of 50,6 %.", number, Cut(percent)));
                }

                statement = statement with { Percent = value, Decimals = decimals };
            }
        }

        if (behind is not null)
        {
            var m = Behind().Match(behind);
            if (behind.Length == 0 || !m.Success || (total.Success && !m.Groups["n"].Success))
            {
                return Fault(new(Field, "Regel {0}, totaal: “{1}” is geen getal of naam van een totaal.", number, Cut(behind)));
            }

            var (n, name) = (m.Groups["n"].Value, m.Groups["quoted"].Success ? m.Groups["quoted"].Value : m.Groups["name"].Value.Trim());
            if (n.Length > 0 && WholeNumber(n) is null)
            {
                return Fault(new(Field, "Regel {0}, totaal: “{1}” is geen heel getal van 0 tot en met 1.000.000.000.000.", number, Cut(n)));
            }

            if (name.Length > 200 || name.Contains('"', StringComparison.Ordinal) || name.Any(char.IsControl))
            {
                return Fault(new(Field, "Regel {0}, totaal: de naam heeft meer dan 200 tekens of een los aanhalingsteken.", number));
            }

            statement = statement with { Total = n.Length > 0 ? WholeNumber(n) : null, Of = name.Length > 0 ? name : null };
        }

        return statement.Of == id && !total.Success ? Fault(new(Field, "Regel {0}, totaal: een aantal kan geen deel van zichzelf zijn.", number)) : statement;
    }

    private static IEnumerable<(string Line, int Number)> Filled(string? typed) =>
        (typed ?? "").ReplaceLineEndings("\n").Split('\n').Select((line, i) => (Line: line.Trim(), Number: i + 1)).Where(x => x.Line.Length > 0);

    private static string Word(Nearness near, bool dutch) => NearWords.Where(w => w.Near == near).Select(w => dutch ? w.Dutch : w.English).Single();

    private static bool NeedsQuotes(string name) => char.IsDigit(name[0]) || name.Contains(';', StringComparison.Ordinal) || name != name.Trim();

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(decimal percent, int decimals, bool dutch)
    {
        var written = percent.ToString("F" + decimals, CultureInfo.InvariantCulture);
        return dutch ? written.Replace('.', ',') : written;
    }

    /// <summary>Digits; a point, comma or space may stand between groups of three.</summary>
    private static long? WholeNumber(string typed) =>
        Grouped().IsMatch(typed) && long.TryParse(string.Concat(typed.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= CheckLimits.Number ? n : null;

    /// <summary>With its decimals as typed. A point and a comma are both a decimal sign here.</summary>
    private static (decimal Value, int Decimals)? Share(string typed)
    {
        var m = SharePattern().Match(typed);
        return m.Success && decimal.Parse(m.Groups["n"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) is <= 1_000_000 and var value ? (value, m.Groups["d"].Length) : null;
    }

    private static decimal? Step(string typed)
    {
        if (!decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var step))
        {
            return null;
        }

        for (var power = 0.000001m; power <= CheckLimits.Number; power *= 10)
        {
            if (power == step)
            {
                return power;
            }
        }

        return null;
    }

    private static string Cut(string typed) => typed.Length > LongestShown ? typed[..LongestShown] + "…" : typed;

    [GeneratedRegex("""\s*;(?=(?:[^"]*"[^"]*")*[^"]*$)""")]
    private static partial Regex Options();

    [GeneratedRegex(@"^(mag meer|may be more)$", RegexOptions.IgnoreCase)]
    private static partial Regex MayBeMore();

    [GeneratedRegex(@"^(stap|step)\s+(?<step>[0-9]{1,13}([.,][0-9]{1,6})?)$", RegexOptions.IgnoreCase)]
    private static partial Regex StepOption();

    [GeneratedRegex(@"^(totaal|total)(?=\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex TotalWord();

    [GeneratedRegex(@"(?<=\s|^)(van|of)(?=\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex OfWord();

    [GeneratedRegex("""^(?<n>[0-9]+([., \u00A0\u202F][0-9]{3})*(?=\s|$))?\s*("(?<quoted>[^"]+)"|(?<name>[^0-9"\s].*)?)$""")]
    private static partial Regex Behind();

    [GeneratedRegex(@"^([0-9]{1,13}|[0-9]{1,3}([., \u00A0\u202F][0-9]{3}){1,4})$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^(?<n>[0-9]{1,7}([.,](?<d>[0-9]{1,6}))?)\s*%$")]
    private static partial Regex SharePattern();
}
