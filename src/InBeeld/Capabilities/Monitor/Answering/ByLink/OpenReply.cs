using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;

namespace InBeeld.Capabilities.Monitor.Answering.ByLink;

/// <summary>The library and the part that a link is for.</summary>
internal sealed record ReplyLink(Guid Wave, Guid Unit, string Part, string Home)
{
    public Task<Sheet?> SheetAsync(Frame frame, CancellationToken ct) => Sheet.LoadAsync(frame, Wave, Unit, null, Part, ct);
}

/// <summary>Opens a link. A link that was changed or withdrawn, or whose wave is still in the making, finds nothing, and one is not told from the other; search engines are told to keep out.</summary>
internal sealed class OpenReply(Frame frame, TimeProvider clock)
{
    /// <summary>Where it is said that a link does not work, whatever the reason: the page of the link itself.</summary>
    public static string Page(string token) => $"/monitor/reply/{Uri.EscapeDataString(token)}";

    private sealed class Found
    {
        public Guid WaveId { get; set; }
        public Guid UnitId { get; set; }
        public string Part { get; set; } = "";
    }

    public async Task<ReplyLink?> RunAsync(HttpContext http, string token, CancellationToken ct)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (token.Length != 64 || !token.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        var found = await frame.OneAsync<Found>("select * from app.enter_wave(@hash, @now)", new { hash = KeepLinks.Hash(token), now = clock.GetUtcNow() }, ct);
        return found is null ? null : new ReplyLink(found.WaveId, found.UnitId, found.Part, Page(token));
    }
}
