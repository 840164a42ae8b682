namespace InBeeld.Capabilities.Monitor.Infographics.Drawing;

/// <summary>The ground below the sky, with houses; and the mark. Nothing in it stands for a figure.</summary>
internal static class Scenery
{
    private const string Hills = $"<path d=\"M0 706C120 676 210 700 330 694S560 668 660 688s140 4 180-10V760H0Z\" fill=\"{Ink.Hill}\"/>";

    private const string White = $"<path d=\"M0 728C160 700 300 726 430 722s280-26 410-8v60H0Z\" fill=\"{Ink.White}\"/>";

    private const string LeftHouses =
        $"<g fill=\"{Ink.House}\"><path d=\"M92 704v-34l22-18l22 18v34z\"/><path d=\"M140 702v-26l30-14l30 14v26z\"/></g>"
        + $"<path fill=\"{Ink.Sun}\" d=\"M101 678h8v10h-8zM119 678h8v10h-8zM150 682h8v10h-8zM166 682h8v10h-8zM182 682h8v10h-8z\"/>";

    private const string RightHouses =
        $"<g fill=\"{Ink.House}\"><path d=\"M470 690v-44h96v44z\"/><path d=\"M462 648l56-20 56 20z\"/><path d=\"M590 690v-28l19-16l19 16v28z\"/><path d=\"M690 692v-32l26-16l26 16v32z\"/></g>"
        + $"<path fill=\"{Ink.Sun}\" d=\"M598 670h8v10h-8zM612 670h8v10h-8zM700 668h8v10h-8zM724 668h8v10h-8zM478 656h9v18h-9zM500 656h9v18h-9zM522 656h9v18h-9zM544 656h9v18h-9z\"/>";

    private const string Mark = $"<path d=\"M2.5 9V5A2.5 2.5 0 0 1 5 2.5h4M19 2.5h4A2.5 2.5 0 0 1 25.5 5v4M25.5 19v4a2.5 2.5 0 0 1-2.5 2.5h-4M9 25.5H5A2.5 2.5 0 0 1 2.5 23v-4\" fill=\"none\" stroke=\"{Ink.Number}\" stroke-width=\"3\" stroke-linecap=\"round\"/><circle cx=\"14\" cy=\"14\" r=\"5.5\" fill=\"{Ink.Sun}\"/>";

    /// <summary>Night above, white below, hills and houses where they meet.</summary>
    /// <param name="pen">What it is drawn with.</param>
    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    /// <param name="ground">Where the white begins, about.</param>
    public static void Draw(Pen pen, double width, double height, double ground)
    {
        pen.Rect(0, 0, width, height, $"fill=\"{Ink.White}\"");
        pen.Rect(0, 0, width, ground + 14, $"fill=\"{Ink.Night}\"");
        // Drawn for a width of 840 and white from 728. The hills stretch, the houses do not.
        var (wide, tall) = (width / 840, Math.Min(width, height) / 840);
        Group(pen, Hills, 0, ground - 728 * tall, wide, tall);
        Group(pen, LeftHouses, (wide - tall) * 146, ground - 728 * tall, tall, tall);
        Group(pen, RightHouses, (wide - tall) * 602, ground - 728 * tall, tall, tall);
        Group(pen, White, 0, ground - 728 * tall, wide, tall);
    }

    private static void Group(Pen pen, string markup, double x, double y, double wide, double tall)
    {
        pen.Open($"transform=\"translate({Pen.N(x)} {Pen.N(y)}) scale({Scale(wide)} {Scale(tall)})\"");
        pen.Add(markup);
        pen.Close();
    }

    private static string Scale(double scale) => scale.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    public static void Sign(Pen pen, double x, double y, double scale)
    {
        pen.Open($"transform=\"translate({Pen.N(x)} {Pen.N(y)}) scale({Scale(scale * 1.25)})\"");
        pen.Add(Mark);
        pen.Close();
        pen.Text(x + 46 * scale, y + 24 * scale, "InBeeld", 20 * scale, Ink.Black, x, x + 130 * scale, true);
    }
}
