using InBeeld.Data;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Coordination.Signalling;

/// <summary>A municipality that works with InBeeld.</summary>
internal sealed record Town(Guid Id, string Name, string Code, string Phone = "");

/// <summary>
/// Where a signal goes: to where the child lives. When that is not known, to the municipality of the school, and it says so; when that municipality does
/// not work with InBeeld, there only if whoever signals chooses it.
/// </summary>
/// <param name="Towns">All that can receive.</param>
/// <param name="Own">That of one's own organisation; null when it does not work with InBeeld.</param>
internal sealed record Destination(IReadOnlyList<Town> Towns, Town? Own)
{
    /// <summary>In the form: some other municipality.</summary>
    public const string Elsewhere = "other";

    public static async Task<List<Town>> AllAsync(Frame frame, CancellationToken ct) =>
        await frame.ListAsync<Town>("select id, name, code, phone from organisation where kind = 'municipality' and is_on order by name, id", null, ct);

    /// <param name="frame">The request.</param>
    /// <param name="ownCode">The code of the municipality of one's own organisation.</param>
    /// <param name="onlyOwn">For who works for a municipality: the others have a desk of their own.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<Destination> ForAsync(Frame frame, string ownCode, bool onlyOwn, CancellationToken ct)
    {
        var all = await AllAsync(frame, ct);
        return new Destination(onlyOwn ? [.. all.Where(t => t.Code == ownCode)] : all, all.FirstOrDefault(t => t.Code == ownCode));
    }

    /// <param name="lives">Empty: not known; the code of a municipality; or <see cref="Elsewhere"/>.</param>
    /// <param name="toOwn">Send it to the own municipality all the same.</param>
    public Outcome<(Town Town, string Routed)> Route(string? lives, bool toOwn)
    {
        if (string.IsNullOrEmpty(lives))
        {
            return Own is { } own ? (own, "school") : new Refusal("Lives", "De gemeente van je organisatie werkt niet met InBeeld. Bel die gemeente.");
        }

        if (Towns.FirstOrDefault(t => t.Code == lives) is { } town)
        {
            return (town, "residence");
        }

        return Own is { } instead && toOwn ? (instead, "chosen") : new Refusal("Lives", "Die gemeente werkt niet met InBeeld en krijgt dit niet. Bel die gemeente.");
    }
}
