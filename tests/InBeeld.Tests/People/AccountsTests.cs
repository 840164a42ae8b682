using System.Net;
using InBeeld.Capabilities.People.SignIn;
using InBeeld.Kernel.Access;

namespace InBeeld.Tests.People;

public sealed class AccountsTests(AccountsHouse house) : IClassFixture<AccountsHouse>
{
    private readonly World world = house.World;

    [Fact]
    public async Task Setting_up_the_app_gives_a_new_strong_session_ten_codes_and_the_page_that_was_asked()
    {
        var teacher = world.Teacher().Of(world.Group()).WithPassword();
        using var elsewhere = house.Visitor();
        await elsewhere.SignInAsync(teacher.Email);
        using var visitor = house.Visitor();
        await visitor.SignInAsync(teacher.Email);
        var weak = world.One<Guid>("select id from session where person_id = @Id and ended_at is null order by started_at desc limit 1", new { teacher.Id });
        var page = await visitor.OpenAsync("/my-class");
        var wrong = await visitor.SubmitAsync(page, "form.ib-form", ("code", "123456"));
        Assert.StartsWith("Deze code klopt niet.", wrong.Text("#code-wrong"), StringComparison.Ordinal);
        Assert.Equal(page.Text(".ib-code"), wrong.Text(".ib-code"));
        var answer = await visitor.SubmitAsync(wrong, "form.ib-form", ("code", house.CodeNow(Key(page))));
        Assert.Equal("/account/recovery-codes?from=%2Fmy-class", answer.Location);
        var codes = await visitor.GetAsync(answer.Location!);
        Assert.Equal(10, codes.Texts("#codes li").Distinct().Count());
        Assert.Equal("/my-class", codes.Document.QuerySelector("main a.nl-button--primary")!.GetAttribute("href"));
        Assert.Empty((await visitor.GetAsync("/account/recovery-codes")).Texts("#codes li"));
        var sessions = world.List<(Guid Id, bool Strong)>("select id, strong from session where person_id = @Id and ended_at is null", new { teacher.Id });
        Assert.True(Assert.Single(sessions).Strong);
        Assert.NotEqual(weak, sessions[0].Id);
        Assert.False(await elsewhere.SignedInAsync());
        Assert.NotEqual("/account/second-factor?from=%2Fmy-class", (await visitor.GetAsync("/my-class")).Location);
    }

