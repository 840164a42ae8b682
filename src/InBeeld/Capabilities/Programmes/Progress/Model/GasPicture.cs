using System.Globalization;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Progress.Model;

/// <summary>One thing that is drawn: a moment of the picture with the level that somebody saw.</summary>
internal sealed record GasSpot(double X, double Y, string Who, bool Now);

/// <summary>What _Gas.cshtml draws: the steps of one goal over the days that were measured. A round spot is what the guide saw, a square one what the child says.</summary>
internal sealed record GasPicture(GoalRow Goal, ScaleRow Scale, DateOnly Today)
{
    /// <summary>Where the first and the last day stand, in the unit of the picture (336 wide, 206 high).</summary>
    private const double First = 106, Final = 310, Top = 18, StepHeight = 36;

    /// <summary>More do not fit beside each other: then the first and the last ones.</summary>
    private const int MostDays = 4;

    public string Id => "g" + Goal.Id.ToString("N")[^8..] + "-" + Scale.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The day it began and those on which it was measured; of many the first and the last.</summary>
    public IReadOnlyList<DateOnly> Days { get; } = Choose([.. Scale.Measured.Select(m => m.Day).Append(Scale.FromDay).Distinct().Order()]);

    public IReadOnlyList<GasSpot> Spots => [.. Days.SelectMany(On)];

    /// <summary>The line through what the guide saw.</summary>
    public string Path => string.Join("L", Spots.Where(s => s.Who == "guide").Select(s => FormattableString.Invariant($"{s.X:0.#} {s.Y:0.#}")));

    public int Level => Scale.Measured.LastOrDefault(m => m.Who == "guide")?.Level ?? Scale.Start;

    public bool Measured => Scale.Measured.Count > 0;

    public double X(DateOnly day) => Days.Count == 1 ? First : First + ((Final - First) * Days.ToList().IndexOf(day) / (Days.Count - 1));

    /// <param name="level">-2 to +2; the highest stands at the top.</param>
    public static double Y(int level) => Top + (StepHeight * (2 - level));

    /// <summary>The same as the picture, in words.</summary>
    public string Sentence(Text text)
    {
        var began = text["Begin, {0}: {1}", Kernel.Web.Show.ShortDay(Scale.FromDay, Today), text[ProgressWords.Step(Scale.Start)]];
        var seen = Scale.Measured.LastOrDefault(m => m.Who == "guide");
        var said = Scale.Measured.LastOrDefault(m => m.Who == "pupil");
        return string.Join(". ", new[]
        {
            began, seen is null ? text["Nog niet gemeten"] : text["De begeleider op {0}: {1}", Kernel.Web.Show.ShortDay(seen.Day, Today), text[ProgressWords.Step(seen.Level)]],
            said is null ? null : text["Het kind zelf op {0}: {1}", Kernel.Web.Show.ShortDay(said.Day, Today), text[ProgressWords.Step(said.Level)]],
        }.OfType<string>()) + ".";
    }

    private IEnumerable<GasSpot> On(DateOnly day)
    {
        var guide = Scale.Measured.FindLast(m => m.Who == "guide" && m.Day == day);
        var pupil = Scale.Measured.FindLast(m => m.Who == "pupil" && m.Day == day);
        if (guide is not null || day == Scale.FromDay)
        {
            var level = guide?.Level ?? Scale.Start;
            yield return new GasSpot(X(day), Y(level), "guide", guide is not null && guide == Scale.Measured.FindLast(m => m.Who == "guide"));
        }

        if (pupil is not null)
        {
            // Beside the other when both say the same.
            yield return new GasSpot(X(day) + (guide?.Level == pupil.Level ? 15 : 0), Y(pupil.Level), "pupil", false);
        }
    }

    private static List<DateOnly> Choose(List<DateOnly> days) => days.Count <= MostDays ? days : [days[0], .. days[^(MostDays - 1)..]];
}
