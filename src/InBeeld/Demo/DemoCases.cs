using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Demonstration;

/// <summary>
/// The caseload of Zonderdam: cases in every state, each from a signal of a school, with steps, agreements and what happened. A few steps are late,
/// two leads still have to answer, one was given back, two wait for the coordinator's look.
/// </summary>
internal sealed class DemoCases
{
    // As the database makes receipts.
    private const string Letters = "23456789BCDFGHJKMNPQRSTVWXYZ";
    private const int Open = 40;
    private const int Closed = 22;

    private static readonly (string Reason, string Words, string Did)[] Signals =
    [
        ("not_reached", "Niet bereikt sinds twee weken. Wij maken ons zorgen.", "Gebeld, berichten gestuurd en langs geweest."),
        ("absent", "Komt steeds vaker niet. Wil wel praten, niet op school.", "Gesprek met de mentor en een aangepast rooster aangeboden."),
        ("home", "Het is thuis onrustig. Het kind slaapt slecht.", "Gesprek met moeder. Zij wil hulp."),
        ("learning", "Leren lukt thuis niet: druk, klein en geen tafel.", "Papieren pakket gebracht en elke dag gebeld."),
        ("help", "De ouders vragen hulp bij thuis leren.", "Uitleg gegeven en een tolk gevraagd."),
        ("no_school", "Verhuisd en nog geen nieuwe school.", "De oude school houdt nog contact."),
    ];

    private static readonly string[] Reasons = ["Het gezin kent dit team al.", "Er is vooral hulp thuis nodig.", "Deze coach past bij de leeftijd.", "Het gaat om naar school gaan."];
    private static readonly string[] Notes = ["Moeder wil graag hulp. Wij bellen volgende week weer.", "Niemand deed open. Briefje achtergelaten.", "Goed gesprek. Er komt een rustige plek.", "De telefoon gaat over.", "School en gezin spraken vaste tijden af."];
    private static readonly (string Kind, string What, string Party)[] Agreements =
        [("device", "Leenlaptop met internet", "Bibliotheek Zonderdam"), ("place", "Plek in de bibliotheek, dinsdag en donderdag", "Bibliotheek Zonderdam"), ("local_team", "Elke week een bezoek", "Buurtteam"), ("school", "Twee ochtenden op school", "School"), ("mentor", "Maatje voor huiswerk", "")];

    private readonly DemoWorld world;
    private readonly Dice ids = new(DemoPlan.Seed + "/cases/ids");
    private readonly DemoTable signals = new("signal", "id:uuid, receipt:text, municipality_id:uuid, routed:text, source:text, organisation_id:uuid, by_membership:uuid, by_person:uuid, pupil_id:uuid, reason:text, words:text, did:text, family_knows:text, tried:json, urgency:small, decide_by:moment, at:moment, state:text, case_id:uuid");
    private readonly DemoTable cases = new("care_case", "id:uuid, municipality_id:uuid, pupil_id:uuid, kind:text, urgency:small, state:text, lead_organisation_id:uuid, lead_membership_id:uuid, lead_state:text, lead_since:moment, lead_answer_by:date, decided_by:uuid, decided_at:moment, decided_why:text, address:text, postcode:text, place:text, family_knows:text, opened_at:moment, outcome:text, outcome_note:text, closed_at:moment, closed_by:uuid");
    private readonly DemoTable steps = new("case_step", "id:uuid, case_id:uuid, kind:text, title:text, owner_id:uuid, companion_id:uuid, due_on:date, state:text, outcome:text, note:text, done_at:moment, done_by:uuid, from_template:bool");
    private readonly DemoTable agreements = new("case_agreement", "id:uuid, case_id:uuid, kind:text, party:text, what:text, review_on:date, state:text, by_member:uuid, at:moment");
    private readonly DemoTable events = new("case_event", "id:uuid, case_id:uuid, at:moment, kind:text, decision:bool, by_member:uuid, args:json, words:text");

    public DemoCases(DemoWorld world)
    {
        this.world = world;
        var t = world.Together;
        DemoMember[] leads = [t.Amira, t.Amira, t.Amira, t.Sem, t.Sem, t.Dunya, t.Dunya, t.Jochem, t.Koen, t.Koen, t.Femke, t.Roos, t.Roos, t.Bram, t.Yara];
        // Noor of the reference class first: out of view, known to everybody in the demo. Never two of one family.
        var children = world.Children.Where(c => c.Left is null && (c.Home?.Given == "Noor" || c.Level > 0)).OrderByDescending(c => c.Home?.Given == "Noor").ThenByDescending(c => c.Level)
            .ThenBy(c => c.Key, StringComparer.Ordinal).DistinctBy(c => c.Family).Take(Open + Closed).ToList();
        for (var n = 0; n < children.Count; n++)
        {
            Add(n, children[n], n == 0 ? t.Amira : leads[n % leads.Length], n >= Open);
        }
    }

    public IEnumerable<DemoTable> Tables => [cases, signals, steps, agreements, events];

