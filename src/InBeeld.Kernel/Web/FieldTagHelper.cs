using System.Net;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InBeeld.Kernel.Web;

/// <summary>
/// One question: label, help under it, the error between help and field, and the field. Further attributes go to the input.
/// <c>&lt;ib-text name="Email" label="@T["E-mailadres"]" value="@Model.Email" refusals="Model.Refusals" type="email" /&gt;</c>
/// </summary>
[HtmlTargetElement("ib-text", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(Text text) : TagHelper
{
    public string Name { get; set; } = "";

    /// <summary>Already translated.</summary>
    public string Label { get; set; } = "";

    /// <summary>Already translated; empty: none.</summary>
    public string Help { get; set; } = "";

    public string? Value { get; set; }

    public IReadOnlyList<Refusal> Refusals { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var wrong = Refusals.FirstOrDefault(r => r.Field == Name);
        var described = string.Join(' ', new[] { Help.Length > 0 ? Name + "-help" : "", wrong is null ? "" : Name + "-wrong" }.Where(x => x.Length > 0));
        var attributes = string.Concat(output.Attributes.Select(a => a.ValueStyle == HtmlAttributeValueStyle.Minimized ? " " + a.Name : $" {a.Name}=\"{H(a.Value?.ToString())}\""));
        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", wrong is null ? "ib-field" : "ib-field ib-field--bad");
        output.Content.SetHtmlContent(
            $"<label for=\"{Name}\">{H(Label)}</label>"
            + (Help.Length > 0 ? $"<span class=\"ib-small ib-muted\" id=\"{Name}-help\">{H(Help)}</span>" : "")
            + (wrong is null ? "" : $"<span class=\"ib-wrong\" id=\"{Name}-wrong\">{H(text.Say(wrong))}</span>")
            + $"<input class=\"utrecht-textbox utrecht-textbox--html-input\" id=\"{Name}\" name=\"{Name}\""
            + (Value is null ? "" : $" value=\"{H(Value)}\"")
            + (described.Length > 0 ? $" aria-describedby=\"{described}\"" : "")
            + (wrong is null ? "" : " aria-invalid=\"true\"")
            + attributes + ">");
    }

    private static string H(string? value) => WebUtility.HtmlEncode(value ?? "");
}
