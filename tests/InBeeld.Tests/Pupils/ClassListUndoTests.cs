using static InBeeld.Tests.Pupils.ClassListDesk;

namespace InBeeld.Tests.Pupils;

/// <summary>The last list can be taken back for a day, and then everything is as it was.</summary>
public sealed class ClassListUndoTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Undo_puts_back_fields_groups_places_and_who_sees_whom()
    {
        using var desk = new ClassListDesk(house);
        const string plus = "<samengestelde_groepen><samengestelde_groep key=\"PLUS\"/></samengestelde_groepen>";
        await desk.ImportAsync(Child("1", "Noor", rest: plus), Child("2", "Sem", "Kiezel"), Child("3", "Ko"), Child("4", "Bo", group: null), Child("5", "Jo", "Duinpan", "G6"));
        var before = desk.Standing();
        using var teacher = desk.TeacherOf("Groep 5");

        // Another name, another group, gone, left, new, another combined group, a group of another name, one that ends and one that begins.
        const string groups = """<groep key="G5"><naam>De Vlieren</naam><jaargroep>5</jaargroep></groep><groep key="G7"><naam>Groep 7</naam><jaargroep>7</jaargroep></groep><samengestelde_groep key="PLUS"><naam>Plusgroep</naam></samengestelde_groep>""";
        var second = EdexmlText(desk.Code, [Child("1", "Noortje", "Berg", born: "2016-04-01"), Child("2", "Sem", "Kiezel", "G7", rest: plus), Child("3", "Ko", rest: $"<uitstroomdatum>{house.Clock.Day:O}</uitstroomdatum>"), Child("4", "Bo"), Child("6", "Fenna")], groups: groups);
        var import = await desk.ImportAsync(Utf8(second));
        Assert.Equal(["Bo Bladerdak: De Vlieren", "Fenna Bladerdak: De Vlieren", "Noortje Berg: De Vlieren", "Sem Kiezel: Groep 7"], desk.Children());
        Assert.Contains("Fenna", (await teacher.OpenAsync("/my-class")).Text("main"), StringComparison.Ordinal);

        var page = await desk.UndoAsync();
        Assert.Contains("teruggedraaid", page.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("undone", desk.StateOf(import));
        Assert.Equal(before, desk.Standing());
        var list = (await teacher.OpenAsync("/my-class")).Text("main");
        Assert.Contains("Sem", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Fenna", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_list_of_a_school_can_be_undone_and_imported_again()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        await desk.UndoAsync();
        Assert.Empty(desk.Children());
        Assert.Equal(0, World.Count("school_group", "school_id = @Id and ended_on is null", new { desk.School.Id }));
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 5"], desk.Children());
        Assert.Equal(2, World.Count("pupil", "school_id = @Id", new { desk.School.Id }));
        using var teacher = desk.TeacherOf("Groep 5");
        Assert.Contains("Noor", (await teacher.OpenAsync("/my-class")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_day_it_is_refused()
    {
        using var desk = new ClassListDesk(house);
        var import = await desk.ImportAsync(Child("1", "Noor"));
        try
        {
            house.Clock.Advance(TimeSpan.FromHours(23.9));
            Assert.True(await desk.CanUndoAsync());
            house.Clock.Advance(TimeSpan.FromHours(0.2));
            Assert.False(await desk.CanUndoAsync());
            Assert.Equal("Ongedaan maken kan tot een dag na het doorvoeren.", Refused(await desk.InsistOnUndoAsync(import)));
        }
        finally
        {
            house.Clock.Reset();
        }

        Assert.Equal("applied", desk.StateOf(import));
        Assert.Single(desk.Children());
    }

    [Fact]
    public async Task After_a_newer_list_it_is_refused_and_only_the_newest_can_be_taken_back()
    {
        using var desk = new ClassListDesk(house);
        var first = await desk.ImportAsync(Child("1", "Noor"));
        var second = await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        Assert.StartsWith("Ongedaan maken kan alleen met de laatste lijst.", Refused(await desk.InsistOnUndoAsync(first)), StringComparison.Ordinal);
        Assert.Equal(2, desk.Children().Count);
        await desk.UndoAsync();
        Assert.Equal(("applied", "undone"), (desk.StateOf(first), desk.StateOf(second)));
        Assert.Equal(["Noor Bladerdak: Groep 5"], desk.Children());
        Assert.Contains("alleen met de laatste lijst", Refused(await desk.InsistOnUndoAsync(first)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_pressed_twice_is_done_once()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"));
        var import = await desk.ImportAsync(Child("1", "Noortje"), Child("2", "Sem"));
        await Task.WhenAll(desk.InsistOnUndoAsync(import), desk.InsistOnUndoAsync(import));
        Assert.Equal(["Noor Bladerdak: Groep 5"], desk.Children());
        Assert.Equal(3, World.One<long>("select revision from class_list_state where school_id = @Id", new { desk.School.Id }));
    }

    [Fact]
    public async Task A_new_child_of_whom_something_was_noted_stays()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"));
        await desk.ImportAsync(Child("1", "Noortje"), Child("2", "Sem"), Child("3", "Ko"));
        World.Do("insert into need (pupil_id, kind, since) select id, 'no_device', @today from pupil where school_id = @Id and key = '2'", new { desk.School.Id, today = house.Clock.Day });
        var page = await desk.UndoAsync();
        Assert.Contains("1 nieuw kind blijft staan", page.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 5"], desk.Children());
        using var teacher = desk.TeacherOf("Groep 5");
        Assert.Contains("Sem", (await teacher.OpenAsync("/my-class")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_child_with_whom_a_teacher_had_contact_stays()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"));
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        var group = desk.Group("Groep 5");
        var child = new Pupil(World, World.One<Guid>("select id from pupil where school_id = @Id and key = '2'", new { desk.School.Id }), group, new Kernel.Names.PersonName("Sem", "", "Bladerdak"));
        child.Contact(World.Teacher().Of(group));
        await desk.UndoAsync();
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 5"], desk.Children());
    }

    [Fact]
    public async Task What_happened_to_a_child_by_hand_in_between_is_not_lost()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        await desk.ImportAsync(Child("1", "Noortje"), Child("2", "Sem"));
        World.Do("insert into need (pupil_id, kind, since) select id, 'no_device', @today from pupil where school_id = @Id and key = '1'", new { desk.School.Id, today = house.Clock.Day });
        await desk.UndoAsync();
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 5"], desk.Children());
        Assert.Equal(1, World.Count("need", "pupil_id = (select id from pupil where school_id = @Id and key = '1')", new { desk.School.Id }));
    }
}
