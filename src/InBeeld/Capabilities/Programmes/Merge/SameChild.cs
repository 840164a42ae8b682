using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Programmes.Merge;

/// <summary>A participant who may be the same child as another: born on the same day, with a name that sounds alike, and not both at a school now.</summary>
internal sealed class SameChild
{
    public Guid Id { get; set; }
    public Guid? PupilId { get; set; }

    /// <summary>The school that knew this one let the child go.</summary>
    public bool Left { get; set; }

    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public DateOnly Born { get; set; }
    public string School { get; set; } = "";
    public string Programmes { get; set; } = "";

    public PersonName Name => new(GivenName, Prefix, Surname);

    /// <summary>Participants born on the same day; asks @LibraryId, @Born, @ParticipantId, @PupilId.</summary>
    public const string Sql = """
        select p.id, p.pupil_id, p.pupil_id is not null and app.left_school(p.id) as left, p.given_name, p.prefix, p.surname, p.born, coalesce(o.name, p.school_name) as school,
          coalesce((select string_agg(g.name, ', ' order by g.name) from programme g where g.id in (select e.programme_id from enrolment e where e.participant_id = p.id)), '') as programmes
        from participant p left join organisation o on o.id = p.school_id where p.library_id = @LibraryId and p.born = @Born and p.id <> @ParticipantId and p.merged_into is null and (p.pupil_id is null or @PupilId::uuid is null or app.left_school(p.id) <> app.left_school(@ParticipantId)) order by p.sort_key, p.id limit 50
        """;

    public static async Task<List<SameChild>> OfAsync(Frame frame, EnrolmentRow child, CancellationToken ct) =>
        Alike(child, await frame.ListAsync<SameChild>(Sql, new { child.LibraryId, child.Born, child.ParticipantId, child.PupilId }, ct));

    public static List<SameChild> Alike(EnrolmentRow child, IEnumerable<SameChild> born) =>
        [.. born.Where(p => SearchKey.Of(p.GivenName) == SearchKey.Of(child.GivenName) || (p.Surname.Length > 0 && SearchKey.Of(p.Surname) == SearchKey.Of(child.Surname)))];
}
