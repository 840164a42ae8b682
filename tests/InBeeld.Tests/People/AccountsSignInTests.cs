using System.Net;
using InBeeld.Kernel.Access;

namespace InBeeld.Tests.People;

public sealed class AccountsSignInTests(AccountsHouse house) : IClassFixture<AccountsHouse>
{
    private const string NotTogether = "Dit e-mailadres en wachtwoord horen niet bij elkaar, of er is te vaak geprobeerd. Wacht dan tien minuten.";

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_get_the_same_page()
    {
        var teacher = house.World.Teacher(house.World.School()).WithPassword();
        using var visitor = house.Visitor();
        var wrong = await visitor.SignInAsync(teacher.Email, "een heel ander wachtwoord");
        var unknown = await visitor.SignInAsync("niemand@nergens.test", "een heel ander wachtwoord");
        Assert.Contains(NotTogether, wrong.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(wrong.Text("main"), unknown.Text("main"));
        Assert.Equal(wrong.Status, unknown.Status);
        Assert.False(await visitor.SignedInAsync());
    }

    [Fact]
    public async Task An_unknown_address_costs_the_same_work_as_a_known_one()
    {
        var teacher = house.World.Teacher(house.World.School()).WithPassword();
        using var visitor = house.Visitor();
        var page = await visitor.GetAsync("/sign-in");
        Task<PageAnswer> Try(string email) => visitor.SubmitAsync(page, "form[action='/sign-in']", ("Email", email), ("password", "een heel ander wachtwoord"));
        await Try("niemand@nergens.test"); // the first one makes the hash of nobody
        var before = house.Hasher.Verified;
        var known = await house.Queries(() => Try(teacher.Email));
        Assert.Equal(before + 1, house.Hasher.Verified);
        var unknown = await house.Queries(() => Try("niemand@nergens.test"));
        Assert.Equal(before + 2, house.Hasher.Verified);
        Assert.Equal(known.Statements, unknown.Statements);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_ten_minutes_and_the_right_one_waits_too()
    {
        var teacher = house.World.Teacher(house.World.School()).WithPassword();
        using var visitor = house.Visitor();
        for (var i = 0; i < 5; i++)
        {
            await visitor.SignInAsync(teacher.Email, "een heel ander wachtwoord");
        }

        var locked = await visitor.SignInAsync(teacher.Email);
        Assert.Contains(NotTogether, locked.Text(".ib-errors"), StringComparison.Ordinal);
        house.World.Do("update person set lockout_end = lockout_end - interval '10 minutes' where id = @Id", new { teacher.Id });
        Assert.Equal("/", (await visitor.SignInAsync(teacher.Email)).Location);
    }

    [Fact]
    public async Task Guesses_at_the_same_moment_are_all_counted()
    {
        var teacher = house.World.Teacher(house.World.School()).WithPassword();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var visitor = house.Visitor();
            await visitor.SignInAsync(teacher.Email, "een heel ander wachtwoord");
        }));
        using var late = house.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await late.SignInAsync(teacher.Email)).Status);
        Assert.False(await late.SignedInAsync());
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones_before_it()
    {
        var teacher = house.World.Teacher(house.World.School()).WithPassword();
        using var visitor = house.Visitor();
        for (var i = 0; i < 4; i++)
        {
            await visitor.SignInAsync(teacher.Email, "een heel ander wachtwoord");
        }

        Assert.Equal("/", (await visitor.SignInAsync(teacher.Email)).Location);
        Assert.Equal(0, house.World.One<int>("select access_failed_count from person where id = @Id", new { teacher.Id }));
    }

    [Fact]
    public async Task With_an_app_the_password_alone_opens_nothing_and_the_code_opens_all()
    {
        var teacher = house.World.Teacher(house.World.School());
        var key = teacher.WithApp();
        using var visitor = house.Visitor();
        Assert.Equal("/sign-in/second-factor", (await visitor.SignInAsync(teacher.Email, from: "/account")).Location);
        Assert.False(await visitor.SignedInAsync());
        var answer = await visitor.CodeAsync(house.CodeNow(key));
        Assert.Equal("/account", answer.Location);
        Assert.True(house.World.One<bool>("select strong from session where person_id = @Id", new { teacher.Id }));
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var teacher = house.World.Teacher(house.World.School());
        var code = house.CodeNow(teacher.WithApp());
        using var first = house.Visitor();
        await first.SignInAsync(teacher.Email);
        Assert.Equal("/", (await first.CodeAsync(code)).Location);
        using var second = house.Visitor();
        await second.SignInAsync(teacher.Email);
        var answer = await second.CodeAsync(code);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("Deze code klopt niet.", answer.Text("#code-wrong"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_are_counted_and_a_right_password_in_between_does_not_wipe_them()
    {
        var teacher = house.World.Teacher(house.World.School());
        var key = teacher.WithApp();
        using var visitor = house.Visitor();
        for (var i = 0; i < 5; i++)
        {
            await visitor.SignInAsync(teacher.Email);
            await visitor.CodeAsync("000000");
        }

        var locked = await visitor.CodeAsync(house.CodeNow(key));
        Assert.Equal("Er is te vaak geprobeerd. Wacht tien minuten en probeer het dan opnieuw.", locked.Text("#code-wrong"));
    }

    [Fact]
    public async Task The_step_after_the_password_waits_ten_minutes_and_not_longer()
    {
        var teacher = house.World.Teacher(house.World.School());
        teacher.WithApp();
        using var visitor = house.Visitor();
        await visitor.SignInAsync(teacher.Email);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/sign-in/second-factor")).Status);
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        try
        {
            Assert.Equal("/sign-in", (await visitor.GetAsync("/sign-in/second-factor")).Location);
        }
        finally
        {
            house.Clock.Reset();
        }
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        var teacher = house.World.Teacher(house.World.School());
        teacher.WithApp();
        house.World.Do("insert into recovery_code (person_id, hash) values (@Id, @hash)", new { teacher.Id, hash = System.Security.Cryptography.SHA256.HashData([.. teacher.Id.ToByteArray(), .. "abcdefghjkmn"u8]) });
        using var first = house.Visitor();
        await first.SignInAsync(teacher.Email);
        Assert.Equal("/account", (await first.CodeAsync(" ABCD-efgh jkmn", recovery: true)).Location);
        Assert.StartsWith("Je bent ingelogd met een herstelcode. Je hebt er nog 0.", (await first.GetAsync("/account")).Text("[role=status]"), StringComparison.Ordinal);
        using var second = house.Visitor();
        await second.SignInAsync(teacher.Email);
        Assert.Equal("Deze herstelcode klopt niet, of is al gebruikt.", (await second.CodeAsync("abcd-efgh-jkmn", recovery: true)).Text("#code-wrong"));
    }

    [Fact]
    public async Task Signing_in_again_gives_another_session_and_ends_the_one_before()
    {
        var teacher = house.World.Teacher(house.World.School());
        var key = teacher.WithApp();
        using var visitor = house.SignIn(house.World.Teacher(house.World.School()));
        var planted = visitor.Session;
        await visitor.PostAsync("/sign-in", ("Email", teacher.Email), ("password", AccountsTools.Password));
        await visitor.CodeAsync(house.CodeNow(key));
        Assert.Contains(teacher.Name.Full, (await visitor.GetAsync("/account")).Text("main"), StringComparison.Ordinal);
        Assert.NotNull(house.World.One<DateTimeOffset?>("select ended_at from session where id = @planted", new { planted }));
        Assert.Equal(1, house.World.Count("session", "person_id = @Id and ended_at is null", new { teacher.Id }));
    }

    [Fact]
    public async Task A_session_ends_by_signing_out_by_resting_too_long_and_by_its_longest_time()
    {
        var teacher = house.World.Teacher(house.World.School());
        using var one = house.SignIn(teacher);
        await one.PostAsync("/sign-out");
        Assert.False(await one.SignedInAsync());
        using var two = house.SignIn(teacher);
        house.World.Do("update session set last_seen_at = now() - interval '61 minutes' where id = @Session", new { two.Session });
        Assert.False(await two.SignedInAsync());
        using var three = house.SignIn(teacher);
        house.World.Do("update session set ends_at = now() where id = @Session", new { three.Session });
        Assert.False(await three.SignedInAsync());
    }

    [Fact]
    public async Task Without_a_second_factor_no_page_about_children_opens()
    {
        var teacher = house.World.Teacher().Of(house.World.Group()).WithPassword();
        using var visitor = house.Visitor();
        await visitor.SignInAsync(teacher.Email);
        var answer = await visitor.GetAsync("/my-class");
        Assert.Equal("/account/second-factor?from=%2Fmy-class", answer.Location);
        Assert.Contains("Dit is eerst nodig", (await visitor.GetAsync(answer.Location!)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_was_closed_does_not_sign_in()
    {
        var teacher = house.World.Teacher(house.World.School()).WithPassword();
        house.World.Do("update person set closed_at = now() where id = @Id", new { teacher.Id });
        using var visitor = house.Visitor();
        Assert.Contains(NotTogether, (await visitor.SignInAsync(teacher.Email)).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_role_of_last_time_comes_back_while_it_holds()
    {
        var world = house.World;
        var teacher = world.Teacher(world.School()).WithPassword();
        teacher.As(Role.Care, world.School(name: "Basisschool De Tweede"));
        using (var visitor = house.Visitor())
        {
            await visitor.SignInAsync(teacher.Email);
            await visitor.SubmitAsync(await visitor.GetAsync("/choose-role"), $"button[value='{teacher.MembershipId}']");
        }

        using var again = house.Visitor();
        await again.SignInAsync(teacher.Email);
        Assert.Contains("Basisschool De Tweede", (await again.GetAsync("/account")).Text("main"), StringComparison.Ordinal);
        teacher.LosesRole();
        using var later = house.Visitor();
        await later.SignInAsync(teacher.Email);
        Assert.DoesNotContain("Basisschool De Tweede", (await later.GetAsync("/account")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_and_granted_sign_ins_stand_in_the_journal()
    {
        var teacher = house.World.Teacher(house.World.School()).WithPassword();
        var before = house.World.Journalled("use_case = 'sign in' and kind = 'refused'");
        using var visitor = house.Visitor();
        await visitor.SignInAsync(teacher.Email, "een heel ander wachtwoord");
        await visitor.SignInAsync(teacher.Email);
        Assert.Equal(before + 1, house.World.Journalled("use_case = 'sign in' and kind = 'refused'"));
        Assert.Equal(1, house.World.Journalled("person_id = @Id and use_case = 'sign in'", new { teacher.Id }));
    }

    [Theory]
    [InlineData("https://elders.test/")]
    [InlineData("//elders.test/")]
    [InlineData("/\\elders.test")]
    public async Task After_signing_in_nobody_is_sent_to_another_site(string from)
    {
        var teacher = house.World.Teacher(house.World.School()).WithPassword();
        using var visitor = house.Visitor();
        Assert.Equal("/", (await visitor.SignInAsync(teacher.Email, from: from)).Location);
    }
}
