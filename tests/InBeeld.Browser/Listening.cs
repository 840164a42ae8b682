using Microsoft.Playwright;

namespace InBeeld.Browser;

/// <summary>What goes wrong in a page while this listens: errors of scripts, of the console, and files that do not come.</summary>
internal sealed class Listening : IDisposable
{
    private readonly IPage page;

    public Listening(IPage page)
    {
        this.page = page;
        page.Console += OnConsole;
        page.PageError += OnPageError;
        page.Response += OnResponse;
    }

    public List<string> Troubles { get; } = [];

    public void Dispose()
    {
        page.Console -= OnConsole;
        page.PageError -= OnPageError;
        page.Response -= OnResponse;
    }

    private void OnConsole(object? sender, IConsoleMessage message)
    {
        // A page that explains a problem has the status of that problem, and the browser mentions it; what else did not load is seen below.
        if (message.Type is "error" && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal))
        {
            Troubles.Add("console: " + message.Text);
        }
    }

    private void OnPageError(object? sender, string error) => Troubles.Add("script: " + error);

    private void OnResponse(object? sender, IResponse response)
    {
        if (response.Status >= 400 && response.Request.ResourceType != "document")
        {
            Troubles.Add($"{response.Status}: {response.Url}");
        }
    }
}
