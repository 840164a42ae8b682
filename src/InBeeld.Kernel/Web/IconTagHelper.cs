using System.Collections.Frozen;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InBeeld.Kernel.Web;

/// <summary>Puts an icon of our own set into the page: <c>&lt;ib-icon name="phone" /&gt;</c>. Always beside a word, so hidden from a screen reader.</summary>
[HtmlTargetElement("ib-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public bool Small { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var extra = output.Attributes["class"]?.Value.ToString();
        output.SuppressOutput();
        output.Content.SetHtmlContent(Icons.Svg(Name, Icons.IsState(Name) ? "ib-glyph " + extra : $"ib-icon{(Small ? " ib-icon--s" : "")} {extra}"));
    }
}

/// <summary>A state of a child: shape and word, or shape with hidden word, or a tag. <c>&lt;ib-state is="late" as="shape|word|tag" /&gt;</c></summary>
[HtmlTargetElement("ib-state", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StateTagHelper(Text text) : TagHelper
{
    public string Is { get; set; } = "none";

    public string As { get; set; } = "word";

    /// <summary>Another word than that of the state, already translated.</summary>
    public string? Word { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var word = System.Net.WebUtility.HtmlEncode(Word ?? text[WordOf(Is)]);
        var svg = Icons.Svg("state-" + Is, As == "shape" ? "ib-glyph" : "");
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", (As == "tag" ? "ib-tag" : "ib-state") + " ib-is-" + Is);
        output.Content.SetHtmlContent(svg + (As == "shape" ? $"<span class=\"ib-hide\">{word}</span>" : word));
    }

    public static string WordOf(string state) => state switch
    {
        "in" => "In beeld",
        "due" => "Aan de beurt",
        "late" => "Te laat",
        "out" => "Uit beeld",
        _ => "Telt niet mee",
    };
}

/// <summary>The drawings of icons.svg, read once.</summary>
public static partial class Icons
{
    private static readonly Lazy<FrozenDictionary<string, (string Attributes, string Body)>> Set = new(Read);

    public static IEnumerable<string> Names => Set.Value.Keys;

    public static bool IsState(string name) => name.StartsWith("state-", StringComparison.Ordinal);

    public static string Svg(string name, string css)
    {
        if (!Set.Value.TryGetValue(name, out var icon))
        {
            throw new ArgumentException($"There is no icon named {name}", nameof(name));
        }

        return $"<svg class=\"{css.Trim()}\" {icon.Attributes} aria-hidden=\"true\">{icon.Body}</svg>";
    }

    private static FrozenDictionary<string, (string, string)> Read()
    {
        var assembly = AppDomain.CurrentDomain.GetAssemblies().First(a => a.GetManifestResourceNames().Any(n => n.EndsWith(".icons.svg", StringComparison.Ordinal)));
        using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().First(n => n.EndsWith(".icons.svg", StringComparison.Ordinal)))!;
        var root = XDocument.Load(stream).Root!;
        return root.Elements().Where(e => e.Name.LocalName == "symbol").ToFrozenDictionary(
            e => e.Attribute("id")!.Value["ib-".Length..],
            e => (string.Join(' ', e.Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name.LocalName != "id").Select(a => $"{a.Name.LocalName}=\"{a.Value}\"")),
                string.Concat(e.Elements().Select(x => Namespace().Replace(x.ToString(SaveOptions.DisableFormatting), "")))));
    }

    [GeneratedRegex(" xmlns=\"[^\"]*\"")]
    private static partial Regex Namespace();
}
