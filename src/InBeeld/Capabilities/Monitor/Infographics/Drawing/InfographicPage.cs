using System.Text;

namespace InBeeld.Capabilities.Monitor.Infographics.Drawing;

/// <summary>A page that stands alone: the picture, the same in words, and the same as a table. It asks nothing of the network but, when told so, the font beside it.</summary>
internal static class InfographicPage
{
    private const string Css = """
        :root{color-scheme:light}body{margin:0;background:#dfe4e1;color:#14201e;font-family:FONTS;font-size:16px;line-height:1.5}
        main{max-inline-size:840px;margin:0 auto;padding:0 0 32px}h1{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
        .poster{background:#fff;margin:0}.poster svg{display:block;inline-size:100%;block-size:auto}section{background:#fff;margin:16px 0 0;padding:24px 32px;border-radius:14px}
        h2{font-size:19px;line-height:26px;margin:0 0 8px}p{margin:0}table{inline-size:100%;border-collapse:collapse}caption{text-align:start;font-size:19px;font-weight:700;padding:0 0 8px}
        th,td{padding:8px 0;border-block-end:1px solid #d8deda;text-align:start;vertical-align:top;font-weight:400}thead th{font-weight:700}td,thead th+th{text-align:end;padding-inline-start:16px}
        @page{size:A4;margin:0}@media print{body{background:none}main{max-inline-size:none;padding:0}.poster{inline-size:210mm;block-size:297mm;overflow:hidden;print-color-adjust:exact;-webkit-print-color-adjust:exact}.poster svg{inline-size:210mm;block-size:297mm}section{display:none}}
        """;

    /// <param name="picture">What is told.</param>
    /// <param name="drawn">As A4.</param>
    /// <param name="fontFace">An @font-face rule, or empty.</param>
    public static string Write(Infographic picture, Drawn drawn, string fontFace = "")
    {
        var speech = picture.Speech;
        var html = new StringBuilder(drawn.Svg.Length + 8192);
        html.Append("<!doctype html>\n<html lang=\"").Append(picture.Language).Append("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(Pen.Escape($"{picture.Title} - {picture.Source[0]}")).Append("</title>\n<style>").Append(fontFace).Append(Css.Replace("FONTS", Ink.Fonts, StringComparison.Ordinal)).Append("</style>\n</head>\n<body>\n<main>\n<h1>")
            .Append(Pen.Escape(picture.Title)).Append("</h1>\n<figure class=\"poster\">").Append(drawn.Svg).Append("</figure>\n<section><h2>").Append(speech.Say("In woorden", "In words")).Append("</h2><p>")
            .Append(Pen.Escape(picture.Text)).Append("</p></section>\n<section>");
        Table(html, picture);
        return html.Append("</section>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void Table(StringBuilder html, Infographic picture)
    {
        var speech = picture.Speech;
        html.Append("<table><caption>").Append(speech.Say("Dezelfde cijfers als tabel", "The same figures as a table")).Append("</caption><thead><tr><th scope=\"col\">").Append(speech.Say("Wat", "What"))
            .Append("</th><th scope=\"col\">").Append(speech.Say("Aantal of aandeel", "Number or share")).Append("</th></tr></thead><tbody>");
        foreach (var row in picture.Rows)
        {
            html.Append("<tr><th scope=\"row\">").Append(Pen.Escape(row.What)).Append("</th><td>").Append(Pen.Escape(row.Figure)).Append("</td></tr>");
        }

        html.Append("</tbody></table>");
    }
}
