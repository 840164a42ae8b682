using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Pupils.Contract;

/// <summary>A child as far as whoever asks may see it: the head of every page about one child.</summary>
internal sealed class Child
{
    public Guid Id { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public Guid SchoolId { get; set; }
    public string SchoolName { get; set; } = "";
    public Guid? GroupId { get; set; }
    public string? GroupName { get; set; }
    public Guid? FamilyId { get; set; }
    public bool MayContact { get; set; }
    public bool MayNeeds { get; set; }
    public bool MayCare { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);

    /// <returns>Null when this child is not there for whoever asks.</returns>
    public static Task<Child?> OfAsync(Frame frame, Guid pupil, CancellationToken ct) => frame.OneAsync<Child>("""
        select p.id, p.given_name, p.prefix, p.surname, p.school_id, o.name as school_name, p.group_id, g.name as group_name, p.family_id,
          app.may(p.id, 2) as may_contact, app.may(p.id, 4) as may_needs, app.may(p.id, 8) as may_care
        from pupil p join organisation o on o.id = p.school_id left join school_group g on g.id = p.group_id
        where p.id = @pupil and app.may(p.id, 1)
        """, new { pupil }, ct);

    /// <summary>
    /// A child of the own school, for pages that change something: emergency access is for looking only, so there a child of another school is not found.
    /// </summary>
    public static async Task<Child?> OwnAsync(Frame frame, Guid school, Guid pupil, CancellationToken ct) =>
        await OfAsync(frame, pupil, ct) is { MayContact: true } child && child.SchoolId == school ? child : null;
}
