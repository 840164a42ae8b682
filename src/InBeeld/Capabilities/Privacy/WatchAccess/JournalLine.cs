using InBeeld.Data;

namespace InBeeld.Capabilities.Privacy.WatchAccess;

/// <summary>What is asked of the journal; null: no condition. <c>Since</c> and <c>Until</c>: days of Amsterdam, both included.</summary>
internal sealed record JournalQuestion(Guid? Who = null, Guid? Child = null, DateOnly? Since = null, DateOnly? Until = null, string? Kind = null);

/// <summary>A line of the journal, for the privacy officer.</summary>
internal sealed class JournalLine
{
    public static readonly IReadOnlyList<string> Kinds = ["read", "write", "refused", "system"];

    public long Seq { get; set; }
    public DateTimeOffset At { get; set; }
    public string? Person { get; set; }
    public string? Organisation { get; set; }
    public string Role { get; set; } = "";
    public string Kind { get; set; } = "";
    public string UseCase { get; set; } = "";
    public Guid[] Pupils { get; set; } = [];
    public int Facets { get; set; }
    public string Reason { get; set; } = "";
    public string Details { get; set; } = "{}";

    public static string KindWord(string kind) => kind switch { "read" => "Gekeken", "write" => "Gewijzigd", "refused" => "Geweigerd", _ => "Systeem" };

    /// <param name="before">The number of the last line of the page before.</param>
    public static Task<List<JournalLine>> OfAsync(Frame frame, JournalQuestion question, long? before, int most, CancellationToken ct) => frame.ListAsync<JournalLine>(
        "select seq, at, person, organisation, role, kind, use_case, pupils, facets, reason, details::text as details from app.search_journal(@Who, @Child, @since, @until, @Kind, @before, @most)",
        new
        {
            question.Who,
            question.Child,
            since = question.Since is { } since ? Kernel.Amsterdam.At(since, TimeOnly.MinValue) : (DateTimeOffset?)null,
            until = question.Until is { } until ? Kernel.Amsterdam.At(until.AddDays(1), TimeOnly.MinValue) : (DateTimeOffset?)null,
            question.Kind,
            before,
            most,
        }, ct);
}
