using System.Text.Encodings.Web;
using InBeeld.Capabilities.Monitor.Infographics.Drawing;
using Microsoft.AspNetCore.Html;

namespace InBeeld.Capabilities.Monitor.Infographics.Files;

/// <summary>An infographic within a page: made by the pen, which escapes all text.</summary>
internal sealed class Picture(Infographic infographic, Format shape) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(Sheet.Draw(infographic, shape).Svg);
}
