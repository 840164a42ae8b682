using System.Diagnostics;
using System.Runtime.Versioning;
using InBeeld.Data.EmbeddedServer;
using Xunit;
using static InBeeld.Tests.Data.EmbeddedServer.ServerTestFolder;

namespace InBeeld.Tests.Data.EmbeddedServer;

/// <summary>PostgreSQL refuses root; these run where the tests run as root, as in a container.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RootTests
{
    public RootTests() => Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Only root has this problem.");

    [Fact]
    public async Task A_private_data_folder_gets_its_database_elsewhere_and_says_so()
    {
        await using var folder = new ServerTestFolder(open: false);
        var said = new List<string>();
        await using (var server = await folder.StartAsync(say: said.Add))
        {
            Assert.StartsWith(ServerPlace.Elsewhere, server.ClusterFolder, StringComparison.Ordinal);
            Assert.Contains(said, line => line.Contains(folder.Data, StringComparison.Ordinal)
                && line.Contains(Path.GetDirectoryName(server.ClusterFolder)!, StringComparison.Ordinal));
            await AskAsync(server, "create table kept as select 42 as answer");
        }

        await using var again = await folder.StartAsync();
        Assert.Equal(42, await AskAsync(again, "select answer from kept"));
    }

    [Fact]
    public async Task An_open_data_folder_holds_its_own_database()
    {
        await using var folder = new ServerTestFolder();
        await using var server = await folder.StartAsync();

        Assert.StartsWith(folder.Data, server.ClusterFolder, StringComparison.Ordinal);
        Assert.NotEqual("0", await IdAsync(server.ServerPid));
    }

    [Fact]
    public async Task Erasing_a_database_elsewhere_leaves_nothing_there()
    {
        await using var folder = new ServerTestFolder(open: false);
        var server = await folder.StartAsync();
        var home = Path.GetDirectoryName(Path.GetDirectoryName(server.ClusterFolder))!;
        Assert.True(Directory.Exists(home));

        await server.EraseAsync();

        Assert.False(Directory.Exists(home));
    }

    [Fact]
    public async Task A_moved_data_folder_takes_its_database_along_and_a_copied_one_is_refused()
    {
        await using var folder = new ServerTestFolder(open: false);
        await using (var server = await folder.StartAsync())
            await AskAsync(server, "create table kept as select 42 as answer");
        var moved = folder.Data + "-moved";
        Directory.Move(folder.Data, moved);

        await using (var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedServerOptions(moved, Durable: false), TestContext.Current.CancellationToken))
        {
            Assert.Equal(42, await AskAsync(server, "select answer from kept"));
        }
        UnixFiles.CopyForAll(new DirectoryInfo(moved), folder.Data);
        Assert.Contains($"is a copy of {moved}", (await folder.RefusalAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_database_is_not_replaced_by_an_empty_one()
    {
        await using var folder = new ServerTestFolder(open: false);
        await using (await folder.StartAsync()) { }
        var cluster = folder.Cluster;
        Directory.Move(cluster, cluster + "-lost");

        Assert.Contains("is not there", (await folder.RefusalAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_data_folder_begins_anew_and_the_earlier_database_is_kept_aside()
    {
        await using var folder = new ServerTestFolder(open: false);
        await using (var server = await folder.StartAsync())
            await AskAsync(server, "create table kept as select 42 as answer");
        Directory.Delete(folder.Data, recursive: true);
        var said = new List<string>();

        await using var anew = await folder.StartAsync(say: said.Add);

        Assert.Equal(DBNull.Value, await AskAsync(anew, "select to_regclass('kept')::text"));
        var aside = Assert.Single(said, line => line.Contains("earlier database", StringComparison.Ordinal))
            .Split(' ').Single(word => word.StartsWith(ServerPlace.Elsewhere, StringComparison.Ordinal)).TrimEnd(';');
        Assert.True(File.Exists(Path.Combine(aside, "server", "cluster", "PG_VERSION")));
        Directory.Delete(aside, recursive: true);
    }

    [Fact]
    public async Task A_database_of_a_user_is_run_as_that_user()
    {
        await using var folder = new ServerTestFolder();
        await using (await folder.StartAsync()) { }
        using (var chown = Process.Start("chown", ["-R", "65534:65534", Path.GetDirectoryName(folder.Cluster)!]))
            await chown.WaitForExitAsync(TestContext.Current.CancellationToken);

        await using var server = await folder.StartAsync();

        Assert.Equal("65534", await IdAsync(server.ServerPid));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_way_to_become_another_user_passes_all_words_on(int way)
    {
        var words = ServerAccount.Ways("nobody", "65534", "65534").ElementAt(way)("sh", ["-c", "id -u; echo \"$1\"", "sh", "it's \"all\" $HERE"]).ToList();

        var result = await Command.RunAsync(Command.Of(words[0], words[1..]), TestContext.Current.CancellationToken);

        Assert.Equal("65534\nit's \"all\" $HERE", result.Output);
    }

    private static async Task<string> IdAsync(int pid) => (await Command.RunAsync(
        Command.Of("stat", "-c", "%u", $"/proc/{pid}"), TestContext.Current.CancellationToken)).Output;
}
