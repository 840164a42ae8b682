using InBeeld.Capabilities.Programmes.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Figures;

/// <summary>One programme with all its lines: what is counted here, and what later capabilities know of it.</summary>
internal sealed record Counted(FiguresRow Row, IReadOnlyList<ProgrammeLine> Lines);

/// <summary>Brings together the figures of programmes that whoever asks carries out.</summary>
internal sealed class ProgrammeFigures(Frame frame, IEnumerable<IProgrammeLines> others, Text text, TimeProvider clock)
{
    public async Task<List<Counted>> OfAsync(Guid[] programmes, CancellationToken ct)
    {
        var rows = await FiguresRow.OfAsync(frame, programmes, ct);
        var more = new List<ILookup<Guid, ProgrammeLine>>();
        foreach (var other in others.OrderBy(o => o.Rank))
        {
            more.Add(await other.OfAsync([.. rows.Select(r => r.Id)], ct));
        }

        return rows.ConvertAll(r => new Counted(r, [.. r.Lines(text, clock.Today()), .. more.SelectMany(m => m[r.Id])]));
    }
}
