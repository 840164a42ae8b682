using System.Text.Json;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.CaseList;

/// <param name="Cases">With the version in which each was shown.</param>
/// <param name="To">The membership of the new person.</param>
/// <param name="Steps">Whether the open steps of who led go along.</param>
internal sealed record GiveCasesInput(IReadOnlyDictionary<Guid, int> Cases, Guid To, string Why, bool Steps);

/// <param name="Given">How many cases have another person now.</param>
/// <param name="Skipped">Those that somebody changed meanwhile, or that this person cannot lead; nothing was done with them.</param>
internal sealed record GaveCases(int Given, IReadOnlyList<Guid> Skipped, string Person);

/// <summary>
/// Gives several cases to another person of the party that leads them. The leader of the team decides: then it is so. The coordinator asks: the person
/// answers within the days that the municipality agreed. A case that changed since it was shown stays as it is.
/// </summary>
internal sealed class GiveCases(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    private sealed class Target
    {
        public Guid PersonId { get; set; }
        public Guid Party { get; set; }
        public string Name { get; set; } = "";
        public string PartyName { get; set; } = "";
    }

    private sealed class One
    {
        public Guid Id { get; set; }
        public Guid PupilId { get; set; }
        public Guid Was { get; set; }
        public int Given { get; set; }
    }

    public async Task<Outcome<GaveCases>> RunAsync(GiveCasesInput input, CancellationToken ct)
    {
        if (input.To == Guid.Empty)
        {
            return new Refusal("To", "Kies wie de zaken krijgt.");
        }

        var why = input.Why.Trim();
        if (why.Length is 0 or > 1000)
        {
            return why.Length == 0 ? new Refusal("Why", "Schrijf kort waarom.") : new Refusal("Why", "Gebruik hooguit {0} tekens.", 1000);
        }

        var today = clock.Today();
        var to = await frame.OneAsync<Target>($"""
            select w.id as person_id, o.id as party, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as name, o.name as party_name
            from membership m join person w on w.id = m.person_id join organisation o on o.id = m.organisation_id
            where m.id = @To and {CanLead} and o.municipality_code = @MunicipalityCode and (@coordinator or o.id = @OrganisationId)
            """, new { input.To, user.MunicipalityCode, user.OrganisationId, today, coordinator = user.Is(Role.Coordinator) }, ct);
        if (to is null)
        {
            return new Refusal("To", "Deze persoon kan nu geen zaken leiden.");
        }

        var now = clock.GetUtcNow();
        DateOnly? answerBy = null;
        if (user.Is(Role.Coordinator) && input.To != user.MembershipId)
        {
            var days = await frame.OneAsync<int?>("select answer_days from coordination_setting where municipality_id = @OrganisationId", new { user.OrganisationId }, ct) ?? 2;
            answerBy = (await TownCalendar.OfAsync(frame, user.MunicipalityCode, ct)).After(today, days);
        }

        // In a fixed order, so that two people who give the same cases wait for each other and do not lock each other out.
        var done = await frame.ListAsync<One>("""
            with shown as materialized (
              select c.id, c.pupil_id, c.lead_membership_id as was, x.version from unnest(@ids, @versions) as x (id, version)
              join care_case c on c.id = x.id and c.version = x.version and c.state = 'open' and c.lead_organisation_id = @Party and c.lead_membership_id <> @To order by c.id)
            select s.id, s.pupil_id, s.was, app.give_lead(s.id, s.version, @Party, @To, @state, @now, @answerBy, @why) as given from shown s
            """, new { ids = input.Cases.Keys.ToArray(), versions = input.Cases.Values.ToArray(), to.Party, input.To, state = answerBy is null ? "accepted" : "asked", now, answerBy, why }, ct);
        var given = done.Where(d => d.Given > 0).ToList();
        if (given.Count > 0)
        {
            var (ids, before) = (given.Select(g => g.Id).ToArray(), given.Select(g => g.Was).ToArray());
            if (input.Steps)
            {
                await frame.DoAsync("""
                    update case_step s set owner_id = @To, companion_id = nullif(s.companion_id, @To), version = s.version + 1
                    from unnest(@ids, @before) as x (id, was) where s.case_id = x.id and s.owner_id = x.was and s.state = 'open'
                    """, new { ids, before, input.To }, ct);
            }

            await frame.DoAsync("""
                insert into case_event (case_id, at, kind, decision, by_member, args, words) select x, @now, @kind, true, @MembershipId, @args::jsonb, @why from unnest(@ids) as x
                """, new { ids, now, user.MembershipId, why, kind = user.Is(Role.Coordinator) ? "lead" : "handed", args = JsonSerializer.Serialize<string[]>(user.Is(Role.Coordinator) ? [to.PartyName, to.Name] : [to.Name]) }, ct);
            journal.Write("give cases", given.Select(g => g.PupilId).Distinct(), Facets.Care, why, new { cases = ids, to = input.To, input.Steps });
            if (to.PersonId != user.PersonId)
            {
                await frame.DoAsync("select app.tell(@PersonId, null, null, 'cases-given', null, '/cases', jsonb_build_array(@Count))", new { to.PersonId, given.Count }, ct);
            }
        }

        return new GaveCases(given.Count, [.. input.Cases.Keys.Except(given.Select(g => g.Id))], to.Name);
    }

    /// <summary>A membership m in an organisation o that may lead a case today.</summary>
    public const string CanLead = "m.role in ('coordinator', 'team_lead', 'caseworker', 'attendance') and o.kind in ('team', 'municipality') and o.is_on and m.starts <= @today and (m.ends is null or m.ends >= @today)";
}
