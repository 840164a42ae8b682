using System.Globalization;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Progress.Figures;

/// <summary>What goals came to for a programme or a group, as app.goal_changes gives it. The unit is the child: the mean over its goals, each goal as heavy. Null: not for this reader.</summary>
internal class ProgressFigures
{
    public const string Columns = "c.children, c.agreed, c.with_goals, c.n, c.missing, c.mean_change, c.deviation, c.reached, c.goals, c.goals_measured, c.fell, c.same, c.rose_one, c.rose_more, c.hidden";

    public int? Children { get; set; }
    public int? Agreed { get; set; }
    public int? WithGoals { get; set; }

    /// <summary>Children of whom a goal was measured after its beginning.</summary>
    public int? N { get; set; }

    /// <summary>Children with a goal that was not measured again.</summary>
    public int? Missing { get; set; }

    /// <summary>In steps of the scale.</summary>
    public double? MeanChange { get; set; }

    public double? Deviation { get; set; }

    /// <summary>Children who on average over their goals are at or above what was aimed at.</summary>
    public int? Reached { get; set; }

    public int? Goals { get; set; }
    public int? GoalsMeasured { get; set; }
    public int? Fell { get; set; }
    public int? Same { get; set; }
    public int? RoseOne { get; set; }
    public int? RoseMore { get; set; }

    /// <summary>Fewer than five children, for a reader from outside the programme.</summary>
    public bool Hidden { get; set; }

    public bool Measured => N > 0;

    public Interval? ChangeInterval => MeanChange is { } mean ? Intervals.OfMean(mean, Deviation, N ?? 0) : null;

    public Interval? ReachedInterval => Measured ? Intervals.OfShare(Reached ?? 0, N!.Value) : null;

    /// <summary>"+0,8"; with a real minus.</summary>
    public static string Steps(double steps) => Math.Round(steps, 1, MidpointRounding.AwayFromZero).ToString("+0.0;−0.0;0.0", CultureInfo.CurrentCulture);

    public static string Percent(double share) => Hundredths(100 * share);

    /// <summary>Empty of nothing.</summary>
    public static string Percent(int part, int of) => of == 0 ? "" : Hundredths(100.0 * part / of);

    public string ChangeSays(Text text) => ChangeInterval is { } i ? text["waarschijnlijk tussen {0} en {1} (95 %)", Steps(i.Low), Steps(i.High)] : text["te weinig kinderen voor een marge"];

    public string ReachedSays(Text text) => ReachedInterval is { } i ? text["waarschijnlijk tussen {0} en {1} (95 %)", Percent(i.Low), Percent(i.High)] : "";

    private static string Hundredths(double of) => Math.Round(of, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.CurrentCulture) + "\u00A0%";

    /// <summary>The finding, also the title of the page.</summary>
    public string Finding(Text text) => Hidden ? text["te weinig kinderen om te laten zien"] : !Measured ? text["nog niet opnieuw gemeten"] : text["gemiddeld {0} stap, {1} van de {2} kinderen op hun doel", Steps(MeanChange!.Value), Reached!.Value, N!.Value];
}
