namespace InBeeld.Planning.Rosters;

/// <summary>The limits of one person, checked on a roster. Duties of the past may break a limit; a new duty may not.</summary>
internal sealed class PersonRules(PersonLimits limits)
{
    public Window[] Windows { get; } =
    [
        .. limits.Windows.Concat(limits.ConsecutiveDays is { } c ? [new Window(c, c + 1)] : []).Where(w => w.Most < w.Days),
    ];

    public int WorkPerWeek => limits.WorkPerWeek ?? int.MaxValue;

    public int ReservePerWeek => limits.ReservePerWeek ?? int.MaxValue;

    public int MinutesPerWeek => limits.MinutesPerWeek ?? int.MaxValue;

    public int Rest => limits.Rest;

    /// <summary>May this option be had on this day, next to what stands on the other days?</summary>
    public bool Allows(Option[][] options, int[] chosen, int day, Option option)
    {
        Option? At(int d) => d == day ? option : d >= 0 && d < chosen.Length && chosen[d] > 0 ? options[d][chosen[d] - 1] : null;

        if (Rest > 0 && ((At(day - 1) is { } before && option.Start + 1440 - before.End < Rest) || (At(day + 1) is { } after && after.Start + 1440 - option.End < Rest)))
        {
            return false;
        }

        int work = 0, reserve = 0, minutes = 0, week = day / 7 * 7;
        for (var d = week; d < week + 7; d++)
        {
            if (At(d) is { } o)
            {
                work += o.Work ? 1 : 0;
                reserve += o.Work ? 0 : 1;
                minutes += o.Minutes;
            }
        }

        if (option.Work ? work > WorkPerWeek || minutes > MinutesPerWeek : reserve > ReservePerWeek)
        {
            return false;
        }

        if (option.Work)
        {
            foreach (var w in Windows)
            {
                for (var first = day - w.Days + 1; first <= day; first++)
                {
                    var days = 0;
                    for (var d = first; d < first + w.Days; d++)
                    {
                        days += At(d) is { Work: true } ? 1 : 0;
                    }

                    if (days > w.Most)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
