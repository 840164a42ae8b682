using System.Diagnostics;
using System.Globalization;
using System.Text;
using InBeeld.Planning;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Benchmarks;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Bench.Statistics;

/// <summary>A made wave: every indicator for the country and per province and library, every library beside four groups, a record of each national figure.</summary>
internal static class MeasureIndicators
{
    private const int LibraryItems = 20;
    private static readonly string[] Codes = ["a", "b", "c", "d", "e"];
    private static readonly string[] Ways = ["mean", "median", "sum", "ratio-of-sums", "mean-of-shares"];

    public static string Run(int libraries, int locations, int items, CancellationToken ct)
    {
        var table = new StringBuilder();
        table.AppendLine("| step | how many | seconds |");
        table.AppendLine("| --- | --- | --- |");
        var whole = Stopwatch.StartNew();
        T Step<T>(string name, Func<T> run, Func<T, string> size)
        {
            Report.Say(name);
            var clock = Stopwatch.StartNew();
            var made = run();
            table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {size(made)} | {clock.Elapsed.TotalSeconds:0.00} |");
            return made;
        }

        var definitions = Definitions(items);
        var set = Step("make the answers", () => Make(libraries, locations, items, new Chance(1)), s => $"{libraries} libraries, {locations} locations, {(long)locations * items} answers of locations");
        var index = Step("index of units", () => new UnitIndex(set), i => $"{i.Set.Units.Count} units");
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = ct };

        var national = Step("national figures", () => Parallel(definitions, d => IndicatorEngine.Compute(d, index), options), f => $"{f.Length} figures");
        Step("their records with SHA-256", () => Parallel(national, IndicatorRecord.Of, options), r => $"{r.Sum(x => (long)x.Json.Length) / 1000} kB");
        var province = Step("per province", () => Parallel(definitions, d => index.Of("province").Select(p => IndicatorEngine.Own(d, index, p.Id)).Count(f => f.Result.Withheld == Withheld.No), options), f => $"{definitions.Count * index.Of("province").Count} figures");
        var values = Step("per library", () => Parallel(definitions, d => UnitValues.Of(d, index, "library"), options), v => $"{v.Sum(x => x.Values.Count)} figures");

        var units = index.Of("library");
        var groups = Step("groups: country, province, size class, 10 nearest on 4 features", () => Groups(index, units), g => $"{g.Sum(x => x.Length)} groups");
        var compared = Step(
            "benchmarks", () => Parallel(values, v => units.Select((u, i) => groups[i].Count(g => Benchmark.Compare(v, g, u.Id, 3).Withheld == Withheld.No)).Sum(), options),
            c => $"{values.Length * groups.Sum(g => g.Length)} comparisons, {c.Sum()} shown");
        Step("computed again from the records", () => Parallel(national, f => IndicatorRecord.Of(f) is var r && IndicatorRecord.Recompute(r.Json).Record == r, options), same => $"{same.Count(s => s)} of {same.Length} byte for byte the same");

