using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace InBeeld.Tests;

/// <summary>What came back for a request. Redirects are not followed: <see cref="Location"/> says where to.</summary>
public sealed class PageAnswer(HttpResponseMessage message, byte[] body)
{
    private IHtmlDocument? document;

    public HttpStatusCode Status => message.StatusCode;

    public byte[] Body => body;

    public string Html { get; } = System.Text.Encoding.UTF8.GetString(body);

    public IHtmlDocument Document => document ??= new HtmlParser().ParseDocument(Html);

    /// <summary>Path and query, or null.</summary>
    public string? Location => message.Headers.Location?.ToString();

    public string? ContentType => message.Content.Headers.ContentType?.ToString();

    public string Path => message.RequestMessage!.RequestUri!.PathAndQuery;

    public string? Header(string name) => message.Headers.TryGetValues(name, out var values) || message.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>The Set-Cookie lines.</summary>
    public IReadOnlyList<string> CookieLines => message.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];

    public string Title => Document.Title ?? "";

    /// <summary>The words of the first element that fits, spaces joined.</summary>
    /// <exception cref="InvalidOperationException">Nothing fits.</exception>
    public string Text(string css) => Words(Document.QuerySelector(css) ?? throw new InvalidOperationException($"{Path} has no {css}: {Html}"));

    /// <summary>The words of each element that fits.</summary>
    public IReadOnlyList<string> Texts(string css) => [.. Document.QuerySelectorAll(css).Select(Words)];

    public bool Has(string css) => Document.QuerySelector(css) is not null;

    /// <summary>Of the form that fits: every field as a browser would send it. Buttons are not in it.</summary>
    internal static IEnumerable<(string Name, string Value)> FieldsOf(IElement form)
    {
        foreach (var field in form.QuerySelectorAll("input[name], select[name], textarea[name]").Where(f => !f.HasAttribute("disabled")))
        {
            var name = field.GetAttribute("name")!;
            switch (field)
            {
                case IHtmlInputElement { Type: "submit" or "button" or "image" or "reset" or "file" }:
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                    break;
                case IHtmlInputElement input:
                    yield return (name, input is { Type: "checkbox" or "radio" } && !input.HasAttribute("value") ? "on" : input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return (name, area.Value);
                    break;
                case IHtmlSelectElement select:
                    foreach (var option in select.SelectedOptions)
                    {
                        yield return (name, option.Value);
                    }

                    break;
            }
        }
    }

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
