using System.Net;

namespace InBeeld.Tests.Coordination;

/// <summary>A signal about a child by name: of a partner, or written down by the municipality.</summary>
public sealed class NewSignalTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Send = "main form .nl-button--primary";
    private World World => house.World;

    [Theory]
    [InlineData("partnership", "partnership")]
    [InlineData("childcare", "childcare")]
    [InlineData("institution", "institution")]
    [InlineData("safe_home", "institution")]
    public async Task A_partner_signals_a_child_by_name(string party, string source)
    {
        var town = World.Municipality();
        using var partner = house.SignIn(World.PartnerMember(World.PartnerOf(town, party)));
        var name = World.Person().Name.Surname;
        var sent = await SendAsync(partner, name, ("Lives", town.Code));
        var id = World.One<Guid>("select id from signal where surname = @name", new { name });
        Assert.Equal($"/signals/mine/{id}", sent.Location);
        Assert.Equal($"{source} residence new", World.One<string>("select source || ' ' || routed || ' ' || state from signal where id = @id and municipality_id = @town and pupil_id is null", new { id, town = town.Id }));
        var list = await partner.GetAsync("/signals/mine");
        Assert.Contains(name, list.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Equal("1 signaal loopt nog", list.Text("h1"));
    }

    [Fact]
    public async Task A_partner_learns_nothing_of_pupils_with_the_same_name()
    {
        var town = World.Municipality();
        var child = World.Pupil(World.Group(World.School(municipality: town)));
        using var partner = house.SignIn(World.PartnerMember(World.PartnerOf(town)));
        var sent = await SendAsync(partner, child.Name.Surname, ("GivenName", child.Name.Given), ("BirthDate", World.One<string>("select birth_date::text from pupil where id = @Id", new { child.Id })));
        var mine = await partner.OpenAsync(sent.Location!);
        Assert.DoesNotContain(child.School.Name, mine.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(child.Id.ToString(), mine.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await partner.GetAsync("/search")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await partner.GetAsync($"/children/{child.Id}")).Status);
    }

    [Fact]
    public async Task A_partner_sees_nothing_of_another_partner_by_any_path()
    {
        var town = World.Municipality();
        using var one = house.SignIn(World.PartnerMember(World.PartnerOf(town)));
        using var other = house.SignIn(World.PartnerMember(World.PartnerOf(town, "childcare")));
        var name = World.Person().Name.Surname;
        await SendAsync(one, name);
        var id = World.One<Guid>("select id from signal where surname = @name", new { name });
        Assert.DoesNotContain(name, (await other.GetAsync("/signals/mine")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(name, (await other.GetAsync($"/signals/mine?after={id}")).Html, StringComparison.Ordinal);
        foreach (var path in new[] { $"/signals/mine/{id}", $"/signals/mine/{id}/withdraw" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.OK, (await one.GetAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/signals/mine/{id}/withdraw")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/signals/mine/{id}?handler=Use", ("OfUse", "yes"))).Status);
        // Nor by sending a form with the other's id: it is refused, and nothing changes.
        var form = await other.GetAsync("/signals/new");
        var forged = await other.SubmitAsync(form, Send, Filled("Zandkasteel", ("Id", id.ToString())));
        Assert.DoesNotContain(name, forged.Html, StringComparison.Ordinal);
        Assert.True(forged.Has(".ib-errors"));
        Assert.Equal(name, World.One<string>("select surname from signal where id = @id", new { id }));
    }

    [Fact]
    public async Task The_desk_writes_down_who_calls_and_gives_a_receipt()
    {
        var town = World.Municipality();
        using var officer = house.SignIn(World.AttendanceOfficer(World.Team(town, "attendance")));
        var name = World.Person().Name.Surname;
        var unknown = await SendAsync(officer, name, ("From", "third"));
        Assert.Contains("Schrijf op wie meldt", unknown.Text(".ib-errors"), StringComparison.Ordinal);
        var sent = await SendAsync(officer, name, ("From", "third"), ("ReporterName", "Joep Zandkorrel"), ("ReporterRelation", "trainer"), ("ReporterContact", "000 111 22 33"));
        var id = World.One<Guid>("select id from signal where surname = @name and source = 'third' and reporter_name = 'Joep Zandkorrel'", new { name });
        Assert.Equal($"/signals/{id}", sent.Location);
        Assert.Equal(town.Id, World.One<Guid>("select municipality_id from signal where id = @id", new { id }));
    }

    [Fact]
    public async Task The_municipality_signals_itself_and_only_to_itself()
    {
        var town = World.Municipality();
        var near = World.Municipality();
        using var coordinator = house.SignIn(World.Coordinator(town));
        var name = World.Person().Name.Surname;
        Assert.Null((await coordinator.GetAsync("/signals/new")).Document.QuerySelector($"#Lives option[value='{near.Code}']"));
        await SendAsync(coordinator, name, ("From", "municipality"));
        Assert.Equal("municipality", World.One<string>("select source from signal where surname = @name and municipality_id = @Id", new { name, town.Id }));
    }

    [Fact]
    public async Task Without_a_name_or_with_an_impossible_birth_date_it_is_asked_again()
    {
        using var partner = house.SignIn(World.PartnerMember(World.PartnerOf(World.Municipality())));
        var answer = await SendAsync(partner, "", ("BirthDate", house.Clock.Day.AddDays(3).ToString("yyyy-MM-dd")));
        Assert.Contains("Vul de naam van het kind in", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Controleer de geboortedatum", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Staat nergens ingeschreven", answer.Text("textarea[name=Words]"));
    }

    [Fact]
    public async Task Who_enforces_the_library_and_the_board_cannot_signal_here()
    {
        var town = World.Municipality();
        foreach (var who in new[] { World.Enforcer(town), World.Librarian(World.Library(town)), World.BoardMember(World.Board()) })
        {
            using var visitor = house.SignIn(who);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/signals/new")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/signals/mine")).Status);
        }
    }

    private static (string, string?)[] Filled(string surname, params (string Name, string? Value)[] fields) =>
        [.. new (string Name, string? Value)[] { ("Surname", surname), ("Reason", "no_school"), ("Urgency", "1"), ("Words", "Staat nergens ingeschreven"), ("FamilyKnows", "unknown") }.Where(f => fields.All(x => x.Name != f.Name)), .. fields];

    private static async Task<PageAnswer> SendAsync(Visitor visitor, string surname, params (string Name, string? Value)[] fields) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/signals/new"), Send, Filled(surname, fields));
}