        using var process = Process.GetCurrentProcess();
        table.AppendLine(CultureInfo.InvariantCulture, $"| all, {definitions.Count} indicators | at most {process.PeakWorkingSet64 / 1_000_000} MB in use by the process, {GC.GetTotalAllocatedBytes() / 1_000_000} MB made and thrown away | {whole.Elapsed.TotalSeconds:0.00} |");
        return table.ToString();
    }

    private static TOut[] Parallel<TIn, TOut>(IReadOnlyList<TIn> from, Func<TIn, TOut> run, ParallelOptions options)
    {
        var to = new TOut[from.Count];
        System.Threading.Tasks.Parallel.For(0, from.Count, options, i => to[i] = run(from[i]));
        return to;
    }

    private static PeerGroup[][] Groups(UnitIndex index, IReadOnlyList<Unit> libraries)
    {
        static Expression Of(string text) => Expression.Parse(text).Expression!;
        var classes = new SizeClasses(Of("sumknown(location.n50)"), [(2000, "small"), (4000, "medium"), (null, "large")]).Of(index, "library");
        var nearest = new Nearest(index, "library", [new(Of("sumknown(location.n50)"), false), new(Of("count(location.y51)"), false), new(Of("l0"), false), new(Of("feature.province"), true)]);
        var country = PeerGroups.Country("w", index, "library", true);
        return [.. libraries.Select(l => new[] { country, PeerGroups.Feature("w", index, l, "province", true), PeerGroups.Size("w", l, classes, true), nearest.Group("w", l, 10, "", true) })];
    }

    // A tenth of the items is a choice, half of the others yes or no, half a number; a library has numbers of its own.
    private static bool IsChoice(int item) => item % 10 == 9;

    private static bool IsNumber(int item) => !IsChoice(item) && item % 2 == 0;

    private static string Name(int item) => string.Create(CultureInfo.InvariantCulture, $"{(IsChoice(item) ? 'c' : IsNumber(item) ? 'n' : 'y')}{item}");

    private static List<IndicatorDefinition> Definitions(int items)
    {
        var all = new List<string>();
        string Plain(string key, string level, string numerator, string way, string? denominator = null) =>
            $$"""{"key":"{{key}}","label":{"nl":"x","en":"x"},"level":"{{level}}","numerator":"{{numerator}}"{{(denominator is null ? "" : $",\"denominator\":\"{denominator}\"")}},"aggregation":"{{way}}","decimals":1}""";
        for (var i = 0; i < items; i++)
        {
            var (name, way) = (Name(i), Ways[i / 2 % Ways.Length]);
            all.Add(IsChoice(i) ? Plain(name, "location", $"includes({name}, 'a') or includes({name}, 'b')", "share")
                : IsNumber(i) ? Plain(name, "location", name, way, way is "ratio-of-sums" or "mean-of-shares" ? "n0" : null)
                : Plain(name, "location", name, "share"));
        }

        for (var i = 0; i < LibraryItems; i++)
            all.Add(Plain($"l{i}", "library", $"sumknown(location.{Name(2 * i)})", "mean-of-shares", $"l{i}"));
        return [.. IndicatorReading.Of($"{{\"indicators\":[{string.Join(',', all)}]}}").Read];
    }

    private static AnswerSet Make(int libraries, int locations, int items, Chance chance)
    {
        var none = new Dictionary<string, string>();
        var units = new List<Unit> { new("nl", "Nederland", "country", "", none) };
        units.AddRange(Enumerable.Range(0, 12).Select(p => new Unit($"p{p}", $"P{p}", "province", "nl", none)));
        units.AddRange(Enumerable.Range(0, libraries).Select(l => new Unit($"b{l}", $"B{l}", "library", $"p{l % 12}", new Dictionary<string, string> { ["province"] = $"p{l % 12}" })));
        // Some libraries have many more than others.
        units.AddRange(Enumerable.Range(0, locations).Select(s => new Unit($"s{s}", $"S{s}", "location", $"b{(s < libraries * 3 ? s % libraries : Math.Min(chance.Below(libraries), chance.Below(libraries)))}", none)));
        var set = new AnswerSet(units);
        var names = Enumerable.Range(0, items).Select(Name).ToArray();
        foreach (var unit in units.Where(u => u.Level == "location"))
        {
            for (var i = 0; i < items; i++)
            {
                set[unit.Id, names[i]] = chance.Below(20) switch
                {
                    0 => Answer.None(AnswerState.Unknown),
                    1 => Answer.None(AnswerState.NotApplicable),
                    _ => IsChoice(i) ? Answer.Chosen([.. Codes.Where(_ => chance.Below(2) == 0)]) : IsNumber(i) ? Answer.Of((decimal)(1 + chance.Below(400))) : Answer.Of(chance.Below(3) > 0),
                };
            }
        }

        foreach (var unit in units.Where(u => u.Level == "library"))
        {
            for (var i = 0; i < LibraryItems; i++)
                set[unit.Id, $"l{i}"] = Answer.Of((decimal)(1000 + chance.Below(20_000)));
        }

        return set;
    }
}
