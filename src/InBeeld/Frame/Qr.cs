using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace InBeeld.Frames;

/// <summary>A QR code as one SVG path. Dark on white whatever the theme: that is how cameras read it.</summary>
internal sealed class Qr(string content, string title) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        using var data = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var size = data.ModuleMatrix.Count;
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"""<svg class="ib-qr" viewBox="0 0 {size} {size}" role="img" shape-rendering="crispEdges"><title>{encoder.Encode(title)}</title><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{Dark(data)}"/></svg>"""));
    }

    // Each run of dark modules in a row as one rectangle.
    private static string Dark(QRCodeData data)
    {
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < data.ModuleMatrix.Count; x++)
            {
                var from = x;
                while (x < data.ModuleMatrix.Count && data.ModuleMatrix[y][x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }

        return path.ToString();
    }
}
