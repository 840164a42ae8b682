using InBeeld.Capabilities.Programmes.Contract;
using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Figures;

/// <summary>One programme with all its lines: what is counted here, and what later capabilities know of it.</summary>
internal sealed record Counted(FiguresRow Row, IReadOnlyList<ProgrammeLine> Lines);

/// <param name="Weeks">Who was there, the oldest week first.</param>
/// <param name="All">The programmes to choose from.</param>
internal sealed record Figured(List<Counted> Programmes, List<WeekRow> Weeks, List<Choice> All);

/// <summary>Brings together the figures of programmes that whoever asks carries out.</summary>
internal sealed class ProgrammeFigures(Frame frame, IEnumerable<IProgrammeLines> others, Text text, TimeProvider clock)
{
    /// <param name="weeks">So many of the last weeks of the first one; 0: none.</param>
    public async Task<Figured> OfAsync(Guid[] programmes, int weeks, CancellationToken ct)
    {
        List<FiguresRow> rows;
        List<WeekRow> last;
        List<Choice> all;
        using (var answers = await frame.ManyAsync($"{FiguresRow.Sql}; {WeekRow.LastSql}; select id, name from programme where id = any ((select app.guided())::uuid[]) order by starts desc, id desc limit 200", new { programmes, programme = programmes.FirstOrDefault(), weeks }, ct))
        {
            rows = [.. await answers.ReadAsync<FiguresRow>()];
            last = [.. (await answers.ReadAsync<WeekRow>()).Reverse()];
            all = [.. await answers.ReadAsync<Choice>()];
        }

        var more = new List<ILookup<Guid, ProgrammeLine>>();
        foreach (var other in others.OrderBy(o => o.Rank))
        {
            more.Add(await other.OfAsync([.. rows.Select(r => r.Id)], ct));
        }

        return new Figured(rows.ConvertAll(r => new Counted(r, [.. r.Lines(text, clock.Today()), .. more.SelectMany(m => m[r.Id])])), last, all);
    }
}
