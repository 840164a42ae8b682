using System.Diagnostics;
using System.Net;
using System.Text.Json;
using InBeeld.Capabilities.People.AccessJournal;

namespace InBeeld.Tests.AccessJournal;

/// <summary>What the running application writes in the journal, and that it stands or falls with what it tells about.</summary>
public sealed class WrittenTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly World world = house.World;

    [Fact]
    public async Task After_some_traffic_every_line_is_sealed_and_the_chain_unbroken()
    {
        for (var i = 0; i < 5; i++)
        {
            using var visitor = house.SignIn(world.Teacher().Of(world.Group()));
            await visitor.GetAsync("/");
            await visitor.PostAsync("/sign-out");
        }

        world.Do("select app.seal_journal()");
        var verdict = await VerifyJournal.RunAsync(house.Database.Owner, null, Ct);
        Assert.True(verdict.Intact, verdict.Problem);
        Assert.True(verdict.Rows >= 5);
    }

    [Fact]
    public async Task Signing_in_and_out_are_written_with_person_organisation_and_role()
    {
        var school = world.School();
        var persona = world.Person(userName: $"persona.{world.Next()}", demo: true).As(Kernel.Access.Role.Care, school);
        using var visitor = house.Visitor();
        await visitor.SubmitAsync(await visitor.GetAsync("/sign-in"), $"button[value='{persona.Id}']");
        await visitor.PostAsync("/sign-out");
        Assert.Equal(["sign in", "sign out"], Lines("use_case", "person_id = @Id and organisation_id = @school and role = 'care' and kind = 'write'", new { persona.Id, school = school.Id }));
    }

    [Fact]
    public async Task A_change_that_fails_at_its_end_leaves_no_line()
    {
        var teacher = world.Teacher().Of(world.Group());
        using var visitor = house.SignIn(teacher);
        var token = await visitor.TokenAsync("/problem/404");
        world.Do("""
            create function public.fail() returns trigger language plpgsql as 'begin raise exception ''the disk is full''; end';
            create constraint trigger fail after update on session deferrable initially deferred for each row execute function public.fail();
            """);
        try
        {
            var answer = await visitor.PostWithoutTokenAsync("/sign-out", (Visitor.TokenField, token));
            Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        }
        finally
        {
            world.Do("drop trigger fail on session; drop function public.fail()");
        }

        Assert.Empty(Lines("use_case", "person_id = @Id", new { teacher.Id }));
        Assert.Equal(1, world.Count("session", "person_id = @Id and ended_at is null", new { teacher.Id }));
    }

    [Fact]
    public async Task What_cannot_be_written_in_the_journal_does_not_happen()
    {
        var teacher = world.Teacher().Of(world.Group());
        using var visitor = house.SignIn(teacher);
        var token = await visitor.TokenAsync("/problem/404");
        world.Do($"alter table journal_inbox add constraint not_this_one check (person_id <> '{teacher.Id}')");
        try
        {
            Assert.Equal(HttpStatusCode.InternalServerError, (await visitor.PostWithoutTokenAsync("/sign-out", (Visitor.TokenField, token))).Status);
        }
        finally
        {
            world.Do("alter table journal_inbox drop constraint not_this_one");
        }

        Assert.Equal(1, world.Count("session", "person_id = @Id and ended_at is null", new { teacher.Id }));
    }

    [Fact]
    public async Task The_command_line_proves_the_journal_and_says_with_its_exit_code_when_it_cannot()
    {
        world.Do("insert into journal_inbox (kind, use_case) values ('system', 'one'), ('system', 'two'); select app.seal_journal()");
        var (code, verdict) = await VerifyJournalAsync();
        Assert.Equal((0, true), (code, verdict.GetProperty("intact").GetBoolean()));
        Assert.True(verdict.GetProperty("rows").GetInt64() >= 2);
        Assert.True(verdict.GetProperty("batches").GetInt64() >= 1);

        var (missing, cut) = await VerifyJournalAsync("--head", "00ff");
        Assert.Equal((1, false), (missing, cut.GetProperty("intact").GetBoolean()));
        Assert.Contains("head", cut.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    private List<string> Lines(string column, string where, object args) =>
        world.List<string>($"select {column} from (select id, at, use_case, kind, person_id, organisation_id, role from journal union all select id, at, use_case, kind, person_id, organisation_id, role from journal_inbox) j where {where} order by at", args);

    private async Task<(int Code, JsonElement Verdict)> VerifyJournalAsync(params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(VerifyJournal).Assembly.Location, "verify-journal", "--json", .. more]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__InBeeld"] = house.Database.OwnerConnection;
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync(Ct);
        var json = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(json.Length > 0, await said);
        return (process.ExitCode, JsonDocument.Parse(json).RootElement);
    }
}
