namespace InBeeld.Tests.Security;

/// <summary>The page that checks figures has no values in its routes and nobody's data. What its forms are sent with.</summary>
internal static partial class Routes
{
    private const string TextWithFigures = "De bibliotheken werken samen met 726 schoollocaties. Hiervan tekenden er 257 (51%) een overeenkomst.";

    internal static readonly Dictionary<string, (string, string?)[]> FiguresForms = new()
    {
        ["POST /figures/check"] = [("Pasted", TextWithFigures)],
        ["POST /figures/check?handler=Lines"] = [("Lines", "#1: 726\n#2: 257 = 51 % van #1")],
        ["POST /figures/check?handler=File"] = [("Lines", "#1: 726\n#2: 257 = 51 % van #1")],
    };
}
