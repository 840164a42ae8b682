using System.Globalization;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact.Pictures;

/// <summary>What _WeekLine.cshtml draws: the share reached per week. Id: of this picture in its page.</summary>
internal sealed record WeekLine(string Id, IReadOnlyList<(WeekColumn Week, Reach Reach)> Points)
{
    public LineDrawing Drawing { get; } = Line.Draw([.. Points.Select(p => p.Week.Holiday ? null : p.Reach.Percentage)], i => Points[i].Week.Holiday);

    /// <summary>The weeks in which there was somebody to reach.</summary>
    public IEnumerable<(WeekColumn Week, Reach Reach)> Measured => Points.Where(p => !p.Week.Holiday && p.Reach.Of > 0);

    /// <summary>The finding: "96 % van de kinderen bereikt in week 46".</summary>
    public string Title(Text text) => Measured.Any()
        ? text["{0} van de kinderen bereikt in week {1}", Share(Measured.Last().Reach), Measured.Last().Week.Label]
        : text["Nog geen hele schoolweek"];

    /// <summary>The same as the picture, in words.</summary>
    public string Sentence(Text text)
    {
        if (!Measured.Any())
        {
            return text["Na de eerste schoolweek staat hier hoeveel kinderen bereikt zijn."];
        }

        var last = Measured.Last();
        var best = Measured.MaxBy(p => p.Reach.Percentage);
        var least = Measured.MinBy(p => p.Reach.Percentage);
        var now = text["{0} van de {1} kinderen in week {2}.", Show.Number(last.Reach.Reached), Show.Number(last.Reach.Of), last.Week.Label];
        return Measured.Count() == 1 ? now : now + " " + text["De beste week was {0}, met {1}; de minste {2}, met {3}.", best.Week.Label, Share(best.Reach), least.Week.Label, Share(least.Reach)];
    }

    /// <summary>Dots that carry their value in words: the last, and the lowest when it is another one.</summary>
    public bool IsNamed(LineDot dot) => dot.Index == Drawing.Dots[^1].Index || dot.Index == Drawing.Dots.MinBy(d => d.Value).Index;

    public static string Share(Reach reach) => Show.Share(reach.Reached, reach.Of);

    /// <summary>A length of the geometry as an attribute: "12.5%".</summary>
    public static string Part(double length) => length.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
