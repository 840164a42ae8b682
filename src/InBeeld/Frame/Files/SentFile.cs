using System.Security.Cryptography;
using InBeeld.Kernel;

namespace InBeeld.Frames.Files;

/// <summary>A file that somebody sent, checked by its size, its first bytes and its name.</summary>
internal sealed record SentFile(string Name, string MediaType, byte[] Content)
{
    public byte[] Hash => SHA256.HashData(Content);

    /// <param name="field">The field of the form, for what is refused.</param>
    public static async Task<Outcome<SentFile>> ReadAsync(IFormFile? upload, string field, CancellationToken ct)
    {
        if (upload is not { Length: > 0 })
        {
            return new Refusal(field, "Kies een bestand dat niet leeg is.");
        }

        if (upload.Length > FileSort.Most)
        {
            return new Refusal(field, "Dit bestand is groter dan {0} MB.", FileSort.Most / 1024 / 1024);
        }

        var content = new byte[upload.Length];
        await using (var stream = upload.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, ct);
        }

        var name = FileSort.Name(upload.FileName);
        return FileSort.Of(content) is { } mediaType && FileSort.Fits(name, mediaType)
            ? new SentFile(name, mediaType, content)
            : new Refusal(field, "Dit is geen pdf, foto (jpg, png) of tekst. Wat erin staat past niet bij de naam.");
    }
}
