using System.Globalization;

namespace InBeeld.Data.EmbeddedServer;

/// <summary>postmaster.pid of a cluster, which PostgreSQL writes while it starts and removes when it has stopped.</summary>
internal sealed record PostmasterFile(int Pid, string Cluster, int Port, string Status)
{
    public bool IsReady => Status == "ready";

    /// <summary>
    /// Whether the server that wrote this still lives. The file outlives a server that was killed, and its number may by then
    /// belong to any other process.
    /// </summary>
    public bool IsServerAlive
    {
        get
        {
            if (ProcessMark.Of(Pid) is null)
                return false;
            var words = ProcessMark.WordsOf(Pid);
            // On macOS a path with a space comes in parts; there the mark in the rest of the line decides.
            return words.Any(word => Path.GetFileName(word) is "postgres" or "postmaster")
                && words.Any(word => word == MarkOf(Cluster) || word == Cluster);
        }
    }

    /// <summary>A word on the command line of the server by which other processes know whose it is.</summary>
    public static string MarkOf(string cluster) => $"--cluster-name=inbeeld-{ServerFolder.ShortHash(cluster)}";

    public static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Null when there is none, or when it speaks of a cluster in another folder (a copied data folder).</summary>
    public static PostmasterFile? Read(string cluster)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(cluster));
        }
        catch (IOException)
        {
            return null;
        }
        string Line(int number) => lines.Length >= number ? lines[number - 1].Trim() : "";
        if (!int.TryParse(Line(1), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || Line(2) != cluster)
            return null;
        _ = int.TryParse(Line(4), NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        return new PostmasterFile(pid, cluster, port, Line(8));
    }
}
