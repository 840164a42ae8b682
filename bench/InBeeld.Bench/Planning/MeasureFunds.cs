using System.Diagnostics;
using System.Globalization;
using System.Text;
using InBeeld.Planning;
using InBeeld.Planning.Funds;

namespace InBeeld.Bench.Planning;

/// <summary>Made problems of funds, each checked, against first come, first served.</summary>
internal static class MeasureFunds
{
    /// <param name="Equal">Every pupil costs the same; otherwise one of twelve prices.</param>
    /// <param name="Rules">Of the funds a third pays the whole rest, a quarter a fixed amount, some no claim under a least amount.</param>
    /// <param name="Enough">What the funds have, as a part of what the pupils cost.</param>
    internal sealed record Kind(string Name, bool Equal, bool Rules, double Enough);

    private static readonly Kind[] Kinds =
    [
        new("parts, plenty", false, false, 1.4),
        new("parts, scarce", false, false, 0.7),
        new("parts, one price, scarce", true, false, 0.7),
        new("rules, plenty", false, true, 1.4),
        new("rules, just enough", false, true, 1.0),
        new("rules, scarce", false, true, 0.7),
        new("rules, one price, scarce", true, true, 0.7),
    ];

    public static string Run(int pupils, int funds, double seconds, CancellationToken ct)
    {
        var table = new StringBuilder();
        table.AppendLine("| made | seed | pupils x funds | uncovered | claims | preference | bound | goals proven | first come (uncovered, claims) | flows | first goal, seconds | seconds |");
        table.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var kind in Kinds)
        {
            for (ulong seed = 1; seed <= 3; seed++)
            {
                Report.Say($"{kind.Name}, {seed}");
                var problem = Make(kind, pupils, funds, new Chance(seed));
                var first = new FirstGoal();
                var clock = Stopwatch.StartNew();
                var answer = FundPlanner.Solve(problem, new Limits(seconds), first, ct);
                var took = clock.Elapsed.TotalSeconds;
                if (FundCheck.Of(problem, answer) is { } wrong)
                    throw new InvalidOperationException($"{kind.Name}: {wrong}");
                var (w, b, f) = (answer.Worth, answer.Bound, answer.FirstCome);
                table.AppendLine(CultureInfo.InvariantCulture, $"| {kind.Name} | {seed} | {pupils} x {funds} | {w.Uncovered} | {w.Claims} | {w.Preference} | {(answer.Proven ? "proven" : $"{b.Uncovered}, {b.Claims}, {b.Preference}")} | {answer.ProvenGoals} | {f.Uncovered}, {f.Claims} | {answer.Nodes} | {first.Seconds:0.00} | {took:0.0} |");
            }
        }

        return table.ToString();
    }

    internal static FundProblem Make(Kind kind, int pupils, int funds, Chance chance)
    {
        long[] prices = [1500, 2250, 3000, 3750, 4500, 5000, 6000, 7500, 9000, 12500, 17500, 24000];
        var (schools, sum) = (Math.Max(1, funds / 3), 0L);
        var people = new List<FundPupil>();
        for (var i = 0; i < pupils; i++)
        {
            var cost = kind.Equal ? 4500 : prices[chance.Below(prices.Length)];
            sum += cost;
            // One school pays, per pupil; the other funds have criteria that one in two or three meets.
            var shares = new List<FundShare> { new(chance.Below(schools), chance.Below(3) == 0 ? 500 * (1 + chance.Below(8)) : null) };
            for (var f = schools; f < funds; f++)
            {
                if (chance.Below(5) < 2)
                    shares.Add(new(f));
            }

            people.Add(new($"p{i}", cost, shares));
        }

        var made = Enumerable.Range(0, funds).Select(f =>
        {
            var left = (long)(sum * kind.Enough / funds * (0.5 + chance.Share()));
            var pays = !kind.Rules || f < schools ? Pays.Part : (f % 4) switch { 0 => Pays.Rest, 1 => Pays.Fixed, _ => Pays.Part };
            return new Fund(
                $"f{f}", left, f < schools ? 2500 : f % 5 == 0 && pays == Pays.Part ? 10000 : null, pays, pays == Pays.Fixed ? 1000 * (1 + chance.Below(4)) : 0,
                kind.Rules && f % 3 == 0 && pays == Pays.Part ? 1000 : 0, f);
        });
        return new(people, [.. made]);
    }

    /// <summary>When the cents uncovered met their bound. Told at once, not by another thread.</summary>
    private sealed class FirstGoal : IProgress<Progress>
    {
        public double Seconds { get; private set; } = double.NaN;

        public void Report(Progress value)
        {
            if (double.IsNaN(Seconds) && value.Best <= value.Bound)
                Seconds = value.Seconds;
        }
    }
}
