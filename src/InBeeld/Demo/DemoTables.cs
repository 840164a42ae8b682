using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Kernel;

namespace InBeeld.Demonstration;

/// <summary>The demo as rows, in the order in which the tables refer to each other.</summary>
internal static class DemoTables
{
    public static IEnumerable<DemoTable> Of(DemoWorld world)
    {
        // First, since they refer to memberships, which get their ids by that.
        var cases = new DemoCases(world);
        var signals = DemoSignals.Of(world);
        return [.. People(world), .. Pupils(world), .. Contact(world), .. cases.Tables, .. signals, .. DemoTriage.Of(world), .. DemoLists.Of(world)];
    }

    private static DemoTable[] People(DemoWorld world)
    {
        var days = world.Days;
        var organisation = new DemoTable("organisation", "id:uuid, kind:text, code:text, name:text, level:text, municipality_code:text, board_id:uuid, street:text, postcode:text, place:text, phone:text, website:text, holiday_region:text, source:text, is_on:bool, switched_on_at:moment, party:text, carries:int");
        void Organisation(Guid id, string kind, string code, string name, string level = "", Guid? board = null, string street = "", string postcode = "", string party = "", int? carries = null) =>
            organisation.Add(id, kind, code, name, level, kind is "installation" or "research" ? null : DemoPlan.MunicipalityCode, board, street, postcode, postcode.Length > 0 ? "Zonderdam" : "", postcode.Length > 0 ? "000 123 45 67" : "", "", DemoPlan.Region, "demo", true, days.Now, party, carries);

        Organisation(world.Municipality, "municipality", DemoPlan.MunicipalityCode, "Gemeente Zonderdam", street: "Raadhuiskade 1", postcode: "0901 AA");
        Organisation(world.Installation, "installation", "demo", "InBeeld Zonderdam");
        for (var i = 0; i < DemoPlan.Boards.Length; i++)
        {
            Organisation(world.Boards[i], "board", DemoPlan.Boards[i].Code, DemoPlan.Boards[i].Name, street: $"Bestuurslaan {i + 1}", postcode: "0902 BB");
        }

        for (var i = 0; i < DemoPlan.Libraries.Length; i++)
        {
            Organisation(world.Libraries[i], "library", DemoPlan.Libraries[i].Code, DemoPlan.Libraries[i].Name, street: DemoPlan.Libraries[i].Street, postcode: "0903 BC");
        }

        foreach (var o in world.Together.Organisations)
        {
            Organisation(o.Id, o.Kind, o.Code, o.Name, street: o.Street, postcode: "0904 CC", party: o.Party, carries: o.Carries);
        }

        foreach (var (school, i) in world.Schools.Select((s, i) => (s, i)))
        {
            Organisation(school.Id, "school", school.Plan.Code, school.Plan.Name, school.Plan.Level, school.BoardId, school.Plan.Street, $"09{1 + (i % 8):00} {(char)('A' + i)}Z");
        }

        var person = new DemoTable("person", "id:uuid, user_name:text, normalized_user_name:text, given_name:text, prefix:text, surname:text, language:text, is_demo:bool, email:text, normalized_email:text, security_stamp:text, concurrency_stamp:text, created_at:moment");
        foreach (var p in world.Staff)
        {
            var email = p.UserName is null ? null : p.UserName + "@zonderdam.example";
            person.Add(p.Id, p.UserName, p.UserName?.ToUpperInvariant(), p.Name.Given, p.Name.Prefix, p.Name.Surname, p.Language, p.UserName is not null, email, email?.ToUpperInvariant(), p.Id.ToString("N"), p.Id.ToString("N"), days.Now);
        }

        var membership = new DemoTable("membership", "id:uuid, person_id:uuid, organisation_id:uuid, role:text, starts:date");
        foreach (var (m, i) in world.Memberships.Select((m, i) => (m, i)))
        {
            // The first of two roles is the one that a session begins with.
            membership.Add(m.Id ?? world.NextId(), m.Person.Id, m.OrganisationId, m.Role, days.First.AddDays(i - 400 - world.Memberships.Count));
        }

        return [organisation, person, membership];
    }

