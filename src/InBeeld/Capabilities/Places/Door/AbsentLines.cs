using InBeeld.Frames.Lines;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Door;

/// <summary>Tells the teacher which children of the group had a place in the library today and did not come.</summary>
internal sealed class AbsentLines(Text text) : IChildLine
{
    public string Sql => """
        select distinct b.pupil_id as pupil from placement pl join booking b on b.pupil_id = pl.pupil_id and b.state = 'no_show' and b.during && tstzrange(@start, @end)
        where pl.group_id = @group and pl.ends is null
        """;

    public ChildLine Of(LineRow row) => new(row.Pupil, "seat", text["Kwam vandaag niet naar de bibliotheek"]);
}
