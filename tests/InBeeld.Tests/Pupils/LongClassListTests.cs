using System.Text;
using InBeeld.Capabilities.Pupils.ImportClassList;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Pupils;

/// <summary>In this house a list of four children is a long one.</summary>
public sealed class LongListsHouse(TestServer server) : TestHouse(server)
{
    protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton(new ImportLimits(AtOnce: 3));
}

/// <summary>Lists that are too long for one request: compared, applied and taken back in the background, in the name of who asked.</summary>
public sealed class LongClassListTests(LongListsHouse house) : IClassFixture<LongListsHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_long_list_is_compared_applied_and_taken_back_while_the_page_tells_how_far_it_is()
    {
        var school = World.School();
        using var office = house.SignIn(World.Office(school));
        var address = await UploadAsync(office, 6);
        var preview = await ReadyAsync(office, address);
        Assert.Equal("Dit verandert: 6 nieuw, 0 gewijzigd, 0 weg", preview.Text("h1"));
        Assert.Equal(0, World.Count("pupil", "school_id = @Id", new { school.Id }));
        await office.SubmitAsync(preview, "form[action*=Apply] .nl-button--primary");
        var applied = await ReadyAsync(office, address);
        Assert.Equal("Doorgevoerd: 6 nieuw, 0 weg", applied.Text("h1"));
        Assert.Equal(6, World.Count("pupil", "school_id = @Id and left_on is null", new { school.Id }));
        await office.SubmitAsync(applied, "form[action*=Undo] button");
        Assert.Equal("Deze lijst is teruggedraaid", (await ReadyAsync(office, address)).Text("h1"));
        Assert.Equal(0, World.Count("pupil", "school_id = @Id and left_on is null", new { school.Id }));
    }

    [Fact]
    public async Task Work_that_was_stopped_changes_nothing_and_can_be_asked_again()
    {
        var school = World.School();
        var clerk = World.Office(school);
        using var office = house.SignIn(clerk);
        var address = await UploadAsync(office, 5);
        await ReadyAsync(office, address);
        // Somebody else holds the list of the school, so that there is time to stop.
        await using (var hold = await house.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await using var tx = await hold.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using (var command = new Npgsql.NpgsqlCommand(InBeeld.Capabilities.Pupils.ImportClassList.Apply.ApplySql.Lock.Replace("@school", $"'{school.Id}'", StringComparison.Ordinal), hold, tx))
            {
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }

            var busy = await office.FollowAsync(await office.SubmitAsync(await office.GetAsync(address), "form[action*=Apply] .nl-button--primary"));
            Assert.Equal("Wij voeren deze lijst door", busy.Text("h1"));
            Assert.True(busy.Has("progress"));
            await office.SubmitAsync(busy, "form[action*=Stop] button");
            var stopped = await ReadyAsync(office, address);
            Assert.Contains("Gestopt. Er is niets gewijzigd.", stopped.Text("main"), StringComparison.Ordinal);
        }

        Assert.Equal(0, World.Count("pupil", "school_id = @Id", new { school.Id }));
        await office.SubmitAsync(await office.GetAsync(address), "form[action*=Apply] .nl-button--primary");
        Assert.Equal("Doorgevoerd: 5 nieuw, 0 weg", (await ReadyAsync(office, address)).Text("h1"));
    }

    [Fact]
    public async Task What_a_killed_server_had_taken_is_taken_up_again()
    {
        var school = World.School();
        using var office = house.SignIn(World.Office(school));
        var address = await UploadAsync(office, 4);
        await ReadyAsync(office, address);
        // As if another server had taken it a minute ago and is silent since.
        World.Do("insert into class_list_work (import_id, session_id, task, tries, beat_at) values (@import, @session, 'apply', 1, now() - interval '1 minute')", new { import = Guid.Parse(address.Split('/')[^1]), session = office.Session });
        Assert.Equal("Doorgevoerd: 4 nieuw, 0 weg", (await ReadyAsync(office, address)).Text("h1"));
    }

    [Fact]
    public async Task Who_was_signed_out_meanwhile_changes_nothing()
    {
        var school = World.School();
        var clerk = World.Office(school);
        using var office = house.SignIn(clerk);
        var address = await UploadAsync(office, 4);
        await ReadyAsync(office, address);
        using var gone = house.SignIn(clerk);
        gone.EndSession();
        World.Do("insert into class_list_work (import_id, session_id, task) values (@import, @session, 'apply')", new { import = Guid.Parse(address.Split('/')[^1]), session = gone.Session });
        Assert.Contains("Je bent intussen uitgelogd", (await ReadyAsync(office, address)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("pupil", "school_id = @Id", new { school.Id }));
    }

    [Fact]
    public async Task A_long_list_that_would_take_children_away_waits_for_the_tick()
    {
        var school = World.School();
        World.Group(school).Pupils(3);
        using var office = house.SignIn(World.Office(school));
        var address = await UploadAsync(office, 4);
        var preview = await ReadyAsync(office, address);
        var refused = await office.SubmitAsync(preview, "form[action*=Apply] .nl-button--primary");
        Assert.Contains("Zet een vinkje", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(3, World.Count("pupil", "school_id = @Id and left_on is null", new { school.Id }));
    }

    [Fact]
    public async Task The_rows_that_cannot_be_used_come_as_a_file_that_no_spreadsheet_runs()
    {
        var school = World.School();
        using var office = house.SignIn(World.Office(school));
        var content = "Leerlingnummer;Roepnaam;Achternaam;Groep\n1;Noor;Bladerdak;7b\n=1+1;;;7b\n";
        var address = await ColumnsAsync(office, await UploadAsync(office, content));
        await ReadyAsync(office, address);
        var file = Encoding.UTF8.GetString((await office.GetAsync(address + "?handler=Rejected&as=csv")).Body);
        Assert.Contains("3;'=1+1;;Er is geen naam.", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Bladerdak", file, StringComparison.Ordinal);
    }

    private static async Task<string> UploadAsync(Visitor office, int children) =>
        await ColumnsAsync(office, await UploadAsync(office, "Leerlingnummer;Roepnaam;Achternaam;Groep\n" + string.Concat(Enumerable.Range(1, children).Select(n => $"L{n};Kind{(char)('a' + n)};Wolk{(char)('a' + n)};7b\n"))));

    private static async Task<string> UploadAsync(Visitor office, string content)
    {
        var answer = await office.UploadAsync("/class-lists", "file", "lijst.csv", Encoding.UTF8.GetBytes(content));
        Assert.NotNull(answer.Location);
        return answer.Location;
    }

    private static async Task<string> ColumnsAsync(Visitor office, string address)
    {
        var page = await office.GetAsync(address);
        if (page.Has("form[action*=Columns]"))
        {
            await office.SubmitAsync(page, "form[action*=Columns] .nl-button--primary");
        }

        return address;
    }

    private static async Task<PageAnswer> ReadyAsync(Visitor office, string address)
    {
        for (var n = 0; n < 300; n++)
        {
            var page = await office.GetAsync(address);
            if (!page.Has("progress"))
            {
                return page;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The work did not end.");
    }
}