    private static DemoTable[] Pupils(DemoWorld world)
    {
        var days = world.Days;
        var group = new DemoTable("school_group", "id:uuid, school_id:uuid, key:text, name:text, kind:text, year_group:small, school_year:text");
        foreach (var g in world.Groups)
        {
            // How many pupils a group has is counted by the trigger on placement.
            group.Add(g.Id, g.School.Id, g.Name, g.Name, "group", g.YearGroup, days.SchoolYearText);
        }

        var teaching = new DemoTable("group_teacher", "id:uuid, group_id:uuid, school_id:uuid, person_id:uuid, starts:date");
        foreach (var (taught, teacher) in world.Teaching)
        {
            teaching.Add(world.NextId(), taught.Id, taught.School.Id, teacher.Id, days.First.AddDays(-30));
        }

        var family = new DemoTable("family", "id:uuid, reach_note:text");
        var contact = new DemoTable("contact_person", "id:uuid, family_id:uuid, name:text, relation:text, phone:text, email:text, language:text, needs_interpreter:bool, may_be_called:bool, note:text, position:small");
        foreach (var f in world.Families)
        {
            family.Add(f.Id, f.ReachNote);
            foreach (var (c, i) in f.Contacts.Select((c, i) => (c, i)))
            {
                contact.Add(c.Id, f.Id, c.Name, c.Relation, c.Phone, c.Email, c.Language, c.NeedsInterpreter, c.MayBeCalled, c.Note, (short)(i + 1));
            }
        }

        var pupil = new DemoTable("pupil", "id:uuid, school_id:uuid, key:text, given_name:text, prefix:text, surname:text, initials:text, birth_date:date, year_group:small, group_id:uuid, family_id:uuid, postcode4:text, joined_on:date, left_on:date, search_key:text, sort_key:text, created_at:moment");
        var placement = new DemoTable("placement", "id:uuid, pupil_id:uuid, school_id:uuid, group_id:uuid, starts:date, ends:date");
        var need = new DemoTable("need", "id:uuid, pupil_id:uuid, kind:text, since:date, noted_by:uuid");
        foreach (var c in world.Children)
        {
            var school = c.Group.School;
            pupil.Add(c.Id, school.Id, c.Key, c.Name.Given, c.Name.Prefix, c.Name.Surname, c.Name.Given[..1] + ".", c.BirthDate, school.Plan.Level == "mbo" ? null : (short)c.Year, c.Group.Id, c.Family.Id, c.Family.Postcode4,
                c.Joined, c.Left, SearchKey.Of(c.Name.Full), c.Name.SortKey, days.Now);
            placement.Add(world.NextId(), c.Id, school.Id, c.Group.Id, c.Joined, c.Left);
            foreach (var kind in c.Needs)
            {
                need.Add(world.NextId(), c.Id, kind, c.Joined > days.First ? c.Joined : days.First, c.Group.Teacher.Id);
            }
        }

        var helper = new DemoTable("helper", "id:uuid, pupil_id:uuid, organisation:text, name:text, task:text, phone:text, starts:date");
        foreach (var h in world.Care.Helpers)
        {
            helper.Add(h.Id, h.Child.Id, h.Organisation, h.Name, h.Task, h.Phone, h.Starts);
        }

        // As if each school had its class list read in, some weeks ago.
        var import = new DemoTable("class_list_import", "id:uuid, school_id:uuid, kind:text, file_name:text, file_sha256:text, school_year:text, state:text, summary:json, by_person:uuid, created_at:moment, applied_at:moment, applied_by:uuid");
        var read = Amsterdam.At(days.Back(16), new TimeOnly(16, 5));
        foreach (var s in world.Schools)
        {
            var pupils = s.Groups.Sum(g => g.Children.Count);
            import.Add(world.NextId(), s.Id, "edexml", $"{s.Plan.Code}.xml", "", days.SchoolYearText, "applied", $$"""{"inFile":{{pupils}},"new":{{pupils}},"groups":{{s.Groups.Count}},"groupsNew":{{s.Groups.Count}}}""",
                s.Office.Id, read, read.AddMinutes(2), s.Office.Id);
        }

        return [import, group, teaching, family, contact, pupil, placement, need, helper];
    }

    private static DemoTable[] Contact(DemoWorld world)
    {
        var days = world.Days;
        var holiday = new DemoTable("holiday", "id:uuid, school_id:uuid, name:text, starts:date, ends:date");
        var norm = new DemoTable("school_norm", "school_id:uuid, level:small, times:small, weeks:small, out_after_days:small");
        foreach (var school in world.Schools)
        {
            foreach (var (name, starts, ends) in days.OwnDaysOff)
            {
                holiday.Add(world.NextId(), school.Id, name, starts, ends);
            }

            foreach (var n in DemoPlan.NormsOf(school.Plan.Level))
            {
                norm.Add(school.Id, n.Level, n.Times, n.Weeks, n.OutAfterDays);
            }
        }

        var moment = new DemoTable("contact_moment", "id:uuid, pupil_id:uuid, school_id:uuid, group_id:uuid, day:date, at:moment, channel:text, reached:text, language:text, through:text, went:text, note:text, by_person:uuid, organisation_id:uuid, shared_id:uuid, created_at:moment");
        foreach (var m in world.Contact.Moments.OrderBy(m => m.At).ThenBy(m => m.Id))
        {
            moment.Add(m.Id, m.Child.Id, m.Child.Group.School.Id, m.Child.Group.Id, m.Day, m.At, m.Channel, m.Reached, m.Language, m.Through, m.Went, m.Note, m.By.Id, m.Organisation, m.Shared, m.At);
        }

        // Level and absence; the dates that follow from the moments are filled in by RecomputeStates, as everywhere.
        var state = new DemoTable("pupil_state", "pupil_id:uuid, school_id:uuid, group_id:uuid, level:small, due_from:date, late_from:date, out_from:date, absent_until:date, absent_why:text");
        foreach (var c in world.Children.Where(c => c.Left is null))
        {
            state.Add(c.Id, c.Group.School.Id, c.Group.Id, (short)c.Level, days.Today, days.Today, days.Today, c.AbsentUntil, c.AbsentWhy);
        }

        var worry = new DemoTable("worry", "id:uuid, pupil_id:uuid, school_id:uuid, text:text, urgency:small, by_person:uuid, at:moment, state:text, taken_by:uuid, taken_at:moment, done_at:moment, answer:text");
        foreach (var w in world.Care.Worries)
        {
            worry.Add(w.Id, w.Child.Id, w.Child.Group.School.Id, w.Text, (short)w.Urgency, w.By.Id, w.At, w.State, w.TakenBy?.Id, w.TakenAt, w.DoneAt, w.Answer);
        }

        var rung = new DemoTable("ladder_decision", "id:uuid, pupil_id:uuid, rung:small, kind:text, attempts:int, school_days:int, decision:text, rest_until:date, note:text, by_person:uuid, at:moment");
        foreach (var r in world.Care.Rungs)
        {
            rung.Add(r.Id, r.Child.Id, (short)r.Rung, r.Kind, r.Attempts, r.SchoolDays, r.Taken ? "taken" : "rest", r.RestUntil, r.Note, r.By.Id, r.At);
        }

        return [holiday, norm, moment, state, worry, rung];
    }
}
