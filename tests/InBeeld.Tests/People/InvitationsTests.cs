using System.Net;
using InBeeld.Capabilities.People.SignIn;
using InBeeld.Kernel.Access;

namespace InBeeld.Tests.People;

public sealed class InvitationsTests(AccountsHouse house) : IClassFixture<AccountsHouse>
{
    private const string Password = "vier paarden op zee";

    private readonly World world = house.World;

    [Fact]
    public async Task Somebody_invited_as_teacher_makes_an_account_and_stands_before_the_group()
    {
        var group = world.Group();
        world.Pupil(group);
        using var principal = house.SignIn(world.Principal(group.School));
        var email = Email();
        var (link, page) = await InviteAsync(principal, email, Role.Teacher, group: group.Id);
        Assert.Contains("InBeeld verstuurt zelf nog geen e-mail.", page.Text("main"), StringComparison.Ordinal);

        using var invited = house.Visitor();
        var form = await invited.GetAsync(link);
        Assert.Contains($"Leerkracht, {group.School.Name}", form.Text("main"), StringComparison.Ordinal);
        Assert.True((await invited.SubmitAsync(form, "form.ib-form", ("password", "wachtwoord2026"))).Has("#password-wrong"));
        Assert.True((await invited.SubmitAsync(form, "form.ib-form", ("password", email))).Has("#password-wrong"));
        Assert.Equal("/account/second-factor?from=%2F", (await invited.SubmitAsync(form, "form.ib-form", ("password", Password))).Location);
        Assert.Equal("/account/second-factor?from=%2Fmy-class", (await invited.GetAsync("/my-class")).Location);
        var person = world.One<Guid>("select id from person where email = @email", new { email });
        Assert.Equal(1, world.Count("membership", "person_id = @person and role = 'teacher' and organisation_id = @school and ends is null", new { person, school = group.School.Id }));
        Assert.Equal(1, world.Count("group_teacher", "person_id = @person and group_id = @group and ends is null", new { person, group = group.Id }));
    }

    [Fact]
    public async Task A_link_is_shown_once_and_is_kept_as_a_hash()
    {
        using var principal = house.SignIn(world.Principal(world.School()));
        var (link, page) = await InviteAsync(principal, Email(), Role.Office);
        Assert.False((await principal.GetAsync(page.Path)).Has("#link"));
        Assert.Equal(1, world.Count("invitation", "token_hash = @hash", new { hash = Token.Hash(link.Split('/')[^1]) }));
    }

    [Fact]
    public async Task A_link_that_was_used_is_of_no_use_to_a_second_person()
    {
        using var principal = house.SignIn(world.Principal(world.School()));
        var (link, _) = await InviteAsync(principal, Email(), Role.Care);
        using var first = house.Visitor();
        using var second = house.Visitor();
        var form = await second.GetAsync(link);
        await first.SubmitAsync(await first.GetAsync(link), "form.ib-form", ("password", Password));
        Assert.Equal("Deze uitnodiging is al gebruikt", (await second.GetAsync(link)).Text("h1"));
        var late = await second.SubmitAsync(form, "form.ib-form", ("password", Password));
        Assert.Equal(HttpStatusCode.Gone, late.Status);
        Assert.False(await second.SignedInAsync());
    }

