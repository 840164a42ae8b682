using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InBeeld.Capabilities.Monitor.Infographics.Files;

/// <summary>It is not there, does not start or does not answer.</summary>
internal sealed class ChromiumException(string message) : Exception(message);

/// <summary>
/// The browser that prints: one process for many pages, spoken to over its DevTools protocol. It gets pages of ours only and reaches no network. Thrown away with its folder at the end.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
    private static readonly TimeSpan StartsIn = TimeSpan.FromSeconds(20), AnswersIn = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly string folder;
    private readonly ClientWebSocket socket = new();
    private string session = "";
    private int last;

    private Chromium(Process process, string folder) => (this.process, this.folder) = (process, folder);

    /// <summary>Where it is: what INBEELD_CHROMIUM says, otherwise on the path; null when it is nowhere.</summary>
    public static string? Find() => Environment.GetEnvironmentVariable("INBEELD_CHROMIUM") is { Length: > 0 } told
        ? File.Exists(told) ? told : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).SelectMany(p => Names.SelectMany(n => (string[])[Path.Combine(p, n), Path.Combine(p, n + ".exe")])).FirstOrDefault(File.Exists);

    /// <exception cref="ChromiumException">It is not there or does not start.</exception>
    public static async Task<Chromium> StartAsync(CancellationToken ct)
    {
        var program = Find() ?? throw new ChromiumException("Chromium is not installed; PDF and PNG need it. Install it, or set INBEELD_CHROMIUM to its path.");
        var folder = Directory.CreateTempSubdirectory("inbeeld-print-").FullName;
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        string[] arguments =
        [
            "--headless=new", "--disable-gpu", "--remote-debugging-port=0", $"--user-data-dir={folder}", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-background-networking",
            "--disable-dev-shm-usage", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND", "about:blank",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Its own sandbox does not work for the owner of a container.
        if (Environment.UserName == "root")
        {
            start.ArgumentList.Insert(0, "--no-sandbox");
        }

        var browser = new Chromium(Process.Start(start) ?? throw new ChromiumException("Chromium does not start."), folder);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(StartsIn);
            await browser.ConnectAsync(limit.Token);
            return browser;
        }
        catch (Exception problem) when (!ct.IsCancellationRequested && problem is OperationCanceledException or WebSocketException or IOException)
        {
            await browser.DisposeAsync();
            throw new ChromiumException("Chromium did not start within 20 seconds.");
        }
    }

    /// <summary>A4, background and all, without margins.</summary>
    public async Task<byte[]> PdfAsync(string html, CancellationToken ct)
    {
        await OpenAsync(html, 840, 1188, ct);
        var answer = await AskAsync("Page.printToPDF", new() { ["printBackground"] = true, ["preferCSSPageSize"] = true, ["paperWidth"] = 8.27, ["paperHeight"] = 11.69, ["marginTop"] = 0, ["marginBottom"] = 0, ["marginLeft"] = 0, ["marginRight"] = 0, ["generateTaggedPDF"] = true }, ct);
        return Convert.FromBase64String(answer["data"]!.GetValue<string>());
    }

    public async Task<byte[]> PngAsync(string html, int width, int height, CancellationToken ct)
    {
        await OpenAsync(html, width, height, ct);
        var answer = await AskAsync("Page.captureScreenshot", new() { ["format"] = "png", ["clip"] = new JsonObject { ["x"] = 0, ["y"] = 0, ["width"] = width, ["height"] = height, ["scale"] = 1 } }, ct);
        return Convert.FromBase64String(answer["data"]!.GetValue<string>());
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }

        process.Dispose();
        for (var i = 0; i < 5 && Directory.Exists(folder); i++)
        {
            try
            {
                Directory.Delete(folder, true);
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                // A child that is dying still writes.
                await Task.Delay(100);
            }
        }
    }

    private async Task ConnectAsync(CancellationToken ct)
    {
        const string said = "DevTools listening on ";
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        string? line;
        do
        {
            line = await process.StandardError.ReadLineAsync(ct) ?? throw new IOException("It ended.");
        }
        while (!line.StartsWith(said, StringComparison.Ordinal));
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await socket.ConnectAsync(new Uri(line[said.Length..]), ct);
        var target = await AskAsync("Target.createTarget", new() { ["url"] = "about:blank" }, ct);
        session = (await AskAsync("Target.attachToTarget", new() { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }, ct))["sessionId"]!.GetValue<string>();
        await AskAsync("Page.enable", [], ct);
    }

    private async Task OpenAsync(string html, int width, int height, CancellationToken ct)
    {
        await AskAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false }, ct);
        var frame = (await AskAsync("Page.getFrameTree", [], ct))["frameTree"]!["frame"]!["id"]!.GetValue<string>();
        await AskAsync("Page.setDocumentContent", new() { ["frameId"] = frame, ["html"] = html }, ct);
        await AskAsync("Runtime.evaluate", new() { ["expression"] = "document.fonts.ready.then(() => 1)", ["awaitPromise"] = true }, ct);
    }

    // One question at a time; what it tells unasked is passed over.
    private async Task<JsonNode> AskAsync(string method, JsonObject parameters, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(AnswersIn);
        var id = ++last;
        var question = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session.Length > 0)
        {
            question["sessionId"] = session;
        }

        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(question.ToJsonString()), WebSocketMessageType.Text, true, limit.Token);
            while (true)
            {
                var answer = await HearAsync(limit.Token);
                if (answer["id"]?.GetValue<int>() == id)
                {
                    return answer["result"] ?? throw new ChromiumException($"Chromium refuses {method}: {answer["error"]?["message"]}");
                }
            }
        }
        catch (Exception problem) when (!ct.IsCancellationRequested && problem is OperationCanceledException or WebSocketException or JsonException)
        {
            throw new ChromiumException($"Chromium did not answer within 30 seconds ({method}).");
        }
    }

    private async Task<JsonNode> HearAsync(CancellationToken ct)
    {
        using var heard = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, ct);
            heard.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(heard.ToArray()) ?? throw new JsonException("empty");
    }
}