    private void Add(int n, DemoChild child, DemoMember lead, bool closed)
    {
        var dice = new Dice($"{DemoPlan.Seed}/case/{n}");
        var t = world.Together;
        var party = t.Organisations.First(o => o.Id == lead.OrganisationId);
        var kind = n == 0 ? Signals[0] : dice.Of(Signals);
        var id = Id();
        var since = closed ? dice.Between(25, 45) : n == 0 ? 4 : dice.Between(3, 24);
        var asked = n is 3 or 17;
        var signalled = At(since, dice);
        var decidedAt = At(asked ? 1 : Math.Max(1, since - dice.Between(1, 2)), dice);
        var state = closed ? "closed" : n is 8 or 21 ? "closing" : "open";
        var outcome = state == "open" ? "" : dice.Of(CaseWords.Outcomes.Where(o => o != "not_found").ToList());
        DateTimeOffset? ended = closed ? At(dice.Between(1, Math.Max(1, since - 12)), dice) : null;
        var care = t.Of(child.Group.School.Care);
        var urgency = (short)(n == 0 ? 3 : dice.Between(1, 3));
        var why = dice.Of(Reasons);
        cases.Add(id, world.Municipality, child.Id, kind.Reason, urgency, state, lead.OrganisationId, lead.Id, asked ? "asked" : "accepted", decidedAt, asked ? world.Days.Today.AddDays(1) : null, t.Hanna.Id, decidedAt, why,
            $"{dice.Of<string>(["Duinroosweg", "Plompenweg", "Windstreek", "Steigerkade", "Zeepbelplein"])} {dice.Between(1, 140)}", $"{child.Family.Postcode4} ZZ", "Zonderdam", "yes", decidedAt, outcome, outcome.Length > 0 ? dice.Of(Notes) : "", ended, closed ? lead.Id : null);
        signals.Add(Id(), $"ZKMN-{Letters[n / Letters.Length]}{Letters[n % Letters.Length]}22", world.Municipality, "school", child.Group.School.Plan.Level == "mbo" ? "mbo" : "school", child.Group.School.Id, care.Id, care.Person.Id, child.Id, kind.Reason, kind.Words, kind.Did, "yes",
            kind.Reason == "not_reached" ? $$"""[{"day":"{{world.Days.Back(since + 5):yyyy-MM-dd}}","channel":"phone","reached":"nobody"},{"day":"{{world.Days.Back(since + 3):yyyy-MM-dd}}","channel":"phone","reached":"nobody"},{"day":"{{world.Days.Back(since + 1):yyyy-MM-dd}}","channel":"door","reached":"nobody"}]""" : "[]",
            urgency, signalled.AddHours(20), signalled, "case", id);
        Say(id, signalled, "signal", false, t.Hanna.Id, [child.Group.School.Plan.Name], "");
        Say(id, decidedAt, "lead", true, t.Hanna.Id, [party.Name, lead.Person.Name.Full], why);
        if (asked)
        {
            Steps(id, kind.Reason, lead, world.Days.Today, -1, dice, closed);
            return;
        }

        Say(id, decidedAt.AddHours(2), "accepted", true, lead.Id, [], "");
        Steps(id, kind.Reason, lead, Amsterdam.Day(decidedAt), n, dice, closed || state == "closing");
        if (n == 0 || dice.Chance(0.6))
        {
            var (what, words, with) = dice.Of(Agreements);
            agreements.Add(Id(), id, what, with, words, world.Days.Calendar.After(world.Days.Today, dice.Between(3, 20)), closed ? "ended" : dice.Chance(0.5) ? "running" : "agreed", lead.Id, decidedAt.AddHours(3));
            Say(id, decidedAt.AddHours(3), "agreement", true, lead.Id, [what, words], "");
        }

        if (state != "open")
        {
            Say(id, ended ?? At(0, dice), closed ? "closed" : "closing", true, lead.Id, [outcome], "");
        }
    }

    // Steps before today are done but for one in six; those of the case that everybody knows leave one a day late and a visit today.
    private void Steps(Guid id, string reason, DemoMember lead, DateOnly from, int n, Dice dice, bool allDone)
    {
        var mate = world.Together.Roos;
        foreach (var step in StepTemplate.For(reason))
        {
            var due = world.Days.Calendar.After(from, step.After);
            var late = due < world.Days.Today;
            var done = allDone || (late && n != 0 && (due < world.Days.Today.AddDays(-5) || dice.Chance(0.6))) || (n == 0 && step.Kind == "phone");
            if (n == 0 && step.Kind == "door")
            {
                (due, done) = (world.Days.Today, false);
            }

            var doneAt = done ? Amsterdam.At(due < world.Days.Today ? due : world.Days.Back(1), new TimeOnly(dice.Between(9, 16), dice.Below(60))) : (DateTimeOffset?)null;
            var outcome = !done ? "" : step.Kind switch { "phone" => dice.Of<string>(["reached_parent", "nobody"]), "door" => dice.Of<string>(["reached_parent", "nobody", "reached_child"]), "talk" => "reached_child", _ => "done" };
            var note = done ? dice.Of(Notes) : "";
            steps.Add(Id(), id, step.Kind, step.Title, lead.Id, step.Kind == "door" && lead.Id != mate.Id ? mate.Id : null, due, done ? "done" : "open", outcome, note, doneAt, done ? lead.Id : null, true);
            if (doneAt is { } at)
            {
                Say(id, at, "step-done", false, lead.Id, [step.Kind, step.Title, outcome], note);
            }
        }
    }

    private void Say(Guid id, DateTimeOffset at, string kind, bool decision, Guid by, string[] args, string words) =>
        events.Add(Id(), id, at, kind, decision, by, System.Text.Json.JsonSerializer.Serialize(args), words);

    private DateTimeOffset At(int back, Dice dice)
    {
        var at = Amsterdam.At(world.Days.Back(Math.Max(0, back)), new TimeOnly(dice.Between(8, 16), dice.Below(60)));
        return at < world.Days.Now ? at : world.Days.Now.AddMinutes(-30);
    }

    private Guid Id() => ids.Id(new DateTimeOffset(2020, 3, 18, 8, 0, 0, TimeSpan.Zero));
}