    [Fact]
    public async Task A_double_tap_makes_one_account()
    {
        using var principal = house.SignIn(world.Principal(world.School()));
        var email = Email();
        var (link, _) = await InviteAsync(principal, email, Role.Care);
        using var invited = house.Visitor();
        var form = await invited.GetAsync(link);
        var both = await Task.WhenAll(invited.SubmitAsync(form, "form.ib-form", ("password", Password)), invited.SubmitAsync(form, "form.ib-form", ("password", Password)));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Gone], both.Select(answer => answer.Status).Order());
        Assert.Equal(1, world.Count("person", "email = @email", new { email }));
    }

    [Fact]
    public async Task A_link_that_ran_out_was_withdrawn_or_is_not_whole_says_what_to_do()
    {
        var by = world.Principal(world.School());
        using var principal = house.SignIn(by);
        using var visitor = house.Visitor();
        var (link, page) = await InviteAsync(principal, Email(), Role.Care);
        world.Do("update invitation set expires_at = now() - interval '1 minute' where token_hash = @hash", new { hash = Token.Hash(link.Split('/')[^1]) });
        var over = await visitor.GetAsync(link);
        Assert.Equal("Deze uitnodiging is verlopen", over.Text("h1"));
        Assert.Contains($"Vraag {by.Name.Full} om een nieuwe.", over.Text("main"), StringComparison.Ordinal);

        var again = await principal.FollowAsync(await principal.SubmitAsync(await principal.GetAsync(page.Path), "form[action*=Again]"));
        var fresh = new Uri(again.Text("#link")).AbsolutePath;
        Assert.Equal("Deze link klopt niet", (await visitor.GetAsync(link)).Text("h1"));
        Assert.True((await visitor.GetAsync(fresh)).Has("form.ib-form"));

        await principal.SubmitAsync(again, "form[action*=Withdraw]");
        Assert.Equal("Deze uitnodiging is ingetrokken", (await visitor.GetAsync(fresh)).Text("h1"));
    }

    [Fact]
    public async Task A_second_invitation_for_the_same_address_and_role_stops_the_first()
    {
        using var principal = house.SignIn(world.Principal(world.School()));
        var email = Email();
        var (first, _) = await InviteAsync(principal, email, Role.Care);
        var (second, _) = await InviteAsync(principal, email.ToUpperInvariant(), Role.Care);
        using var visitor = house.Visitor();
        Assert.Equal("Deze uitnodiging is ingetrokken", (await visitor.GetAsync(first)).Text("h1"));
        Assert.True((await visitor.GetAsync(second)).Has("form.ib-form"));
    }

    [Fact]
    public async Task Somebody_with_an_account_gets_the_role_after_signing_in_and_nobody_else_does()
    {
        var teacher = world.Teacher(world.School()).WithPassword();
        var school = world.School(name: "Basisschool Erbij");
        using var principal = house.SignIn(world.Principal(school));
        var (link, _) = await InviteAsync(principal, teacher.Email, Role.Teacher);

        using var other = house.SignIn(world.Teacher(world.School()));
        var refused = await other.GetAsync(link);
        Assert.Equal("Log in om deze rol erbij te krijgen", refused.Text("h1"));
        await other.PostAsync(link, ("password", Password));
        Assert.Equal(0, world.Count("membership", "organisation_id = @Id and role = 'teacher'", new { school.Id }));

        using var visitor = house.Visitor();
        var page = await visitor.GetAsync(link);
        var signIn = page.Document.QuerySelector("main a.nl-button")!.GetAttribute("href")!;
        var answer = await visitor.SubmitAsync(await visitor.GetAsync(signIn), "form[action='/sign-in']", ("Email", teacher.Email), ("password", AccountsTools.Password));
        Assert.Equal(link, answer.Location);
        Assert.Equal("/choose-role", (await visitor.SubmitAsync(await visitor.GetAsync(link), "main form")).Location);
        Assert.Contains("Basisschool Erbij", (await visitor.GetAsync("/choose-role")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, world.Count("membership", "person_id = @person and organisation_id = @Id and ends is null", new { person = teacher.Id, school.Id }));
    }

    [Theory]
    [InlineData(Role.Principal, Role.Administrator)]
    [InlineData(Role.Principal, Role.Board)]
    [InlineData(Role.Office, Role.Principal)]
    [InlineData(Role.Board, Role.Principal)]
    [InlineData(Role.Coordinator, Role.Privacy)]
    public async Task Nobody_invites_for_a_role_that_they_may_not_give(string giver, string role)
    {
        var by = giver switch { Role.Board => world.BoardMember(world.Board()), Role.Coordinator => world.Coordinator(world.Municipality()), _ => world.Person().As(giver, world.School()) };
        using var visitor = house.SignIn(by);
        Assert.DoesNotContain(role, (await visitor.GetAsync("/people/invite")).Document.QuerySelectorAll("input[name=role]").Select(x => x.GetAttribute("value")));
        var answer = await visitor.PostAsync("/people/invite", ("id", Guid.CreateVersion7().ToString()), ("GivenName", "Anne"), ("Surname", "Duinpan"), ("Email", Email()), ("role", role));
        Assert.Contains("Deze rol kun jij hier niet geven.", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, world.Count("invitation", "invited_by = @Id", new { by.Id }));
    }

    [Fact]
    public async Task The_administrator_invites_for_any_organisation_and_others_for_their_own_only()
    {
        var school = world.School();
        using var administrator = house.SignIn(world.Administrator());
        var page = await administrator.GetAsync($"/people/invite?organisation={school.Id}");
        Assert.Equal([Role.Teacher, Role.Care, Role.Principal, Role.Office], page.Document.QuerySelectorAll("input[name=role]").Select(x => x.GetAttribute("value")));
        await administrator.SubmitAsync(page, "form.ib-form", ("GivenName", "Anne"), ("Surname", "Duinpan"), ("Email", Email()), ("role", Role.Principal));
        Assert.Equal(1, world.Count("invitation", "organisation_id = @Id", new { school.Id }));
        using var principal = house.SignIn(world.Principal(world.School()));
        Assert.Equal(HttpStatusCode.NotFound, (await principal.GetAsync($"/people/invite?organisation={school.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await principal.GetAsync($"/people?organisation={school.Id}")).Status);
    }

    [Fact]
    public async Task An_invitation_of_another_school_cannot_be_seen_or_changed()
    {
        using var principal = house.SignIn(world.Principal(world.School()));
        var (link, page) = await InviteAsync(principal, Email(), Role.Care);
        using var other = house.SignIn(world.Principal(world.School()));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(page.Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(page.Path + "?handler=Withdraw")).Status);
        using var visitor = house.Visitor();
        Assert.True((await visitor.GetAsync(link)).Has("form.ib-form"));
    }

    [Fact]
    public async Task A_recovery_link_gives_a_new_password_and_takes_all_else_away()
    {
        var school = world.School();
        var teacher = world.Teacher(school);
        teacher.WithApp();
        using var principal = house.SignIn(world.Principal(school));
        using var thief = house.SignIn(teacher);
        var page = await principal.FollowAsync(await principal.SubmitAsync(await principal.GetAsync($"/people/{teacher.Id}"), "form[action*=Recovery]"));
        var link = new Uri(page.Text("#link")).AbsolutePath;
        Assert.False((await principal.GetAsync(page.Path)).Has("#link"));

        using var visitor = house.Visitor();
        var form = await visitor.GetAsync(link);
        Assert.True((await visitor.SubmitAsync(form, "form.ib-form", ("password", "kort"))).Has("#password-wrong"));
        Assert.True(await thief.SignedInAsync());
        Assert.Equal("/account/second-factor?from=%2F", (await visitor.SubmitAsync(form, "form.ib-form", ("password", Password))).Location);
        Assert.False(await thief.SignedInAsync());
        Assert.Equal(0, world.Count("totp", "person_id = @Id", new { teacher.Id }));
        using var again = house.Visitor();
        Assert.Equal("/", (await again.SignInAsync(teacher.Email, Password)).Location);
        Assert.Equal("Deze link werkt niet meer", (await visitor.GetAsync(link)).Text("h1"));
    }

    [Fact]
    public async Task A_recovery_link_runs_out_after_a_day()
    {
        var school = world.School();
        var teacher = world.Teacher(school).WithPassword();
        using var principal = house.SignIn(world.Principal(school));
        var page = await principal.FollowAsync(await principal.SubmitAsync(await principal.GetAsync($"/people/{teacher.Id}"), "form[action*=Recovery]"));
        var link = new Uri(page.Text("#link")).AbsolutePath;
        world.Do("update recovery_link set expires_at = expires_at - interval '1 day' where person_id = @Id", new { teacher.Id });
        using var visitor = house.Visitor();
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.PostAsync(link, ("password", Password))).Status);
    }

    [Fact]
    public async Task Nobody_makes_a_recovery_link_for_an_account_that_reaches_further_than_their_own()
    {
        var school = world.School();
        var also = world.Teacher(school).WithPassword().As(Role.Principal, world.School());
        using var office = house.SignIn(world.Office(school));
        Assert.False((await office.GetAsync($"/people/{also.Id}")).Has("form[action*=Recovery]"));
        var answer = await office.PostAsync($"/people/{also.Id}?handler=Recovery");
        Assert.Contains("Voor dit account kun jij geen herstellink maken.", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, world.Count("recovery_link", "person_id = @Id", new { also.Id }));
    }

    private string Email() => $"nieuw{world.Next()}@school.test";

    private static async Task<(string Link, PageAnswer Page)> InviteAsync(Visitor by, string email, string role, Guid? group = null)
    {
        var page = await by.FollowAsync(await by.SubmitAsync(await by.GetAsync("/people/invite"), "form.ib-form", ("GivenName", "Anne"), ("Surname", "Duinpan"), ("Email", email), ("role", role), ("InGroups", group?.ToString())));
        return (new Uri(page.Text("#link")).AbsolutePath, page);
    }
}

