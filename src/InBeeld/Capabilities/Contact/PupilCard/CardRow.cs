using InBeeld.Capabilities.Contact.Ladder;
using InBeeld.Data;

namespace InBeeld.Capabilities.Contact.PupilCard;

/// <summary>Everything about one child except the contact moments, in one row; what one may not see is left out by the database.</summary>
internal sealed class CardRow : LadderColumns
{
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public DateOnly? BirthDate { get; set; }
    public Guid SchoolId { get; set; }
    public string SchoolName { get; set; } = "";
    public Guid? GroupId { get; set; }
    public string? GroupName { get; set; }
    public bool MayContact { get; set; }
    public bool MayNeeds { get; set; }
    public bool MayCare { get; set; }
    public string Reasons { get; set; } = "";
    public DateTimeOffset? EmergencyUntil { get; set; }
    public short Level { get; set; }
    public DateOnly? LastReachedDay { get; set; }
    public DateOnly DueFrom { get; set; }
    public DateOnly OutFrom { get; set; }
    public string AbsentWhy { get; set; } = "";
    public string ReachNote { get; set; } = "";
    public string Norms { get; set; } = "[]";
    public string Rungs { get; set; } = "[]";
    public string Off { get; set; } = "[]";
    public string Needs { get; set; } = "[]";
    public string Persons { get; set; } = "[]";
    public string Siblings { get; set; } = "[]";
    public string Helpers { get; set; } = "[]";
    public string Worries { get; set; } = "[]";
    public string[] Tags { get; set; } = [];
    public int Seers { get; set; }
    public DateOnly JoinedOn { get; set; }
    public string History { get; set; } = "[]";

    public static Task<CardRow?> OfAsync(Frame frame, Guid pupil, CancellationToken ct) => frame.OneAsync<CardRow>($"""
        select p.given_name, p.prefix, p.surname, p.birth_date, p.school_id, o.name as school_name, p.group_id, g.name as group_name,
          app.may(p.id, 2) as may_contact, app.may(p.id, 4) as may_needs, app.may(p.id, 8) as may_care, i.reasons, i.emergency_until,
          coalesce(s.level, 0::smallint) as level, s.last_reached_day, coalesce(s.attempts, 0) as attempts, s.not_reached_since, s.due_from, s.late_from, s.out_from,
          s.absent_until, coalesce(s.absent_why, '') as absent_why, coalesce(s.rung_done, 0::smallint) as rung_done, s.rung_rest_until, coalesce(f.reach_note, '') as reach_note,
          (select coalesce(jsonb_agg(jsonb_build_object('level', n.level, 'times', n.times, 'weeks', n.weeks, 'outAfterDays', n.out_after_days)), '[]')::text from school_norm n where n.school_id = p.school_id) as norms,
          {LadderSql.Rungs} as rungs, {LadderSql.Off} as off,
          (select coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'since', n.since) order by n.since, n.id), '[]')::text from need n where n.pupil_id = p.id and n.ended_on is null) as needs,
          (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'relation', c.relation, 'phone', c.phone, 'language', c.language, 'needsInterpreter', c.needs_interpreter,
             'mayBeCalled', c.may_be_called, 'note', c.note) order by c.position, c.id), '[]')::text from contact_person c where c.family_id = p.family_id and c.removed_at is null) as persons,
          (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'givenName', b.given_name, 'schoolName', b.school_name, 'groupName', b.group_name, 'own', b.own)), '[]')::text from app.siblings(p.id) b) as siblings,
          (select coalesce(jsonb_agg(jsonb_build_object('organisation', h.organisation, 'name', h.name, 'task', h.task, 'phone', h.phone) order by h.starts desc), '[]')::text from helper h where h.pupil_id = p.id and h.ends is null) as helpers,
          (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'text', w.text, 'urgency', w.urgency, 'at', w.at, 'state', w.state, 'answer', w.answer,
             'by', (select trim(concat_ws(' ', x.given_name, nullif(x.prefix, ''), x.surname)) from person x where x.id = w.by_person)) order by w.state = 'done', w.at desc), '[]')::text
             from (select * from worry w0 where w0.pupil_id = p.id order by w0.state = 'done', w0.at desc limit 10) w) as worries,
          (select coalesce(array_agg(a.tag order by a.tag), array[]::text[]) from app.attention_of(array[p.id], (now() at time zone 'Europe/Amsterdam')::date) a where app.may(p.id, 4)) as tags,
          (select count(distinct (v.person, v.role, v.organisation))::integer from app.who_can_see(p.id) v) as seers,
          coalesce(p.joined_on, (p.created_at at time zone 'Europe/Amsterdam')::date) as joined_on,
          (select coalesce(jsonb_agg(jsonb_build_object('school', e.name, 'facts', h.facts, 'givenOn', (h.given_at at time zone 'Europe/Amsterdam')::date, 'keepUntil', h.keep_until) order by h.given_at desc), '[]')::text
             from history_facts h join organisation e on e.id = h.from_school_id where h.pupil_id = p.id) as history
        from pupil p join organisation o on o.id = p.school_id
        left join school_group g on g.id = p.group_id left join pupil_state s on s.pupil_id = p.id left join family f on f.id = p.family_id
        cross join lateral (select coalesce(string_agg(distinct x.reason, ', '), '') as reasons, max(x.ends) filter (where x.reason = 'emergency') as emergency_until
          from involvement x where x.pupil_id = p.id and x.starts <= now() and (x.ends is null or x.ends > now())) i
        where p.id = @pupil and app.may(p.id, 1)
        """, new { pupil }, ct);
}

internal sealed record CardNeed(string Kind, DateOnly Since);

internal sealed record CardPerson(string Name, string Relation, string Phone, string Language, bool NeedsInterpreter, bool MayBeCalled, string Note);

internal sealed record CardSibling(Guid Id, string GivenName, string SchoolName, string? GroupName, bool Own);

internal sealed record CardHelper(string Organisation, string Name, string Task, string Phone);

internal sealed record CardWorry(Guid Id, string Text, short Urgency, DateTimeOffset At, string State, string Answer, string? By);
