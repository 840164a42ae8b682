using InBeeld.Data;
using InBeeld.Frames.Lines;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Door;

/// <summary>Tells the teacher which children of the group had a place in the library today and did not come.</summary>
internal sealed class AbsentLines(Frame frame, Text text) : IChildLine
{
    public async Task<IReadOnlyList<ChildLine>> OfGroupAsync(Guid group, DateOnly today, CancellationToken ct)
    {
        var pupils = await frame.ListAsync<Guid>("""
            select distinct b.pupil_id from placement pl join booking b on b.pupil_id = pl.pupil_id and b.state = 'no_show' and b.during && tstzrange(@start, @end)
            where pl.group_id = @group and pl.ends is null
            """, new { group, start = Amsterdam.At(today, TimeOnly.MinValue), end = Amsterdam.At(today.AddDays(1), TimeOnly.MinValue) }, ct);
        return pupils.ConvertAll(p => new ChildLine(p, "seat", text["Kwam vandaag niet naar de bibliotheek"]));
    }
}
