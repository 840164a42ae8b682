using System.Globalization;
using System.Text;
using InBeeld.Planning.Rosters;

namespace InBeeld.Bench.Planning;

/// <summary>A roster problem as an integer programme, for CBC: one variable per person, day and duty.</summary>
internal static class RosterProgram
{
    public static string Written(RosterModel model)
    {
        var (goal, rows, bounds, all) = (new StringBuilder("Minimize\n goal:"), new StringBuilder("Subject To\n"), new StringBuilder("Bounds\n"), new StringBuilder("Binaries\n"));
        var filled = model.Lines.Select(_ => new StringBuilder()).ToArray();
        long fixedCost = 0;
        for (var p = 0; p < model.People; p++)
        {
            var load = new StringBuilder();
            for (var d = 0; d < model.Days; d++)
            {
                fixedCost += model.FreeCost[p][d];
                var one = new StringBuilder();
                for (var k = 0; k < model.Options[p][d].Length; k++)
                {
                    var (o, x) = (model.Options[p][d][k], Name(p, d, k));
                    goal.Append(CultureInfo.InvariantCulture, $" {o.Cost - model.FreeCost[p][d]:+0;-0} {x}\n");
                    one.Append(CultureInfo.InvariantCulture, $" + {x}");
                    load.Append(CultureInfo.InvariantCulture, $" + {x}\n");
                    all.Append(CultureInfo.InvariantCulture, $" {x}\n");
                    if (o.Line >= 0)
                        filled[o.Line].Append(CultureInfo.InvariantCulture, $" + {x}\n");
                    if (model.Fixed[p][d])
                        rows.Append(CultureInfo.InvariantCulture, $" f{p}_{d}: {x} = 1\n");
                }

                if (one.Length > 0)
                    rows.Append(CultureInfo.InvariantCulture, $" d{p}_{d}:{one} <= 1\n");
            }

            if (load.Length > 0)
                rows.Append(CultureInfo.InvariantCulture, $" l{p}:{load} - load <= 0\n");
            Limits(model, p, rows);
        }

        for (var l = 0; l < filled.Length; l++)
        {
            goal.Append(CultureInfo.InvariantCulture, $" + {model.Lines[l].Missing} m{l}\n");
            rows.Append(CultureInfo.InvariantCulture, $" n{l}:{filled[l]} + m{l} = {model.Lines[l].Count}\n");
            bounds.Append(CultureInfo.InvariantCulture, $" 0 <= m{l} <= {model.Lines[l].Count}\n");
        }

        goal.Append(CultureInfo.InvariantCulture, $" + {model.Weights.Load} load + {fixedCost} always\n");
        rows.Append(" a: always = 1\n");
        return $"{goal}{rows}{bounds}{all}End\n";
    }

    private static void Limits(RosterModel model, int p, StringBuilder rows)
    {
        var rules = model.Rules[p];
        for (var week = 0; week < model.Days; week += 7)
        {
            Sum($"w{p}_{week}", week, 7, o => o.Work ? 1 : 0, rules.WorkPerWeek);
            Sum($"r{p}_{week}", week, 7, o => o.Work ? 0 : 1, rules.ReservePerWeek);
            Sum($"h{p}_{week}", week, 7, o => o.Minutes, rules.MinutesPerWeek);
        }

        for (var w = 0; w < rules.Windows.Length; w++)
        {
            for (var d = 0; d + rules.Windows[w].Days <= model.Days; d++)
                Sum($"v{p}_{w}_{d}", d, rules.Windows[w].Days, o => o.Work ? 1 : 0, rules.Windows[w].Most);
        }

        for (var d = 0; d + 1 < model.Days; d++)
        {
            for (var k = 0; k < model.Options[p][d].Length; k++)
            {
                var late = model.Options[p][d][k];
                var early = Enumerable.Range(0, model.Options[p][d + 1].Length).Where(i => model.Options[p][d + 1][i].Start + 1440 - late.End < rules.Rest).ToArray();
                if (rules.Rest > 0 && early.Length > 0 && !model.Exempt[p][d] && !model.Exempt[p][d + 1])
                    rows.Append(CultureInfo.InvariantCulture, $" e{p}_{d}_{k}: {Name(p, d, k)}{string.Concat(early.Select(i => $" + {Name(p, d + 1, i)}"))} <= 1\n");
            }
        }

        void Sum(string name, int from, int days, Func<Option, int> counts, int most)
        {
            var (sum, worst) = (new StringBuilder(), 0L);
            for (var d = from; d < Math.Min(model.Days, from + days); d++)
            {
                var highest = 0;
                for (var k = 0; k < model.Options[p][d].Length; k++)
                {
                    var count = counts(model.Options[p][d][k]);
                    highest = Math.Max(highest, count);
                    if (count > 0)
                        sum.Append(CultureInfo.InvariantCulture, $" + {count} {Name(p, d, k)}");
                }

                worst += highest;
            }

            if (worst > most)
                rows.Append(CultureInfo.InvariantCulture, $" {name}:{sum} <= {most}\n");
        }
    }

    private static string Name(int p, int d, int k) => $"x{p}_{d}_{k}";
}
