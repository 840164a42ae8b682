using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace InBeeld.Browser;

/// <summary>
/// Runs axe in a page. Not by the ready-made call: that makes axe fetch every stylesheet a second time and put it into the page, which our
/// security policy refuses, with noise and a wait for each.
/// </summary>
internal static class Axe
{
    /// <summary>WCAG 2.2 AA and good practice.</summary>
    public const string Everything = """runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }""";

    /// <summary>What can differ between light and dark.</summary>
    public const string Colours = """runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }""";

    public const string ButColours = Everything + """, rules: { 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } }""";

    private static readonly Lazy<string> Script = new(() => new BundledAxeScriptProvider().GetScript());

    /// <returns>Per breach: the rule, what it asks, and the piece of the page.</returns>
    public static async Task<List<string>> BreachesAsync(IPage page, string rules)
    {
        if (!await page.EvaluateAsync<bool>("() => !!window.axe"))
        {
            await page.EvaluateAsync(Script.Value);
        }

        var found = await page.EvaluateAsync<JsonElement>($$"""
            async () => {
              const result = await axe.run(document, { {{rules}}, resultTypes: ['violations'], preload: false });
              return result.violations.flatMap(v => v.nodes.slice(0, 3).map(n => `${v.id}: ${v.help}: ${n.html.slice(0, 250)}${[...n.any, ...n.all, ...n.none].map(c => ` (${c.message}${c.relatedNodes.map(r => ' ' + r.html.slice(0, 120)).join(',')})`).join('')}`));
            }
            """);
        return [.. found.EnumerateArray().Select(e => e.GetString()!)];
    }
}
