using InBeeld.Tests;
using Microsoft.Playwright;

namespace InBeeld.Browser;

/// <summary>One tab for all pages of a test class: a fresh profile for each would fetch every style sheet, font and script again, which takes longer than looking at the page.</summary>
public sealed class Tab(Chromium chromium) : IAsyncLifetime
{
    private IPage? page;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The tab with this visitor signed in and nobody else, in a language ("nl", "en"), as wide as a desk.</summary>
    public async Task<IPage> OpenAsync(TestHouse house, Visitor visitor, string language)
    {
        page ??= await (await chromium.OpenAsync(house)).NewPageAsync();
        await page.Context.ClearCookiesAsync();
        await page.Context.SignInAsync(house, visitor, language);
        await page.SetViewportSizeAsync(Chromium.Desktop.Width, Chromium.Desktop.Height);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (page is not null)
        {
            await page.Context.DisposeAsync();
        }
    }
}
