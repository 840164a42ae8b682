using System.Text.Json;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Triage.Contract;
using InBeeld.Capabilities.Triage.Model;
using InBeeld.Capabilities.Triage.Propose;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Demonstration;

/// <summary>Triage in the demo: a version that held, one that holds, a draft to try; what is free; and what was decided for some children.</summary>
internal static class DemoTriage
{
    private const int Decisions = 36;

    private static readonly (string Kind, int Free, int? Of, int SchoolDaysAgo)[] Free =
        [("childcare", 9, 60, 0), ("school", 14, null, 0), ("device", 3, 85, 0), ("connection", 6, 20, 1), ("library_place", 11, 48, 0), ("programme", 4, 30, 2), ("mentor", 2, 25, 9)];

    private static readonly (string Route, string Why)[] Otherwise =
        [("mentor", "Het gezin wil eerst iemand die meekijkt."), ("local_team", "Het wijkteam kent dit gezin al en regelt de rest."), ("library_place", "De bibliotheek is om de hoek, dat werkt voor dit kind beter.")];

    public static DemoTable[] Of(DemoWorld world)
    {
        var days = world.Days;
        var hanna = world.Memberships.First(m => m.Role == Role.Coordinator && m.OrganisationId == world.Municipality).Person;
        var begins = days.Back(25);
        var table = new DemoTable("triage_table", "id:uuid, municipality_id:uuid, number:int, state:text, valid_from:date, valid_until:date, rows:json, note:text, by_person:uuid, at:moment");
        var (first, second) = (world.NextId(), world.NextId());
        table.Add(first, world.Municipality, 1, "live", days.First, begins.AddDays(-1), StandardTable.Is.Write(), "De handreiking, zoals hij is.", hanna.Id, Moment(days.First, 10));
        table.Add(second, world.Municipality, 2, "live", begins, null, Now.Write(), "Ook een programma voor kinderen van wie de ouders weinig Nederlands spreken.", hanna.Id, Moment(days.Back(27), 11));
        table.Add(world.NextId(), world.Municipality, 3, "draft", null, null, Next.Write(), "", hanna.Id, Moment(days.Back(1), 15));

        var capacity = new DemoTable("route_capacity", "municipality_id:uuid, kind:text, free:int, of_all:int, as_of:date, by_person:uuid");
        foreach (var (kind, free, all, ago) in Free)
        {
            capacity.Add(world.Municipality, kind, free, all, days.Back(ago), hanna.Id);
        }

        var decision = new DemoTable("triage_decision", "id:uuid, pupil_id:uuid, organisation_id:uuid, table_id:uuid, table_number:int, facts:json, proposed:json, capacity:json, chosen:texts, deviates:bool, why:text, by_person:uuid, at:moment");
        var care = new DemoTable("triage_decision_care", "decision_id:uuid, pupil_id:uuid, facts:json, proposed:json, deviates:bool, why:text");
        // The children of the home school first: that is where one looks.
        var children = world.Children.Where(c => c.Left is null && c.Needs.Count > 0 && c.Joined < begins).OrderBy(c => c.Group.School.Plan.Code != DemoPlan.HomeSchool).ThenBy(c => c.Id).ToList();
        foreach (var (child, i) in children.Take(10).Concat(children.Skip(10).Where((_, n) => n % 9 == 0)).Take(Decisions).Select((c, i) => (c, i)))
        {
            var day = days.Back(1 + (i * 40 / Decisions));
            var earlier = day < begins;
            var made = Decide(world, child, i, day, earlier ? StandardTable.Is : Now);
            var school = child.Group.School;
            var byCare = i % 3 != 2;
            decision.Add(made.Id, child.Id, school.Id, earlier ? first : second, earlier ? 1 : 2, JsonSerializer.Serialize(made.Facts.Where(f => !FactList.Find(f.Key)!.Restricted).ToDictionary()), Keep(earlier, FactList.WithoutRestricted(made.Facts)),
                JsonSerializer.Serialize(Free.ToDictionary(f => f.Kind, f => new Capacity(f.Free + (i % 3), f.Of, day)), JsonSerializerOptions.Web), made.Chosen, byCare ? null : made.Deviates, byCare ? "" : made.Why, (byCare ? school.Care : school.Principal).Id, Moment(day, 9 + (i % 7)));
            if (byCare)
            {
                care.Add(made.Id, child.Id, JsonSerializer.Serialize(made.Facts.Where(f => FactList.Find(f.Key)!.Restricted).ToDictionary()), Keep(earlier, made.Facts), made.Deviates, made.Why);
            }
        }

        return [table, capacity, decision, care];
    }

    private static readonly DecisionTable Now = With(9, row => row with { Routes = ["mentor", "programme"] });

    private static readonly DecisionTable Next = new([.. Now.Rows.Take(10),
        new TriageRow(new Guid(0, 0, 0, [0, 0, 0, 0, 0, 0, 1, 1]), new Dictionary<string, IReadOnlyList<string>> { ["motivation"] = ["yes"], ["level"] = ["1", "2"] }, ["local_team"], [], "Weinig zin in school en extra aandacht: het wijkteam denkt mee."),
        .. Now.Rows.Skip(10)]);

    private static DecisionTable With(int number, Func<TriageRow, TriageRow> change) => new([.. StandardTable.Is.Rows.Select((row, i) => i == number - 1 ? change(row) : row)]);

    private static (Guid Id, Dictionary<string, string> Facts, string[] Chosen, bool Deviates, string Why) Decide(DemoWorld world, DemoChild child, int i, DateOnly day, DecisionTable rules)
    {
        var (last, _) = world.Contact.LastOf(child);
        var standing = Standing.Of(Norm.For(child.Level, DemoPlan.NormsOf(child.Group.School.Plan.Level)), last, child.Joined, world.Days.Calendar);
        var known = child.Needs.ToDictionary(n => n, _ => "yes");
        known["level"] = $"{child.Level}";
        known["state"] = standing.On(day);
        known["years"] = child.Group.School.Plan.Level == "mbo" ? "other" : child.Year switch { <= 4 => "lower", <= 8 => "upper", _ => "secondary" };
        known[FactList.Crucial] = i % 4 == 0 ? "no" : "unknown";
        var facts = FactList.Complete(known);
        var proposed = rules.Propose(facts).Select(p => p.Route).ToArray();
        var (other, why) = Otherwise[i % Otherwise.Length];
        var chosen = i % 5 != 3 ? proposed : proposed.Contains(other) ? [other] : [.. proposed.Take(1), other];
        var deviates = !chosen.ToHashSet().SetEquals(proposed);
        return (world.NextId(), facts, [.. RouteKinds.All.Where(chosen.Contains)], deviates, deviates ? why : "");
    }

    private static string Keep(bool earlier, Dictionary<string, string> facts) =>
        TriageDecision.Keep((earlier ? StandardTable.Is : Now).Propose(facts).Select(p => new RouteProposal(p.Route, [.. p.Because.Select(b => new RouteReason(b.Row, b.Id, b.Reason))], Capacity.Unknown)));

    private static DateTimeOffset Moment(DateOnly day, int hour) => Amsterdam.At(day, new TimeOnly(hour, 20));
}
