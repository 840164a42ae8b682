using InBeeld.Capabilities.Partners.Model;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Partners.Network;

internal sealed record Rail(Guid Id, string Name);

/// <summary>
/// The picture of the network: every programme is a rail from top to bottom, every level a band, every organisation a line in the band of its level with a stop on each rail it is
/// connected to. Narrow enough for a phone; grows downwards only. Measures are units of the drawing, 360 wide.
/// </summary>
internal sealed class Rails(IReadOnlyList<Rail> rails, IReadOnlyList<LinkRow> links)
{
    public const int Most = 8;
    public const int Width = 360;
    private const int Line = 24;
    private const int Head = 28;
    private const int Top = 26;

    internal sealed record Stop(int X, int Y, int Rail);

    /// <param name="To">Where the name begins.</param>
    internal sealed record Row(string Name, int Y, IReadOnlyList<Stop> Stops, int To);

    /// <param name="Bare">The rails with nobody at this level.</param>
    internal sealed record Band(string Level, int Y, int Height, IReadOnlyList<Row> Rows, IReadOnlyList<Stop> Bare);

    public IReadOnlyList<Rail> Drawn { get; } = [.. rails.Take(Most)];

    public int Count => rails.Count;

    public int NamesAt => 20 + (Drawn.Count * 24);

    public IReadOnlyList<Band> Bands()
    {
        var (bands, y) = (new List<Band>(), Top);
        foreach (var level in PartnerWords.Levels)
        {
            var rows = new List<Row>();
            foreach (var partner in links.Where(l => l.Level == level && Drawn.Any(r => r.Id == l.ProgrammeId)).GroupBy(l => (l.PartnerId, l.Partner)).OrderBy(g => g.Key.Partner, StringComparer.CurrentCulture))
            {
                var at = y + Head + (rows.Count * Line) + (Line / 2);
                var stops = Enumerable.Range(0, Drawn.Count).Where(i => partner.Any(l => l.ProgrammeId == Drawn[i].Id)).Select(i => new Stop(X(i), at, i)).ToList();
                var room = (Width - NamesAt) / 7;
                rows.Add(new Row(partner.Key.Partner.Length > room ? partner.Key.Partner[..(room - 1)] + "…" : partner.Key.Partner, at, stops, NamesAt - 6));
            }

            var height = Head + (Math.Max(1, rows.Count) * Line) + 6;
            var bare = Enumerable.Range(0, Drawn.Count).Where(i => !links.Any(l => l.Level == level && l.ProgrammeId == Drawn[i].Id)).Select(i => new Stop(X(i), y + Head + (Line / 2), i)).ToList();
            bands.Add(new Band(level, y, height, rows, bare));
            y += height;
        }

        return bands;
    }

    public static int Height(IReadOnlyList<Band> bands) => bands[^1].Y + bands[^1].Height;

    public static int X(int rail) => 16 + (rail * 24);

    /// <summary>Where a programme has nobody.</summary>
    public IEnumerable<(Rail Rail, string Level)> Gaps() => rails.SelectMany(r => PartnerWords.Levels.Where(level => !links.Any(l => l.ProgrammeId == r.Id && l.Level == level)).Select(level => (r, level)));

    public string Sentence(Text text)
    {
        var partners = links.Select(l => l.PartnerId).Distinct().Count();
        var shared = links.GroupBy(l => l.PartnerId).Count(g => g.Select(l => l.ProgrammeId).Distinct().Count() > 1);
        return text["{0} organisaties bij {1} programma's; {2} doen er aan meer dan één mee.", partners, rails.Count, shared];
    }
}
