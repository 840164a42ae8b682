using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

namespace InBeeld.Capabilities.Monitor.Infographics.Drawing;

/// <summary>An infographic in one language, with all its figures: what is to be told, not yet where.</summary>
/// <param name="Title">The finding, in a few words.</param>
/// <param name="Lead">One or two sentences.</param>
/// <param name="Hero">Large, in the night sky.</param>
/// <param name="Left">Below it, on the left.</param>
/// <param name="Right">Below it, on the right.</param>
/// <param name="Source">At the foot: where it is from, when, of how many, and that no school is to be recognised.</param>
/// <param name="Language">"nl" or "en".</param>
internal sealed record Infographic(string Title, string Lead, Block Hero, IReadOnlyList<Block> Left, IReadOnlyList<Block> Right, IReadOnlyList<string> Source, string Language)
{
    public Speech Speech => Speech.In(Language);

    public IEnumerable<Block> Blocks => [Hero, .. Left, .. Right];

    /// <summary>All that the picture says, in short sentences; also its description for who cannot see it.</summary>
    public string Text => string.Join(' ', [Lead, .. Blocks.Select(b => b.Sentence(Speech)), .. Source]);

    /// <summary>All figures of the picture, in its order, each once.</summary>
    public IReadOnlyList<TableRow> Rows => [.. Blocks.SelectMany(b => b.Rows(Speech)).Distinct()];
}

/// <summary>Shape of a picture.</summary>
internal enum Format
{
    /// <summary>A4 standing, 840 by 1188.</summary>
    A4,

    /// <summary>1080 by 1080.</summary>
    Square,

    /// <summary>1200 by 630, as a link shows it.</summary>
    Wide,
}
