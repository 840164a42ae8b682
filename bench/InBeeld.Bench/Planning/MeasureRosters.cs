using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using InBeeld.Planning;
using InBeeld.Planning.Cli;
using InBeeld.Planning.Rosters;

namespace InBeeld.Bench.Planning;

/// <summary>Every roster problem in a folder (.json, as for plan roster), against first come, first served and CBC.</summary>
internal static class MeasureRosters
{
    public static async Task<string> RunAsync(string folder, double seconds, CancellationToken ct)
    {
        var table = new StringBuilder();
        table.AppendLine("| file | people | slots | value | missing staff, reserve | bound | gap | first come | CBC | seconds |");
        table.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file, ct));
            if (!document.RootElement.TryGetProperty("slots", out _))
                continue;
            var name = Path.GetFileNameWithoutExtension(file);
            Report.Say(name);
            var problem = RosterVerb.Problem(new RosterField(document.RootElement, "the problem"));
            var clock = Stopwatch.StartNew();
            var answer = RosterPlanner.Solve(problem, new Limits(seconds), null, ct);
            var took = clock.Elapsed.TotalSeconds;
            var gap = (answer.Value.Total - answer.Bound) / (double)Math.Max(1, answer.Value.Total);
            var cbc = await Cbc.ValueAsync(Cbc.Program is null || problem.Previous.Count > 0 ? "" : RosterProgram.Written(ModelBuilder.Build(problem)), seconds, ct);
            table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {problem.Staff.Count} | {problem.Slots.Count} | {answer.Value.Total} | {answer.Value.MissingStaff}, {answer.Value.MissingReserve} | {answer.Bound}{(answer.Proven ? " (proven)" : "")} | {gap:0.00%} | {answer.FirstCome.Total} | {cbc} | {took:0.0} |");
        }

        return table.ToString();
    }
}
