using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using InBeeld.Planning;
using InBeeld.Planning.Allocation;
using InBeeld.Planning.Cli;

namespace InBeeld.Bench.Planning;

/// <summary>
/// Every problem in a folder, against first come, first served and CBC: files for plan allocate (.json), and generalised assignment in the form of the
/// OR-Library. What is best known is read from best-known*.csv (path in the first column, value in the last).
/// </summary>
internal static class MeasureAllocation
{
    public static async Task<string> RunAsync(string folder, double seconds, CancellationToken ct)
    {
        var known = Known(folder);
        var table = new StringBuilder();
        table.AppendLine("| file | children | left | kept | cost | bound (left, kept, cost) | best known | first come (left, cost) | CBC | seconds |");
        table.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (Read(file, await File.ReadAllTextAsync(file, ct)) is not { } problem)
                continue;
            var name = Path.GetFileNameWithoutExtension(file);
            Report.Say(name);
            var clock = Stopwatch.StartNew();
            var answer = Allocator.Solve(problem, new Limits(seconds), null, ct);
            var took = clock.Elapsed.TotalSeconds;
            if (AllocationCheck.Of(problem, answer) is { } wrong)
                throw new InvalidOperationException($"{name}: {wrong}");
            var (worth, bound, first) = (answer.Worth, answer.Bound, answer.FirstCome.Worth);
            var cbc = await Cbc.ValueAsync(Cbc.Program is null ? "" : Written(problem, worth.UnplacedWeight == 0), seconds, ct);
            table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {problem.Children.Count} | {worth.UnplacedWeight} | {worth.Kept} | {worth.Cost} | {(answer.Proven ? "proven" : $"{bound.UnplacedWeight}, {bound.Kept}, {bound.Cost}")} | {known.GetValueOrDefault(name, "")} | {first.UnplacedWeight}, {first.Cost} | {cbc} | {took:0.0} |");
        }

        return table.ToString();
    }

    private static Dictionary<string, string> Known(string folder) =>
        Directory.EnumerateFiles(folder, "best-known*.csv").SelectMany(File.ReadLines).Select(line => line.Split(','))
            .Where(cells => cells.Length > 1).GroupBy(cells => Path.GetFileNameWithoutExtension(cells[0]), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First()[^1], StringComparer.Ordinal);

    private static AllocationProblem? Read(string file, string text)
    {
        if (Path.GetExtension(file) == ".json")
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("children", out _) ? AllocateReading.Read(document.RootElement).Problem : null;
        }

        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var numbers = new long[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (!long.TryParse(words[i], CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        // Places, children, costs by place, uses by place, capacities.
        if (numbers.Length < 2 || numbers.Length != 2 + (2 * numbers[0] * numbers[1]) + numbers[0])
            return null;
        var (places, children) = ((int)numbers[0], (int)numbers[1]);
        return new AllocationProblem(
            [.. Enumerable.Range(0, children).Select(c => new Child($"{c}", 1, [.. Enumerable.Range(0, places).Select(p =>
                new Option(p, numbers[2 + (p * children) + c], numbers[2 + ((places + p) * children) + c]))]))],
            [.. Enumerable.Range(0, places).Select(p => new Place($"{p}", numbers[2 + (2 * places * children) + p]))]);
    }

    /// <summary>The goal that is left to win: the cost when everybody has a place, otherwise the weight without one.</summary>
    private static string Written(AllocationProblem problem, bool cost)
    {
        var (goal, rows, all) = (new StringBuilder("Minimize\n goal:"), new StringBuilder("Subject To\n"), new StringBuilder("Binaries\n"));
        var full = problem.Places.Select(_ => new StringBuilder()).ToArray();
        var together = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var c = 0; c < problem.Children.Count; c++)
        {
            var child = problem.Children[c];
            var one = new StringBuilder();
            foreach (var o in child.Options)
            {
                if (cost && o.Cost != 0)
                    goal.Append(CultureInfo.InvariantCulture, $" {o.Cost:+0;-0} x{c}_{o.Place}\n");
                one.Append(CultureInfo.InvariantCulture, $" + x{c}_{o.Place}");
                full[o.Place].Append(CultureInfo.InvariantCulture, $" + {o.Use} x{c}_{o.Place}\n");
                all.Append(CultureInfo.InvariantCulture, $" x{c}_{o.Place}\n");
            }

            if (!cost)
                goal.Append(CultureInfo.InvariantCulture, $" + {child.Weight} n{c}\n");
            rows.Append(CultureInfo.InvariantCulture, $" c{c}:{one}{(cost ? "" : $" + n{c}")} = 1\n");
            all.Append(cost ? "" : $" n{c}\n");
            if (child.Together is not { } name || together.TryAdd(name, c))
                continue;
            var other = problem.Children[together[name]];
            foreach (var p in child.Options.Concat(other.Options).Select(o => o.Place).Distinct())
            {
                var (mine, theirs) = (child.Options.Any(o => o.Place == p), other.Options.Any(o => o.Place == p));
                rows.Append(CultureInfo.InvariantCulture, $" t{c}_{p}:{(mine ? $" x{c}_{p}" : "")}{(theirs ? $" - x{together[name]}_{p}" : "")} = 0\n");
            }
        }

        for (var p = 0; p < full.Length; p++)
        {
            if (full[p].Length > 0)
                rows.Append(CultureInfo.InvariantCulture, $" p{p}:{full[p]} <= {problem.Places[p].Capacity}\n");
        }

        return $"{goal}\n{rows}{all}End\n";
    }
}
