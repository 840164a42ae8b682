namespace InBeeld.Capabilities.Monitor.Indicators.Map;

/// <summary>An area to draw.</summary>
/// <param name="Name">As the register calls it.</param>
/// <param name="Path">The d of an SVG path, in units of the drawing.</param>
/// <param name="X">Where words can stand: the point furthest from the border.</param>
/// <param name="Y">The same, from above.</param>
/// <param name="Room">How far the border is there, in units; sideways and, times 1.6, up and down.</param>
internal sealed record Outline(string Name, string Path, double X, double Y, double Room)
{
    /// <summary>Size of the words in a drawing, in units.</summary>
    public const int Letter = 38;

    /// <summary>Whether these words fit in it; a letter is about half as wide as it is high.</summary>
    public bool Holds(string words) => Room >= Math.Max(words.Length * Letter * 0.22, Letter * 0.5);
}

/// <summary>Areas that lie beside each other, with what they take in.</summary>
internal sealed record Outlines(int Width, int Height, IReadOnlyList<Outline> Areas);
