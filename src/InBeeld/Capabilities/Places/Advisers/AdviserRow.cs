using InBeeld.Data;

namespace InBeeld.Capabilities.Places.Advisers;

/// <summary>A reading consultant or media coach of the library who helps a school, with what the school says about it.</summary>
internal sealed class AdviserRow
{
    private const string Sql = """
        select a.id, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) as name, a.kind, o.name as school, l.name as library, a.hours, a.starts, a.ends, a.remark, a.state, a.why, a.agreed_at,
          (select concat_ws(' ', q.given_name, nullif(q.prefix, ''), q.surname) from person q where q.id = a.agreed_by) as agreed_by
        from adviser a join membership m on m.id = a.membership_id join person p on p.id = m.person_id join organisation o on o.id = a.school_id join organisation l on l.id = a.library_id
        """;

    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Kind { get; set; } = "";
    public string School { get; set; } = "";
    public string Library { get; set; } = "";
    public decimal Hours { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
    public string Remark { get; set; } = "";
    public string State { get; set; } = "";
    public string Why { get; set; } = "";
    public DateTimeOffset? AgreedAt { get; set; }
    public string? AgreedBy { get; set; }

    public static Task<List<AdviserRow>> ListAsync(Frame frame, string column, Guid organisation, Guid? after, CancellationToken ct) =>
        frame.ListAsync<AdviserRow>($"{Sql} where a.{(column == "school" ? "school_id" : "library_id")} = @organisation {(after is null ? "" : "and a.id < @after")} order by a.id desc limit 51", new { organisation, after }, ct);
}
