using InBeeld.Data;

namespace InBeeld.Capabilities.Contact.ClassList;

/// <summary>What the opened form shows beside the child: whom to call, and brothers and sisters.</summary>
internal sealed class OpenRow
{
    public string ReachNote { get; set; } = "";
    public string Persons { get; set; } = "[]";
    public string Siblings { get; set; } = "[]";

    public static Task<OpenRow?> OfAsync(Frame frame, Guid pupil, CancellationToken ct) => frame.OneAsync<OpenRow>("""
        select coalesce(f.reach_note, '') as reach_note,
          (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'relation', c.relation, 'phone', c.phone, 'language', c.language, 'needsInterpreter', c.needs_interpreter, 'mayBeCalled', c.may_be_called, 'note', c.note) order by c.position, c.id), '[]')::text
             from contact_person c where c.family_id = p.family_id and c.removed_at is null) as persons,
          (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'givenName', s.given_name, 'schoolName', s.school_name, 'groupName', s.group_name)), '[]')::text from app.siblings(p.id) s) as siblings
        from pupil p left join family f on f.id = p.family_id where p.id = @pupil
        """, new { pupil }, ct);
}

internal sealed record PersonToCall(string Name, string Relation, string Phone, string Language, bool NeedsInterpreter, bool MayBeCalled, string Note);

internal sealed record SiblingRow(Guid Id, string GivenName, string SchoolName, string? GroupName);
