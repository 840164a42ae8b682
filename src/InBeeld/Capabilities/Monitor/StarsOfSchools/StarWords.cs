using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Monitor.StarsOfSchools;

/// <summary>Stars and points in words.</summary>
internal static class StarWords
{
    /// <summary>"2 sterren", or "minstens 2 sterren, misschien 3".</summary>
    public static string Of(ScoreFigure score, Text text) => score.AtLeast == score.AtMost ? text.N(score.AtLeast, "1 ster", "{0} sterren")
        : text.N(score.AtLeast, "minstens 1 ster, misschien {1}", "minstens {0} sterren, misschien {1}", score.AtMost);

    /// <summary>"9 van de 40 punten".</summary>
    public static string Points(ScoreFigure score, Text text) => text[score.AtLeast == score.AtMost ? "{0} van de {1} punten" : "minstens {0} van de {1} punten", Number(score.Got), Number(score.Points)];

    public static string Number(decimal points) => points.ToString("0.##", System.Globalization.CultureInfo.CurrentCulture);
}
