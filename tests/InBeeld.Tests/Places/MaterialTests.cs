using System.Net;
using System.Text;

namespace InBeeld.Tests.Places;

/// <summary>A school has something printed or asks for material; the library has it ready or says why not. And who helps with homework, when.</summary>
public sealed class MaterialTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_school_asks_a_print_the_library_fetches_it_and_has_it_ready()
    {
        var (town, library) = World.TownWithPlaces();
        var school = World.School(municipality: town);
        using var teacher = house.SignIn(World.Teacher(school));
        using var host = house.SignIn(World.Librarian(library));
        (string, string?)[] fields = [("Id", Guid.CreateVersion7().ToString()), ("Library", library.Id.ToString()), ("Kind", "print"), ("What", "Rekenblad week 48"), ("Number", "12"), ("NeededOn", World.Clock.Day.AddDays(2).ToString("yyyy-MM-dd"))];
        var lies = await teacher.UploadAsync("/materials/new", "Upload", "blad.pdf", Encoding.UTF8.GetBytes("<html>"), fields);
        Assert.Contains("past niet bij de naam", lies.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Rekenblad week 48", lies.Html, StringComparison.Ordinal);
        var pdf = Encoding.ASCII.GetBytes("%PDF-1.7 rekenen");
        await teacher.UploadAsync("/materials/new", "Upload", "blad.pdf", pdf, fields);
        await teacher.UploadAsync("/materials/new", "Upload", "blad.pdf", pdf, fields);
        var list = await host.GetAsync("/materials");
        Assert.Equal("Maak 1 ding klaar", list.Text("h1"));
        Assert.Contains($"{school.Name} vraagt lesmateriaal", list.Text("main"), StringComparison.Ordinal);
        var file = await host.GetAsync(list.Document.QuerySelector("a[href$='/file']")!.GetAttribute("href")!);
        Assert.Equal(pdf, file.Body);
        Assert.Contains("sandbox", file.Header("Content-Security-Policy"), StringComparison.Ordinal);
        await host.SubmitAsync(list, "form[action*='to=ready']");
        Assert.Contains("heeft klaargelegd", (await teacher.GetAsync("/materials")).Text("main"), StringComparison.Ordinal);
        await host.SubmitAsync(await host.GetAsync("/materials"), "form[action*='to=handed']");
        Assert.Equal("Er staat niets open", (await host.GetAsync("/materials")).Text("h1"));
        Assert.Equal(0, World.One<int>("select app.forget_prints(now() + interval '6 days')"));
        Assert.Equal(1, World.One<int>("select app.forget_prints(now() + interval '8 days')"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(file.Path)).Status);
    }

    [Fact]
    public async Task What_is_declined_has_a_reason_and_another_library_or_school_sees_none_of_it()
    {
        var (town, library) = World.TownWithPlaces();
        var school = World.School(municipality: town);
        using var care = house.SignIn(World.Care(school));
        using var host = house.SignIn(World.Librarian(library));
        using var other = house.SignIn(World.Librarian(World.Library(town)));
        using var neighbour = house.SignIn(World.Care(World.School(municipality: town)));
        await care.PostAsync("/materials/new", ("Id", Guid.CreateVersion7().ToString()), ("Library", library.Id.ToString()), ("Kind", "book"), ("What", "Atlas van Europa"), ("Number", "3"), ("NeededOn", World.Clock.Day.ToString("yyyy-MM-dd")));
        var list = await host.GetAsync("/materials");
        var without = await host.SubmitAsync(list, "form[action*='to=declined']", ("Answer", ""));
        Assert.Contains("waarom het niet kan", without.Text(".ib-errors"), StringComparison.Ordinal);
        await host.SubmitAsync(list, "form[action*='to=declined']", ("Answer", "Alle atlassen zijn uitgeleend."));
        Assert.Contains("Alle atlassen zijn uitgeleend", (await care.GetAsync("/materials?state=declined")).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Atlas van Europa", (await other.GetAsync("/materials?state=declined")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Atlas van Europa", (await neighbour.GetAsync("/materials?state=declined")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.GetAsync("/materials/new")).Status);
    }

    [Fact]
    public async Task Who_helps_with_homework_stands_there_with_hours_for_the_schools_of_the_town_only()
    {
        var (town, library) = World.TownWithPlaces();
        using var planner = house.SignIn(World.LibraryPlanner(library));
        using var teacher = house.SignIn(World.Teacher(World.School(municipality: town)));
        using var far = house.SignIn(World.Teacher(World.School()));
        var page = await planner.GetAsync("/homework/new");
        var wrong = await planner.SubmitAsync(page, "form[action='/homework/new']", ("Name", "Huiswerkhoek De Bolle"), ("Opens", "16:00"), ("Closes", "15:00"));
        Assert.Contains("het eind ligt voor het begin", wrong.Text(".ib-errors"), StringComparison.Ordinal);
        await planner.SubmitAsync(page, "form[action='/homework/new']", ("Name", "Huiswerkhoek De Bolle"), ("Opens", "15:30"), ("Closes", "17:00"), ("Website", "https://bolle.example"));
        var seen = await teacher.GetAsync("/homework");
        Assert.Contains("Huiswerkhoek De Bolle", seen.Text("main"), StringComparison.Ordinal);
        Assert.Contains("15.30 - 17.00", seen.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("De Bolle", (await far.GetAsync("/homework")).Html, StringComparison.Ordinal);
        var mine = (await planner.GetAsync("/homework")).Document.QuerySelector("a[href^='/homework/0']")!.GetAttribute("href")!;
        var (one, two) = (await planner.GetAsync(mine), await planner.GetAsync(mine));
        await planner.SubmitAsync(one, "form.ib-form", ("Costs", "gratis"));
        var late = await planner.SubmitAsync(two, "form.ib-form", ("Costs", "5 euro"));
        Assert.Contains("Wat een collega net opsloeg", late.Text("main"), StringComparison.Ordinal);
        await planner.SubmitAsync(await planner.GetAsync(mine), "form[action*=Remove]");
        Assert.DoesNotContain("De Bolle", (await teacher.GetAsync("/homework")).Html, StringComparison.Ordinal);
    }
}
