using static InBeeld.Tests.Pupils.ClassListDesk;

namespace InBeeld.Tests.Pupils;

/// <summary>A number names a child only as long as it is that child: nobody inherits the contacts and the family of another.</summary>
public sealed class ClassListIdentityTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Two_children_who_exchange_numbers_stay_who_they_are_and_get_them_back_when_the_list_is_taken_back()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem", born: "2016-08-08"), Child("3", "Ko"));
        var (noor, sem) = (IdOf(desk, "Noor"), IdOf(desk, "Sem"));
        await desk.ImportAsync(Child("2", "Noor"), Child("1", "Sem", born: "2016-08-08"), Child("3", "Ko"));
        Assert.Equal(("Noor", "2"), Of(noor));
        Assert.Equal(("Sem", "1"), Of(sem));
        await desk.UndoAsync();
        Assert.Equal(("Noor", "1"), Of(noor));
        Assert.Equal(("Sem", "2"), Of(sem));
    }

    [Fact]
    public async Task Twins_who_exchange_numbers_stay_who_they_are()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        var noor = IdOf(desk, "Noor");
        await desk.ImportAsync(Child("2", "Noor"), Child("1", "Sem"));
        Assert.Equal(("Noor", "2"), Of(noor));
    }

    [Fact]
    public async Task A_number_given_to_another_child_brings_a_new_child_and_the_first_is_gone()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem", born: "2016-08-08"));
        var sem = IdOf(desk, "Sem");
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"), Child("2", "Lotte", "Kiezel", born: "2017-05-05")));
        Assert.Equal("Dit verandert: 1 nieuw, 0 gewijzigd, 1 weg", preview.Text("h1"));
        await desk.ApplyAsync(preview, accept: true);
        Assert.NotEqual(sem, IdOf(desk, "Lotte"));
        Assert.Equal(("Sem", "2"), Of(sem));
        Assert.Equal(["Lotte Kiezel: Groep 5", "Noor Bladerdak: Groep 5"], desk.Children());
        await desk.UndoAsync();
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 5"], desk.Children());
        Assert.Equal(sem, IdOf(desk, "Sem"));
    }

    [Fact]
    public async Task A_child_that_comes_back_under_a_number_used_by_others_is_found_again()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem", born: "2016-08-08"));
        var sem = IdOf(desk, "Sem");
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Lotte", "Kiezel", born: "2017-05-05"));
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem", born: "2016-08-08"));
        Assert.Equal(sem, IdOf(desk, "Sem"));
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 5"], desk.Children());
    }

    [Fact]
    public async Task A_corrected_name_or_birth_date_does_not_make_another_child()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem", born: "2016-08-08"));
        var (noor, sem) = (IdOf(desk, "Noor"), IdOf(desk, "Sem"));
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Eleonora", "Kiezel"), Child("2", "Sem", born: "2016-08-09")));
        Assert.Equal("Dit verandert: 0 nieuw, 2 gewijzigd, 0 weg", preview.Text("h1"));
        await desk.ApplyAsync(preview);
        Assert.Equal(noor, IdOf(desk, "Eleonora"));
        Assert.Equal(sem, IdOf(desk, "Sem"));
    }

    [Fact]
    public async Task A_new_child_that_stays_when_the_list_is_taken_back_gives_the_number_back()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem", born: "2016-08-08"));
        var sem = IdOf(desk, "Sem");
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Lotte", "Kiezel", born: "2017-05-05"));
        World.Do("insert into need (pupil_id, kind, since) values (@lotte, 'no_device', @today)", new { lotte = IdOf(desk, "Lotte"), today = house.Clock.Day });
        await desk.UndoAsync();
        Assert.Equal(("Sem", "2"), Of(sem));
        Assert.Equal(["Lotte Kiezel: Groep 5", "Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 5"], desk.Children());
    }

    private (string Name, string Key) Of(Guid pupil) => (World.One<string>("select given_name from pupil where id = @pupil", new { pupil })!, World.One<string>("select key from pupil where id = @pupil", new { pupil })!);

    private Guid IdOf(ClassListDesk desk, string given) => World.One<Guid>("select id from pupil where school_id = @Id and given_name = @given and left_on is null", new { desk.School.Id, given });
}
