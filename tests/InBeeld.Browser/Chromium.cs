using InBeeld.Browser;
using InBeeld.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace InBeeld.Browser;

internal static class Contexts
{
    /// <summary>From here on this profile is signed in as the visitor.</summary>
    public static Task SignInAsync(this IBrowserContext context, TestHouse house, Visitor visitor) =>
        context.AddCookiesAsync(visitor.Cookies.GetCookies(house.Address).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Chromium.AddressOf(house) }));

    /// <summary>The same, and in a language ("nl", "en").</summary>
    public static async Task SignInAsync(this IBrowserContext context, TestHouse house, Visitor visitor, string language)
    {
        await context.SignInAsync(house, visitor);
        await context.AddCookiesAsync([new Cookie { Name = "inbeeld-language", Value = language == "en" ? "c=en-GB|uic=en-GB" : "c=nl-NL|uic=nl-NL", Url = Chromium.AddressOf(house) }]);
    }
}

/// <summary>
/// The browser of the machine (Debian's chromium, or the one that CHROMIUM says), started once; nothing is downloaded. Without one the tests are skipped; on a build machine (CI=true) they fail.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } told ? [told] : ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Nothing but our own pages: no looking for updates, no services of the maker.
    private static readonly string[] Flags =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic", "--disable-dev-shm-usage"];

    private readonly SemaphoreSlim starting = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A fresh profile in which this visitor is signed in, in a language ("nl", "en").</summary>
    public async Task<IBrowserContext> OpenAsync(TestHouse house, Visitor visitor, string language = "nl")
    {
        var context = await OpenAsync(house);
        await context.SignInAsync(house, visitor, language);
        return context;
    }

    /// <summary>A fresh profile in which nobody is signed in.</summary>
    public async Task<IBrowserContext> OpenAsync(TestHouse house, bool phone = false, bool javaScript = true)
    {
        var context = await (await StartAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = AddressOf(house),
            ViewportSize = phone ? Phone : Desktop,
            IsMobile = phone,
            HasTouch = phone,
            JavaScriptEnabled = javaScript,
            Locale = "nl-NL",
            TimezoneId = "Europe/Amsterdam",
        });
        context.SetDefaultTimeout(20_000);
        return context;
    }

    /// <summary>By name, because a passkey belongs to a name and not to a number.</summary>
    public static string AddressOf(TestHouse house) => $"http://localhost:{house.Address.Port}";

    public static ViewportSize Desktop => new() { Width = 1280, Height = 900 };

    public static ViewportSize Phone => new() { Width = 390, Height = 844 };

    /// <summary>The narrowest screen on which everything must fit without scrolling sideways (WCAG 1.4.10).</summary>
    public static ViewportSize Narrowest => new() { Width = 320, Height = 640 };

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        var place = Array.Find(Places, File.Exists);
        if (place is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "There is no chromium on this machine (apt-get install chromium)");
            Assert.Fail("There is no chromium on this machine (apt-get install chromium)");
        }

        await starting.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = place, Args = Flags, Headless = true });
        }
        finally
        {
            starting.Release();
        }
    }
}
