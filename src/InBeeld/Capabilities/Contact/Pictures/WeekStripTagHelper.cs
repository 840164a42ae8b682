using System.Globalization;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InBeeld.Capabilities.Contact.Pictures;

/// <summary>
/// The coverage of a class as a strip: one shape per child, worst first, and the sentence that says the same.
/// <c>&lt;week-strip in="18" due="3" late="2" out="1" absent="0" /&gt;</c>; with <c>said</c> the sentence is for screen readers only,
/// because the page says it already.
/// </summary>
/// <remarks>Public, because Razor finds no other tag helpers.</remarks>
[HtmlTargetElement("week-strip", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WeekStripTagHelper(Text text) : TagHelper
{
    public int In { get; set; }

    public int Due { get; set; }

    public int Late { get; set; }

    public int Out { get; set; }

    public int Absent { get; set; }

    public bool Said { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var counts = new StateCounts(In, Due, Late, Out, Absent);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ib-week");
        var shapes = string.Concat(counts.Each().Select(state => Icons.Svg("state-" + state, "ib-glyph ib-is-" + state)));
        output.Content.SetHtmlContent($"<div class=\"ib-strip\" aria-hidden=\"true\">{shapes}</div><p class=\"{(Said ? "ib-hide" : "ib-small ib-muted")}\">{System.Net.WebUtility.HtmlEncode(Sentence(text, counts))}</p>");
    }

    /// <summary>"Van 24 kinderen: 1 uit beeld, 2 te laat, 3 aan de beurt, 18 in beeld."</summary>
    internal static string Sentence(Text text, StateCounts counts)
    {
        var parts = counts.Worst().Where(part => part.Count > 0)
            .Select(part => part.State == "none" ? text.N(part.Count, "{0} telt niet mee", "{0} tellen niet mee") : $"{part.Count} {text[StateTagHelper.WordOf(part.State)].ToLower(CultureInfo.CurrentCulture)}");
        return counts.Counted + counts.Absent == 0 ? text["Geen kinderen."] : text["Van {0} kinderen: {1}.", counts.Counted + counts.Absent, string.Join(", ", parts)];
    }
}
