using System.Globalization;
using System.Text;
using InBeeld.Capabilities.Monitor.Infographics.Drawing;
using InBeeld.Capabilities.Monitor.Infographics.Making;

namespace InBeeld.Capabilities.Monitor.Infographics.Files;

/// <summary>What came of it.</summary>
internal sealed record Written(int Units, int Files, long Bytes);

/// <summary>One infographic as a file of a kind, or those of a whole wave with a list of them.</summary>
internal static class Batch
{
    public static readonly IReadOnlyList<string> Kinds = ["svg", "html", "pdf", "png"];

    private static readonly (Format Shape, string Word, int Width, int Height)[] Social = [(Format.Square, "square", 1080, 1080), (Format.Wide, "wide", 1200, 630)];

    /// <summary>Standing alone, with the font in it.</summary>
    public static string Svg(UnitFigures figures, string language, Format shape) => Sheet.Draw(Compose.Of(figures, language), shape, FontFile.Embedded).Svg;

    public static string Html(UnitFigures figures, string language) => Html(figures, language, FontFile.Embedded);

    /// <exception cref="ChromiumException">The browser does not answer.</exception>
    public static Task<byte[]> PdfAsync(Chromium browser, UnitFigures figures, string language, CancellationToken ct) => browser.PdfAsync(Html(figures, language), ct);

    /// <exception cref="ChromiumException">The browser does not answer.</exception>
    public static Task<byte[]> PngAsync(Chromium browser, UnitFigures figures, string language, Format shape, CancellationToken ct)
    {
        var drawn = Sheet.Draw(Compose.Of(figures, language), shape);
        var (width, height) = ((int)drawn.Width, (int)drawn.Height);
        return browser.PngAsync($"<!doctype html><meta charset=\"utf-8\"><style>{FontFile.Embedded}body{{margin:0}}svg{{display:block;width:{width}px;height:{height}px}}</style>{drawn.Svg}", width, height, ct);
    }

    /// <param name="all">Of the wave.</param>
    /// <param name="kinds">Of <see cref="Kinds"/>.</param>
    /// <param name="language">"nl" or "en".</param>
    /// <param name="title">Of the list.</param>
    /// <param name="put">Takes a path with slashes, and what is in it.</param>
    /// <param name="browser">Only for pdf and png.</param>
    /// <param name="told">Hears how many units are done.</param>
    /// <exception cref="ChromiumException">The browser does not answer.</exception>
    public static async Task<Written> WriteAsync(IReadOnlyList<UnitFigures> all, IReadOnlyCollection<string> kinds, string language, string title, Func<string, ReadOnlyMemory<byte>, Task> put, Chromium? browser, Action<int>? told, CancellationToken ct)
    {
        var (files, bytes, names) = (0, 0L, new HashSet<string>(StringComparer.Ordinal));
        var list = new List<(UnitFigures Unit, string Path)>(all.Count);
        async Task Put(string path, ReadOnlyMemory<byte> content)
        {
            await put(path, content);
            files++;
            bytes += content.Length;
        }

        if (kinds.Contains("html") && FontFile.Bytes is { } font)
        {
            await Put("font/" + FontFile.Name, font);
        }

        foreach (var unit in all)
        {
            ct.ThrowIfCancellationRequested();
            var path = $"{unit.Level}/{Name(unit, names)}";
            list.Add((unit, path));
            var picture = Compose.Of(unit, language);
            if (kinds.Contains("svg"))
            {
                await Put(path + ".svg", Encoding.UTF8.GetBytes(Sheet.Draw(picture, Format.A4).Svg));
            }

            if (kinds.Contains("html"))
            {
                await Put(path + ".html", Encoding.UTF8.GetBytes(Html(unit, language, FontFile.Beside("../font/" + FontFile.Name))));
            }

            if (kinds.Contains("pdf"))
            {
                await Put(path + ".pdf", await PdfAsync(browser!, unit, language, ct));
            }

            foreach (var (shape, word, _, _) in kinds.Contains("png") ? Social : [])
            {
                await Put($"{path}-{word}.png", await PngAsync(browser!, unit, language, shape, ct));
            }

            told?.Invoke(list.Count);
        }

        await Put("index.html", Encoding.UTF8.GetBytes(Index(list, kinds, language, title)));
        return new(all.Count, files, bytes);
    }

    /// <summary>"de-zwaluw": letters, digits and lines, so that every system takes it.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? "x" : text.Length <= 80 ? text : text[..80].TrimEnd('-');
    }

    private static string Name(UnitFigures unit, HashSet<string> taken)
    {
        var slug = Slug(unit.Name);
        for (var i = 1; ; i++)
        {
            var name = i == 1 ? slug : string.Create(CultureInfo.InvariantCulture, $"{slug}-{i}");
            if (taken.Add($"{unit.Level}/{name}"))
            {
                return name;
            }
        }
    }

    private static string Html(UnitFigures figures, string language, string fontFace)
    {
        var picture = Compose.Of(figures, language);
        return InfographicPage.Write(picture, Sheet.Draw(picture, Format.A4), fontFace);
    }

    private static string Index(List<(UnitFigures Unit, string Path)> list, IReadOnlyCollection<string> kinds, string language, string title)
    {
        var speech = Speech.In(language);
        var html = new StringBuilder($"<!doctype html>\n<html lang=\"{speech.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Pen.Escape(title)}</title><style>body{{font-family:{Ink.Fonts};max-width:60rem;margin:2rem auto;padding:0 1rem;color:#14201e}}a{{color:#0b5661}}li{{padding:.25rem 0}}</style></head><body><h1>{Pen.Escape(title)}</h1>\n");
        foreach (var level in list.GroupBy(x => x.Unit.Level))
        {
            html.Append("<h2>").Append(level.Key switch { "country" => speech.Say("Het land", "The country"), "province" => speech.Say("Provincies", "Provinces"), "library" => speech.Say("Bibliotheken", "Libraries"), _ => speech.Say("Schoollocaties", "School locations") }).Append("</h2>\n<ul>\n");
            foreach (var (unit, path) in level)
            {
                html.Append("<li>").Append(Pen.Escape(unit.Name));
                foreach (var end in kinds.SelectMany(k => k == "png" ? Social.Select(s => $"-{s.Word}.png") : [$".{k}"]))
                {
                    html.Append(CultureInfo.InvariantCulture, $" <a href=\"{path}{end}\" aria-label=\"{Pen.Escape(unit.Name)} {end.TrimStart('.', '-')}\">{end.TrimStart('.', '-')}</a>");
                }

                html.Append("</li>\n");
            }

            html.Append("</ul>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }
}
