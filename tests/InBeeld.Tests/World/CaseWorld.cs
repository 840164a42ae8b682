namespace InBeeld.Tests;

/// <summary>Signals and cases, made as rows by the owner: what the triggers make of them is made.</summary>
public static class CaseWorld
{
    public static Guid Signal(this World world, Organisation municipality, Pupil? pupil = null, string source = "school", string state = "new", int urgency = 2, string given = "Mila", string surname = "Nevelbank", Somebody? by = null)
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into signal (id, municipality_id, routed, source, organisation_id, by_membership, by_person, pupil_id, given_name, surname, birth_date, reason, words, family_knows, tried, urgency, decide_by, at, state)
              values (@id, @municipality, 'residence', @source, @organisation, @membership, @by, @pupil, @given, @surname, '2015-05-05', 'not_reached', 'Niet bereikt sinds vorige week', 'yes',
                '[{"day":"2026-01-05","channel":"phone","reached":"nobody"}]', @urgency, @decideBy, @at, @state)
            """, new
        {
            id, municipality = municipality.Id, source, organisation = by?.Organisation?.Id ?? pupil?.School.Id, membership = by?.MembershipId, by = by?.Id, pupil = pupil?.Id, given = pupil is null ? given : "", surname = pupil is null ? surname : "",
            urgency, decideBy = world.Clock.GetUtcNow().AddHours(6), at = world.Clock.GetUtcNow().AddHours(-2), state,
        });
        return id;
    }

    /// <summary>A case led by somebody of a team, decided by a coordinator of that municipality; taken unless asked.</summary>
    public static Guid Case(this World world, Organisation municipality, Pupil pupil, Somebody lead, Somebody coordinator, string leadState = "accepted", string kind = "not_reached")
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into care_case (id, municipality_id, pupil_id, kind, urgency, lead_organisation_id, lead_membership_id, lead_state, lead_since, lead_answer_by, decided_by, decided_at, decided_why, address, postcode, place, opened_at)
              values (@id, @municipality, @pupil, @kind, 2, @party, @lead, @leadState, @now, @answer, @by, @now, 'Het gezin kent dit team', 'Windstreek 4', '0901 AB', 'Zonderdam', @now);
            insert into case_event (case_id, at, kind, decision, by_member, args, words) values (@id, @now, 'lead', true, @by, '["Team","Iemand"]', 'Het gezin kent dit team')
            """, new { id, municipality = municipality.Id, pupil = pupil.Id, kind, party = lead.Organisation!.Id, lead = lead.MembershipId, leadState, now = world.Clock.GetUtcNow().AddDays(-3), answer = leadState == "asked" ? world.Clock.Day.AddDays(1) : (DateOnly?)null, by = coordinator.MembershipId });
        return id;
    }

    public static Guid Step(this World world, Guid inCase, Somebody owner, string kind = "phone", int dueIn = 1, string title = "Bel de ouders", Somebody? companion = null)
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into case_step (id, case_id, kind, title, owner_id, companion_id, due_on) values (@id, @inCase, @kind, @title, @owner, @companion, @due)",
            new { id, inCase, kind, title, owner = owner.MembershipId, companion = companion?.MembershipId, due = world.Clock.Day.AddDays(dueIn) });
        return id;
    }
}
