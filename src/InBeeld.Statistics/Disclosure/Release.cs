namespace InBeeld.Statistics.Disclosure;

/// <summary>Which cells are hidden, and so what the attacker knows of each cell before reckoning.</summary>
internal sealed class Release
{
    private readonly CellSystem system;
    private readonly int rounding;

    /// <param name="rounding">0: the attacker sees the values themselves.</param>
    public Release(CellSystem system, int rounding)
    {
        (this.system, this.rounding) = (system, Math.Max(0, rounding));
        Hidden = new bool[system.Count];
        for (var i = 0; i < system.Count; i++)
            Hidden[i] = i >= system.Tabled || (system.Wave[i] != 0 && !system.Known[i]);
    }

    public bool[] Hidden { get; }

    public long Least(int i) => Hidden[i] ? system.Least[i] : system.Known[i] || rounding < 2 ? system.Value[i] : Math.Max(0, Rounded(system.Value[i], rounding) - (rounding / 2));

    public long Most(int i) => Hidden[i] ? system.Most[i] : system.Known[i] || rounding < 2 ? system.Value[i] : Rounded(system.Value[i], rounding) + ((rounding + 1) / 2) - 1;

    /// <summary>Half up.</summary>
    public static long Rounded(long value, int to) => to < 2 ? value : (value + (to / 2)) / to * to;
}
