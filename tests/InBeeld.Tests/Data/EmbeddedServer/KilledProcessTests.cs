using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using InBeeld.Data.EmbeddedServer;
using Xunit;
using static InBeeld.Tests.Data.EmbeddedServer.ServerTestFolder;

namespace InBeeld.Tests.Data.EmbeddedServer;

/// <summary>Two processes, and processes that end in all the wrong ways.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KilledProcessTests
{
    [Fact]
    public async Task Another_process_joins_and_the_owner_stops_the_server()
    {
        await using var folder = new ServerTestFolder();
        int pid;
        await using (var owner = await folder.StartAsync())
        {
            pid = owner.ServerPid;
            await using var other = await OtherProcess.StartAsync(folder.Data);
            Assert.False(other.Owns);
            Assert.Equal(pid, other.ServerPid);
            await other.EndAsync();
            Assert.Equal(1, await AskAsync(owner, "select 1"));
        }
        // Its process is gone a moment after its files are closed.
        await WaitUntilAsync(() => !Lives(pid), "the process of the server to be gone");
    }

    [Fact]
    public async Task We_join_the_server_of_another_process_which_stops_it_while_we_work()
    {
        await using var folder = new ServerTestFolder();
        await using var other = await OtherProcess.StartAsync(folder.Data);
        Assert.True(other.Owns);
        await using var joined = await folder.StartAsync();
        Assert.False(joined.Started);

        await other.EndAsync();

        await WaitUntilAsync(() => !Lives(joined.ServerPid), "the process of the server to be gone");
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_process_that_is_ended_takes_its_server_along(string signal)
    {
        await using var folder = new ServerTestFolder();
        await using var other = await OtherProcess.StartAsync(folder.Data);
        await using (var joined = await folder.StartAsync())
            await AskAsync(joined, "create table kept as select 42 as answer");

        await other.SignalAsync(signal);

        await WaitUntilAsync(() => !Lives(other.ServerPid), "the guard to stop the server");
        await using var next = await folder.StartAsync();
        Assert.True(next.Started);
        Assert.Equal(42, await AskAsync(next, "select answer from kept"));
    }

    [Fact]
    public async Task A_start_right_after_a_kill_waits_for_the_guard_and_gets_a_server_that_stays()
    {
        await using var folder = new ServerTestFolder();
        await using var other = await OtherProcess.StartAsync(folder.Data);

        await other.SignalAsync("KILL");
        await using var next = await folder.StartAsync();

        Assert.NotEqual(other.ServerPid, next.ServerPid);
        await WaitUntilAsync(() => !Lives(other.ServerPid), "the end of the earlier server");
        Assert.Equal(1, await AskAsync(next, "select 1"));
    }

    [Fact]
    public async Task A_server_that_lost_its_owner_and_its_guard_is_taken_over_and_stopped_at_the_end()
    {
        await using var folder = new ServerTestFolder();
        await using var other = await OtherProcess.StartAsync(folder.Data);
        await KillGuardAsync(folder);
        await other.SignalAsync("KILL");
        Assert.True(Lives(other.ServerPid));

        await using (var next = await folder.StartAsync())
        {
            Assert.True(next.Started);
            Assert.Equal(other.ServerPid, next.ServerPid);
            Assert.Equal(1, await AskAsync(next, "select 1"));
        }

        await WaitUntilAsync(() => !Lives(other.ServerPid), "the end of the server that was taken over");
    }

    [Fact]
    public async Task A_throwaway_server_is_not_taken_over_for_work_that_must_last()
    {
        await using var folder = new ServerTestFolder();
        await using var other = await OtherProcess.StartAsync(folder.Data);
        await KillGuardAsync(folder);
        await other.SignalAsync("KILL");

        await using var next = await folder.StartAsync(durable: true);

        Assert.NotEqual(other.ServerPid, next.ServerPid);
        Assert.Equal("on", await AskAsync(next, "show fsync"));
    }

    [Fact]
    public async Task After_the_server_itself_was_killed_the_next_start_has_what_was_committed()
    {
        await using var folder = new ServerTestFolder();
        await using (var first = await folder.StartAsync(durable: true))
        {
            await AskAsync(first, "create table kept as select 42 as answer");
            Kill(first.ServerPid);
            await WaitUntilAsync(() => !Lives(first.ServerPid), "the server to be gone");
        }
        Assert.True(File.Exists(PostmasterFile.PathIn(folder.Cluster)));

        await using var next = await folder.StartAsync(durable: true);

        Assert.Equal(42, await AskAsync(next, "select answer from kept"));
    }

    [Fact]
    public async Task Who_wants_to_join_an_owner_whose_server_fell_over_hears_which_process_to_stop()
    {
        await using var folder = new ServerTestFolder();
        await using var owner = await folder.StartAsync();
        Kill(owner.ServerPid);

        var refusal = await folder.RefusalAsync();

        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_left_pid_file_with_the_number_of_another_living_process_blocks_nothing()
    {
        await using var folder = new ServerTestFolder();
        await using (await folder.StartAsync()) { }
        // What PostgreSQL leaves when it is killed; the number has since been given to a process of the same user.
        using var bystander = Process.Start(ServerAccountOf(folder).Start("sleep", "60"))!;
        await File.WriteAllLinesAsync(PostmasterFile.PathIn(folder.Cluster),
        [
            bystander.Id.ToString(CultureInfo.InvariantCulture), folder.Cluster, "1763694000", "23456", "", "127.0.0.1", "0 0", "ready",
        ], TestContext.Current.CancellationToken);

        await using (var next = await folder.StartAsync())
        {
            Assert.True(next.Started);
            Assert.Equal(1, await AskAsync(next, "select 1"));
        }

        Assert.False(bystander.HasExited);
        bystander.Kill();
    }

    private static ServerAccount ServerAccountOf(ServerTestFolder folder) => Environment.IsPrivilegedProcess
        ? ServerAccount.OwnerOfAsync(folder.Cluster, TestContext.Current.CancellationToken).GetAwaiter().GetResult()
        : ServerAccount.Own;

    private static async Task KillGuardAsync(ServerTestFolder folder)
    {
        var note = JsonSerializer.Deserialize<OwnerNote>(
            await File.ReadAllTextAsync(Path.Combine(folder.Postgres, "owner.json"), TestContext.Current.CancellationToken))!;
        Kill(note.Guard!.Pid);
        await WaitUntilAsync(() => !note.Guard.IsAlive, "the guard to be gone");
    }

    private static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }
}
