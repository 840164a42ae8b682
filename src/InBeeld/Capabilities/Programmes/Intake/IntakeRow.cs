using System.Text.Json;
using InBeeld.Data;

namespace InBeeld.Capabilities.Programmes.Intake;

/// <summary>The first talk about one enrolment, as it stands; version 0: nothing was written yet.</summary>
internal sealed class IntakeRow
{
    public DateTimeOffset? MeetsAt { get; set; }
    public string Place { get; set; } = "";
    public bool? ParentThere { get; set; }
    public string Interpreter { get; set; } = "";
    public string Answers { get; set; } = "{}";
    public string Note { get; set; } = "";
    public DateTimeOffset? DoneAt { get; set; }
    public string DoneBy { get; set; } = "";
    public int Version { get; set; }

    /// <summary>What was answered, by the key of the question.</summary>
    public Dictionary<string, string> Answered => JsonSerializer.Deserialize<Dictionary<string, string>>(Answers)!;

    /// <summary>The rows as i.</summary>
    public const string Sql = """
        select i.meets_at, i.place, i.parent_there, i.interpreter, i.answers::text as answers, i.note, i.done_at, coalesce(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), '') as done_by, i.version
        from intake i left join person p on p.id = i.done_by
        """;

    public static async Task<IntakeRow> OfAsync(Frame frame, Guid enrolment, CancellationToken ct) => await frame.OneAsync<IntakeRow>($"{Sql} where i.enrolment_id = @enrolment", new { enrolment }, ct) ?? new IntakeRow();
}
