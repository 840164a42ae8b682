using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Coordination.DecideSignal;

/// <param name="Case">Made with the form, so that a double tap is one case.</param>
/// <param name="Lead">The membership of the one person.</param>
internal sealed record DecideInput(Guid Signal, int Version, Guid Case, Guid? Lead, string Kind, int Urgency, string Why);

internal sealed record BringInInput(Guid Signal, int Version, Guid? Party, string Note);

internal sealed record EndInput(Guid Signal, int Version, string Reason, string Note);

/// <summary>What becomes of a signal: brought in by leerplicht/RMC, a case with a lead, part of a case that is there, or ended with an answer.</summary>
internal sealed class HandleSignal(Frame frame, CurrentUser user, Journal journal, TimeProvider clock, Feedback.TellSignallers feedback)
{
    private static readonly Refusal Gone = Refusal.Of("Dit signaal is er niet (meer).");
    private static readonly Refusal Handled = Refusal.Of("Over dit signaal is al besloten.");

    public async Task<Outcome<Done>> BringInAsync(BringInInput input, CancellationToken ct)
    {
        if (input.Note.Length > 4000)
        {
            return new Refusal("Note", "Dit is langer dan {0} tekens.", 4000);
        }

        return await ChangeAsync(input.Signal, input.Version, "bring in signal", ("intake_note", input.Note.Trim()), """
            state = 'brought_in', intake_by = app.membership(), intake_at = @now,
            intake_party = (select o.id from organisation o join organisation t on t.id = app.town() and t.municipality_code = o.municipality_code where o.id = @Party and o.kind = 'team')
            """, new { input.Party }, ct);
    }

