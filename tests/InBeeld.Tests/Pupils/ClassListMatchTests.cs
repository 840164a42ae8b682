using System.Net;
using static InBeeld.Tests.Pupils.ClassListDesk;

namespace InBeeld.Tests.Pupils;

/// <summary>Which child and which group of a file is which of the school: nobody comes twice, and no teacher comes along with a name.</summary>
public sealed class ClassListMatchTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_child_with_another_number_is_the_same_one_by_name_and_birth_date()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        var noor = IdOf(desk, "Noor");
        await desk.ImportAsync(Child("901", "Noor"), Child("2", "Sem"));
        Assert.Equal(noor, IdOf(desk, "Noor"));
        Assert.Equal("901", World.One<string>("select key from pupil where id = @noor", new { noor }));
        Assert.Equal(2, World.Count("pupil", "school_id = @Id", new { desk.School.Id }));
    }

    [Fact]
    public async Task Twins_of_one_name_are_two_children()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Noor"));
        Assert.Equal(2, desk.Children().Count);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Noor"), Child("3", "Noor"));
        Assert.Equal(3, desk.Children().Count);
    }

    [Fact]
    public async Task A_child_that_comes_back_is_the_same_child()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        var sem = IdOf(desk, "Sem");
        await desk.ImportAsync(Child("1", "Noor"));
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem", group: "G6"));
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 6"], desk.Children());
        Assert.Equal(sem, IdOf(desk, "Sem"));
        using var teacher = desk.TeacherOf("Groep 6");
        Assert.Equal(HttpStatusCode.OK, (await teacher.GetAsync($"/children/{sem}")).Status);
    }

    [Fact]
    public async Task A_number_that_is_given_again_to_another_child_brings_a_new_child()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        var sem = IdOf(desk, "Sem");
        await desk.ImportAsync(Child("1", "Noor"));
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Lotte", "Kiezel", born: "2017-05-05"));
        Assert.NotEqual(sem, IdOf(desk, "Lotte"));
        Assert.Equal(0, World.Count("involvement", "pupil_id = @sem and (ends is null or ends > now())", new { sem }));
    }

    [Fact]
    public async Task In_a_new_school_year_the_teacher_of_a_group_of_that_name_does_not_come_along()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"));
        using var teacher = desk.TeacherOf("Groep 5");
        const string groups = """<groep key="N5"><naam>Groep 5</naam><jaargroep>5</jaargroep></groep><groep key="N6"><naam>Groep 6</naam><jaargroep>6</jaargroep></groep>""";
        await desk.ImportAsync(Utf8(EdexmlText(desk.Code, [Child("1", "Noor", group: "N6"), Child("2", "Fenna", group: "N5")], year: "2027-2028", groups: groups)));
        Assert.Equal(["Fenna Bladerdak: Groep 5", "Noor Bladerdak: Groep 6"], desk.Children());
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync($"/children/{IdOf(desk, "Fenna")}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync($"/children/{IdOf(desk, "Noor")}")).Status);
        Assert.Equal(1, World.Count("school_group", "school_id = @Id and name = 'Groep 5' and ended_on is null", new { desk.School.Id }));

        var older = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor")));
        Assert.Contains("De vorige lijst was van schooljaar 2027-2028. Deze is ouder.", older.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_another_program_gives_another_key_stays_the_same_group_within_the_year()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"));
        var group = desk.Group("Groep 5").Id;
        await desk.ImportAsync(Utf8(EdexmlText(desk.Code, [Child("1", "Noor", group: "X5")], groups: """<groep key="X5"><naam>groep 5</naam><jaargroep>5</jaargroep></groep>""")));
        Assert.Equal(group, desk.Group("groep 5").Id);
    }

    [Theory]
    [InlineData("Ð")]
    [InlineData("نور")]
    [InlineData("Zoë-Łucja d’Ârc")]
    public async Task Names_in_any_script_come_through_and_are_the_same_the_next_time(string given)
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", given), Child("2", "Sem"));
        Assert.Contains($"{given} Bladerdak: Groep 5", desk.Children());
        Assert.Equal("Deze lijst verandert niets", (await desk.PreviewAsync(desk.Edexml(Child("1", given), Child("2", "Sem")))).Text("h1"));
        using var teacher = desk.TeacherOf("Groep 5");
        Assert.Contains(given, (await teacher.OpenAsync("/my-class")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_two_hundred_characters_does_not_stop_the_others()
    {
        using var desk = new ClassListDesk(house);
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", new string('a', 201)), Child("2", "Sem")));
        Assert.Contains("1 nieuw", preview.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("regel 3", preview.Text("main"), StringComparison.Ordinal);
        await desk.ApplyAsync(preview);
        Assert.Equal(["Sem Bladerdak: Groep 5"], desk.Children());
    }

    private Guid IdOf(ClassListDesk desk, string given) => World.One<Guid>("select id from pupil where school_id = @Id and given_name = @given and left_on is null", new { desk.School.Id, given });
}
