using System.Diagnostics;
using System.Globalization;

namespace InBeeld.Data.EmbeddedServer;

/// <summary>A process by its number and the moment it began, as numbers are given out again.</summary>
/// <param name="Started">In Linux clock ticks since the machine began; elsewhere in .NET ticks.</param>
internal sealed record ProcessMark(int Pid, long Started)
{
    public bool IsAlive => Of(Pid) == this;

    /// <summary>The living process with that number, or null; one that ended but was not yet collected counts as gone.</summary>
    public static ProcessMark? Of(int pid)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(pid);
                return new ProcessMark(pid, process.StartTime.ToUniversalTime().Ticks);
            }
            // The name of the program stands between brackets and may hold anything; the fields behind it do not.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : new ProcessMark(pid, long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The words with which a living process was started; empty when it is gone.</summary>
    public static IReadOnlyList<string> WordsOf(int pid)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            using var ps = Process.Start(Command.Of("ps", "-ww", "-o", "command=", "-p", pid.ToString(CultureInfo.InvariantCulture)))!;
            return ps.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
