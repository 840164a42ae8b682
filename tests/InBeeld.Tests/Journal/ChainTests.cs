using Dapper;
using InBeeld.Capabilities.People.AccessJournal;
using InBeeld.Data;

namespace InBeeld.Tests.AccessJournal;

/// <summary>Whoever changes the journal, also as superuser of the database, is found out. Every test has a journal of its own.</summary>
public sealed class ChainTests(TestServer server) : IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string connection = "";
    private Database database = null!;

    public async ValueTask InitializeAsync()
    {
        connection = await server.NewDatabaseAsync();
        database = new Database(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await server.DropAsync(connection);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_empty_journal_is_unbroken()
    {
        var verdict = await VerifyAsync();
        Assert.Equal((true, 0L, 0L), (verdict.Intact, verdict.Rows, verdict.Batches));
    }

    [Fact]
    public async Task A_journal_of_several_batches_is_unbroken_and_its_head_changes_with_each_row()
    {
        await WriteAsync(3);
        var first = await VerifyAsync();
        await WriteAsync(4);
        var second = await VerifyAsync();
        Assert.Equal((true, 7L, 2L, 0L), (second.Intact, second.Rows, second.Batches, second.Waiting));
        Assert.NotEqual(first.Head, second.Head);
    }

    [Fact]
    public async Task Rows_that_are_not_sealed_yet_wait_and_break_nothing()
    {
        await WriteAsync(2);
        await AddAsync(3);
        var verdict = await VerifyAsync();
        Assert.Equal((true, 2L, 3L), (verdict.Intact, verdict.Rows, verdict.Waiting));
    }

    [Theory]
    [InlineData("use_case = 'nothing happened'")]
    [InlineData("person_id = uuidv7()")]
    [InlineData("pupils = '{}'")]
    [InlineData("at = at + interval '1 microsecond'")]
    [InlineData("facets = 0")]
    [InlineData("details = '{}'")]
    [InlineData("kind = 'system'")]
    [InlineData("hash = sha256('x')")]
    public async Task A_changed_row_is_named(string change)
    {
        await WriteAsync(5);
        await TamperAsync($"update journal set {change} where seq = 3");
        await BrokenAtAsync(3, "do not belong together");
    }

    [Fact]
    public async Task A_changed_row_with_its_hash_made_to_fit_is_found_at_the_next_row()
    {
        await WriteAsync(5);
        await TamperAsync("""
            update journal set use_case = 'nothing happened' where seq = 3;
            update journal j set hash = sha256((select hash from journal where seq = 2) || convert_to(app.journal_text(j), 'UTF8')) where seq = 3;
            """);
        await BrokenAtAsync(4, "do not belong together");
    }

    [Fact]
    public async Task A_changed_last_row_with_its_hash_made_to_fit_is_found_by_the_seal()
    {
        await WriteAsync(3);
        await TamperAsync("""
            update journal set use_case = 'nothing happened' where seq = 3;
            update journal j set hash = sha256((select hash from journal where seq = 2) || convert_to(app.journal_text(j), 'UTF8')) where seq = 3;
            """);
        await BrokenAtAsync(3, "sealed with another content");
    }

    [Fact]
    public async Task A_removed_row_is_named()
    {
        await WriteAsync(5);
        await TamperAsync("delete from journal where seq = 2");
        await BrokenAtAsync(2, "is missing");
    }

    [Fact]
    public async Task A_row_added_in_between_is_named()
    {
        await WriteAsync(5);
        await TamperAsync("""
            update journal set seq = -seq where seq >= 3; update journal set seq = 1 - seq where seq < 0;
            insert into journal select 3, uuidv7(), at, person_id, organisation_id, role, kind, 'slipped in', pupils, facets, reason, details, trace, hash from journal where seq = 2;
            """);
        await BrokenAtAsync(3, "do not belong together");
    }

    [Fact]
    public async Task A_row_added_at_the_end_with_a_hash_that_fits_has_no_seal()
    {
        await WriteAsync(3);
        await TamperAsync("""
            insert into journal select 4, uuidv7(), at, person_id, organisation_id, role, kind, 'slipped in', pupils, facets, reason, details, trace, hash from journal where seq = 3;
            update journal j set hash = sha256((select hash from journal where seq = 3) || convert_to(app.journal_text(j), 'UTF8')) where seq = 4;
            """);
        await BrokenAtAsync(4, "seal");
    }

    [Fact]
    public async Task A_removed_seal_is_found()
    {
        await WriteAsync(2);
        await WriteAsync(2);
        await TamperAsync("delete from journal_batch where from_seq = 1");
        await BrokenAtAsync(1, "seal");
    }

    [Fact]
    public async Task A_cut_off_end_is_found()
    {
        await WriteAsync(5);
        await TamperAsync("delete from journal where seq > 3");
        await BrokenAtAsync(4, "missing at the end");
    }

    [Fact]
    public async Task An_end_cut_off_with_its_seals_is_found_with_a_head_that_was_noted_before()
    {
        await WriteAsync(2);
        await WriteAsync(3);
        var noted = (await VerifyAsync()).Head;
        await TamperAsync("delete from journal where seq > 2; delete from journal_batch where to_seq > 2");
        Assert.True((await VerifyAsync()).Intact);
        await BrokenAtAsync(3, "given head", noted);
    }

    [Fact]
    public async Task A_chain_that_was_made_anew_is_found_with_a_head_that_was_noted_before()
    {
        await WriteAsync(5);
        var noted = (await VerifyAsync()).Head;
        await TamperAsync("""
            insert into journal_inbox select id, at, person_id, organisation_id, role, kind, case when seq = 3 then 'nothing happened' else use_case end, pupils, facets, reason, details, trace from journal;
            delete from journal; delete from journal_batch; select app.seal_journal();
            """);
        Assert.True((await VerifyAsync()).Intact);
        Assert.False((await VerifyAsync(noted)).Intact);
    }

    [Fact]
    public async Task A_head_noted_before_still_occurs_after_more_was_written()
    {
        var empty = (await VerifyAsync()).Head;
        await WriteAsync(3);
        var noted = (await VerifyAsync()).Head;
        await WriteAsync(3);
        Assert.True((await VerifyAsync(noted)).Intact);
        Assert.True((await VerifyAsync(noted.ToUpperInvariant())).Intact);
        Assert.True((await VerifyAsync(empty)).Intact);
        Assert.False((await VerifyAsync("00ff")).Intact);
    }

    [Fact]
    public async Task Several_that_seal_at_once_make_one_chain_with_every_row_once()
    {
        await AddAsync(3000);
        var busy = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var own = await database.App.OpenConnectionAsync(Ct);
            for (var i = 0; i < 40; i++)
            {
                await own.ExecuteAsync("select app.seal_journal(100)");
            }
        }, Ct)).Append(Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await AddAsync(5);
            }
        }, Ct));
        await Task.WhenAll(busy);
        await SealAsync();
        var verdict = await VerifyAsync();
        Assert.Equal((true, 3100L, 0L), (verdict.Intact, verdict.Rows, verdict.Waiting));
        Assert.Equal(3100, await OneAsync<long>("select count(distinct id) from journal"));
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_no_row()
    {
        await using (var own = await database.App.OpenConnectionAsync(Ct))
        {
            await using var transaction = await own.BeginTransactionAsync(Ct);
            await own.ExecuteAsync("insert into journal_inbox (kind, use_case) values ('write', 'undone')", transaction: transaction);
            await transaction.RollbackAsync(Ct);
        }

        await SealAsync();
        Assert.Equal(0, (await VerifyAsync()).Rows);
    }

    [Fact]
    public async Task The_text_that_is_hashed_does_not_depend_on_the_settings_of_a_session()
    {
        await WriteAsync(3);
        await using var own = await database.Owner.OpenConnectionAsync(Ct);
        await own.ExecuteAsync("set timezone = 'Pacific/Auckland'; set datestyle = 'sql, mdy'; set extra_float_digits = -5; set bytea_output = 'escape'");
        Assert.Equal(0, await own.ExecuteScalarAsync<long>("""
            select count(*) from journal j left join journal p on p.seq = j.seq - 1
            where j.hash <> sha256(coalesce(p.hash, '\x00'::bytea) || convert_to(app.journal_text(j), 'UTF8'))
            """));
    }

    private async Task BrokenAtAsync(long row, string problem, string? head = null)
    {
        var verdict = await VerifyAsync(head);
        Assert.False(verdict.Intact);
        Assert.Equal(row, verdict.FirstBroken);
        Assert.Contains(problem, verdict.Problem, StringComparison.Ordinal);
    }

    private Task<JournalVerdict> VerifyAsync(string? head = null) => VerifyJournal.RunAsync(database.Owner, head, Ct);

    private async Task WriteAsync(int rows)
    {
        await AddAsync(rows);
        await SealAsync();
    }

    private async Task AddAsync(int rows)
    {
        await using var own = await database.Owner.OpenConnectionAsync(Ct);
        await own.ExecuteAsync("""
            insert into journal_inbox (person_id, organisation_id, role, kind, use_case, pupils, facets, reason, details)
            select uuidv7(), uuidv7(), 'teacher', 'read', 'open class list', array[uuidv7(), uuidv7()], 3, 'group', '{"b": 1, "a": "é \" \\ "}' from generate_series(1, @rows)
            """, new { rows });
    }

    private async Task SealAsync()
    {
        await using var own = await database.App.OpenConnectionAsync(Ct);
        await own.ExecuteAsync("select app.seal_journal()");
    }

    private async Task TamperAsync(string sql)
    {
        await using var superuser = await database.Owner.OpenConnectionAsync(Ct);
        await superuser.ExecuteAsync(sql);
    }

    private async Task<T?> OneAsync<T>(string sql)
    {
        await using var own = await database.Owner.OpenConnectionAsync(Ct);
        return await own.ExecuteScalarAsync<T>(sql);
    }
}
