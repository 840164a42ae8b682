using System.Runtime.Versioning;
using InBeeld.Data.EmbeddedServer;
using Xunit;
using static InBeeld.Tests.Data.EmbeddedServer.ServerTestFolder;

namespace InBeeld.Tests.Data.EmbeddedServer;

/// <summary>Where there can be no server, a person reads what is wrong and what to do.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RefusedStartTests
{
    [Fact]
    public async Task A_data_folder_that_is_a_file_is_named()
    {
        await using var folder = new ServerTestFolder();
        await File.WriteAllTextAsync(folder.Data, "", TestContext.Current.CancellationToken);

        var refusal = await folder.RefusalAsync();

        Assert.Equal($"The data folder {folder.Data} is a file. Choose a folder with --data.", refusal.Message);
    }

    [Fact]
    public async Task A_data_folder_inside_a_file_is_named()
    {
        await using var folder = new ServerTestFolder("file/data");
        await File.WriteAllTextAsync(Path.GetDirectoryName(folder.Data)!, "", TestContext.Current.CancellationToken);

        Assert.Contains(folder.Data, (await folder.RefusalAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_of_somebody_else_is_named()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may write everywhere.");
        await using var folder = new ServerTestFolder();
        Directory.CreateDirectory(folder.Data, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Contains("cannot be read or written", (await folder.RefusalAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_major_version_is_left_alone()
    {
        await using var folder = new ServerTestFolder();
        await using (await folder.StartAsync()) { }
        var version = Path.Combine(folder.Cluster, "PG_VERSION");
        await File.WriteAllTextAsync(version, "17\n", TestContext.Current.CancellationToken);

        var refusal = await folder.RefusalAsync();

        Assert.Contains("made by PostgreSQL 17", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("brings PostgreSQL 18.", refusal.Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(version, "18\n", TestContext.Current.CancellationToken);
        await using var server = await folder.StartAsync();
        Assert.Equal(1, await AskAsync(server, "select 1"));
    }

    [Fact]
    public async Task A_missing_password_is_named()
    {
        await using var folder = new ServerTestFolder();
        await using (await folder.StartAsync()) { }
        var password = Path.Combine(folder.Postgres, "owner-password");
        File.Delete(password);

        Assert.Contains(password, (await folder.RefusalAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_the_server_stops()
    {
        await using var folder = new ServerTestFolder();
        await using (await folder.StartAsync()) { }
        await File.WriteAllTextAsync(Path.Combine(folder.Postgres, "owner-password"), "guess", TestContext.Current.CancellationToken);

        Assert.Contains("refuses the password", (await folder.RefusalAsync()).Message, StringComparison.Ordinal);
        Assert.Null(PostmasterFile.Read(folder.Cluster));
    }

    [Fact]
    public async Task A_server_that_does_not_start_gives_its_last_words()
    {
        await using var folder = new ServerTestFolder();
        await using (await folder.StartAsync()) { }
        await File.WriteAllTextAsync(Path.Combine(folder.Cluster, "postgresql.auto.conf"), "no_such_setting = 1\n",
            TestContext.Current.CancellationToken);

        var refusal = await folder.RefusalAsync();

        Assert.Contains("no_such_setting", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder.Postgres, "log"), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_exchanged_for_a_free_one()
    {
        await using var folder = new ServerTestFolder();
        int first;
        await using (var server = await folder.StartAsync())
            first = server.Port;
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, first);
        other.Start();

        await using var again = await folder.StartAsync();

        Assert.NotEqual(first, again.Port);
        Assert.Equal(1, await AskAsync(again, "select 1"));
    }

    [Theory]
    [InlineData("FATAL:  could not write file \"pg_wal/1\": No space left on device", true)]
    [InlineData("FATAL:  could not extend file \"base/1/2\": wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.", true)]
    [InlineData("FATAL:  could not open file \"base/1/2\": Permission denied", false)]
    public void The_words_of_PostgreSQL_for_a_full_disk_are_known(string words, bool full) =>
        Assert.Equal(full, EmbeddedServerException.IsDiskFull(words));
}
