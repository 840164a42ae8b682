namespace InBeeld.Planning.Rosters;

/// <summary>First come, first served: people in the order of the list take, day by day, the first open duty that they may have; work before reserve.</summary>
internal static class FirstCome
{
    public static int[][] Roster(RosterModel model)
    {
        var roster = model.Empty();
        var open = model.Open(roster);
        foreach (var reserve in new[] { false, true })
        {
            for (var p = 0; p < model.People; p++)
            {
                for (var d = 0; d < model.Days; d++)
                {
                    var options = model.Options[p][d];
                    for (var k = 0; k < options.Length && roster[p][d] == 0 && !model.Fixed[p][d]; k++)
                    {
                        if (options[k].Duty.Reserve == reserve && open[options[k].Line] > 0 && model.Rules[p].Allows(model.Options[p], roster[p], d, options[k]))
                        {
                            roster[p][d] = k + 1;
                            open[options[k].Line]--;
                        }
                    }
                }
            }
        }

        return roster;
    }
}
