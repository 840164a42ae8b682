using System.Net;
using System.Text.RegularExpressions;
using InBeeld.Tests;
using Microsoft.Playwright;

namespace InBeeld.Browser;

/// <summary>Looks at a page as everybody who uses it.</summary>
internal static partial class PageLook
{
    private static readonly (string Screen, ViewportSize Size, ColorScheme Scheme, string Rules)[] InEnglish = [("desk", Chromium.Desktop, ColorScheme.Light, Axe.ButColours)];

    private static readonly (string Screen, ViewportSize Size, ColorScheme Scheme, string Rules)[] InDutch =
    [
        ("desk", Chromium.Desktop, ColorScheme.Light, Axe.Everything),
        ("desk", Chromium.Desktop, ColorScheme.Dark, Axe.Colours),
        ("phone", Chromium.Phone, ColorScheme.Light, Axe.ButColours),
    ];

    /// <summary>
    /// In Dutch everything: desk and phone by all rules in light, and the desk in dark by the rules about colours (light and dark have the same
    /// markup, desk and phone the same colours, so on a phone those two rules, which take half of the time, are not asked again). English has the same markup and colours as
    /// Dutch and other words: the rules once, on a desk. Both languages on the narrowest screen, because there the length of words matters.
    /// </summary>
    public static async Task<List<string>> LookAsync(TestHouse house, Tab tab, Visitor visitor, string address, HttpStatusCode status)
    {
        var wrong = new List<string>();
        foreach (var language in new[] { "nl", "en" })
        {
            var page = await tab.OpenAsync(house, visitor, language);
            using var listening = new Listening(page);
            var troubles = listening.Troubles;
            var response = await page.GotoAsync(address);
            if (response?.Status != (int)status)
            {
                return [$"{address}: {response?.Status}"];
            }

            foreach (var (screen, size, scheme, rules) in language == "nl" ? InDutch : InEnglish)
            {
                await page.SetViewportSizeAsync(size.Width, size.Height);
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                // The menu at the bottom of a phone covers what can be scrolled away from under it; it is looked at where it covers nothing.
                await page.EvaluateAsync("for (const menu of document.querySelectorAll('.ib-nav')) { menu.style.position = ''; if (getComputedStyle(menu).position === 'fixed') menu.style.position = 'static'; }");
                wrong.AddRange((await Axe.BreachesAsync(page, rules)).Select(breach => $"{address} ({language}, {screen}, {scheme}): {breach}"));
            }

            await page.EvaluateAsync("for (const menu of document.querySelectorAll('.ib-nav')) menu.style.position = ''");
            await page.SetViewportSizeAsync(Chromium.Narrowest.Width, Chromium.Narrowest.Height);
            wrong.AddRange((await TooWideAsync(page)).Select(w => $"{address} ({language}) is wider than a small screen: {w}"));
            wrong.AddRange((await ShapeAsync(page, language)).Select(s => $"{address} ({language}): {s}"));
            wrong.AddRange(troubles.Select(t => $"{address} ({language}): {t}"));
        }

        return wrong;
    }

    private static async Task<string[]> TooWideAsync(IPage page) => await page.EvaluateAsync<string[]>("""
        () => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          const sideways = e => { for (let p = e; p && p !== document.body; p = p.parentElement) { const o = getComputedStyle(p).overflowX; if (o === 'auto' || o === 'scroll' || o === 'hidden') return true; } return false; };
          const out = [...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > wide + 1 && !sideways(e));
          return out.length ? [out[out.length - 1].outerHTML.slice(0, 200)] : ['scrollWidth ' + document.documentElement.scrollWidth];
        }
        """);

    private static async Task<List<string>> ShapeAsync(IPage page, string language)
    {
        var wrong = new List<string>();
        var title = await page.TitleAsync();
        if (!title.EndsWith(" - InBeeld", StringComparison.Ordinal) || title.Length < 12)
        {
            wrong.Add($"the title says nothing: \"{title}\"");
        }

        if (await page.Locator("h1").CountAsync() != 1)
        {
            wrong.Add("there is not exactly one main heading");
        }

        if (await page.Locator("html").GetAttributeAsync("lang") != language)
        {
            wrong.Add("the page does not say its language");
        }

        // What says of itself that it is Dutch may be: a text that people of a library keep in both languages.
        var words = await page.Locator("body").InnerTextAsync();
        foreach (var own in (await page.Locator("main [lang=nl]").AllInnerTextsAsync()).Where(own => own?.Length > 0))
        {
            words = words.Replace(own, "", StringComparison.Ordinal);
        }

        if (language == "en" && StillDutch().Match(words) is { Success: true } dutch)
        {
            wrong.Add($"still Dutch: \"{dutch.Value.Trim()}\"");
        }

        return wrong;
    }

    // Words that no English sentence holds, with what stands around them; names and notes of the invented children hold none of them.
    [GeneratedRegex(@"[^\n]{0,40}\b(het|een|niet|jouw|nog|geen|deze|wordt|kinderen|voor|zijn|naar|kies)\b[^\n]{0,40}")]
    private static partial Regex StillDutch();
}
