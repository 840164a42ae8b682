using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>The database itself keeps everyone to their own children, also when a page forgets to. These tests go around the application.</summary>
public sealed class RowLevelSecurityTests(SceneHouse house) : IClassFixture<SceneHouse>
{
    private readonly Scene scene = house.Scene;

    /// <summary>How each table finds its child, and the facet that its rows are. A table about children that is not here fails a test.</summary>
    private static readonly Dictionary<string, (string Pupil, Facets Facet)> AboutChildren = new()
    {
        ["pupil"] = ("id", Facets.Identity),
        ["placement"] = ("pupil_id", Facets.Identity),
        ["involvement"] = ("pupil_id", Facets.Identity),
        ["family"] = ("(select p.id from pupil p where p.family_id = t.id)", Facets.Contact),
        ["contact_person"] = ("(select p.id from pupil p where p.family_id = t.family_id)", Facets.Contact),
        ["contact_moment"] = ("pupil_id", Facets.Contact),
        ["contact_moment_history"] = ("pupil_id", Facets.Contact),
        ["pupil_state"] = ("pupil_id", Facets.Contact),
        ["ladder_decision"] = ("pupil_id", Facets.Contact),
        ["need"] = ("pupil_id", Facets.Needs),
        ["helper"] = ("pupil_id", Facets.Care),
        ["attention_mark"] = ("pupil_id", Facets.Needs),
        ["triage_decision"] = ("pupil_id", Facets.Needs),
        ["triage_decision_care"] = ("pupil_id", Facets.Care),
    };

    /// <summary>Tables with a child in them whose rules are their own; each has a test here that names it.</summary>
    private static readonly string[] WithRulesOfTheirOwn = ["worry", "notice", "emergency_access", "safety_record", "history_request", "history_facts"];

    public static TheoryData<string, string> TablesAndRoles()
    {
        var all = new TheoryData<string, string>();
        foreach (var table in AboutChildren.Keys)
        {
            foreach (var role in Role.All)
            {
                all.Add(table, role);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(TablesAndRoles))]
    public void A_role_reads_its_own_children_and_only_the_facets_of_its_task(string table, string role)
    {
        var (pupil, facet) = AboutChildren[table];
        using var around = AsApp.Enter(house, scene.People[role]);
        Assert.True(around.Entered);
        var seen = around.List<Guid?>($"select {pupil} from {table} t").Distinct().ToList();
        Assert.Equal(Named([.. Within(role, facet)]), Named(seen));
    }

    [Fact]
    public void Restricted_needs_are_read_by_the_care_professional_only()
    {
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            var seen = around.List<Guid?>("select pupil_id from need where kind in ('health', 'unsafe_home')");
            Assert.Equal((role, Named(role == Role.Care ? [scene.Children[Scene.Own].Id, scene.Children[Scene.Next].Id] : [])), (role, Named(seen)));
        }
    }

    [Fact]
    public void A_worry_is_read_by_who_wrote_it_and_by_the_care_professional()
    {
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            var seen = around.List<Guid?>("select pupil_id from worry");
            var expected = role switch { Role.Teacher => Named([Child(Scene.Own)]), Role.Care => Named([Child(Scene.Own), Child(Scene.Next)]), _ => "" };
            Assert.Equal((role, expected), (role, Named(seen)));
        }

