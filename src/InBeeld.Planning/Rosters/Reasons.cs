namespace InBeeld.Planning.Rosters;

/// <summary>Why people are missing.</summary>
internal static class Reasons
{
    public static List<Uncovered> Of(RosterModel model, int[][] roster)
    {
        var open = model.Open(roster);
        var answer = new List<Uncovered>();
        for (var l = 0; l < open.Length; l++)
        {
            if (open[l] > 0)
            {
                var line = model.Lines[l];
                var (why, people) = Why(model, roster, l);
                answer.Add(new(model.Problem.Slots[line.Slot].Id, line.Skill, line.Reserve, open[l], why, people));
            }
        }

        return answer;
    }

    private static (WhyUncovered Why, List<string> People) Why(RosterModel model, int[][] roster, int l)
    {
        var line = model.Lines[l];
        var place = model.Problem.Slots[line.Slot].Place;
        if (!model.Problem.Staff.Any(s => s.Skills.Contains(line.Skill) && !ModelBuilder.Guarded(s, line.Skill) && (line.Reserve ? s.ReservePlaces : s.Places).Contains(place)))
        {
            return (WhyUncovered.NobodyWithTheSkill, []);
        }

        var people = new List<string>();
        bool limit = false, could = false;
        for (var p = 0; p < model.People; p++)
        {
            var option = model.Options[p][line.Day].FirstOrDefault(o => o.Line == l);
            if (option is null || roster[p][line.Day] > 0 && model.Options[p][line.Day][roster[p][line.Day] - 1].Line == l)
            {
                continue;
            }

            people.Add(model.Problem.Staff[p].Id);
            if (roster[p][line.Day] == 0)
            {
                var allowed = model.Rules[p].Allows(model.Options[p], roster[p], line.Day, option);
                could |= allowed;
                limit |= !allowed;
            }
        }

        var why = could ? WhyUncovered.NotWorthIt : limit ? WhyUncovered.AllAtTheirLimit : people.Count > 0 ? WhyUncovered.AllOnDuty : WhyUncovered.NobodyAvailable;
        return (why, people);
    }
}
