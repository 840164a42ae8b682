using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Coordination.MySignals;

/// <summary>A signal as whoever sent it sees it back, with how far it is. Never what the municipality found or decided.</summary>
internal sealed class MySignal
{
    public const string Columns = """
        s.id, s.pupil_id, p.id as seen_pupil, coalesce(p.given_name, s.given_name) as given_name, coalesce(p.prefix, s.prefix) as prefix, coalesce(p.surname, s.surname) as surname, s.reason, s.urgency, s.at, s.state, s.by_person,
        trim(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname)) as by_name, m.name as town, s.of_use, s.use_note, s.use_at
        """;

    public const string From = """
        signal s left join pupil p on p.id = s.pupil_id left join person b on b.id = s.by_person join organisation m on m.id = s.municipality_id
        """;

    public Guid Id { get; set; }
    public Guid? PupilId { get; set; }
    public Guid? SeenPupil { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string Reason { get; set; } = "";
    public short Urgency { get; set; }
    public DateTimeOffset At { get; set; }
    public string State { get; set; } = "";
    public Guid? ByPerson { get; set; }
    public string ByName { get; set; } = "";
    public string Town { get; set; } = "";
    public string OfUse { get; set; } = "";
    public string UseNote { get; set; } = "";
    public DateTimeOffset? UseAt { get; set; }
    public FeedbackRow Feedback { get; set; } = new();

    public bool Closed => Feedback.ClosedAt is not null || State == "ended";

    public bool Withdrawn => State == "ended" && Feedback.EndReason == "mistake";

    public string Name(Text text) => new PersonName(GivenName, Prefix, Surname).Full is { Length: > 0 } name ? name : text["Een kind dat je niet meer ziet"];

    public IReadOnlyList<Phase> Phases(Text text, DateOnly today)
    {
        string Day(DateTimeOffset at) => Show.Day(Amsterdam.Day(at), today);
        var received = new Phase(text["Ontvangen"], Day(At), "done");
        if (State == "ended")
        {
            return [received, new(text["Afgesloten"], string.Join(", ", new[] { text[EndWord(Feedback.EndReason)], Feedback.EndedAt is { } ended ? Day(ended) : "" }.Where(x => x.Length > 0)), "done")];
        }

        var lead = Feedback.LeadParty is { } party
            ? new Phase(text["{0} heeft de leiding", party], Feedback.LeadSince is { } since ? text["sinds {0}", Day(since)] : "", Feedback.ClosedAt is null ? "now" : "done")
            : new Phase(text["Iemand krijgt de leiding"], "", "next");
        return [received, lead, new(text["Afgesloten"], Feedback.ClosedAt is { } closed ? Day(closed) : "", Feedback.ClosedAt is null ? "later" : "done")];
    }

    // What there is of help around a child is content; that somebody withdrew it or that another municipality has it now is not.
    private static string EndWord(string reason) => reason switch { "mistake" => "Ingetrokken", "passed_on" => "Doorgegeven aan een andere gemeente", "advice" => "Advies gegeven", _ => "" };

    /// <summary>Adds how far each is: one question for all.</summary>
    public static async Task WithFeedbackAsync(Frame frame, IReadOnlyCollection<MySignal> signals, CancellationToken ct)
    {
        if (signals.Count == 0)
        {
            return;
        }

        var feedback = (await frame.ListAsync<FeedbackRow>("select * from app.signal_feedback(@ids)", new { ids = signals.Select(s => s.Id).ToArray() }, ct)).ToDictionary(f => f.SignalId);
        foreach (var signal in signals)
        {
            signal.Feedback = feedback.GetValueOrDefault(signal.Id) ?? new FeedbackRow();
        }
    }

    /// <summary>Who looks at signals in this role: the whole organisation's, or the own.</summary>
    public static bool OfAll(CurrentUser user) => !user.Is(Role.Teacher);
}

/// <summary>What app.signal_feedback answers.</summary>
internal sealed class FeedbackRow
{
    public Guid SignalId { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public string? LeadParty { get; set; }
    public DateTimeOffset? LeadSince { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string EndReason { get; set; } = "";
}
