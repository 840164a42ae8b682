using System.Globalization;
using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.Agreements;

/// <summary>What somebody fills in of an agreement.</summary>
internal sealed class AgreementFields
{
    public string? Kind { get; set; }
    public string? Party { get; set; }
    public string? What { get; set; }
    public string? ReviewOn { get; set; }
    public string? State { get; set; }
    public string? Note { get; set; }

    public DateOnly? Day => DateOnly.TryParseExact(ReviewOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public List<Refusal> Check(DateOnly? least)
    {
        var refusals = new List<Refusal>();
        (Party, What, Note) = (Party?.Trim() ?? "", What?.Trim() ?? "", Note?.Trim() ?? "");
        State ??= "agreed";
        if (!CaseWords.AgreementKinds.Contains(Kind))
        {
            refusals.Add(new Refusal("Kind", "Kies wat er is afgesproken."));
        }

        if (What.Length == 0)
        {
            refusals.Add(new Refusal("What", "Vul in wat jullie afspreken."));
        }

        foreach (var (field, value, most) in ((string, string, int)[])[("What", What, 500), ("Party", Party, 200), ("Note", Note, 2000)])
        {
            if (value.Length > most)
            {
                refusals.Add(new Refusal(field, "Dit is langer dan {0} tekens.", most));
            }
        }

        if (!CaseWords.AgreementStates.Contains(State))
        {
            refusals.Add(new Refusal("State", "Kies hoe het ermee staat."));
        }

        if (Day is not { } day)
        {
            refusals.Add(new Refusal("ReviewOn", "Vul in wanneer je kijkt hoe het gaat."));
        }
        else if (least is { } from && State is "agreed" or "running" && (day < from || day > from.AddYears(2)))
        {
            refusals.Add(new Refusal("ReviewOn", "Kies een dag vanaf vandaag, binnen twee jaar."));
        }

        return refusals;
    }
}

/// <summary>Agreements of a case: made, looked at again, ended.</summary>
internal sealed class KeepAgreement(Frame frame, Journal journal, TimeProvider clock)
{
    private static readonly Refusal Gone = Refusal.Of("Deze zaak is er niet (meer).");

    /// <param name="id">Made with the form, so that a double tap is one agreement.</param>
    public async Task<Outcome<Done>> AddAsync(Guid id, Guid inCase, AgreementFields fields, CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, inCase, ct) is not { Closed: false } head)
        {
            return Gone;
        }

        fields.State = "agreed";
        if (fields.Check(clock.Today()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var made = await frame.DoAsync("""
            insert into case_agreement (id, case_id, kind, party, what, review_on, note, by_member, at) values (@id, @inCase, @Kind, @Party, @What, @Day, @Note, app.membership(), @now) on conflict (id) do nothing
            """, new { id, inCase, fields.Kind, fields.Party, fields.What, fields.Day, fields.Note, now = clock.GetUtcNow() }, ct);
        if (made > 0)
        {
            await SayAsync(head, "agreement", [fields.Kind!, fields.What!], ct);
        }

        return Done.It;
    }

    public async Task<Outcome<Done>> ChangeAsync(Guid id, Guid inCase, int version, AgreementFields fields, CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, inCase, ct) is not { Closed: false } head)
        {
            return Gone;
        }

        var was = await frame.OneAsync<DateOnly?>("select review_on from case_agreement where id = @id and case_id = @inCase", new { id, inCase }, ct);
        if (was is null)
        {
            return Gone;
        }

        if (fields.Check(fields.Day == was ? null : clock.Today()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var changed = await frame.DoAsync("""
            update case_agreement set party = @Party, what = @What, review_on = @Day, state = @State, note = @Note, ended_at = case when @State in ('ended', 'refused') then coalesce(ended_at, @now) end, version = version + 1
            where id = @id and case_id = @inCase and version = @version
            """, new { id, inCase, version, fields.Party, fields.What, fields.Day, fields.State, fields.Note, now = clock.GetUtcNow() }, ct);
        if (changed == 0)
        {
            return Refusals.LostUpdate;
        }

        await SayAsync(head, "agreement-changed", [fields.Kind!, fields.What!, fields.State!], ct);
        return Done.It;
    }

    private async Task SayAsync(CaseHead head, string kind, string[] args, CancellationToken ct)
    {
        await CaseEvents.AddAsync(frame, head.Id, kind, true, args, "", clock.GetUtcNow(), ct);
        journal.Write("change agreement", [head.PupilId], Facets.Care, "case", new { @case = head.Id, kind });
    }
}
