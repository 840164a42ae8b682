using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Planning.Rosters;

namespace InBeeld.Planning.Cli;

/// <summary>plan roster FILE. The fields stand in docs/planning-rosters.md; fields that are not known are ignored.</summary>
internal static class RosterVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Solve(string text, CancellationToken cancel)
    {
        using var document = JsonDocument.Parse(text);
        var root = new RosterField(document.RootElement, "the problem");
        var (problem, limits) = (Problem(root), new Limits(root.Number("timeLimitSeconds", 60), (ulong)root.Whole("seed", 1, 0)));
        try
        {
            return Written(RosterPlanner.Solve(problem, limits, null, cancel)).ToJsonString(Indented);
        }
        catch (ArgumentException e)
        {
            throw new UnreadableException(e.Message);
        }
    }

    public static RosterProblem Problem(RosterField root) => new(
        [.. root.List("slots", true).Select(Slot)],
        [.. root.List("staff", true).Select(Person)],
        Weights(root),
        [.. root.List("past").Select(OneDuty)],
        [.. root.List("previous").Select(OneDuty)],
        [.. root.List("ill").Select(f => new Illness(f.Text("staff"), f.Whole("from", 0, 0), f.Whole("to", int.MaxValue, 0)))],
        root.Whole("from", 0, 0));

    private static RosterSlot Slot(RosterField f) => new(
        f.Text("id"),
        f.Whole("day", null, 0),
        f.Whole("start", null, 0),
        f.Whole("end", null, 0),
        f.Text("place"),
        f.TextOrNull("part"),
        Needs(f, "needed"),
        Needs(f, "reserve"));

    private static List<Need> Needs(RosterField f, string name) => [.. f.List(name).Select(n => new Need(n.Text("skill"), n.Whole("count", 1, 0)))];

    private static RosterPerson Person(RosterField f)
    {
        var limits = f.Object("limits");
        return new(
            f.Text("id"),
            f.Texts("skills"),
            f.Texts("places"),
            f.Texts("reservePlaces"),
            f.Yes("library"),
            [.. f.List("availability").Select(a => new Available(a.TextOrNull("slot"), a.Day(), a.TextOrNull("part"), a.Whole("dislike", 0, 0)))],
            limits is null ? new(null, null, null, null, 0, []) : new(
                limits.WholeOrNull("workPerWeek"),
                limits.WholeOrNull("reservePerWeek"),
                limits.WholeOrNull("minutesPerWeek"),
                limits.WholeOrNull("consecutiveDays"),
                limits.Whole("rest", 0, 0),
                [.. limits.List("windows").Select(w => new Window(w.Whole("most", null, 0), w.Whole("days", null, 1)))]),
            [.. f.List("wishes").Select(w => new Wish(w.TextOrNull("slot"), w.Day(), w.TextOrNull("part"), w.Yes("want", true), w.Whole("weight", 10, 0)))]);
    }

    private static Duty OneDuty(RosterField f) => new(f.Text("slot"), f.Text("staff"), f.Text("skill"), f.Yes("reserve"));

    private static RosterWeights Weights(RosterField root)
    {
        var d = new RosterWeights(Levels: root.Yes("levels"));
        return root.Object("weights") is not { } w ? d : d with
        {
            MissingStaff = w.Whole("missingStaff", (int)d.MissingStaff, 0),
            MissingReserve = w.Whole("missingReserve", (int)d.MissingReserve, 0),
            Change = w.Whole("change", (int)d.Change, 0),
            Load = w.Whole("load", (int)d.Load, 0),
            WorkDislike = w.Whole("workDislike", (int)d.WorkDislike, 0),
            NotOwnPlace = w.Whole("notOwnPlace", (int)d.NotOwnPlace, 0),
            ReserveDislike = w.Whole("reserveDislike", (int)d.ReserveDislike, 0),
            ReserveDuty = w.Whole("reserveDuty", (int)d.ReserveDuty, 0),
        };
    }

    private static JsonObject Written(RosterAnswer a) => new()
    {
        ["who"] = Duties(a.Work),
        ["reserve"] = Duties(a.Reserve),
        ["called"] = Duties(a.Called),
        ["uncovered"] = new JsonArray([.. a.Uncovered.Select(u => new JsonObject
        {
            ["slot"] = u.Slot,
            ["skill"] = u.Skill,
            ["reserve"] = u.Reserve,
            ["missing"] = u.Missing,
            ["why"] = Reason(u.Why),
            ["people"] = new JsonArray([.. u.People.Select(p => (JsonNode)p)]),
        })]),
        ["load"] = new JsonArray([.. a.Loads.Select(l => new JsonObject { ["staff"] = l.Staff, ["work"] = l.Work, ["reserve"] = l.Reserve, ["minutes"] = l.Minutes })]),
        ["objective"] = Value(a.Value),
        ["bound"] = a.Bound,
        ["proven"] = a.Proven,
        ["gap"] = a.Value.Total == a.Bound ? 0 : Math.Round((double)(a.Value.Total - a.Bound) / Math.Max(1, a.Value.Total), 6),
        ["firstComeFirstServed"] = Value(a.FirstCome),
        ["seed"] = a.Seed,
        ["rounds"] = a.Rounds,
        ["seconds"] = Math.Round(a.Seconds, 3),
    };

    private static JsonArray Duties(IReadOnlyList<Duty> duties) =>
        new([.. duties.Select(d => new JsonObject { ["slot"] = d.Slot, ["staff"] = d.Staff, ["skill"] = d.Skill })]);

    private static JsonObject Value(RosterValue v) => new()
    {
        ["total"] = v.Total,
        ["missingStaff"] = v.MissingStaff,
        ["missingReserve"] = v.MissingReserve,
        ["changes"] = v.Changes,
        ["highestLoad"] = v.HighestLoad,
        ["wishes"] = v.Wishes,
    };

    private static string Reason(WhyUncovered why) => why switch
    {
        WhyUncovered.NobodyWithTheSkill => "nobody with the skill",
        WhyUncovered.NobodyAvailable => "nobody available",
        WhyUncovered.AllOnDuty => "all on duty",
        WhyUncovered.AllAtTheirLimit => "all at their limit",
        _ => "not worth it",
    };
}
