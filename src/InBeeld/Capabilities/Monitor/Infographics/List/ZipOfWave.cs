using System.IO.Compression;
using InBeeld.Capabilities.Monitor.Infographics.Files;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace InBeeld.Capabilities.Monitor.Infographics.List;

/// <summary>All infographics of a wave in one file, written while it is sent: it stands nowhere.</summary>
internal sealed class ZipOfWave(IReadOnlyList<UnitFigures> all, string title, string language) : IActionResult
{
    private static readonly string[] Kinds = ["svg", "html"];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, ct) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        // The ends of an entry are written at once, not awaited.
        if (context.HttpContext.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true;
        }

        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = $"attachment; filename=\"infographics-{Batch.Slug(title)}.zip\"";
        await using var zip = await ZipArchive.CreateAsync(response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        await Batch.WriteAsync(all, Kinds, language, title, async (path, content) =>
        {
            await using var entry = await zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(ct);
            await entry.WriteAsync(content, ct);
        }, null, null, ct);
    }
}
