using System.Net.Sockets;
using System.Runtime.Versioning;
using InBeeld.Data.EmbeddedServer;
using Npgsql;
using Xunit;
using static InBeeld.Tests.Data.EmbeddedServer.ServerTestFolder;

namespace InBeeld.Tests.Data.EmbeddedServer;

[UnsupportedOSPlatform("windows")]
public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task An_empty_folder_gets_a_server_that_answers()
    {
        await using var folder = new ServerTestFolder();
        await using var server = await folder.StartAsync(durable: true);

        Assert.True(server.Started);
        Assert.Equal(1, await AskAsync(server, "select 1"));
        Assert.StartsWith("18.", server.Version, StringComparison.Ordinal);
        Assert.Equal("inbeeld", await AskAsync(server, "select current_database()"));
        Assert.Equal("inbeeld_owner", await AskAsync(server, "select current_user::text"));
        Assert.Equal("UTF8 C.UTF-8 b", await AskAsync(server,
            "select concat_ws(' ', pg_encoding_to_char(encoding), datlocale, datlocprovider) from pg_database where datname = 'inbeeld'"));
        Assert.Equal("on on on", await AskAsync(server,
            "select concat_ws(' ', current_setting('data_checksums'), current_setting('fsync'), current_setting('full_page_writes'))"));
    }

    [Fact]
    public async Task Names_sort_in_the_Dutch_way_when_asked_and_by_code_point_when_not()
    {
        await using var folder = new ServerTestFolder();
        await using var server = await folder.StartAsync();

        const string names = "unnest(array['Zwart', 'Özdemir', 'de Vries', 'Çelik', 'abel']) name";
        Assert.Equal("abel Çelik de Vries Özdemir Zwart",
            await AskAsync(server, $"select string_agg(name, ' ' order by name collate \"nl-x-icu\") from {names}"));
        Assert.Equal("Zwart abel de Vries Çelik Özdemir",
            await AskAsync(server, $"select string_agg(name, ' ' order by name) from {names}"));
    }

    [Fact]
    public async Task Only_this_machine_and_only_with_the_password_gets_in()
    {
        await using var folder = new ServerTestFolder();
        await using var server = await folder.StartAsync();

        Assert.Equal("127.0.0.1//scram-sha-256", await AskAsync(server,
            "select concat_ws('/', current_setting('listen_addresses'), current_setting('unix_socket_directories'), current_setting('password_encryption'))"));
        Assert.Equal(0L, await AskAsync(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"));
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString()) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(folder.Postgres, "owner-password")));
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart_and_in_between_there_is_no_server()
    {
        await using var folder = new ServerTestFolder();
        int port, pid;
        await using (var first = await folder.StartAsync())
        {
            (port, pid) = (first.Port, first.ServerPid);
            await AskAsync(first, "create table kept as select 42 as answer");
        }

        await WaitUntilAsync(() => !Lives(pid), "the process of the server to be gone");
        using var socket = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(
            async () => await socket.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken));
        await using var second = await folder.StartAsync();
        Assert.True(second.Started);
        Assert.Equal(42, await AskAsync(second, "select answer from kept"));
    }

    [Fact]
    public async Task A_second_start_joins_and_its_end_leaves_the_server_running()
    {
        await using var folder = new ServerTestFolder();
        await using var owner = await folder.StartAsync();

        await using (var joined = await folder.StartAsync())
        {
            Assert.False(joined.Started);
            Assert.Equal(owner.ConnectionString(), joined.ConnectionString());
            await Assert.ThrowsAsync<InvalidOperationException>(joined.EraseAsync);
        }

        Assert.Equal(1, await AskAsync(owner, "select 1"));
    }

    [Fact]
    public async Task A_folder_reached_by_a_link_is_the_same_folder()
    {
        await using var folder = new ServerTestFolder();
        await using var owner = await folder.StartAsync();
        var link = folder.Data + "-link";
        Directory.CreateSymbolicLink(link, folder.Data);

        await using var joined = await EmbeddedPostgres.StartAsync(
            new EmbeddedServerOptions(link, Durable: false), TestContext.Current.CancellationToken);

        Assert.False(joined.Started);
        Assert.Equal(owner.ServerPid, joined.ServerPid);
    }

    [Fact]
    public async Task Of_many_starts_at_the_same_moment_exactly_one_starts_the_server()
    {
        await using var folder = new ServerTestFolder();

        var servers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => folder.StartAsync())));

        Assert.Single(servers, server => server.Started);
        Assert.Single(servers.Select(server => server.ServerPid).Distinct());
        foreach (var server in servers)
            Assert.Equal(1, await AskAsync(server, "select 1"));
        foreach (var server in servers.OrderBy(server => server.Started))
            await server.DisposeAsync();
        await WaitUntilAsync(() => !Lives(servers[0].ServerPid), "the process of the server to be gone");
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("quote's \"double\" $HOME `id` %d \\ é")]
    public async Task A_folder_may_have_any_name(string name)
    {
        await using var folder = new ServerTestFolder(name);
        await using (var server = await folder.StartAsync())
            Assert.Equal(1, await AskAsync(server, "select 1"));
        await using var again = await folder.StartAsync();
        Assert.Equal(1, await AskAsync(again, "select 1"));
    }

    [Fact]
    public async Task Nothing_of_what_is_asked_or_stored_gets_into_the_log()
    {
        await using var folder = new ServerTestFolder();
        await using var server = await folder.StartAsync();
        await AskAsync(server, "create table child (name text primary key)");
        await AskAsync(server, "insert into child values ('Yasmina')");

        await Assert.ThrowsAsync<PostgresException>(() => AskAsync(server, "insert into child values ('Yasmina')"));

        var log = await ReadLogAsync(folder);
        Assert.Contains("duplicate key", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Yasmina", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_is_called_off_leaves_no_server()
    {
        await using var folder = new ServerTestFolder();
        using var off = new CancellationTokenSource();
        // The first thing said is that the database is being made.
        var options = new EmbeddedServerOptions(folder.Data, _ => off.Cancel(), Durable: false);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EmbeddedPostgres.StartAsync(options, off.Token));

        Assert.Null(PostmasterFile.Read(folder.Cluster));
        await using var server = await folder.StartAsync();
        Assert.True(server.Started);
    }

    [Fact]
    public async Task An_erased_server_leaves_an_empty_data_folder()
    {
        await using var folder = new ServerTestFolder();
        var server = await folder.StartAsync();

        await server.EraseAsync();

        await WaitUntilAsync(() => !Lives(server.ServerPid), "the process of the server to be gone");
        Assert.Empty(Directory.GetFileSystemEntries(folder.Data));
        Assert.False(Directory.Exists(server.ClusterFolder));
    }

    private static async Task<string> ReadLogAsync(ServerTestFolder folder)
    {
        var log = Assert.Single(Directory.GetFiles(Path.Combine(folder.Postgres, "log")));
        await using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
