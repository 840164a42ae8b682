using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Demonstration;

/// <summary>Two children who changed schools, which happened nowhere: of one the school before gave how it reached the family; about the other the home school is asked.</summary>
internal static class DemoHistory
{
    private const string Given = """{"channels":[{"channel":"message","attempts":14,"reached":11},{"channel":"phone","attempts":6,"reached":2}],"best":"afternoon","languages":["LANGUAGE"],"interpreter":false,"needs":["little_help"],"lastReached":"DAY"}""";

    /// <summary>As rows; <paramref name="memberships"/>: the id of each membership, by person, organisation and role.</summary>
    public static IEnumerable<DemoTable> Of(DemoWorld world, IReadOnlyDictionary<(Guid Person, Guid Organisation, string Role), Guid> memberships)
    {
        var days = world.Days;
        var home = world.Schools.First(s => s.Plan.Code == DemoPlan.HomeSchool);
        var elsewhere = world.Schools.First(s => s.Plan.Code == "99ZZ01");
        var request = new DemoTable("history_request", "id:uuid, pupil_id:uuid, school_id:uuid, from_school_id:uuid, ground:text, ground_words:text, given_name:text, prefix:text, surname:text, birth_date:date, search_key:text, asked_by:uuid, asked_at:moment, state:text, answered_by:uuid, answered_at:moment");
        var facts = new DemoTable("history_facts", "request_id:uuid, pupil_id:uuid, school_id:uuid, from_school_id:uuid, facts:json, given_at:moment, keep_until:date");
        var pupil = new DemoTable("pupil", "id:uuid, school_id:uuid, key:text, given_name:text, prefix:text, surname:text, birth_date:date, group_id:uuid, family_id:uuid, joined_on:date, left_on:date, search_key:text, sort_key:text, created_at:moment");
        var need = new DemoTable("need", "id:uuid, pupil_id:uuid, kind:text, since:date");
        var moment = new DemoTable("contact_moment", "id:uuid, pupil_id:uuid, school_id:uuid, group_id:uuid, day:date, at:moment, channel:text, reached:text, by_person:uuid, organisation_id:uuid, created_at:moment");

        var newcomer = home.Groups.First(g => g.IsHome).Children.Where(c => c.Left is null).OrderByDescending(c => c.Joined).First();
        var end = new DateOnly(days.Today.Month >= 8 ? days.Today.Year + 1 : days.Today.Year, 7, 31);
        var given = Ask(newcomer, elsewhere, 9, "parents", "Vader, aan de telefoon", elsewhere.Care);
        facts.Add(given, newcomer.Id, home.Id, elsewhere.Id, Given.Replace("LANGUAGE", newcomer.Family.Contacts[0].Language, StringComparison.Ordinal).Replace("DAY", newcomer.Joined.AddDays(-6).ToString("O", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), At(8), end);

        // The same child twice: as it left the home school, and as it came to the other one.
        var moved = elsewhere.Groups.SelectMany(g => g.Children).Where(c => c.Left is null).OrderByDescending(c => c.Joined).First();
        var (before, group) = (world.NextId(), home.Groups.First(g => !g.IsHome));
        pupil.Add(before, home.Id, "00999", moved.Name.Given, moved.Name.Prefix, moved.Name.Surname, moved.BirthDate, group.Id, moved.Family.Id, days.Today.AddDays(-600), days.Today.AddDays(-150), SearchKey.Of(moved.Name.Full), moved.Name.SortKey, days.Now);
        need.Add(world.NextId(), before, "no_quiet_place", days.Today.AddDays(-300));
        for (var i = 0; i < 7; i++)
        {
            var at = At(200 + (7 * i));
            moment.Add(world.NextId(), before, home.Id, group.Id, Amsterdam.Day(at), at, i == 6 ? "door" : "phone", i is 2 or 6 ? "nobody" : "parent", group.Teacher.Id, home.Id, at);
        }

        Ask(moved, home, 2, "law", "", null);
        return [pupil, need, moment, request, facts];

        DateTimeOffset At(int ago) => Amsterdam.At(days.Today.AddDays(-ago), new TimeOnly(10, 20));

        Guid Ask(DemoChild child, DemoSchool from, int ago, string ground, string words, DemoStaff? answered)
        {
            var (id, school) = (world.NextId(), child.Group.School);
            request.Add(id, child.Id, school.Id, from.Id, ground, words, child.Name.Given, child.Name.Prefix, child.Name.Surname, child.BirthDate, SearchKey.Of(child.Name.Full), memberships[(school.Care.Id, school.Id, Role.Care)], At(ago),
                answered is null ? "asked" : "given", answered is null ? null : memberships[(answered.Id, from.Id, Role.Care)], answered is null ? null : At(ago - 1));
            return id;
        }
    }
}
