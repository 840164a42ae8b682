namespace InBeeld.Planning.Rosters;

/// <summary>
/// The best choice for all people on one day, while the other days stand: each person has at most one duty a day, so this is an assignment
/// of people to open needs, solved exactly (Kuhn 1955, Munkres 1957, in the form with shortest augmenting paths of Jonker and Volgenant 1987).
/// </summary>
internal sealed class DayMatch(RosterModel model)
{
    private const long Never = long.MaxValue / 8;

    /// <param name="cap">Highest number of duties of one person.</param>
    public void Solve(int[][] roster, int day, int cap)
    {
        var seats = new List<int>();
        for (var l = 0; l < model.Lines.Length; l++)
        {
            // More seats than people can never be filled.
            for (var i = 0; model.Lines[l].Day == day && i < Math.Min(model.Lines[l].Count, model.People); i++)
            {
                seats.Add(l);
            }
        }

        var rows = seats.Count;
        var columns = model.People + rows;
        var cost = new long[rows, columns];
        var choice = new int[model.People, model.Lines.Length == 0 ? 0 : model.Lines.Length];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                cost[r, c] = c == model.People + r ? model.Lines[seats[r]].Missing : Never;
            }
        }

        for (var p = 0; p < model.People; p++)
        {
            if (model.Fixed[p][day])
            {
                continue;
            }

            roster[p][day] = 0;
            if (cap < model.Days && roster[p].Count(k => k > 0) >= cap)
            {
                continue;
            }

            for (var k = 0; k < model.Options[p][day].Length; k++)
            {
                var o = model.Options[p][day][k];
                if (model.Rules[p].Allows(model.Options[p], roster[p], day, o))
                {
                    choice[p, o.Line] = k + 1;
                    for (var r = 0; r < rows; r++)
                    {
                        if (seats[r] == o.Line)
                        {
                            cost[r, p] = o.Cost - model.FreeCost[p][day];
                        }
                    }
                }
            }
        }

        var match = Assign(cost, rows, columns);
        for (var p = 0; p < model.People; p++)
        {
            if (match[p] >= 0)
            {
                roster[p][day] = choice[p, seats[match[p]]];
            }
        }
    }

    /// <returns>By column the row it got, or -1.</returns>
    private static int[] Assign(long[,] cost, int rows, int columns)
    {
        var match = new int[columns + 1];
        Array.Fill(match, -1);
        long[] u = new long[rows], v = new long[columns + 1];
        var least = new long[columns + 1];
        var way = new int[columns + 1];
        for (var row = 0; row < rows; row++)
        {
            match[columns] = row;
            var at = columns;
            var used = new bool[columns + 1];
            Array.Fill(least, long.MaxValue);
            do
            {
                used[at] = true;
                var r = match[at];
                var delta = long.MaxValue;
                var next = -1;
                for (var c = 0; c < columns; c++)
                {
                    if (used[c])
                    {
                        continue;
                    }

                    var reduced = cost[r, c] - u[r] - v[c];
                    if (reduced < least[c])
                    {
                        least[c] = reduced;
                        way[c] = at;
                    }

                    if (least[c] < delta)
                    {
                        delta = least[c];
                        next = c;
                    }
                }

                for (var c = 0; c <= columns; c++)
                {
                    if (used[c])
                    {
                        u[match[c]] += delta;
                        v[c] -= delta;
                    }
                    else if (least[c] < long.MaxValue)
                    {
                        least[c] -= delta;
                    }
                }

                at = next;
            }
            while (match[at] >= 0);

            while (at != columns)
            {
                match[at] = match[way[at]];
                at = way[at];
            }
        }

        match[columns] = -1;
        return match;
    }
}
