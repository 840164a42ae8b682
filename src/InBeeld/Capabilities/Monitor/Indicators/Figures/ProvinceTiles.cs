namespace InBeeld.Capabilities.Monitor.Indicators.Figures;

/// <summary>The twelve provinces as tiles, each about where it lies; drawn by us, equal in size because the figures are about libraries and not about land.</summary>
internal static class ProvinceTiles
{
    private static readonly (string Name, string Short, int Column, int Row)[] Known =
    [
        ("Fryslân", "FR", 2, 0), ("Groningen", "GR", 3, 0), ("Noord-Holland", "NH", 1, 1), ("Flevoland", "FL", 2, 1), ("Drenthe", "DR", 3, 1), ("Zuid-Holland", "ZH", 0, 2),
        ("Utrecht", "UT", 1, 2), ("Gelderland", "GE", 2, 2), ("Overijssel", "OV", 3, 2), ("Zeeland", "ZE", 0, 3), ("Noord-Brabant", "NB", 1, 3), ("Limburg", "LI", 2, 3),
    ];

    internal sealed record Tile(FigureRow? Row, string Name, int X, int Y);

    /// <summary>Each province on its own tile; one with another name on a tile that is free. More than fit stand only in the table.</summary>
    public static List<Tile> Of(IReadOnlyList<FigureRow> provinces)
    {
        var own = provinces.ToDictionary(p => p, p => Array.FindIndex(Known, k => string.Equals(k.Name, p.Name, StringComparison.OrdinalIgnoreCase) || (k.Short == "FR" && p.Name == "Friesland")));
        var strangers = new Queue<FigureRow>(provinces.Where(p => own[p] < 0));
        var tiles = new List<Tile>();
        for (var i = 0; i < Known.Length; i++)
        {
            var row = provinces.FirstOrDefault(p => own[p] == i) ?? (strangers.Count > 0 ? strangers.Dequeue() : null);
            tiles.Add(new(row, row is null || own[row] >= 0 ? Known[i].Short : row.Name.Length > 11 ? row.Name[..10] + "…" : row.Name, Known[i].Column, Known[i].Row));
        }

        return tiles;
    }

    /// <summary>0 to 4: in which fifth of the range a value lies; everything equal: the middle.</summary>
    public static int Step(decimal value, decimal least, decimal most) => most == least ? 2 : Math.Clamp((int)((value - least) * 5 / (most - least)), 0, 4);
}
