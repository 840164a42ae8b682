namespace InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

/// <summary>A row of the table that says the same as the picture.</summary>
internal sealed record TableRow(string What, string Figure);

/// <summary>
/// A part of an infographic. It measures itself, draws itself within its room, and says the same in a table and in sentences. Sizes are units of an A4 of 840 by 1188; scale makes all of it larger or
/// smaller, except that letters never come below <see cref="Least"/>.
/// </summary>
internal abstract record Block
{
    /// <summary>The smallest letter: 13 units on A4 is a little over 9 points.</summary>
    public const double Least = 13;

    public abstract double Height(double width, double scale, Speech speech);

    /// <param name="pen">What it is drawn with.</param>
    /// <param name="box">At least as high as <see cref="Height"/> says.</param>
    /// <param name="scale">As it was measured.</param>
    /// <param name="speech">The language.</param>
    public abstract void Draw(Pen pen, Box box, double scale, Speech speech);

    public abstract IEnumerable<TableRow> Rows(Speech speech);

    /// <summary>Short sentences, each with its full stop.</summary>
    public abstract string Sentence(Speech speech);

    protected static double Size(double size, double scale) => Math.Max(Math.Min(size, Least), size * scale);

    protected static string Joined(IEnumerable<string> sentences) => string.Join(' ', sentences.Where(s => s.Length > 0));
}
