namespace InBeeld.Planning.Rosters;

/// <summary>A duty somebody can have on a day.</summary>
/// <param name="Line">Index of the need it fills; -1 for a duty of the past, which fills nothing that is still open.</param>
internal sealed record Option(int Line, long Cost, long Wish, bool Changed, Duty Duty, int Start, int End)
{
    public bool Work => !Duty.Reserve;

    public int Minutes => Work ? End - Start : 0;
}

/// <summary>So many people with a skill still to find for a slot.</summary>
internal sealed record Line(int Slot, string Skill, bool Reserve, int Count, long Missing, int Day);

/// <summary>The problem in arrays. Choice k of a person on a day: 0 is free, k is option k - 1.</summary>
internal sealed class RosterModel
{
    public required RosterProblem Problem { get; init; }

    public required RosterWeights Weights { get; init; }

    public required int Days { get; init; }

    public required Line[] Lines { get; init; }

    /// <summary>By person and day.</summary>
    public required Option[][][] Options { get; init; }

    public required long[][] FreeCost { get; init; }

    public required long[][] FreeWish { get; init; }

    public required bool[][] FreeChanged { get; init; }

    /// <summary>A day on which nothing can be chosen: option 1 of the past, or free.</summary>
    public required bool[][] Fixed { get; init; }

    /// <summary>A duty of the past that the limits do not touch: before the first day that is planned, or against a limit already.</summary>
    public required bool[][] Exempt { get; init; }

    public required PersonRules[] Rules { get; init; }

    public int People => Options.Length;

    /// <summary>A roster in which only the past stands.</summary>
    public int[][] Empty() => [.. Options.Select((o, p) => o.Select((x, d) => Fixed[p][d] && x.Length > 0 ? 1 : 0).ToArray())];

    public int[] Open(int[][] roster)
    {
        var open = new int[Lines.Length];
        for (var l = 0; l < open.Length; l++)
        {
            open[l] = Lines[l].Count;
        }

        for (var p = 0; p < roster.Length; p++)
        {
            for (var d = 0; d < Days; d++)
            {
                if (roster[p][d] > 0 && Options[p][d][roster[p][d] - 1].Line is >= 0 and var line)
                {
                    open[line]--;
                }
            }
        }

        return open;
    }

    public RosterValue Value(int[][] roster)
    {
        var open = Open(roster);
        long wishes = 0;
        int changes = 0, highest = 0, staff = 0, reserve = 0;
        for (var p = 0; p < roster.Length; p++)
        {
            var duties = 0;
            for (var d = 0; d < Days; d++)
            {
                var k = roster[p][d];
                duties += k > 0 ? 1 : 0;
                wishes += k > 0 ? Options[p][d][k - 1].Wish : FreeWish[p][d];
                changes += (k > 0 ? Options[p][d][k - 1].Changed : FreeChanged[p][d]) ? 1 : 0;
            }

            highest = Math.Max(highest, duties);
        }

        for (var l = 0; l < open.Length; l++)
        {
            if (Lines[l].Reserve)
            {
                reserve += open[l];
            }
            else
            {
                staff += open[l];
            }
        }

        var total = (Weights.MissingStaff * staff) + (Weights.MissingReserve * reserve) + (Weights.Change * changes) + (Weights.Load * highest) + wishes;
        return new(total, staff, reserve, changes, highest, wishes);
    }
}