    public async Task<Outcome<Guid>> DecideAsync(DecideInput input, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        if (input.Why.Trim() is not { Length: > 0 and <= 4000 })
        {
            refusals.Add(input.Why.Length > 4000 ? new Refusal("Why", "Dit is langer dan {0} tekens.", 4000) : new Refusal("Why", "Vul in waarom deze partij de leiding krijgt."));
        }

        if (!CaseWords.Kinds.Contains(input.Kind))
        {
            refusals.Add(new Refusal("Kind", "Kies waar het om gaat."));
        }

        if (!CaseWords.Urgencies.Contains(input.Urgency))
        {
            refusals.Add(new Refusal("Urgency", "Kies hoe snel het moet."));
        }

        var today = clock.Today();
        var lead = (await LeadChoice.PeopleAsync(frame, today, ct)).FirstOrDefault(l => l.MembershipId == input.Lead);
        if (lead is null)
        {
            refusals.Add(new Refusal("Lead", "Vul in wie de leiding heeft."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (await frame.OneAsync<Guid?>("select id from care_case where id = @Case", new { input.Case }, ct) is { } first)
        {
            return first;
        }

        if (await LockAsync(input.Signal, ct) is not { } signal)
        {
            return Gone;
        }

        if (Refused(signal, input.Version) is { } refused)
        {
            return refused;
        }

        if (signal.PupilId is not { } pupil)
        {
            return Refusal.Of("Leg eerst vast om welk kind het gaat.");
        }

        if (signal.OpenCase is not null)
        {
            return Refusal.Of("Over dit kind loopt al een zaak. Voeg het signaal daaraan toe.");
        }

        var calendar = await TownCalendar.OfAsync(frame, user.MunicipalityCode, ct);
        var days = await frame.OneAsync<short?>("select answer_days from coordination_setting where municipality_id = @OrganisationId", new { user.OrganisationId }, ct) ?? 2;
        var own = lead!.MembershipId == user.MembershipId;
        var args = new
        {
            input.Case, input.Kind, input.Urgency, Why = input.Why.Trim(), signal.Id, pupil, signal.MunicipalityId, lead.OrganisationId, lead.MembershipId, state = own ? "accepted" : "asked",
            now = clock.GetUtcNow(), answerBy = own ? (DateOnly?)null : calendar.After(today, days), signal.Address, signal.Postcode, signal.Place, signal.Phone, signal.FamilyKnows, party = lead.Organisation, who = lead.Name.Full,
            from = signal.Organisation.Length > 0 ? signal.Organisation : "", at = signal.At,
        };
        await frame.DoAsync("""
            insert into care_case (id, municipality_id, pupil_id, kind, urgency, lead_organisation_id, lead_membership_id, lead_state, lead_since, lead_answer_by, decided_by, decided_at, decided_why,
                address, postcode, place, phone, family_knows, signalled_at, opened_at)
              values (@Case, @MunicipalityId, @pupil, @Kind, @Urgency, @OrganisationId, @MembershipId, @state, @now, @answerBy, app.membership(), @now, @Why, @Address, @Postcode, @Place, @Phone, @FamilyKnows, @at, @now);
            update signal set state = 'case', case_id = @Case, urgency = @Urgency, version = version + 1 where id = @Id;
            insert into case_event (case_id, at, kind, decision, by_member, args) values (@Case, @at, 'signal', false, app.membership(), jsonb_build_array(@from::text));
            insert into case_event (case_id, at, kind, decision, by_member, args, words) values (@Case, @now, 'lead', true, app.membership(), jsonb_build_array(@party::text, @who::text), @Why)
            """, args, ct);
        var steps = StepTemplate.For(input.Kind).Select(step => new { step.Kind, step.Title, DueOn = calendar.After(today, step.After) }).ToList();
        await frame.DoAsync("""
            insert into case_step (case_id, kind, title, owner_id, due_on, from_template) select @Case, k, t, @MembershipId, d, true from unnest(@kinds, @titles, @days) as x (k, t, d)
            """, new { input.Case, lead.MembershipId, kinds = steps.Select(s => s.Kind).ToArray(), titles = steps.Select(s => s.Title).ToArray(), days = steps.Select(s => s.DueOn).ToArray() }, ct);
        if (!own)
        {
            // No name in the notice: it is shown on a home page, that others may be looking at too.
            await frame.DoAsync("select app.tell(@PersonId, null, null, 'lead-asked', @pupil, @link, jsonb_build_array(@urgency::text))", new { lead.PersonId, pupil, link = $"/cases/{input.Case}", urgency = $"{input.Urgency}" }, ct);
        }

        else
        {
            await feedback.TellLeadAsync(input.Case, ct);
        }

        journal.Write("decide lead", [pupil], Facets.Identity | Facets.Care, "", new { signal = signal.Id, @case = input.Case, party = lead.OrganisationId });
        return input.Case;
    }

    /// <summary>To the open case of the same child.</summary>
    public async Task<Outcome<Guid>> JoinAsync(Guid id, int version, CancellationToken ct)
    {
        if (await LockAsync(id, ct) is not { } signal)
        {
            return Gone;
        }

        if (signal is { State: "case", CaseId: { } there })
        {
            return there;
        }

        if (Refused(signal, version) is { } refused)
        {
            return refused;
        }

        if (signal.OpenCase is not { } open)
        {
            return Refusal.Of("Over dit kind loopt geen zaak. Beslis wie de leiding krijgt.");
        }

        await frame.DoAsync("""
            update signal set state = 'case', case_id = @open, end_reason = 'joined', version = version + 1 where id = @id;
            insert into case_event (case_id, at, kind, by_member, args) values (@open, @now, 'joined', app.membership(), jsonb_build_array(@Organisation::text));
            update care_case set urgency = greatest(urgency, @Urgency), version = version + 1 where id = @open
            """, new { open, id, signal.Organisation, signal.Urgency, now = clock.GetUtcNow() }, ct);
        await frame.DoAsync("""
            select app.tell(m.person_id, null, null, 'signal-joined', c.pupil_id, '/cases/' || c.id, '[]') from care_case c join membership m on m.id = c.lead_membership_id where c.id = @open and m.id <> app.membership()
            """, new { open }, ct);
        journal.Write("join signal", [signal.PupilId!.Value], Facets.Identity | Facets.Care, "", new { signal = id, @case = open });
        return open;
    }

    public async Task<Outcome<Done>> EndAsync(EndInput input, CancellationToken ct)
    {
        if (!CaseWords.EndReasons.Contains(input.Reason))
        {
            return new Refusal("EndReason", "Kies hoe het signaal eindigt.");
        }

        if (input.Note.Trim() is not { Length: > 0 and <= 4000 } note)
        {
            return input.Note.Length > 4000 ? new Refusal("EndNote", "Dit is langer dan {0} tekens.", 4000) : new Refusal("EndNote", "Vul in waarom er geen zaak komt.");
        }

        var ended = await ChangeAsync(input.Signal, input.Version, "end signal", ("end_note", note), "state = 'ended', end_reason = @Reason, ended_at = @now, ended_by = app.membership()", new { input.Reason }, ct);
        if (ended.Ok)
        {
            await feedback.TellEndedAsync(input.Signal, ct);
        }

        return ended;
    }

    /// <summary>Undo of ending, within a day.</summary>
    public async Task<Outcome<Done>> TakeBackAsync(Guid id, CancellationToken ct)
    {
        var back = await frame.DoAsync("""
            update signal set state = case when intake_by is null then 'new' else 'brought_in' end, end_reason = '', ended_at = null, ended_by = null, version = version + 1
            where id = @id and municipality_id = app.organisation() and state = 'ended' and end_reason in ('advice', 'known', 'no_need', 'mistake') and ended_at > @since
            """, new { id, since = clock.GetUtcNow().AddDays(-1) }, ct);
        if (back == 0)
        {
            return Refusal.Of("Ongedaan maken kan tot een dag later.");
        }

        journal.Write("take back end of signal", [], Facets.None, "", new { signal = id });
        return Done.It;
    }

    /// <summary>Which child it is: one of the matches, or a child without a school here.</summary>
    public async Task<Outcome<Done>> NameChildAsync(Guid id, Guid? child, CancellationToken ct)
    {
        if (await LockAsync(id, ct) is not { Open: true } signal)
        {
            return Gone;
        }

        if (signal.PupilId is not null)
        {
            return Done.It;
        }

        var name = signal.Name;
        var named = await frame.OneAsync<Guid>("select app.name_child(@id, @child, @SearchKey, @SortKey)", new { id, child, SearchKey = Pupils.Contract.SearchKey.Of(name.Full), name.SortKey }, ct);
        journal.Write("name child of signal", [named], Facets.Identity, "", new { signal = id, @new = child is null });
        return Done.It;
    }

    private static Refusal? Refused(OpenSignal signal, int version) => !signal.Open ? Handled : signal.Version != version ? Refusals.LostUpdate : null;

    private async Task<Outcome<Done>> ChangeAsync(Guid id, int version, string useCase, (string Column, string Words) note, string set, object values, CancellationToken ct)
    {
        if (await LockAsync(id, ct) is not { } signal)
        {
            return Gone;
        }

        if (Refused(signal, version) is { } refused)
        {
            return refused;
        }

        var args = new Dapper.DynamicParameters(values);
        args.Add("id", id);
        args.Add("now", clock.GetUtcNow());
        // Apart from the signal, which who signalled may read; before it, since leerplicht/RMC writes to what waits only.
        await frame.DoAsync($"insert into signal_note (signal_id, {note.Column}) values (@id, @Words) on conflict (signal_id) do update set {note.Column} = excluded.{note.Column}", new { id, note.Words }, ct);
        await frame.DoAsync($"update signal set {set}, version = version + 1 where id = @id", args, ct);
        journal.Write(useCase, signal.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Care, "", new { signal = id });
        return Done.It;
    }

    // The second of two taps waits here until the first is done.
    private async Task<OpenSignal?> LockAsync(Guid id, CancellationToken ct) =>
        await frame.OneAsync<Guid?>("select id from signal where id = @id and municipality_id = app.town() for update", new { id }, ct) is null ? null : await OpenSignal.OfAsync(frame, id, ct);
}
