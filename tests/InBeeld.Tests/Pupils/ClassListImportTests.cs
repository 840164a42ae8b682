using System.Net;
using static InBeeld.Tests.Pupils.ClassListDesk;

namespace InBeeld.Tests.Pupils;

/// <summary>The way of a class list by the pages: preview, apply, and what the teacher then sees.</summary>
public sealed class ClassListImportTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_preview_changes_nothing_and_an_applied_list_shows_the_children_to_the_teacher()
    {
        using var desk = new ClassListDesk(house);
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"), Child("2", "Sem", "Kiezel", "G6")));
        Assert.Contains("2 nieuw", preview.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Groep 5", About(preview, "Noor Bladerdak"), StringComparison.Ordinal);
        Assert.Empty(desk.Children());
        Assert.Equal(0, World.Count("school_group", "school_id = @Id", new { desk.School.Id }));

        var done = await desk.ApplyAsync(preview);
        Assert.Contains("doorgevoerd", done.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("2 kinderen in 3 groepen", done.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Kiezel: Groep 6"], desk.Children());

        using var teacher = desk.TeacherOf("Groep 5");
        var list = await teacher.OpenAsync("/my-class");
        Assert.Contains("Noor", list.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Sem", list.Text("main"), StringComparison.Ordinal);
        var other = World.One<Guid>("select id from pupil where given_name = 'Sem' and school_id = @Id", new { desk.School.Id });
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync($"/children/{other}")).Status);
    }

    [Fact]
    public async Task A_teacher_who_stood_before_the_group_already_sees_the_child_that_the_file_brings()
    {
        using var desk = new ClassListDesk(house);
        var group = World.Group(desk.School, "Groep 5", yearGroup: 5);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        await desk.ImportAsync(Child("1", "Yara"));
        Assert.Equal(group.Id, desk.Group("Groep 5").Id);
        Assert.Contains("Yara", (await teacher.OpenAsync("/my-class")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        using var desk = new ClassListDesk(house);
        var file = desk.Edexml(Child("1", "Noor", rest: "<samengestelde_groepen><samengestelde_groep key=\"PLUS\"/></samengestelde_groepen>"), Child("2", "Sem", "Kiezel", "G6"), Child("3", "Ko", group: null));
        await desk.ImportAsync(file);
        var before = (desk.Standing(), Versions(desk));

        var preview = await desk.PreviewAsync(file);
        Assert.Equal("Deze lijst verandert niets", preview.Text("h1"));
        Assert.Equal("3 0 0 0 0", Tally(preview));
        await desk.ApplyAsync(preview);
        Assert.Equal(before, (desk.Standing(), Versions(desk)));
    }

    [Fact]
    public async Task A_location_and_a_combined_group_that_change_are_named_in_words()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor", rest: "<vestiging key=\"Oost\"/>"), Child("2", "Sem", "Kiezel"));
        var preview = await desk.PreviewAsync(desk.Edexml(
            Child("1", "Noor", rest: "<vestiging key=\"West\"/>"), Child("2", "Sem", "Kiezel", rest: "<samengestelde_groepen><samengestelde_groep key=\"PLUS\"/></samengestelde_groepen>")));
        Assert.Contains("Locatie: Oost → West", About(preview, "Noor Bladerdak"), StringComparison.Ordinal);
        Assert.Contains("Samengestelde groepen: – → Plusgroep", About(preview, "Sem Kiezel"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_is_shown_field_by_field_and_then_stored()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem", "Kiezel"), Child("3", "Ko", "Zeewier"), Child("4", "Bo", "Regenboog"), Child("5", "Jo", "Duinpan"), Child("6", "Mo", "Maanzaad"));
        var preview = await desk.PreviewAsync(desk.Edexml(
            Child("1", "Noortje", born: "2016-03-11"), Child("2", "Sem", "Kiezel", "G6"), Child("4", "Bo", "Regenboog"), Child("5", "Jo", "Duinpan"), Child("6", "Mo", "Maanzaad"), Child("7", "Fenna", "Lindeblad")));
        Assert.Equal("3 1 1 1 1", Tally(preview));
        var changed = About(preview, "Noortje Bladerdak");
        Assert.Contains("Roepnaam: Noor → Noortje", changed, StringComparison.Ordinal);
        Assert.Contains("Geboortedatum", changed, StringComparison.Ordinal);
        var moved = About(preview, "Sem Kiezel");
        Assert.True(moved.IndexOf("Groep 5", StringComparison.Ordinal) is var from and >= 0 && moved.IndexOf("Groep 6", StringComparison.Ordinal) > from, moved);
        Assert.Contains("Ko Zeewier", preview.Text("main"), StringComparison.Ordinal);

        using var teacher = desk.TeacherOf("Groep 5");
        Assert.Contains("Sem", (await teacher.OpenAsync("/my-class")).Text("main"), StringComparison.Ordinal);
        await desk.ApplyAsync(preview);
        Assert.Equal(["Bo Regenboog: Groep 5", "Fenna Lindeblad: Groep 5", "Jo Duinpan: Groep 5", "Mo Maanzaad: Groep 5", "Noortje Bladerdak: Groep 5", "Sem Kiezel: Groep 6"], desk.Children());
        Assert.Equal("2016-03-11", World.One<string>("select birth_date::text from pupil where school_id = @Id and key = '1'", new { desk.School.Id }));
        Assert.Equal(house.Clock.Day.ToString("O"), World.One<string>("select left_on::text from pupil where school_id = @Id and key = '3'", new { desk.School.Id }));

        var list = (await teacher.OpenAsync("/my-class")).Text("main");
        Assert.Contains("Noortje", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Sem", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Zeewier", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Combined_groups_and_leavers_are_taken_over()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor", rest: "<samengestelde_groepen><samengestelde_groep key=\"PLUS\"/></samengestelde_groepen>"), Child("2", "Sem"), Child("3", "Ko"));
        const string inCombined = "select string_agg(p.given_name, ',' order by p.given_name) from placement pl join pupil p on p.id = pl.pupil_id join school_group g on g.id = pl.group_id where g.kind = 'combined' and pl.ends is null and p.school_id = @Id";
        Assert.Equal("Noor", World.One<string>(inCombined, new { desk.School.Id }));

        var left = house.Clock.Day.AddDays(-3);
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"), Child("2", "Sem", rest: "<samengestelde_groepen><samengestelde_groep key=\"PLUS\"/></samengestelde_groepen>"), Child("3", "Ko", rest: $"<uitstroomdatum>{left:O}</uitstroomdatum>")));
        Assert.Equal("0 0 2 0 0", Tally(preview));
        await desk.ApplyAsync(preview, accept: true);
        Assert.Equal("Sem", World.One<string>(inCombined, new { desk.School.Id }));
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 5"], desk.Children());
        Assert.Equal(left.ToString("O"), World.One<string>("select left_on::text from pupil where school_id = @Id and key = '3'", new { desk.School.Id }));
    }

    [Fact]
    public async Task A_bad_row_is_named_by_line_and_reason_and_the_others_go_on()
    {
        using var desk = new ClassListDesk(house);
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"), Child("2", "Laat", born: "2099-01-01"), Child("1", "Dubbel"), Child("4", "Groeploos", group: "G9"), Child("5", "Sem", "Kiezel", "G6")));
        Assert.Contains("2 nieuw", preview.Text("h1"), StringComparison.Ordinal);
        var page = preview.Text("main");
        foreach (var said in new[] { "regel 4", "De geboortedatum ligt in de toekomst.", "regel 5", "Dezelfde sleutel staat ook op regel 3.", "regel 6", "De groep “G9” staat niet in het bestand." })
        {
            Assert.Contains(said, page, StringComparison.Ordinal);
        }

        await desk.ApplyAsync(preview);
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Kiezel: Groep 6"], desk.Children());
    }

    [Fact]
    public async Task A_child_whose_row_cannot_be_used_stays_on_the_list()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem", "Kiezel"));
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"), Child("2", "Sem", "Kiezel", born: "2099-01-01")));
        Assert.Equal("1 0 0 0 0", Tally(preview));
        await desk.ApplyAsync(preview);
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Kiezel: Groep 5"], desk.Children());
    }

    [Fact]
    public async Task A_file_of_another_school_is_refused_and_leaves_nothing()
    {
        using var desk = new ClassListDesk(house);
        var other = NewSchool(World);
        var sentence = Refused(await desk.PreviewAsync(Utf8(EdexmlText(other.Code, [Child("1", "Elders")]))));
        Assert.Contains(other.Code, sentence, StringComparison.Ordinal);
        Assert.Contains(desk.School.Name, sentence, StringComparison.Ordinal);
        Assert.Equal(0, desk.Imports);
        Assert.Empty(desk.Everywhere("Elders"));
    }

    [Fact]
    public async Task When_more_than_a_fifth_would_go_somebody_says_that_it_is_right()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"), Child("3", "Ko"));
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor")));
        Assert.Contains("2 van de 3 kinderen", preview.Text("main"), StringComparison.Ordinal);
        var asked = await desk.PressApplyAsync(preview);
        Assert.Equal("Zet een vinkje als het klopt dat deze kinderen van de lijst gaan.", Refused(asked));
        Assert.Equal(3, desk.Children().Count);
        await desk.ApplyAsync(asked, accept: true);
        Assert.Equal(["Noor Bladerdak: Groep 5"], desk.Children());
    }

    [Fact]
    public async Task A_list_that_is_thrown_away_changes_nothing_and_can_no_longer_be_applied()
    {
        using var desk = new ClassListDesk(house);
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor")));
        await desk.Office.SubmitAsync(preview, "form[action*='Drop'], button[formaction*='Drop']");
        Assert.Equal("dropped", desk.StateOf(ImportOf(preview)));
        Assert.Contains("niet klaar om door te voeren", Refused(await desk.PressApplyAsync(preview)), StringComparison.Ordinal);
        Assert.Empty(desk.Children());
    }

    [Fact]
    public async Task Teachers_and_roles_in_the_file_give_nobody_access()
    {
        using var desk = new ClassListDesk(house);
        var known = World.Person(userName: "juf.bekend");
        const string teachers = """
            <leerkrachten><leerkracht key="T1"><achternaam>Bekend</achternaam><roepnaam>Juf</roepnaam><emailadres>juf.bekend@school.test</emailadres><rol>directeur</rol><groepen><groep key="G5"/></groepen></leerkracht>
            <leerkracht key="T2"><achternaam>Nieuwkomer</achternaam><roepnaam>Meester</roepnaam><emailadres>nieuw@school.test</emailadres><groepen><groep key="G6"/></groepen></leerkracht></leerkrachten>
            """;
        string Rights() => World.One<string>("select (select count(*) from person) || ' ' || (select count(*) from membership) || ' ' || (select count(*) from group_teacher)")!;
        var before = Rights();
        var preview = await desk.PreviewAsync(Utf8(EdexmlText(desk.Code, [Child("1", "Noor")], teachers)));
        Assert.Contains("Groep 5", About(preview, "Juf Bekend"), StringComparison.Ordinal);
        Assert.Contains("Meester Nieuwkomer", preview.Text("main"), StringComparison.Ordinal);
        await desk.ApplyAsync(preview);
        Assert.Single(desk.Children());
        Assert.Equal(before, Rights());
        using var teacher = house.SignIn(known);
        Assert.NotEqual(HttpStatusCode.OK, (await teacher.GetAsync($"/groups/{desk.Group("Groep 5").Id}")).Status);
    }

    [Fact]
    public async Task What_may_not_be_stored_stands_nowhere_and_is_counted()
    {
        using var desk = new ClassListDesk(house);
        const string secret = """
            <bsn>123456782</bsn><etniciteit>Geheimvolk</etniciteit><land>Geheimland</land><land_vader>Geheimland</land_vader><gewicht>Geheimgewicht</gewicht><fotourl>https://geheimfoto.test/1.jpg</fotourl>
            <eckid>https://ketenid.nl/geheimeck</eckid><toevoegingen><zorg>Geheimdiagnose</zorg></toevoegingen>
            """;
        var file = desk.Edexml(Child("1", "Opvallendenaam", rest: secret.ReplaceLineEndings("")), Child("2", "Fout", born: "2099-01-01", rest: secret.ReplaceLineEndings("")));
        var preview = await desk.PreviewAsync(file);
        var page = preview.Text("main");
        foreach (var said in new[] { "burgerservicenummer (2)", "etniciteit (2)", "herkomst of nationaliteit (4)", "leerlinggewicht (2)", "foto (2)", "ECK iD (2)", "toevoegingen van de leverancier (2)" })
        {
            Assert.Contains(said, page, StringComparison.Ordinal);
        }

        await desk.ApplyAsync(preview);
        Assert.Contains("pupil", desk.Everywhere("Opvallendenaam"));
        foreach (var value in new[] { "123456782", "Geheimvolk", "Geheimland", "Geheimgewicht", "geheimfoto", "geheimeck", "Geheimdiagnose" })
        {
            Assert.Empty(desk.Everywhere(value));
            Assert.DoesNotContain(house.Logged, line => line.Contains(value, StringComparison.OrdinalIgnoreCase));
        }

        Assert.Equal("2 2 4 2", World.One<string>("select concat_ws(' ', discarded ->> 'bsn', discarded ->> 'ethnicity', discarded ->> 'country', discarded ->> 'eckId') from class_list_import where school_id = @Id", new { desk.School.Id }));
    }

    [Fact]
    public async Task Who_read_and_who_applied_stands_in_the_journal_with_the_children()
    {
        using var desk = new ClassListDesk(house);
        var import = await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        var lines = World.List<string>("select kind || ' ' || use_case || ' ' || cardinality(pupils) from (select kind, use_case, pupils, details from journal union all select kind, use_case, pupils, details from journal_inbox) j where details ->> 'import' = @import", new { import = import.ToString() });
        Assert.Contains("write apply class list 2", lines);
    }

    // Same, new, changed, moved, gone.
    private string Tally(PageAnswer preview) =>
        World.One<string>("select concat_ws(' ', summary ->> 'same', summary ->> 'new', summary ->> 'changed', summary ->> 'moved', summary ->> 'gone') from class_list_import where id = @import", new { import = ImportOf(preview) })!;

    private string Versions(ClassListDesk desk) =>
        World.One<string>("select (select sum(version) from pupil where school_id = @Id) || ' ' || (select sum(version) from school_group where school_id = @Id) || ' ' || (select count(*) from placement where school_id = @Id)", new { desk.School.Id })!;
}
