using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Programmes.Tasks;

/// <summary>Somebody to call, because a child was not there twice in a row.</summary>
internal sealed class TaskRow
{
    private const string Columns = """
        t.id, t.programme_id, g.name as programme, t.enrolment_id, p.pupil_id, p.given_name, p.prefix, p.surname, p.contact_name, p.contact_phone, coalesce(o.name, p.school_name) as school, t.due, t.done_at is not null as done, e.version,
        coalesce((select k.name from group_member m join programme_group k on k.id = m.group_id where m.enrolment_id = e.id and m.left_on is null), '') as group_name
        """;

    private const string From = "programme_task t join programme g on g.id = t.programme_id join enrolment e on e.id = t.enrolment_id join participant p on p.id = e.participant_id left join organisation o on o.id = p.school_id";

    public Guid Id { get; set; }
    public Guid ProgrammeId { get; set; }
    public string Programme { get; set; } = "";
    public Guid EnrolmentId { get; set; }
    public Guid? PupilId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string ContactName { get; set; } = "";
    public string ContactPhone { get; set; } = "";
    public string School { get; set; } = "";
    public DateOnly Due { get; set; }
    public bool Done { get; set; }
    public string GroupName { get; set; } = "";

    /// <summary>Of the enrolment, for when the child stops.</summary>
    public int Version { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);

    public static Task<TaskRow?> OfAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<TaskRow>($"select {Columns} from {From} where t.id = @id", new { id }, ct);

    public static Task<List<TaskRow>> OpenAsync(Frame frame, CancellationToken ct) =>
        frame.ListAsync<TaskRow>($"select {Columns} from {From} where t.programme_id = any (app.guided()) and t.done_at is null order by t.due, t.id limit 50", new { }, ct);
}