    [Fact]
    public async Task A_code_that_was_shown_opens_the_account_and_new_codes_stop_the_old_ones()
    {
        var teacher = world.Teacher(world.School());
        teacher.WithApp();
        using var visitor = house.SignIn(teacher);
        async Task<IReadOnlyList<string>> Renew() => (await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.GetAsync("/account/recovery-codes"), "form.ib-form", ("password", AccountsTools.Password)))).Texts("#codes li");
        var old = await Renew();
        var codes = await Renew();
        using var phoneless = house.Visitor();
        await phoneless.SignInAsync(teacher.Email);
        Assert.Equal(HttpStatusCode.OK, (await phoneless.CodeAsync(old[0], recovery: true)).Status);
        Assert.Equal("/account", (await phoneless.CodeAsync(codes[0], recovery: true)).Location);
        Assert.Equal(9, world.Count("recovery_code", "person_id = @Id and used_at is null", new { teacher.Id }));
    }

    [Fact]
    public async Task Turning_the_app_off_takes_the_password_and_brings_the_account_down_to_weak()
    {
        var teacher = world.Teacher().Of(world.Group());
        teacher.WithApp();
        using var visitor = house.SignIn(teacher);
        var page = await visitor.GetAsync("/account/second-factor");
        Assert.StartsWith("Dit wachtwoord klopt niet", (await visitor.SubmitAsync(page, "form.ib-form", ("password", "iets heel anders"))).Text("#password-wrong"), StringComparison.Ordinal);
        Assert.Equal(1, world.Count("totp", "person_id = @Id", new { teacher.Id }));
        await visitor.SubmitAsync(page, "form.ib-form", ("password", AccountsTools.Password));
        Assert.Equal(0, world.Count("totp", "person_id = @Id", new { teacher.Id }));
        Assert.StartsWith("/account/second-factor", (await visitor.GetAsync("/my-class")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_second_factor_is_optional_a_password_opens_the_class()
    {
        var teacher = world.Teacher().Of(world.Group()).WithPassword();
        using var visitor = house.Visitor();
        await visitor.SignInAsync(teacher.Email);
        world.Do("""update setting set value = '"optional"' where key = 'session.second_factor'""");
        try
        {
            Assert.False((await visitor.GetAsync("/my-class")).Location?.StartsWith("/account", StringComparison.Ordinal) ?? false);
        }
        finally
        {
            world.Do("""update setting set value = '"required"' where key = 'session.second_factor'""");
        }
    }

    [Fact]
    public async Task Another_password_ends_all_other_sessions_and_the_old_one_no_longer_works()
    {
        var teacher = world.Teacher(world.School()).WithPassword();
        using var elsewhere = house.SignIn(teacher);
        using var visitor = house.SignIn(teacher);
        var page = await visitor.GetAsync("/account/password");
        Assert.True((await visitor.SubmitAsync(page, "form.ib-form", ("current", "iets heel anders"), ("password", "vier paarden op zee"))).Has("#current-wrong"));
        Assert.True((await visitor.SubmitAsync(page, "form.ib-form", ("current", AccountsTools.Password), ("password", "wachtwoord2026"))).Has("#password-wrong"));
        Assert.True(await elsewhere.SignedInAsync());
        await visitor.SubmitAsync(page, "form.ib-form", ("current", AccountsTools.Password), ("password", "vier paarden op zee"));
        Assert.True(await visitor.SignedInAsync());
        Assert.False(await elsewhere.SignedInAsync());
        using var again = house.Visitor();
        Assert.Null((await again.SignInAsync(teacher.Email)).Location);
        Assert.Equal("/", (await again.SignInAsync(teacher.Email, "vier paarden op zee")).Location);
    }

    [Fact]
    public async Task One_ends_ones_own_sessions_one_by_one_or_all_others()
    {
        var teacher = world.Teacher(world.School());
        using var visitor = house.SignIn(teacher);
        using var one = house.SignIn(teacher);
        using var two = house.SignIn(teacher);
        var page = await visitor.GetAsync("/account/sessions");
        Assert.Equal("Je bent op 3 plekken ingelogd", page.Text("h1"));
        await visitor.SubmitAsync(page, $"button[value='{one.Session}']");
        Assert.False(await one.SignedInAsync());
        Assert.True(await two.SignedInAsync());
        await visitor.SubmitAsync(page, "form[action*=Others]");
        Assert.False(await two.SignedInAsync());
        Assert.True(await visitor.SignedInAsync());
    }

    [Fact]
    public async Task A_session_of_somebody_else_cannot_be_ended()
    {
        using var other = house.SignIn(world.Teacher(world.School()));
        using var visitor = house.SignIn(world.Principal(world.School()));
        var answer = await visitor.PostAsync("/account/sessions?handler=End", ("session", other.Session.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.True(await other.SignedInAsync());
    }

    [Fact]
    public async Task A_name_changes_at_once_and_an_address_only_with_the_password()
    {
        var teacher = world.Teacher(world.School()).WithPassword();
        var taken = world.Person();
        using var visitor = house.SignIn(teacher);
        var page = await visitor.GetAsync("/account/details");
        await visitor.SubmitAsync(page, "form.ib-form", ("GivenName", " Anne  Fleur "), ("Prefix", "van"), ("Surname", "Zeewier"));
        Assert.Contains("Anne Fleur van Zeewier", (await visitor.GetAsync("/account")).Text("main"), StringComparison.Ordinal);
        var email = $"anne{world.Next()}@school.test";
        Assert.True((await visitor.SubmitAsync(page, "form.ib-form", ("Email", email))).Has("#password-wrong"));
        Assert.True((await visitor.SubmitAsync(page, "form.ib-form", ("Email", taken.Email), ("password", AccountsTools.Password))).Has("#Email-wrong"));
        await visitor.SubmitAsync(page, "form.ib-form", ("Email", email), ("password", AccountsTools.Password));
        using var again = house.Visitor();
        Assert.Equal("/", (await again.SignInAsync(email)).Location);
    }

    [Fact]
    public async Task Light_and_dark_are_a_choice_of_the_browser()
    {
        using var visitor = house.SignIn(world.Teacher(world.School()));
        await visitor.PostAsync("/account?handler=Appearance", ("to", "dark"));
        Assert.Equal("dark", (await visitor.GetAsync("/account")).Document.DocumentElement.GetAttribute("data-theme"));
        await visitor.PostAsync("/account?handler=Appearance", ("to", "device"));
        Assert.True(string.IsNullOrEmpty((await visitor.GetAsync("/account")).Document.DocumentElement.GetAttribute("data-theme")));
    }

    [Fact]
    public async Task One_chooses_among_ones_own_roles_of_today_only()
    {
        var somebody = world.Person().As(Role.Care, world.School(name: "Basisschool Eerst")).As(Role.Principal, world.School(name: "Basisschool Daarna"));
        var stranger = world.Principal(world.School());
        using var visitor = house.SignIn(somebody);
        var page = await visitor.GetAsync("/choose-role");
        Assert.Equal(2, page.Document.QuerySelectorAll("button[name=membership]").Length);
        var first = world.One<Guid>("select id from membership where person_id = @Id and role = 'care'", new { somebody.Id });
        Assert.Equal("/", (await visitor.SubmitAsync(page, $"button[value='{first}']")).Location);
        Assert.Equal("/worries", (await visitor.GetAsync("/")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync("/choose-role", ("membership", stranger.MembershipId.ToString()))).Status);
        somebody.LosesRole();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync("/choose-role", ("membership", somebody.MembershipId.ToString()))).Status);
        Assert.Equal("/worries", (await visitor.GetAsync("/")).Location);
    }

    [Fact]
    public async Task A_passkey_is_made_with_a_name_and_then_opens_the_account_alone_and_as_second_step()
    {
        var teacher = world.Teacher().Of(world.Group()).WithPassword();
        using var passkey = new AccountsPasskey(house.Address);
        using var visitor = house.Visitor();
        await visitor.SignInAsync(teacher.Email);
        Assert.Equal("/account/recovery-codes", (await MakeAsync(visitor, passkey, "laptop van school")).Location);
        Assert.Contains("laptop van school", (await visitor.GetAsync("/account/passkeys")).Text("main"), StringComparison.Ordinal);
        Assert.True(world.One<bool>("select strong from session where person_id = @Id and ended_at is null", new { teacher.Id }));

        using var alone = house.Visitor();
        Assert.Equal("/my-class", (await UseAsync(alone, passkey, ("From", "/my-class"))).Location);
        Assert.True(await alone.SignedInAsync());

        using var second = house.Visitor();
        Assert.Equal("/sign-in/second-factor", (await second.SignInAsync(teacher.Email, from: "/account")).Location);
        Assert.Equal("/account", (await UseAsync(second, passkey, ("second", "true"))).Location);
        Assert.True(await second.SignedInAsync());
    }

    [Fact]
    public async Task A_passkey_of_another_account_is_no_second_step_and_one_that_verified_nobody_opens_nothing()
    {
        using var passkey = new AccountsPasskey(house.Address);
        using (var owner = house.Visitor())
        {
            await owner.SignInAsync(world.Teacher(world.School()).WithPassword().Email);
            await MakeAsync(owner, passkey, "");
        }

        var teacher = world.Teacher(world.School());
        teacher.WithApp();
        using var visitor = house.Visitor();
        await visitor.SignInAsync(teacher.Email);
        Assert.Equal("/sign-in/second-factor?passkey=refused", (await UseAsync(visitor, passkey, ("second", "true"))).Location);
        using var unverified = house.Visitor();
        Assert.Equal("/sign-in?passkey=refused", (await UseAsync(unverified, passkey, false)).Location);
        Assert.False(await unverified.SignedInAsync());
    }

    [Fact]
    public async Task An_answer_of_a_passkey_works_for_one_question_and_one_site()
    {
        var teacher = world.Teacher(world.School()).WithPassword();
        using var passkey = new AccountsPasskey(house.Address);
        using (var owner = house.Visitor())
        {
            await owner.SignInAsync(teacher.Email);
            await MakeAsync(owner, passkey, "");
        }

        using var visitor = house.Visitor();
        var token = await visitor.TokenAsync("/sign-in");
        var first = await AskAsync(visitor, passkey, "/sign-in/passkey?handler=Options", (Visitor.TokenField, token));
        var answer = passkey.Use(first.Html);
        await AskAsync(visitor, passkey, "/sign-in/passkey?handler=Options", (Visitor.TokenField, token));
        Assert.Equal("/sign-in?passkey=refused", (await AskAsync(visitor, passkey, "/sign-in/passkey", ("credential", answer), (Visitor.TokenField, token))).Location);
        var other = await AskAsync(visitor, passkey, "/sign-in/passkey?handler=Options", (Visitor.TokenField, token));
        var elsewhere = await visitor.SendAsync(Post("/sign-in/passkey", "https://elders.test", ("credential", passkey.Use(other.Html)), (Visitor.TokenField, token)));
        Assert.Equal("/sign-in?passkey=refused", elsewhere.Location);
        Assert.False(await visitor.SignedInAsync());
    }

    [Fact]
    public async Task Removing_the_last_passkey_takes_the_password_and_brings_the_account_down_to_weak()
    {
        var teacher = world.Teacher().Of(world.Group()).WithPassword();
        using var passkey = new AccountsPasskey(house.Address);
        using var visitor = house.Visitor();
        await visitor.SignInAsync(teacher.Email);
        await MakeAsync(visitor, passkey, "");
        var page = await visitor.GetAsync("/account/passkeys");
        Assert.Contains("Dit wachtwoord klopt niet", (await visitor.SubmitAsync(page, "form[action*=Remove]", ("password", "iets heel anders"))).Text(".ib-errors"), StringComparison.Ordinal);
        await visitor.SubmitAsync(page, "form[action*=Remove]", ("password", AccountsTools.Password));
        Assert.Equal(0, world.Count("person_passkey", "user_id = @Id", new { teacher.Id }));
        Assert.StartsWith("/account/second-factor", (await visitor.GetAsync("/my-class")).Location, StringComparison.Ordinal);
    }

    private static byte[] Key(PageAnswer page)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(page.Text(".ib-code").Replace(" ", "", StringComparison.Ordinal).Select(c => Convert.ToString(alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Select(b => Convert.ToByte(new string(b), 2))];
    }

    private static async Task<PageAnswer> MakeAsync(Visitor visitor, AccountsPasskey passkey, string name)
    {
        var token = await visitor.TokenAsync("/account/passkeys");
        var question = await AskAsync(visitor, passkey, "/account/passkeys?handler=Options", (Visitor.TokenField, token));
        return await AskAsync(visitor, passkey, "/account/passkeys", ("credential", passkey.Make(question.Html)), ("PasskeyName", name), (Visitor.TokenField, token));
    }

    private static Task<PageAnswer> UseAsync(Visitor visitor, AccountsPasskey passkey, (string, string?) with) => UseAsync(visitor, passkey, true, with);

    private static async Task<PageAnswer> UseAsync(Visitor visitor, AccountsPasskey passkey, bool verified, params (string, string?)[] with)
    {
        var token = await visitor.TokenAsync("/sign-in");
        var question = await AskAsync(visitor, passkey, "/sign-in/passkey?handler=Options", [.. with, (Visitor.TokenField, token)]);
        return await AskAsync(visitor, passkey, "/sign-in/passkey", ("credential", passkey.Use(question.Html, verified)), (Visitor.TokenField, token));
    }

    private static Task<PageAnswer> AskAsync(Visitor visitor, AccountsPasskey passkey, string path, params (string, string?)[] fields) => visitor.SendAsync(Post(path, passkey.Origin, fields));

    // A browser says which site a form comes from.
    private static HttpRequestMessage Post(string path, string origin, params (string Name, string? Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!))) };
        request.Headers.Add("Origin", origin);
        return request;
    }
}
