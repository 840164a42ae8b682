using System.Text.Json;
using InBeeld.Data;

namespace InBeeld.Capabilities.Coordination.OpenCase;

/// <summary>Everything in a case but its timeline, in one answer.</summary>
internal sealed class CaseParts
{
    public string StepsJson { get; set; } = "[]";
    public string AgreementsJson { get; set; } = "[]";
    public string PeopleJson { get; set; } = "[]";
    public string FilesJson { get; set; } = "[]";
    public string ContactsJson { get; set; } = "[]";
    public string TransferJson { get; set; } = "null";
    public string[]? Needs { get; set; }

    public IReadOnlyList<Step> Steps => field ??= Read<Step>(StepsJson);
    public IReadOnlyList<Agreement> Agreements => field ??= Read<Agreement>(AgreementsJson);
    public IReadOnlyList<Person> People => field ??= Read<Person>(PeopleJson);
    public IReadOnlyList<File> Files => field ??= Read<File>(FilesJson);
    public IReadOnlyList<Contact> Contacts => field ??= Read<Contact>(ContactsJson);

    public static async Task<CaseParts> OfAsync(Frame frame, Guid id, CancellationToken ct) => (await frame.OneAsync<CaseParts>("""
        select
          (select coalesce(jsonb_agg(to_jsonb(s) order by s.state <> 'open', s.due_on, s.id), '[]')::text from (
            select s.id, s.kind, s.title, s.due_on, to_char(s.due_at, 'HH24:MI') as due_at, s.state, s.outcome, s.done_at, s.owner_id, s.companion_id, s.place, s.version,
              trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as owner, trim(concat_ws(' ', q.given_name, nullif(q.prefix, ''), q.surname)) as companion
            from case_step s join membership m on m.id = s.owner_id join person p on p.id = m.person_id left join membership n on n.id = s.companion_id left join person q on q.id = n.person_id where s.case_id = @id) s) as steps_json,
          (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'party', a.party, 'what', a.what, 'review_on', a.review_on, 'state', a.state, 'route_id', a.route_id) order by a.state in ('ended', 'refused'), a.review_on), '[]')::text from case_agreement a where a.case_id = @id) as agreements_json,
          (select coalesce(jsonb_agg(to_jsonb(x) order by x.task, x.name), '[]')::text from (
            select distinct on (m.id) trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as name, p.given_name, p.surname, m.role, o.name as party, t.task
            from case_participant t join membership m on m.id = t.membership_id join person p on p.id = m.person_id join organisation o on o.id = m.organisation_id where t.case_id = @id and t.ends is null order by m.id, t.task) x) as people_json,
          (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'media_type', f.media_type, 'size', f.size, 'at', f.at) order by f.at desc), '[]')::text from case_file f where f.case_id = @id and f.removed_at is null) as files_json,
          (select coalesce(jsonb_agg(to_jsonb(k)), '[]')::text from app.case_contacts(@id) k) as contacts_json,
          (select array_agg(n.kind order by n.kind) from need n join care_case c on c.pupil_id = n.pupil_id where c.id = @id and n.ended_on is null) as needs
        """, new { id }, ct))!;

    private static List<T> Read<T>(string json) => JsonSerializer.Deserialize<List<T>>(json, Snake)!;

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    internal sealed record Step(Guid Id, string Kind, string Title, DateOnly DueOn, string? DueAt, string State, string Outcome, DateTimeOffset? DoneAt, Guid OwnerId, Guid? CompanionId, string Place, int Version, string Owner, string Companion)
    {
        public bool Open => State == "open";

        /// <summary>late, due (today) or none.</summary>
        public string On(DateOnly today) => State switch { "done" => "in", "dropped" => "none", _ => DueOn < today ? "late" : DueOn == today ? "due" : "none" };
    }

    internal sealed record Agreement(Guid Id, string Kind, string Party, string What, DateOnly ReviewOn, string State, Guid? RouteId)
    {
        public bool Open => State is "agreed" or "running";
    }

    internal sealed record Person(string Name, string GivenName, string Surname, string Role, string Party, string Task);

    internal sealed record File(Guid Id, string Name, string MediaType, int Size, DateTimeOffset At);

    internal sealed record Contact(string Name, string Relation, string Phone, string Language, bool NeedsInterpreter);
}
