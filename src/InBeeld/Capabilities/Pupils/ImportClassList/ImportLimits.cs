namespace InBeeld.Capabilities.Pupils.ImportClassList;

/// <param name="AtOnce">Lists of at most so many rows are compared and applied within the request; longer ones in the background.</param>
internal sealed record ImportLimits(int AtOnce = 2_000)
{
    /// <summary>Of a file that is uploaded, in bytes.</summary>
    public const long MostBytes = 200L * 1024 * 1024;

    /// <summary>Applied or taken back in the background.</summary>
    public bool IsLong(Tally tally) => tally.InFile + tally.Gone > AtOnce;

    public const int MostMegabytes = (int)(MostBytes / (1024 * 1024));
}

/// <summary>How far a long piece of work has come. Written by the work, read by whoever tells about it.</summary>
internal sealed class ImportProgress
{
    private int done;
    private int total;

    public int Done => Volatile.Read(ref done);

    public int Total => Volatile.Read(ref total);

    public void Expect(int steps) => Volatile.Write(ref total, steps);

    public void Step(int by = 1) => Interlocked.Add(ref done, by);
}
