using InBeeld.Capabilities.Safety.Model;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Demonstration;

/// <summary>Some records of the meldcode at the home school, a worry of the library, and the number of a Veilig Thuis that exists nowhere. What stands in them is made up and mild.</summary>
internal static class DemoSafety
{
    private static readonly (int Step, string Words, string Consulted, string Outcome)[] Steps =
    [
        (1, "Vertelt al drie weken dat er thuis veel ruzie is. Schrikt van harde stemmen.", "", ""),
        (2, "Wij zien hetzelfde. Eerst praten met moeder, daarna opnieuw wegen.", "schoolmaatschappelijk werker", ""),
        (3, "Moeder vertelt dat het thuis zwaar is. Zij wil hulp.", "", "parents"),
        (4, "Wel een vermoeden, geen direct gevaar. Het gezin werkt mee.", "", "other"),
        (5, "Het buurtteam komt elke week langs. Over een maand kijken wij opnieuw.", "", "help"),
    ];

    /// <summary>As rows; <paramref name="memberships"/>: the id of each membership, by person and organisation. The first reader of a record is made by the database.</summary>
    public static IEnumerable<DemoTable> Of(DemoWorld world, IReadOnlyDictionary<(Guid Person, Guid Organisation, string Role), Guid> memberships)
    {
        var days = world.Days;
        var home = world.Schools.First(s => s.Plan.Code == DemoPlan.HomeSchool);
        var children = home.Groups.First(g => g.IsHome).Children.Where(c => c.Left is null).ToList();
        var record = new DemoTable("safety_record", "id:uuid, pupil_id:uuid, by_person:uuid, membership_id:uuid, organisation_id:uuid, municipality_code:text, begun_at:moment, state:text, outcome:text, closing:text, closed_at:moment, closed_by:uuid, keep_until:date");
        var step = new DemoTable("safety_step", "id:uuid, record_id:uuid, step:small, done_on:date, words:text, consulted:text, outcome:text, by_person:uuid, at:moment");
        foreach (var (child, by, role, taken, begun) in new[] { (children[3], home.Care, Role.Care, 2, 9), (children[8], home.Care, Role.Care, 5, 40), (children[12], home.Groups.First(g => g.IsHome).Teacher, Role.Teacher, 1, 2) })
        {
            var id = world.NextId();
            var at = Amsterdam.At(days.Today.AddDays(-begun), new TimeOnly(14, 20));
            var closed = taken == 5 ? at.AddDays(20) : (DateTimeOffset?)null;
            record.Add(id, child.Id, by.Id, memberships[(by.Id, home.Id, role)], home.Id, DemoPlan.MunicipalityCode, at, closed is null ? SafetyRecord.Open : SafetyRecord.Closed, closed is null ? "" : "help", closed is null ? "" : "Het buurtteam volgt het gezin.", closed, closed is null ? null : by.Id, closed is { } end ? Amsterdam.Day(end).AddYears(SafetyRecord.YearsKept) : null);
            foreach (var s in Steps.Take(taken))
            {
                var done = at.AddDays(s.Step - 1);
                step.Add(world.NextId(), id, (short)s.Step, Amsterdam.Day(done), s.Words, s.Consulted, s.Outcome, by.Id, done);
            }
        }

        var contact = new DemoTable("safety_contact", "municipality_code:text, name:text, phone:text, hours:text");
        contact.Add(DemoPlan.MunicipalityCode, "Veilig Thuis Fabelland", "000 200 20 20", "dag en nacht");
        return [record, step, contact];
    }
}
