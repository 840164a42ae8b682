using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Coordination.DecideSignal;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.Lead;

/// <param name="To">The membership that leads from now on.</param>
internal sealed record GiveLeadInput(Guid Case, int Version, Guid? To, string Why);

/// <summary>Who leads: asked, taken, given back, or given to another. There is always exactly one.</summary>
internal sealed class GiveLead(Frame frame, CurrentUser user, Journal journal, TimeProvider clock, Feedback.TellSignallers feedback)
{
    private static readonly Refusal Gone = Refusal.Of("Deze zaak is er niet (meer).");

    // One moment for the change and the line about it.
    private readonly DateTimeOffset now = clock.GetUtcNow();

    public async Task<Outcome<Done>> AcceptAsync(Guid id, int version, CancellationToken ct)
    {
        if (await MineAsync(id, ct) is not { } head)
        {
            return Gone;
        }

        if (head.LeadState == "accepted")
        {
            return Done.It;
        }

        if (await SetAsync(head, version, head.LeadOrganisationId, head.LeadMembershipId, "accepted", null, "", ct) is { } lost)
        {
            return lost;
        }

        await SayAsync(head, "accepted", [], "", ct);
        await feedback.TellLeadAsync(id, ct);
        return Done.It;
    }

    /// <summary>To the coordinator who decided, or who stands in for that one: the municipality leads until it decides again.</summary>
    public async Task<Outcome<Done>> ReturnAsync(Guid id, int version, string why, CancellationToken ct)
    {
        if (await MineAsync(id, ct) is not { } head)
        {
            return Gone;
        }

        if (why.Trim() is not { Length: > 0 and <= 4000 } reason)
        {
            return new Refusal("Why", "Vul in waarom je de leiding teruggeeft.");
        }

        if (head.LeadOrganisationId == head.MunicipalityId)
        {
            return Refusal.Of("De gemeente leidt deze zaak zelf. Geef de leiding aan een ander.");
        }

        var today = clock.Today();
        var coordinators = (await LeadChoice.PeopleAsync(frame, today, ct)).Where(l => l.OrganisationId == head.MunicipalityId).ToList();
        if ((coordinators.FirstOrDefault(l => l.MembershipId == head.DecidedBy) ?? coordinators.FirstOrDefault()) is not { } coordinator)
        {
            return Refusal.Of("De gemeente heeft nu geen regisseur. Bel de gemeente.");
        }

        if (await SetAsync(head, version, head.MunicipalityId, coordinator.MembershipId, "returned", null, "", ct) is { } lost)
        {
            return lost;
        }

        await SayAsync(head, "returned", [], reason, ct);
        await frame.DoAsync("select app.tell(@PersonId, null, null, 'lead-returned', @PupilId, @link, '[]')", new { coordinator.PersonId, head.PupilId, link = $"/cases/{id}/lead" }, ct);
        return Done.It;
    }

    /// <summary>By the coordinator to anybody, by the leader of a team within the team.</summary>
    public async Task<Outcome<Done>> RunAsync(GiveLeadInput input, CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, input.Case, ct) is not { Closed: false } head)
        {
            return Gone;
        }

        var today = clock.Today();
        var to = (await LeadChoice.PeopleAsync(frame, today, ct)).FirstOrDefault(l => l.MembershipId == input.To && (user.Is(Role.Coordinator) || (user.Is(Role.TeamLead) && l.OrganisationId == head.LeadOrganisationId && l.OrganisationId == user.OrganisationId)));
        if (to is null)
        {
            return new Refusal("To", "Vul in wie de leiding heeft.");
        }

        if (input.Why.Trim() is not { Length: > 0 and <= 4000 } why)
        {
            return new Refusal("Why", "Vul in waarom deze persoon de leiding krijgt.");
        }

        if (to.MembershipId == head.LeadMembershipId && head.LeadState != "returned")
        {
            return new Refusal("To", "Deze persoon heeft de leiding al.");
        }

        var own = to.MembershipId == user.MembershipId;
        var days = await frame.OneAsync<short?>("select answer_days from coordination_setting where municipality_id = @MunicipalityId", new { head.MunicipalityId }, ct) ?? 2;
        DateOnly? by = own ? null : (await TownCalendar.OfAsync(frame, user.MunicipalityCode, ct)).After(today, days);
        if (await SetAsync(head, input.Version, to.OrganisationId, to.MembershipId, own ? "accepted" : "asked", by, why, ct) is { } lost)
        {
            return lost;
        }

        // The open steps of who led before go along: nothing stays with somebody who is out of the case.
        await frame.DoAsync("""
            update case_step set owner_id = @MembershipId, companion_id = case when companion_id = @MembershipId then null else companion_id end, version = version + 1 where case_id = @Case and state = 'open' and owner_id = @LeadMembershipId
            """, new { to.MembershipId, input.Case, head.LeadMembershipId }, ct);
        await SayAsync(head, user.Is(Role.Coordinator) ? "lead" : "handed", user.Is(Role.Coordinator) ? [to.Organisation, to.Name.Full] : [to.Name.Full], why, ct);
        if (!own)
        {
            await frame.DoAsync("select app.tell(@PersonId, null, null, 'lead-asked', @PupilId, @link, '[]')", new { to.PersonId, head.PupilId, link = $"/cases/{input.Case}" }, ct);
        }

        return Done.It;
    }

    private async Task<CaseHead?> MineAsync(Guid id, CancellationToken ct) => await CaseHead.ToChangeAsync(frame, id, ct) is { Closed: false } head && head.LeadMembershipId == user.MembershipId ? head : null;

    private async Task<Refusal?> SetAsync(CaseHead head, int version, Guid party, Guid member, string state, DateOnly? by, string why, CancellationToken ct) =>
        await frame.OneAsync<int>("select app.give_lead(@Id, @version, @party, @member, @state, @now, @by, @why)", new { head.Id, version, party, member, state, now, by, why }, ct) == 0 ? Refusals.LostUpdate : null;

    private async Task SayAsync(CaseHead head, string kind, string[] args, string words, CancellationToken ct)
    {
        // The case may be out of one's own sight by now: the line is written by who changed it, all the same.
        await frame.DoAsync("select app.case_said(@Id, @kind, @args::jsonb, @words, @now)", new { head.Id, kind, args = System.Text.Json.JsonSerializer.Serialize(args), words, now }, ct);
        journal.Write("change lead", [head.PupilId], Facets.Care, "case", new { @case = head.Id, kind });
    }
}
