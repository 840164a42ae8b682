using System.Globalization;
using System.Text;
using QRCoder;

namespace InBeeld.Capabilities.People.Account;

/// <summary>A QR code as one SVG path. Dark on white whatever the theme: that is how cameras read it.</summary>
internal static class Qr
{
    public static string Svg(string content, string title)
    {
        using var data = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
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

        var size = data.ModuleMatrix.Count;
        return $"""<svg class="ib-qr" viewBox="0 0 {size} {size}" role="img" shape-rendering="crispEdges"><title>{System.Net.WebUtility.HtmlEncode(title)}</title><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{path}"/></svg>""";
    }
}