        using var colleague = AsApp.Enter(house, house.World.Teacher().Of(scene.Groups[Scene.Own]));
        Assert.Empty(colleague.List<Guid>("select id from worry"));
    }

    [Fact]
    public void A_record_about_safety_is_read_by_whoever_is_named_in_it_and_by_no_role()
    {
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Assert.Equal((role, role == Role.Teacher ? Named([Child(Scene.Own)]) : ""), (role, Named(around.List<Guid?>("select pupil_id from safety_record"))));
            foreach (var table in new[] { "safety_step", "safety_step_history", "safety_reader" })
            {
                Assert.Equal((role, table, role == Role.Teacher ? 1 : 0), (role, table, around.List<Guid>($"select record_id from {table}").Count));
            }
        }

        using var colleague = AsApp.Enter(house, house.World.Teacher().Of(scene.Groups[Scene.Own]));
        Assert.Empty(colleague.List<Guid>("select id from safety_record"));
    }

    [Fact]
    public void What_another_school_gave_is_read_with_the_facet_needs_and_a_question_by_care_and_principal()
    {
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            var school = Named([Child(Scene.Own), Child(Scene.Next)]);
            Assert.Equal((role, role switch { Role.Teacher => Named([Child(Scene.Own)]), Role.Care or Role.Principal => school, _ => "" }), (role, Named(around.List<Guid?>("select pupil_id from history_facts"))));
            Assert.Equal((role, role is Role.Care or Role.Principal ? school : ""), (role, Named(around.List<Guid?>("select pupil_id from history_request"))));
        }
    }

    [Fact]
    public void A_notice_about_a_child_is_read_by_whom_it_is_for_and_only_with_that_child()
    {
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            var seen = around.List<Guid?>("select pupil_id from notice where kind = 'test'");
            var expected = role switch { Role.Teacher => Named([Child(Scene.Own)]), Role.Care => Named([Child(Scene.Own), Child(Scene.Next)]), _ => "" };
            Assert.Equal((role, expected), (role, Named(seen)));
        }
    }

    [Fact]
    public void Staged_class_lists_are_read_in_their_own_school_by_those_who_import()
    {
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            var schools = around.List<Guid>("select distinct school_id from class_list_import");
            Assert.Equal((role, role is Role.Care or Role.Principal or Role.Office ? scene.School.Id : Guid.Empty), (role, schools.SingleOrDefault()));
        }
    }

    [Fact]
    public void Numbers_without_names_are_read_by_school_board_and_municipality_each_of_its_own()
    {
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            string[] expected = role switch
            {
                Role.Teacher or Role.Care or Role.Principal or Role.Office or Role.Board => [scene.School.Name],
                Role.Coordinator => [scene.OtherSchool.Name, scene.School.Name],
                _ => [],
            };
            // Per group for the school's own people only; the others read them per school.
            var seen = around.List<Guid>("select distinct school_id from coverage_week").Select(SchoolName).Order();
            Assert.Equal((role, role is Role.Board or Role.Coordinator ? "" : string.Join(',', expected.Order())), (role, string.Join(',', seen)));
            var figures = around.List<Guid>("select school_id from app.school_figures(@all, current_date)", new { all = new[] { scene.School.Id, scene.OtherSchool.Id, scene.FarSchool.Id } }).Select(SchoolName).Order();
            Assert.Equal((role, string.Join(',', expected.Order())), (role, string.Join(',', figures)));
        }
    }

    [Fact]
    public void Nothing_about_a_child_is_read_without_entering()
    {
        using var nobody = AsApp.Nobody(house);
        var tables = AboutChildren.Keys.Concat(WithRulesOfTheirOwn).Concat(["class_list_import", "class_list_state", "coverage_week", "group_teacher"]);
        Assert.Equal("", string.Join(", ", tables.Where(table => nobody.One<long>($"select count(*) from {table}") > 0)));
    }

    [Fact]
    public void Nothing_about_a_child_is_read_with_an_account_that_has_no_role()
    {
        using var around = AsApp.Enter(house, house.World.Person());
        Assert.True(around.Entered);
        Assert.Equal("", string.Join(", ", AboutChildren.Keys.Concat(WithRulesOfTheirOwn).Where(table => around.One<long>($"select count(*) from {table}") > 0)));
    }

    [Fact]
    public void Nobody_changes_a_row_about_a_child_of_another_school()
    {
        var changed = new List<string>();
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            foreach (var table in AboutChildren.Keys.Concat(WithRulesOfTheirOwn))
            {
                foreach (var column in Columns(table))
                {
                    var came = around.Try($"update {table} t set {column} = {column} where {PupilOf(table)} = any (@strangers)", new { strangers = new[] { Child(Scene.Other), Child(Scene.Far) } });
                    if (came is not ("42501" or "0 rows"))
                    {
                        changed.Add($"{role} changes {table}.{column}: {came}");
                    }
                }

                if (around.Try($"delete from {table}") != "42501")
                {
                    changed.Add($"{role} deletes from {table}");
                }
            }
        }

        Found.None(changed);
    }

    // A change that reads nothing is kept back by the rule for changes alone, not by that for reading.
    [Theory]
    [InlineData("pupil", "version = 1")]
    [InlineData("placement", "starts = '2020-01-01'")]
    [InlineData("family", "version = 1")]
    [InlineData("contact_person", "version = 1")]
    [InlineData("contact_moment", "note = 'x'")]
    [InlineData("pupil_state", "version = 1")]
    [InlineData("need", "since = '2026-01-01'")]
    [InlineData("helper", "version = 1")]
    [InlineData("worry", "answer = 'x'")]
    public void A_change_without_looking_reaches_the_rows_of_ones_own_children_only(string table, string blind)
    {
        foreach (var role in Role.All)
        {
            var may = Within(role, AboutChildren.TryGetValue(table, out var known) ? known.Facet : Facets.Care).ToArray();
            var atMost = house.World.Count($"{table} t", $"{PupilOf(table)} = any (@may)", new { may });
            using var around = AsApp.Enter(house, scene.People[role]);
            var came = around.Try($"update {table} set {blind}");
            Assert.True(came == "42501" || int.Parse(came.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) <= atMost, $"{role} changed {came} of {table}, at most {atMost} are theirs");
        }
    }

    [Fact]
    public void Nobody_adds_a_row_about_a_child_of_another_school()
    {
        var refused = new List<string>();
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            foreach (var table in AboutChildren.Keys.Concat(WithRulesOfTheirOwn).Where(t => t != "family"))
            {
                foreach (var relation in new[] { Scene.Other, Scene.Far })
                {
                    // A copy of the stranger's row with a new id, in the own name: only the child makes it wrong.
                    var row = house.World.One<string>($"""
                        select (to_jsonb(t) || jsonb_build_object('id', uuidv7()) || case when to_jsonb(t) ? 'by_person' then jsonb_build_object('by_person', @me::uuid) else '{"{}"}' end
                          || case when to_jsonb(t) ? 'replaced_by' then jsonb_build_object('replaced_by', @me::uuid) else '{"{}"}' end
                          || case when to_jsonb(t) ? 'organisation_id' then jsonb_build_object('organisation_id', @org::uuid) else '{"{}"}' end
                          || case when to_jsonb(t) ? 'key' then jsonb_build_object('key', 'copy') else '{"{}"}' end)::text
                        from {table} t where {PupilOf(table)} = @child limit 1
                        """, new { child = Child(relation), me = scene.People[role].Id, org = scene.People[role].Organisation!.Id });
                    if (row is null)
                    {
                        Assert.Equal("emergency_access", table);
                        continue;
                    }

                    var came = around.Try($"insert into {table} overriding system value select * from jsonb_populate_record(null::{table}, @row::jsonb)", new { row });
                    if (came != "42501")
                    {
                        refused.Add($"{role} adds to {table}: {came}");
                    }
                }
            }
        }

        Found.None(refused);
    }

    [Fact]
    public void A_school_cannot_place_a_child_of_another_school_with_itself()
    {
        foreach (var role in new[] { Role.Care, Role.Principal, Role.Office })
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Assert.Equal("42501", around.Try("insert into placement (pupil_id, school_id, group_id) values (@child, @school, @group)", new { child = Child(Scene.Other), school = scene.School.Id, group = scene.Groups[Scene.Own].Id }));
            Assert.Equal("42501", around.Try("insert into placement (pupil_id, school_id) values (@child, @school)", new { child = Child(Scene.Other), school = scene.School.Id }));
            Assert.Equal("42501", around.Try("update placement set pupil_id = @child", new { child = Child(Scene.Other) }));
            Assert.Equal("42501", around.Try("insert into placement (pupil_id, school_id, group_id) values (@child, @school, @group)", new { child = Child(Scene.Own), school = scene.School.Id, group = scene.Groups[Scene.Other].Id }));
            Assert.Equal("1 rows", around.Try("insert into placement (pupil_id, school_id, group_id) values (@child, @school, @group)", new { child = Child(Scene.Own), school = scene.School.Id, group = scene.Groups[Scene.Next].Id }));
        }
    }

    [Fact]
    public void A_school_cannot_put_its_teacher_before_a_group_of_another_school()
    {
        using var around = AsApp.Enter(house, scene.People[Role.Principal]);
        var teacher = scene.People[Role.Teacher].Id;
        Assert.Equal("23503", around.Try("insert into group_teacher (group_id, school_id, person_id) values (@group, @school, @teacher)", new { group = scene.Groups[Scene.Other].Id, school = scene.School.Id, teacher }));
        Assert.Equal("42501", around.Try("insert into group_teacher (group_id, school_id, person_id) values (@group, @school, @teacher)", new { group = scene.Groups[Scene.Other].Id, school = scene.OtherSchool.Id, teacher }));
        Assert.Equal("1 rows", around.Try("insert into group_teacher (group_id, school_id, person_id) values (@group, @school, @teacher)", new { group = scene.Groups[Scene.Next].Id, school = scene.School.Id, teacher }));
        using var self = AsApp.Enter(house, scene.People[Role.Teacher]);
        Assert.Equal("42501", self.Try("insert into group_teacher (group_id, school_id, person_id) values (@group, @school, @teacher)", new { group = scene.Groups[Scene.Next].Id, school = scene.School.Id, teacher }));
    }

    [Fact]
    public void Who_may_see_a_child_is_never_written_by_the_application_itself()
    {
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Assert.Equal("42501", around.Try("insert into involvement (pupil_id, scope_id, facets, reason, source_id) values (@child, @me, 63, 'x', @me)", new { child = Child(Scene.Other), me = scene.People[role].Id }));
            Assert.Equal("42501", around.Try("update involvement set facets = 63"));
            Assert.Equal("42501", around.Try("insert into emergency_access (pupil_id, person_id, organisation_id, reason, ends) values (@child, @me, @org, 'x', now() + interval '1 day')", new { child = Child(Scene.Other), me = scene.People[role].Id, org = scene.School.Id }));
        }
    }

    [Fact]
    public void The_journal_and_the_figures_of_a_week_are_not_changed_by_hand()
    {
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            foreach (var table in new[] { "journal", "journal_batch", "journal_inbox", "coverage_week", "municipality_week", "emergency_access", "involvement" })
            {
                var column = house.World.One<string>("select column_name from information_schema.columns where table_schema = 'public' and table_name = @table order by ordinal_position desc limit 1", new { table });
                Assert.Equal((table, "42501"), (table, around.Try($"update {table} set {column} = {column}")));
                Assert.Equal((table, "42501"), (table, around.Try($"delete from {table}")));
                Assert.Equal((table, "42501"), (table, around.Try($"truncate {table}")));
            }

            Assert.Equal("42501", around.Try("insert into journal select * from journal"));
            Assert.Equal("42501", around.Try("insert into journal_batch (from_seq, to_seq, head) values (1, 1, '')"));
            Assert.Equal("42501", around.Try("select * from journal"));
            Assert.Equal("42501", around.Try("insert into coverage_week (group_id, week, school_id, pupils, reached) values (@g, '2026-01-12', @s, 1, 1)", new { g = scene.Groups[Scene.Own].Id, s = scene.School.Id }));
        }
    }

    [Fact]
    public void A_line_in_the_journal_is_written_in_ones_own_name_only()
    {
        using var around = AsApp.Enter(house, scene.People[Role.Teacher]);
        Assert.Equal("1 rows", around.Try("insert into journal_inbox (person_id, kind, use_case) values (@me, 'read', 'x')", new { me = scene.People[Role.Teacher].Id }));
        Assert.Equal("42501", around.Try("insert into journal_inbox (person_id, kind, use_case) values (@other, 'read', 'x')", new { other = scene.People[Role.Care].Id }));
        Assert.Equal("42501", around.Try("insert into journal_inbox (kind, use_case) values ('read', 'x')"));
    }

    [Fact]
    public void A_contact_moment_is_written_in_ones_own_name_and_its_child_and_writer_stay()
    {
        using var around = AsApp.Enter(house, scene.People[Role.Care]);
        const string add = "insert into contact_moment (pupil_id, school_id, day, at, channel, reached, by_person, organisation_id) values (@child, @school, current_date, now(), 'phone', 'pupil', @by, @org)";
        var me = scene.People[Role.Care].Id;
        Assert.Equal("1 rows", around.Try(add, new { child = Child(Scene.Own), school = scene.School.Id, by = me, org = scene.School.Id }));
        Assert.Equal("42501", around.Try(add, new { child = Child(Scene.Own), school = scene.School.Id, by = scene.People[Role.Teacher].Id, org = scene.School.Id }));
        Assert.Equal("42501", around.Try(add, new { child = Child(Scene.Own), school = scene.School.Id, by = me, org = scene.OtherSchool.Id }));
        Assert.Equal("42501", around.Try(add, new { child = Child(Scene.Other), school = scene.School.Id, by = me, org = scene.School.Id }));
        Assert.Equal("42501", around.Try("update contact_moment set by_person = @me", new { me }));
        Assert.Equal("42501", around.Try("update contact_moment set pupil_id = @child", new { child = Child(Scene.Next) }));
        Assert.Equal("42501", around.Try("update worry set text = 'Toch niet'"));
        Assert.Equal("1 rows", around.Try("update contact_moment set note = 'Beter' where pupil_id = @child and by_person <> @me", new { child = Child(Scene.Own), me }));
    }

    private IEnumerable<Guid?> Within(string role, Facets facet) => role switch
    {
        Role.Teacher when facet <= Facets.Needs => [Child(Scene.Own)],
        Role.Care => [Child(Scene.Own), Child(Scene.Next)],
        Role.Principal when facet <= Facets.Needs => [Child(Scene.Own), Child(Scene.Next)],
        Role.Office when facet == Facets.Identity => [Child(Scene.Own), Child(Scene.Next)],
        _ => [],
    };

    private Guid Child(string relation) => scene.Children[relation].Id;

    private static string PupilOf(string table) => AboutChildren.TryGetValue(table, out var known) ? known.Pupil : "pupil_id";

    private List<string> Columns(string table) => house.World.List<string>("select column_name from information_schema.columns where table_schema = 'public' and table_name = @table", new { table });

    private string SchoolName(Guid id) => house.World.One<string>("select name from organisation where id = @id", new { id })!;

    private string Named(IEnumerable<Guid?> children) => string.Join(", ", children.Select(id => scene.Children.Where(c => c.Value.Id == id).Select(c => c.Key).SingleOrDefault() ?? $"a stranger {id}").Order());
}
