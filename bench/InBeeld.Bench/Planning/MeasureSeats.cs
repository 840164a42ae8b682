using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using InBeeld.Planning;
using InBeeld.Planning.Placing;
using InBeeld.Planning.Seats;

namespace InBeeld.Bench.Planning;

/// <summary>Seats and free placement on the instances in a folder with the parts rooms, mis and packing: a table in Markdown.
/// Compared with first come, first served, and with CBC on the rooms where that is installed.</summary>
internal static class MeasureSeats
{
    private const double Rule = 1.5;

    /// <param name="folder">With rooms/*.csv (x_m,y_m), mis/*.clq.gz (cliques: the complement is solved), mis/*.mis.gz, packing/*.csv.</param>
    /// <param name="seconds">Limit for each.</param>
    public static string Run(string folder, double seconds, CancellationToken stop)
    {
        var cbc = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "cbc")).FirstOrDefault(File.Exists);
        var table = new StringBuilder();
        table.AppendLine(cbc is null ? "CBC: not installed." : $"CBC: {cbc}.").AppendLine();
        table.AppendLine("| instance | candidates | best known | first come | found | bound | seconds | CBC |").AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var file in Files(folder, "rooms", "*.csv").Where(f => Path.GetFileName(f) != "optima.csv"))
        {
            var problem = new SeatProblem([.. File.ReadLines(file).Skip(1).Select((line, i) => new Seat($"{i}", Numbers(line)[0], Numbers(line)[1]))], Rule, []);
            Row(table, file, problem, Known(folder, "rooms/optima.csv", Path.GetFileName(file), 3), cbc, seconds, stop);
        }

        foreach (var file in Files(folder, "mis", "*.gz"))
        {
            var name = Path.GetFileName(file).Split('.')[0];
            if (file.EndsWith(".clq.gz", StringComparison.Ordinal))
                name = Path.GetFileName(file)[..^7];
            var known = name.StartsWith("frb", StringComparison.Ordinal) ? name[3..].Split('-')[0] : Known(folder, "mis/best-known.csv", name, 1);
            Row(table, file, Dimacs(file), known, null, seconds, stop);
        }

        Packings(table, folder, seconds, stop);
        return table.ToString();
    }

    private static void Row(StringBuilder table, string file, SeatProblem problem, string known, string? cbc, double seconds, CancellationToken stop)
    {
        Report.Say(Path.GetFileName(file));
        var plan = SeatSolver.Solve(problem, new Limits(seconds), null, stop);
        var near = Conflicts(problem);
        var at = problem.Seats.Select((s, i) => (s.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        var chosen = plan.Chosen.Select(id => at[id]).ToHashSet();
        if (chosen.Any(v => near[v].Overlaps(chosen)))
            throw new InvalidOperationException($"{file}: the answer breaks a conflict.");
        var first = new HashSet<int>();
        for (var v = 0; v < near.Length; v++)
        {
            if (!near[v].Overlaps(first))
                first.Add(v);
        }

        table.AppendLine(CultureInfo.InvariantCulture,
            $"| {Path.GetFileName(file)} | {near.Length} | {known} | {first.Count} | {plan.Count} | {plan.UpperBound}{(plan.Proven ? " (proven)" : "")} | {plan.Seconds:0.00} | {(cbc is null ? "" : Cbc(cbc, near, seconds))} |");
    }

    private static void Packings(StringBuilder table, string folder, double seconds, CancellationToken stop)
    {
        foreach (var line in Files(folder, "packing", "*.csv").SelectMany(File.ReadLines).Where(l => l.Length > 0 && char.IsAsciiDigit(l[0])))
        {
            var n = int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture);
            var side = Rule * (Math.Sqrt(n * Math.PI) / 2 - 1);
            if (side <= 0)
                continue;
            Report.Say($"packing {n}");
            var room = new OpenRoom([new(0, 0), new(side, 0), new(side, side), new(0, side)], []);
            var placed = Placer.Most(new PlacingProblem(room, Rule, 0), new Limits(seconds), cancel: stop);
            if (PlacingCheck.Worst(room, placed.Centres, Rule, 0) > 1e-9)
                throw new InvalidOperationException($"packing {n}: the answer breaks the distance.");
            table.AppendLine(CultureInfo.InvariantCulture,
                $"| packing {n} | {side:0.0000} m | {line.Split(',')[1]} |  | {placed.Count} | {placed.UpperBound}{(placed.Proven ? " (proven)" : "")} | {placed.Seconds:0.00} |  |");
        }
    }

    /// <summary>Written apart from the solver.</summary>
    private static HashSet<int>[] Conflicts(SeatProblem problem)
    {
        var near = problem.Seats.Select(_ => new HashSet<int>()).ToArray();
        if (problem.Conflicts is { } pairs)
        {
            foreach (var (a, b) in pairs)
            {
                near[int.Parse(a, CultureInfo.InvariantCulture)].Add(int.Parse(b, CultureInfo.InvariantCulture));
                near[int.Parse(b, CultureInfo.InvariantCulture)].Add(int.Parse(a, CultureInfo.InvariantCulture));
            }

            return near;
        }

        for (var a = 0; a < near.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var (dx, dy) = (problem.Seats[a].X - problem.Seats[b].X, problem.Seats[a].Y - problem.Seats[b].Y);
                if (Math.Sqrt(dx * dx + dy * dy) < problem.Distance - 1e-9)
                {
                    near[a].Add(b);
                    near[b].Add(a);
                }
            }
        }

        return near;
    }

    private static SeatProblem Dimacs(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var n = 0;
        var edges = new HashSet<(int, int)>();
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length >= 3 && parts[0] == "p")
                n = int.Parse(parts[2], CultureInfo.InvariantCulture);
            else if (parts.Length >= 3 && parts[0] == "e" && int.Parse(parts[1], CultureInfo.InvariantCulture) is var a && int.Parse(parts[2], CultureInfo.InvariantCulture) is var b)
                edges.Add((Math.Min(a, b) - 1, Math.Max(a, b) - 1));
        }

        var clique = file.EndsWith(".clq.gz", StringComparison.Ordinal);
        var pairs = from a in Enumerable.Range(0, n) from b in Enumerable.Range(a + 1, n - a - 1) where edges.Contains((a, b)) != clique select ($"{a}", $"{b}");
        return new SeatProblem([.. Enumerable.Range(0, n).Select(i => new Seat($"{i}", 0, 0))], 0, [], [.. pairs]);
    }

    private static string Cbc(string cbc, HashSet<int>[] near, double seconds)
    {
        var model = Path.GetTempFileName() + ".lp";
        try
        {
            using (var writer = new StreamWriter(model))
            {
                writer.WriteLine("Maximize\n obj: " + string.Join(" + ", Enumerable.Range(0, near.Length).Select(v => $"x{v}")) + "\nSubject To");
                for (var v = 0; v < near.Length; v++)
                {
                    foreach (var u in near[v].Where(u => u > v))
                        writer.WriteLine($" x{v} + x{u} <= 1");
                }

                writer.WriteLine("Binary\n " + string.Join('\n', Enumerable.Range(0, near.Length).Select(v => $"x{v}")) + "\nEnd");
            }

            var watch = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(cbc, [model, "sec", seconds.ToString(CultureInfo.InvariantCulture), "solve"]) { RedirectStandardOutput = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var value = said.Split('\n').FirstOrDefault(l => l.StartsWith("Objective value:", StringComparison.Ordinal))?.Split(':')[1].Trim();
            return double.TryParse(value, CultureInfo.InvariantCulture, out var found)
                ? string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(found):0} in {watch.Elapsed.TotalSeconds:0.00} s") : "nothing";
        }
        finally
        {
            File.Delete(model);
        }
    }

    private static IEnumerable<string> Files(string folder, string part, string pattern) =>
        Directory.Exists(Path.Combine(folder, part)) ? Directory.GetFiles(Path.Combine(folder, part), pattern).Order(StringComparer.Ordinal) : [];

    private static string Known(string folder, string file, string name, int column) => File.Exists(Path.Combine(folder, file))
        ? File.ReadLines(Path.Combine(folder, file)).Select(l => l.Split(',')).FirstOrDefault(p => p[0] == name)?[column] ?? "" : "";

    private static double[] Numbers(string line) => [.. line.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
}
