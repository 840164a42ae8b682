using System.Diagnostics;
using System.Globalization;
using System.Text;
using InBeeld.Planning;
using InBeeld.Statistics.Disclosure;

namespace InBeeld.Bench.Planning;

/// <summary>Made linked tables of a country, made safe and attacked.</summary>
internal static class MeasureSuppression
{
    /// <param name="Mean">About how many are in a cell of one location, one kind and one theme.</param>
    private sealed record Kind(string Name, int Mean);

    private static readonly Kind[] Kinds = [new("large cells", 40), new("middling cells", 12), new("small cells", 4)];

    /// <param name="times">1: 2,000 locations in 140 libraries in 12 provinces, times 4 kinds and 12 themes; 10: ten times the locations and libraries.</param>
    public static string Run(int times, CancellationToken ct)
    {
        var table = new StringBuilder();
        table.AppendLine("| made | cells with totals | hidden by the rules | hidden to protect those | cells shown | safe | proven against insiders | interval exact | seconds | of the processor | peak memory of the process, MB |");
        table.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var kind in Kinds)
        {
            Report.Say(kind.Name);
            var problem = Make(times, kind.Mean, new Chance(1));
            using var own = Process.GetCurrentProcess();
            var (clock, before) = (Stopwatch.StartNew(), own.TotalProcessorTime);
            var result = Suppression.Protect(problem, ct);
            var took = clock.Elapsed.TotalSeconds;
            own.Refresh();
            var processor = (own.TotalProcessorTime - before).TotalSeconds;
            var (all, primary) = (result.Cells.Count, result.Cells.Count(c => c.Status == CellStatus.Primary));
            table.AppendLine(CultureInfo.InvariantCulture, $"| {kind.Name} | {all} | {primary} | {result.Cells.Count(c => c.Status == CellStatus.Secondary)} | {100.0 * result.Cells.Count(c => c.Shown is not null) / all:0} % | {(result.Safe ? "yes" : $"no, {result.TooNarrow.Count()} too narrow")} | {result.Cells.Count(c => c.AgainstInsiders)} of {primary} | {result.Cells.Count(c => c.Interval?.Exact == true)} | {took:0.0} | {processor:0.0} | {own.PeakWorkingSet64 / 1_000_000} |");
            Report.Say($"{took:0.0} s, safe: {result.Safe}");
        }

        return table.ToString();
    }

    internal static DisclosureProblem Make(int times, int mean, Chance chance)
    {
        var places = new List<(string, string?)> { ("NL", null) };
        var (libraries, locations) = (140 * times, 2000 * times);
        for (var p = 0; p < 12; p++)
            places.Add(($"P{p}", "NL"));
        for (var l = 0; l < libraries; l++)
            places.Add(($"B{l}", $"P{l % 12}"));
        for (var s = 0; s < locations; s++)
            places.Add(($"L{s}", $"B{s % libraries}"));
        Dimension[] dimensions =
        [
            new("place", places), new("kind", [("all", null), .. Enumerable.Range(0, 4).Select(k => ($"K{k}", (string?)"all"))]),
            new("theme", [("all", null), .. Enumerable.Range(0, 12).Select(t => ($"T{t}", (string?)"all"))]),
        ];
        var cells = new List<DisclosureCell>();
        for (var s = 0; s < locations; s++)
        {
            // Locations, kinds and themes differ in size; some places do not have a kind.
            var size = 0.3 + (1.4 * chance.Share());
            for (var k = 0; k < 4; k++)
            {
                var none = chance.Below(4) == 0;
                for (var t = 0; t < 12; t++)
                {
                    var value = none ? 0 : (long)(mean * size * (0.5 + (k * 0.3)) * (0.3 + (t * 0.12)) * (0.4 + (1.2 * chance.Share())));
                    cells.Add(new(new(new Dictionary<string, string> { ["place"] = $"L{s}", ["kind"] = $"K{k}", ["theme"] = $"T{t}" }), value));
                }
            }
        }

        return new(dimensions, cells, new(5));
    }
}