/// <summary>Without the demo and without anybody: a fresh installation.</summary>
public sealed class InvitationsEmptyHouse(TestServer server) : TestHouse(server)
{
    protected override bool Demo => false;
}

public sealed class InvitationsFirstAdministratorTests(InvitationsEmptyHouse house) : IClassFixture<InvitationsEmptyHouse>
{
    [Fact]
    public async Task The_printed_link_makes_the_first_administrator_once()
    {
        var ct = TestContext.Current.CancellationToken;
        var first = await Capabilities.People.Invitations.FirstAdministratorLink.MakeAsync(house.Database, ct);
        var second = await Capabilities.People.Invitations.FirstAdministratorLink.MakeAsync(house.Database, ct);
        using var visitor = house.Visitor();
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync("/first-administrator/geraden")).Status);
        var form = await visitor.GetAsync(first!);
        var wrong = await visitor.SubmitAsync(form, "form.ib-form", ("GivenName", "Anouk"), ("Surname", "Zevenster"), ("Email", "geen adres"), ("password", "vier paarden op zee"));
        Assert.True(wrong.Has("#Email-wrong"));
        Assert.Equal("/account/second-factor?from=%2F", (await visitor.SubmitAsync(form, "form.ib-form", ("GivenName", "Anouk"), ("Surname", "Zevenster"), ("Email", "anouk@stad.test"), ("password", "vier paarden op zee"))).Location);
        Assert.Contains("Beheerder, InBeeld", (await visitor.GetAsync("/account")).Text("main"), StringComparison.Ordinal);
        using var late = house.Visitor();
        Assert.Equal(HttpStatusCode.Gone, (await late.GetAsync(second!)).Status);
        Assert.Null(await Capabilities.People.Invitations.FirstAdministratorLink.MakeAsync(house.Database, ct));
        Assert.Equal(1, house.World.Count("membership", "role = 'administrator'"));
        Assert.Equal(0, house.World.Count("setting", "key = 'first_administrator'"));
    }
}
