using System.Globalization;
using InBeeld.Demonstration;
using Npgsql;
using NpgsqlTypes;

namespace InBeeld.Bench.Making;

/// <summary>Teams with their people, and the rows of signals, cases, steps and timelines. What follows from them is made by <see cref="Derived"/>.</summary>
internal sealed class MakeCases(CasePlan plan)
{
    private static readonly string[] Outcomes = ["in_view", "support", "school", "no_need", "declined", "not_found"];
    private static readonly (string Kind, string Args)[] Lines =
    [
        ("signal", "[\"Meetschool\"]"), ("lead", "[\"Meetteam\", \"Sanne Bakker\"]"), ("accepted", "[]"), ("step", "[\"phone\", \"Bel het gezin\"]"), ("step-done", "[\"phone\", \"Bel het gezin\", \"reached_parent\"]"),
        ("step", "[\"door\", \"Ga langs\"]"), ("step-done", "[\"door\", \"Ga langs\", \"nobody\"]"), ("step-changed", "[\"talk\", \"Praat met kind en ouder\"]"), ("step-done", "[\"talk\", \"Praat met kind en ouder\", \"reached_child\"]"),
        ("agreement", "[\"school\", \"Twee ochtenden per week naar school\"]"), ("details", "[]"), ("step", "[\"follow\", \"Kijk hoe het gaat\"]"),
    ];

    public static Guid Team(int i) => Ids.Of(Ids.Organisation, 100_000 + i);

    public static Guid WorkerMember(int i) => Ids.Of(Ids.Membership, 4_000_000 + i);

    public static Guid LeaderMember(int team) => Ids.Of(Ids.Membership, 5_000_000 + team);

    public static Guid CoordinatorMember(int i) => Ids.Of(Ids.Membership, 6_000_000 + i);

    public long People(NpgsqlConnection connection)
    {
        var rows = 0L;
        using (var copy = new Copy(connection, "organisation", "id, kind, party, code, name, municipality_code, phone, source, is_on"))
        {
            foreach (var town in plan.Towns)
            {
                for (var t = 0; t < town.Teams; t++)
                {
                    copy.Row().Put(Team(town.FirstTeam + t)).Put("team").Put(t == 0 ? "attendance" : t % 3 == 1 ? "neighbourhood" : "youth").Put("T" + (town.FirstTeam + t).ToString(CultureInfo.InvariantCulture)).Put($"Meetteam {t + 1}")
                        .Put(MakeSchools.Code(town.Index)).Put("0800 0000").Put("demo").Put(true);
                }
            }

            rows += copy.Done();
        }

        var people = plan.Towns.SelectMany(town => Enumerable.Range(0, town.Workers).Select(w => (Person: 4_000_000 + town.FirstWorker + w, Member: WorkerMember(town.FirstWorker + w), Of: Team(town.FirstTeam + (w % town.Teams)), Role: w % town.Teams == 0 ? "attendance" : "caseworker"))
            .Concat(Enumerable.Range(0, town.Teams).Select(t => (Person: 5_000_000 + town.FirstTeam + t, Member: LeaderMember(town.FirstTeam + t), Of: Team(town.FirstTeam + t), Role: "team_lead")))
            .Concat(Enumerable.Range(0, town.Coordinators).Select(c => (Person: 6_000_000 + town.FirstCoordinator + c, Member: CoordinatorMember(town.FirstCoordinator + c), Of: MakeSchools.Municipality(town.Index), Role: "coordinator")))).ToList();
        using (var copy = new Copy(connection, "person", "id, given_name, surname"))
        {
            foreach (var (person, _, _, _) in people)
            {
                MakeSchools.Name(copy.Row().Put(Ids.Of(Ids.Person, person)), person);
            }

            rows += copy.Done();
        }

        using (var copy = new Copy(connection, "membership", "id, person_id, organisation_id, role, starts"))
        {
            foreach (var (person, member, of, role) in people)
            {
                copy.Row().Put(member).Put(Ids.Of(Ids.Person, person)).Put(of).Put(role).Put(plan.Today.AddDays(-CasePlan.Days));
            }

            rows += copy.Done();
        }

        return rows;
    }

    public (string Table, Func<NpgsqlConnection, (int From, int To), long> Write)[] Tables => [("care_case", Cases), ("signal", Signals), ("case_step", Steps), ("case_event", Events)];

