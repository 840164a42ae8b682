using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.Transfer;

/// <summary>Grounds and states of a transfer in words.</summary>
internal static class TransferWords
{
    public static readonly IReadOnlyList<string> Grounds = ["consent", "task", "safety"];

    public static string GroundWord(string ground) => ground switch
    {
        "consent" => "Het gezin vindt het goed",
        "task" => "Het hoort bij de taak van de andere gemeente",
        _ => "Het is nodig voor de veiligheid van het kind",
    };

    public static string StateWord(string state) => state switch { "asked" => "Wacht op antwoord", "accepted" => "Overgenomen", "refused" => "Niet overgenomen", _ => "Ingetrokken" };
}

/// <param name="Id">Made with the form, so that a double tap asks once.</param>
/// <param name="To">A municipality that works with InBeeld.</param>
/// <param name="GroundWords">By whom and when the family agreed, which task, or what the danger is.</param>
/// <param name="Words">What the other municipality must know.</param>
internal sealed record AskTransferInput(Guid Id, Guid Case, Guid Pupil, Guid To, string Ground, string GroundWords, string Words);

/// <summary>Asks another municipality to take a case over, and answers such a question. Until it is taken over the case stays where it is.</summary>
internal sealed class Transfers(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    private sealed class Found
    {
        public string State { get; set; } = "";
        public Guid FromId { get; set; }
        public Guid ToId { get; set; }
        public Guid? PupilId { get; set; }
    }

    public async Task<Outcome<string>> AskAsync(AskTransferInput input, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var town = input.To == user.OrganisationId ? null : await frame.OneAsync<string>("select name from organisation where id = @To and kind = 'municipality' and is_on", new { input.To }, ct);
        if (town is null)
        {
            refusals.Add(new Refusal("To", "Kies een andere gemeente die met InBeeld werkt."));
        }

        if (!TransferWords.Grounds.Contains(input.Ground))
        {
            refusals.Add(new Refusal("Ground", "Kies waarom het mag."));
        }

        if (input.GroundWords.Trim().Length is 0 or > 2000)
        {
            refusals.Add(new Refusal("GroundWords", "Schrijf de grond in je eigen woorden. Hooguit {0} tekens.", 2000));
        }

        if (input.Words.Trim().Length > 4000)
        {
            refusals.Add(new Refusal("Words", "Gebruik hooguit {0} tekens.", 4000));
        }

        if (refusals.Count == 0 && await frame.OneAsync<bool>("select exists (select 1 from case_transfer where case_id = @Case and state = 'asked' and id <> @Id)", new { input.Case, input.Id }, ct))
        {
            refusals.Add(Refusal.Of("Er loopt al een overdracht van deze zaak."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var now = clock.GetUtcNow();
        var made = await frame.DoAsync("""
            insert into case_transfer (id, case_id, from_id, to_id, ground, ground_words, words, asked_by, asked_at) values (@Id, @Case, @OrganisationId, @To, @Ground, @GroundWords, @Words, @MembershipId, @now) on conflict do nothing
            """, new { input.Id, input.Case, user.OrganisationId, input.To, input.Ground, GroundWords = input.GroundWords.Trim(), Words = input.Words.Trim(), user.MembershipId, now }, ct);
        if (made > 0)
        {
            await SayAsync(input.Case, "transfer_asked", town!, input.GroundWords.Trim(), now, ct);
            journal.Write("ask transfer", [input.Pupil], Facets.Identity | Facets.Care, input.Ground, new { transfer = input.Id, to = input.To });
            await TellAsync(input.To, "transfer-asked", ct);
        }

        return town!;
    }

    /// <summary>Taken over: it is a signal here, to decide on within two days, and a closed case there.</summary>
    /// <returns>The new signal.</returns>
    public async Task<Outcome<Guid>> AcceptAsync(Guid transfer, CancellationToken ct)
    {
        if (await FindAsync(transfer, ct) is not { } found || found.ToId != user.OrganisationId)
        {
            return Gone;
        }

        if (found.State != "asked")
        {
            return Refusal.Of("Deze overdracht is al beantwoord of ingetrokken.");
        }

        var (now, signal) = (clock.GetUtcNow(), Guid.CreateVersion7());
        await frame.DoAsync("select app.accept_transfer(@transfer, @signal, @now, @by)", new { transfer, signal, now, by = now.AddDays(2) }, ct);
        journal.Write("accept transfer", found.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Care, "", new { transfer, signal });
        await TellAsync(found.FromId, "transfer-accepted", ct);
        return signal;
    }

    public Task<Outcome<Done>> RefuseAsync(Guid transfer, string answer, CancellationToken ct) =>
        answer.Trim().Length is 0 or > 2000 ? Task.FromResult<Outcome<Done>>(new Refusal("Answer", "Schrijf waarom jullie dit niet overnemen. Hooguit {0} tekens.", 2000)) : AnswerAsync(transfer, "refused", answer.Trim(), ct);

    public Task<Outcome<Done>> WithdrawAsync(Guid transfer, CancellationToken ct) => AnswerAsync(transfer, "withdrawn", "", ct);

    private static readonly Refusal Gone = new("Gone", "Deze overdracht is er niet (meer).");

    private async Task<Outcome<Done>> AnswerAsync(Guid transfer, string state, string answer, CancellationToken ct)
    {
        if (await FindAsync(transfer, ct) is not { } found || (state == "refused" ? found.ToId : found.FromId) != user.OrganisationId)
        {
            return Gone;
        }

        if (found.State != "asked")
        {
            return Refusal.Of("Deze overdracht is al beantwoord of ingetrokken.");
        }

        await frame.DoAsync("update case_transfer set state = @state, answer = @answer, answered_by = @MembershipId, answered_at = @now, version = version + 1 where id = @transfer and state = 'asked'",
            new { transfer, state, answer, user.MembershipId, now = clock.GetUtcNow() }, ct);
        journal.Write(found.ToId == user.OrganisationId ? "refuse transfer" : "withdraw transfer", found.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { transfer });
        await TellAsync(state == "refused" ? found.FromId : found.ToId, state == "refused" ? "transfer-refused" : "transfer-withdrawn", ct);
        return Done.It;
    }

    // Locked, so that taking over and withdrawing at once do not both happen.
    private Task<Found?> FindAsync(Guid transfer, CancellationToken ct) => frame.OneAsync<Found>(
        "select t.state, t.from_id, t.to_id, (select x.pupil_id from app.transfer_child(t.id) x) as pupil_id from case_transfer t where t.id = @transfer for update of t", new { transfer }, ct);

    private Task<int> SayAsync(Guid @case, string kind, string town, string words, DateTimeOffset now, CancellationToken ct) => frame.DoAsync(
        "insert into case_event (case_id, at, kind, decision, by_member, args, words) values (@case, @now, @kind, true, @MembershipId, jsonb_build_array(@town), @words)", new { @case, now, kind, user.MembershipId, town, words }, ct);

    // No name of a child in a notice.
    private Task<int> TellAsync(Guid organisation, string what, CancellationToken ct) => frame.DoAsync("select app.tell(null, @organisation, 'coordinator', @what, null, '/transfers', jsonb_build_array(@OrganisationName))", new { organisation, what, user.OrganisationName }, ct);
}
