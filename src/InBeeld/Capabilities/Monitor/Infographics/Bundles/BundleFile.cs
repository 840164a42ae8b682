using InBeeld.Data;
using Microsoft.AspNetCore.Mvc;

namespace InBeeld.Capabilities.Monitor.Infographics.Bundles;

/// <summary>A file that was kept in pieces, sent piece by piece: it is never in memory as a whole. Read anew with the rights of who asks.</summary>
internal sealed class BundleFile(Guid work, long bytes, string name, Guid session) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (http, ct) = (context.HttpContext, context.HttpContext.RequestAborted);
        await using var scope = http.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var frame = scope.ServiceProvider.GetRequiredService<Frame>();
        if (!await frame.EnterAsync(session, ct))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        (http.Response.ContentType, http.Response.ContentLength) = ("application/zip", bytes);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        for (var part = 0; await frame.OneAsync<byte[]>("select content from infographic_bundle_part where work_id = @work and part = @part", new { work, part }, ct) is { } content; part++)
        {
            await http.Response.Body.WriteAsync(content, ct);
        }
    }
}
