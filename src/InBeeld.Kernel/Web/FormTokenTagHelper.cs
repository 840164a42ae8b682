using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InBeeld.Kernel.Web;

/// <summary>
/// Every form that posts to a page of ours carries the token that proves it came from us. The framework does so only for forms
/// without an action; one that names its page would be refused.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post],action")]
public sealed class FormTokenTagHelper(IHtmlGenerator html) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var action = output.Attributes["action"]?.Value?.ToString() ?? "";
        // An empty action, or the explicit attribute: the framework's own tag helper decides.
        if (action.Length > 0 && !context.AllAttributes.ContainsName("asp-antiforgery"))
        {
            output.PostContent.AppendHtml(html.GenerateAntiforgery(ViewContext));
        }
    }
}
