using System.Diagnostics;
using System.Globalization;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.National;
using InBeeld.Statistics.Questionnaires;
using InBeeld.Statistics.Releases;

namespace InBeeld.Bench.Statistics;

/// <summary>What everybody may see of the national wave of 2020-2021 (constructed answers): decided and attacked.</summary>
internal static class MeasureReleases
{
    /// <returns>A table in Markdown.</returns>
    public static string Run(CancellationToken ct)
    {
        var set = IndicatorSet.For(SuppliedQuestionnaires.Of(SuppliedQuestionnaires.MonitorPrimary));
        var index = new UnitIndex(NationalData.Primary());
        List<string> lines = ["| smallest places | units | indicators | told | hidden | not protected | seconds |", "| --- | --- | --- | --- | --- | --- | --- |"];
        foreach (var level in Releasing.Levels)
        {
            var clock = Stopwatch.StartNew();
            var all = Releasing.Of([.. set.Indicators.Select(i => i.Definition)], index, level == "library" ? new(5, 1, null) : new(), level, cancel: ct);
            var figures = all.SelectMany(r => r.Figures).ToList();
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"| {level} | {index.Set.Units.Count} | {all.Count} | {figures.Count(f => f.Why == Hiding.No)} | {figures.Count(f => f.Why is Hiding.TooFew or Hiding.Protected)} | {all.Count(r => !r.Safe)} | {clock.Elapsed.TotalSeconds:0.0} |"));
        }

        lines.Add(string.Create(CultureInfo.InvariantCulture, $"\nMost memory: {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB."));
        return string.Join('\n', lines);
    }
}
