namespace InBeeld.Tests.Contact;

public sealed class SearchChildTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private Pupil Child(Group group, string given, string prefix, string surname)
    {
        var child = World.Pupil(group, given, prefix, surname);
        World.Do("update pupil set search_key = @key where id = @Id", new { child.Id, key = Capabilities.Pupils.Contract.SearchKey.Of(child.Name.Full) });
        return child;
    }

    [Theory]
    [InlineData("Yasmina")]
    [InlineData("yasm")]
    [InlineData("Jasmina")]
    [InlineData("zevenstar")]
    [InlineData("Yasmina Zevenster")]
    [InlineData("ZEVENSTER yas")]
    public async Task A_name_is_found_by_its_beginning_and_with_mistakes(string typed)
    {
        var group = World.Group();
        Child(group, "Yasmina", "", "Zevenster");
        Child(group, "Bram", "", "Kiekendief");
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var answer = await teacher.PostAsync("/search", ("Name", typed));
        Assert.Equal(["Yasmina Zevenster"], answer.Texts(".ib-name"));
    }

    [Fact]
    public async Task A_prefix_is_not_needed_and_nothing_of_another_class_comes_up()
    {
        var school = World.School();
        var own = World.Group(school);
        Child(own, "Tess", "van der", "Berkenhof");
        Child(World.Group(school, "8a"), "Tom", "van der", "Berkenhof");
        using var teacher = house.SignIn(World.Teacher().Of(own));
        using var care = house.SignIn(World.Care(school));
        Assert.Equal(["Tess van der Berkenhof"], (await teacher.PostAsync("/search", ("Name", "berkenhof"))).Texts(".ib-name"));
        Assert.Equal(2, (await care.PostAsync("/search", ("Name", "van der berkenhof"))).Texts(".ib-name").Count);
    }

    [Fact]
    public async Task An_empty_search_says_what_was_searched_and_no_name_stands_in_an_address()
    {
        var group = World.Group();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var answer = await teacher.PostAsync("/search", ("Name", "Xerxes'; drop table pupil"));
        Assert.Contains("Xerxes'; drop table pupil", answer.Text(".ib-empty"), StringComparison.Ordinal);
        Assert.Equal("post", answer.Document.QuerySelector("form[role=search]")!.GetAttribute("method"));
    }
}