    private long Cases(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "care_case", """
            id, municipality_id, pupil_id, kind, urgency, state, lead_organisation_id, lead_membership_id, lead_state, lead_since, lead_answer_by, decided_by, decided_at, decided_why, address, postcode, place,
            family_knows, next_due, open_steps, opened_at, closing_by, closing_at, outcome, closed_at, closed_by, lead_sees_until
            """);
        foreach (var c in All(part))
        {
            var opened = plan.At(c.Began, c.Number);
            var due = c.OpenSteps == 0 ? (DateOnly?)null : plan.Today.AddDays(-Enumerable.Range(CasePlan.Steps - c.OpenSteps, c.OpenSteps).Max(n => c.Step(n).Due));
            var ended = c.Ended is { } days ? plan.At(days, c.Number) : (DateTime?)null;
            copy.Row().Put(c.Id).Put(MakeSchools.Municipality(c.Town.Index)).Put(MakePupils.Pupil(c.Pupil)).Put(c.Kind).Put(c.Urgency).Put(c.Closing ? "closing" : c.Runs ? "open" : "closed")
                .Put(c.LeadTeam).Put(c.Lead).Put(c.Asked ? "asked" : "accepted").Put(opened).PutOrNull(c.Asked ? plan.Today.AddDays(2) : (DateOnly?)null, NpgsqlDbType.Date)
                .Put(c.Coordinator).Put(opened).Put("Dit team kent het gezin al.").Put($"Meetstraat {c.Number % 200}").Put("1000AB").Put("Meetplaats").Put("yes").PutOrNull(due, NpgsqlDbType.Date).Put(c.OpenSteps).Put(opened)
                .PutOrNull(c.Closing ? c.Lead : (Guid?)null, NpgsqlDbType.Uuid).PutOrNull(c.Closing ? opened : (DateTime?)null, NpgsqlDbType.TimestampTz)
                .Put(c.Closing || ended is not null ? Outcomes[c.Number % Outcomes.Length] : "").PutOrNull(ended, NpgsqlDbType.TimestampTz).PutOrNull(ended is null ? (Guid?)null : c.Lead, NpgsqlDbType.Uuid).PutOrNull(ended?.AddDays(7), NpgsqlDbType.TimestampTz);
        }

        return copy.Done();
    }

    // Each case began with a signal; of children whose case is over, one in forty has a new one that waits for a decision.
    private long Signals(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "signal", "id, receipt, municipality_id, routed, source, pupil_id, reason, words, did, family_knows, urgency, decide_by, state, case_id, at");
        foreach (var c in All(part))
        {
            var at = plan.At(c.Began + 2, c.Number);
            Head(0, c.Number).Put("case").Put(c.Id).Put(at);
            if (!c.Runs && c.Number % 40 == 1)
            {
                Head(1, c.Number).Put("new").PutNull().Put(plan.At(c.Number % 3, c.Number));
            }

            Copy Head(int turn, int number) => copy.Row().Put(Ids.Of(Ids.Signal, (number * 2) + turn)).Put($"M{(number * 2) + turn}").Put(MakeSchools.Municipality(c.Town.Index)).Put("school").Put("school").Put(MakePupils.Pupil(c.Pupil)).Put(c.Kind)
                .Put("Al twee weken niet bereikt; thuis is er geen laptop en geen rustige plek.").Put("Gebeld, gemaild en een keer aan de deur geweest.").Put("yes").Put(c.Urgency).Put(turn == 0 ? at.AddDays(2) : plan.At(-2, number));
        }

        return copy.Done();
    }

    // Round after round over all cases, as they come in: what belongs to one case lies far apart.
    private long Steps(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "case_step", "id, case_id, kind, title, owner_id, due_on, state, outcome, note, done_at, done_by, from_template, created_at");
        for (var nth = 0; nth < CasePlan.Steps; nth++)
        {
            foreach (var c in All(part))
            {
                var step = c.Step(nth);
                var done = step.State == "open" ? (DateTime?)null : plan.At(Math.Max(c.Ended ?? 0, step.Due), c.Number);
                copy.Row().Put(Ids.Of(Ids.Step, (nth * plan.Cases) + c.Number)).Put(c.Id).Put(step.Kind).Put(step.Title).Put(step.Owner).Put(plan.Today.AddDays(-step.Due)).Put(step.State)
                    .Put(step.State == "done" ? "reached_parent" : "").Put(step.State == "done" ? "Gesproken; belt volgende week terug." : "").PutOrNull(done, NpgsqlDbType.TimestampTz).PutOrNull(done is null ? (Guid?)null : step.Owner, NpgsqlDbType.Uuid)
                    .Put(nth < 4).Put(plan.At(c.Began, c.Number));
            }
        }

        return copy.Done();
    }

    private long Events(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "case_event", "id, case_id, at, kind, decision, by_member, args, words");
        for (var nth = 0; nth < CasePlan.LongEvents; nth++)
        {
            foreach (var c in nth < CasePlan.Events ? All(part) : Long(part))
            {
                var (kind, args) = Lines[nth % Lines.Length];
                var days = c.Began - ((c.Began - (c.Ended ?? 0)) * nth / c.NumberOfEvents);
                copy.Row().Put(Ids.Of(Ids.Event, (nth * plan.Cases) + c.Number)).Put(c.Id).Put(plan.At(days, c.Number + (nth * 60))).Put(kind).Put(kind == "lead").Put(nth == 1 ? c.Coordinator : c.Lead).PutJson(args)
                    .Put(nth % 3 == 0 ? "Moeder was thuis en wil graag hulp bij het regelen van een laptop." : "");
            }
        }

        return copy.Done();
    }

    private IEnumerable<BenchCase> All((int From, int To) part)
    {
        for (var k = part.From; k < part.To; k++)
        {
            yield return plan[k];
        }
    }

    private IEnumerable<BenchCase> Long((int From, int To) part)
    {
        for (var k = (part.From + CasePlan.OneLongIn - 1) / CasePlan.OneLongIn * CasePlan.OneLongIn; k < part.To; k += CasePlan.OneLongIn)
        {
            yield return plan[k];
        }
    }
}
