using System.Diagnostics;
using System.Globalization;
using InBeeld.Capabilities.Monitor.Infographics.Files;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Bench.Statistics;

/// <summary>All infographics of a wave of the size of the country: 140 libraries in twelve provinces with 2,000 school locations, answers by chance.</summary>
internal static class MeasureInfographics
{
    private const int Libraries = 140;

    private static readonly string[] Provinces = ["Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg", "Noord-Brabant", "Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland"];

    /// <returns>A table in Markdown.</returns>
    public static async Task<string> RunAsync(int locations, int printed, CancellationToken ct)
    {
        var questionnaire = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.StarsSecondary);
        var answers = Answers(questionnaire, locations);
        var clock = Stopwatch.StartNew();
        List<UnitFigures> all = [.. new MakeFigures(questionnaire, answers, "2025-2026").All()];
        var figures = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var files = await Batch.WriteAsync(all, ["svg", "html"], "nl", "Meting", (_, _) => Task.CompletedTask, null, null, ct);
        List<string> lines =
        [
            "| what | infographics | seconds | MB |", "| --- | --- | --- | --- |", Line("figures, with what is withheld", all.Count, figures, 0), Line("SVG and HTML", all.Count, clock.Elapsed.TotalSeconds, files.Bytes),
        ];
        foreach (var kind in Chromium.Find() is null ? [] : (string[])["pdf", "png"])
        {
            clock.Restart();
            await using var browser = await Chromium.StartAsync(ct);
            var done = await Batch.WriteAsync([.. all.Take(13), .. all.Skip(13).Where((_, i) => i % Math.Max(1, all.Count / printed) == 0).Take(printed - 13)], [kind], "nl", "Meting", (_, _) => Task.CompletedTask, browser, null, ct);
            lines.Add(Line(kind == "png" ? "PNG, two shapes each" : "PDF", done.Units, clock.Elapsed.TotalSeconds, done.Bytes));
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"| {kind.ToUpperInvariant()} of all, estimated from these | {all.Count} | {clock.Elapsed.TotalSeconds / done.Units * all.Count:0} | {done.Bytes / 1e6 / done.Units * all.Count:0} |"));
        }

        lines.Add(string.Create(CultureInfo.InvariantCulture, $"\nMost memory: {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB, without Chromium."));
        return string.Join('\n', lines);
    }

    private static string Line(string what, int number, double seconds, long bytes) => string.Create(CultureInfo.InvariantCulture, $"| {what} | {number} | {seconds:0.0} | {(bytes == 0 ? "" : (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture))} |");

    private static AnswerSet Answers(Questionnaire questionnaire, int locations)
    {
        var (chance, none) = (new Random(1), new Dictionary<string, string>());
        var set = new AnswerSet(
        [
            new("nl", "Nederland", "country", "", none), .. Provinces.Select(p => new Unit(p, p, "province", "nl", none)),
            .. Enumerable.Range(0, Libraries).Select(i => new Unit($"l{i}", $"Bibliotheek {i}", "library", Provinces[i % Provinces.Length], none)), .. Enumerable.Range(0, locations).Select(i => new Unit($"s{i}", $"School {i}", "location", $"l{i % Libraries}", none)),
        ]);
        foreach (var unit in set.Units.Where(u => u.Level == "location"))
        {
            var (together, level) = (chance.NextDouble() < 0.8, chance.NextDouble());
            foreach (var item in questionnaire.Items.Where(i => i.Level == ItemLevel.Location))
            {
                set[unit.Id, item.Key] = item.Key == "cooperates" ? Answer.Of(together)
                    : !together ? Answer.None(AnswerState.NotAsked)
                    : chance.NextDouble() < 0.04 ? Answer.None(AnswerState.Unknown)
                    : item.Kind switch { ItemKind.YesNo => Answer.Of(chance.NextDouble() < level), ItemKind.Number => Answer.Of(chance.Next(6)), _ => Answer.Chosen(item.Options[(int)(chance.NextDouble() * level * item.Options.Count)].Code) };
            }
        }

        return set;
    }
}
