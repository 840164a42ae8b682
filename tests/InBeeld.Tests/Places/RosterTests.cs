using System.Net;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Capabilities.Places.Roster;
using InBeeld.Kernel;
using InBeeld.Planning;
using InBeeld.Planning.Rosters;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Places;

/// <summary>Employees say whether and when they would; the planner makes a roster, changes it by hand and puts it in force; how many children can come follows.</summary>
public sealed class RosterTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private DateOnly Monday => World.Clock.Day.Monday().AddDays(7);

    private string Week => $"/roster?week={Monday:yyyy-MM-dd}";

    [Fact]
    public async Task From_the_question_to_everybody_to_a_roster_that_all_see()
    {
        var (_, library) = World.TownWithPlaces();
        var room = World.Room(library, 60);
        var slots = new[] { room.Slot(Monday, "09:00", "10:30"), room.Slot(Monday, "10:45", "12:00"), room.Slot(Monday.AddDays(1), "13:00", "15:00") };
        var people = Enumerable.Range(0, 4).Select(_ => World.Worker(library)).ToList();
        using var planner = house.SignIn(World.LibraryPlanner(library));
        Assert.Contains("heeft nog geen rooster", (await planner.GetAsync(Week)).Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Houd eerst een vraagronde", (await planner.SubmitAsync(await planner.GetAsync(Week), "form[action*=Propose]")).Text(".ib-errors"), StringComparison.Ordinal);

        var asking = await planner.GetAsync("/roster/questions");
        var opened = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => planner.SubmitAsync(asking, "main form[method=post]", ("Starts", $"{Monday:yyyy-MM-dd}"), ("Weeks", "2"))));
        var round = World.One<Guid>("select id from question_round where library_id = @Id", new { library.Id });
        Assert.All(opened, o => Assert.Equal($"/roster/questions/{round}", o.Location));
        foreach (var (who, i) in people.Take(3).Select((p, i) => (p, i)))
        {
            using var worker = house.SignIn(who);
            Assert.Contains("De planner vraagt of en wanneer je wilt werken", (await worker.GetAsync("/shifts")).Text("main"), StringComparison.Ordinal);
            var form = await worker.GetAsync($"/shifts/questions/{round}");
            Assert.Contains("Kies wanneer je kunt", (await worker.SubmitAsync(form, "main form[method=post]", ("Would", "yes"))).Text(".ib-errors"), StringComparison.Ordinal);
            var answered = await worker.SubmitAsync(form, "main form[method=post]", ("Would", "yes"), ("When", "1-morning:can"), ("When", "2-afternoon:can"), ("Needs", $"Hulp nummer {i}"));
            Assert.Equal("/shifts", answered.Location);
        }

        // The planner reads all; an employee no other's.
        var progress = await planner.GetAsync($"/roster/questions/{round}");
        Assert.Contains("Hulp nummer 0", progress.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Hulp nummer 2", progress.Text("main"), StringComparison.Ordinal);
        using (var around = AsApp.Enter(house, people[1]))
        {
            Assert.Equal(["Hulp nummer 1"], around.List<string>("select needs from question_answer"));
            Assert.Equal("42501", around.Try("insert into question_answer (round_id, membership_id, would, at) values (@round, @other, 'no', now())", new { round, other = people[3].MembershipId }));
        }

        World.Do("update notice set seen_at = now() where to_person_id = any (@ids)", new { ids = people.Select(p => p.Id).ToArray() });
        await planner.SubmitAsync(progress, "form[action*=Remind]");
        Assert.Equal(1, World.Count("notice", "kind = 'question-reminder' and to_person_id = @Id", new { people[3].Id }));
        Assert.Equal(0, World.Count("notice", "kind = 'question-reminder' and to_person_id = any (@ids)", new { ids = people.Take(3).Select(p => p.Id).ToArray() }));
        await planner.SubmitAsync(progress, "form[action*=Close]");
        using (var late = house.SignIn(people[3]))
        {
            Assert.Contains("is gesloten", (await late.PostAsync($"/shifts/questions/{round}", ("Would", "yes"), ("When", "1-morning:can"))).Text(".ib-errors"), StringComparison.Ordinal);
        }

        var proposed = await planner.FollowAsync(await planner.SubmitAsync(await planner.GetAsync(Week), "form[action*=Propose]"));
        Assert.Contains("iedere dienst heeft genoeg mensen", proposed.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Dit is een voorstel", proposed.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Wie eerst komt", proposed.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Iedereen werkt", proposed.Text("svg.ib-loads desc"), StringComparison.Ordinal);
        using (var around = AsApp.Enter(house, people[0]))
        {
            Assert.Empty(around.List<Guid>("select id from duty"));
        }

        Assert.Equal(0, World.Count("slot", "id = any (@slots) and people is not null", new { slots }));
        await planner.FollowAsync(await planner.SubmitAsync(proposed, "form[action*=InForce]"));
        // One stays all morning, and no slot has more or fewer than it asks.
        Assert.Equal([2, 2, 2], World.List<int>("select people from slot where id = any (@slots) order by starts", new { slots }));
        Assert.Equal([24, 24, 24], World.List<int>("select places from slot where id = any (@slots) order by starts", new { slots }));
        Assert.Equal(1, World.One<int>("select count(distinct w)::integer from (select array_agg(membership_id order by membership_id) w from duty where slot_id = any (@two) and kind = 'work' and state = 'planned' group by slot_id) x", new { two = slots.Take(2).ToArray() }));
        Assert.Equal(0, World.Count("duty", "membership_id = @MembershipId and state = 'planned'", new { people[3].MembershipId }));
        Assert.Contains("Ruimte voor 24 kinderen: mensen zijn het krapst", (await planner.GetAsync(Week)).Text("main"), StringComparison.Ordinal);
        var working = people.First(p => World.Count("duty", "membership_id = @MembershipId and state = 'planned' and kind = 'work'", new { p.MembershipId }) > 0);
        using var mine = house.SignIn(working);
        var shifts = await mine.GetAsync("/shifts");
        Assert.Contains("Er is een nieuw rooster", shifts.Text("main"), StringComparison.Ordinal);
        Assert.Contains(room.Name, shifts.Text("main"), StringComparison.Ordinal);
        var calendar = await mine.GetAsync("/shifts?handler=Calendar");
        Assert.StartsWith("text/calendar", calendar.ContentType, StringComparison.Ordinal);
        Assert.Contains("BEGIN:VEVENT\r\nUID:", calendar.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_with_why_and_repaired_by_hand()
    {
        var (_, library) = World.TownWithPlaces();
        var slot = World.Room(library, 60).Slot(Monday, "09:00", "10:30");
        var round = World.Round(library);
        var (able, other, never) = (World.Worker(library, skills: "first_aid").Answers(round), World.Worker(library).Answers(round, can: "2-morning"), World.Worker(library).Answers(round, "no"));
        World.Asks(slot, 2, 1, "media");
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var proposed = await planner.FollowAsync(await planner.SubmitAsync(await planner.GetAsync(Week), "form[action*=Propose]"));
        Assert.Contains("Niemand heeft de vaardigheid", proposed.Text("main"), StringComparison.Ordinal);
        await planner.SubmitAsync(proposed, "form[action*=InForce]");
        Assert.Equal(1, World.One<int>("select people from slot where id = @slot", new { slot }));

        var form = await planner.GetAsync($"/roster/slots/{slot}");
        var refused = await planner.SubmitAsync(form, "main form[method=post]", ("As", $"{able.MembershipId}:work"), ("As", $"{never.MembershipId}:work"));
        Assert.Contains("Wil dit werk niet doen", refused.Text(".ib-errors"), StringComparison.Ordinal);
        // Who said that it does not suit can be asked after all.
        await planner.SubmitAsync(form, "main form[method=post]", ("As", $"{able.MembershipId}:work"), ("As", $"{other.MembershipId}:work"), ("Skills", null));
        Assert.Equal(2, World.One<int>("select people from slot where id = @slot", new { slot }));
        // The form of before: somebody changed it since, and nothing is lost.
        var late = await planner.SubmitAsync(form, "main form[method=post]", ("As", $"{able.MembershipId}:reserve"));
        Assert.True(late.Has(".ib-errors"), house.Logged.LastOrDefault(l => l.StartsWith("Error", StringComparison.Ordinal)));
        Assert.Contains("Een collega paste dit net aan", late.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(2, World.One<int>("select people from slot where id = @slot", new { slot }));
        Assert.Contains("Vul een aantal in", (await planner.SubmitAsync(await planner.GetAsync($"/roster/slots/{slot}"), "main form[method=post]", ("People", "veel"))).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_of_the_library_is_ever_supervisor_or_teacher_also_around_the_application()
    {
        var (_, library) = World.TownWithPlaces();
        var slot = World.Room(library).Slot(Monday, "09:00", "10:30", needsSupervision: true);
        var worker = World.Worker(library, skills: "4-12");
        var planner = World.LibraryPlanner(library);
        var stranger = World.Worker(World.Library(World.Municipality()));
        using (var around = AsApp.Enter(house, planner))
        {
            const string add = "insert into duty (id, slot_id, library_id, membership_id, kind, skill, state, by_person, at) values (uuidv7(), @slot, @library, @member, 'work', @skill, 'planned', @me, now())";
            object Duty(string skill, Somebody who) => new { slot, library = library.Id, member = who.MembershipId, skill, me = planner.Id };
            Assert.Equal("23514", around.Try(add, Duty("supervisor", worker)));
            Assert.Equal("23514", around.Try(add, Duty("teacher", worker)));
            Assert.Equal("23514", around.Try(add, Duty("media", worker)));
            Assert.Equal("23514", around.Try(add, Duty("", stranger)));
            Assert.Equal("1 rows", around.Try(add, Duty("4-12", worker)));
            Assert.Equal("23P01", around.Try(add, Duty("", worker)));
            Assert.Equal("23514", around.Try("update library_worker set skills = '{teacher}' where membership_id = @member", new { member = worker.MembershipId }));
            Assert.Equal("23514", around.Try("update slot set supervising_school_id = @library where id = @slot", new { slot, library = library.Id }));
            Assert.Equal("23514", around.Try("update slot set supervisor = @name where id = @slot", new { slot, name = worker.Name.Full }));
            Assert.Equal("42501", around.Try("update slot set people = 3 where id = @slot", new { slot }));
        }

        using var page = house.SignIn(planner);
        Assert.DoesNotContain("supervisor", (await page.GetAsync($"/roster/team/{worker.MembershipId}")).Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Geen ruimte: er is nog geen begeleiding van een school", (await page.GetAsync(Week)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_planner_of_rosters_has_everybody_as_library_and_leaves_a_supervisor_uncovered()
    {
        var now = Amsterdam.At(Monday, new TimeOnly(6, 0));
        var slot = new StaffSlot { Id = Guid.CreateVersion7(), Starts = Amsterdam.At(Monday, new TimeOnly(9, 0)), Ends = Amsterdam.At(Monday, new TimeOnly(10, 30)), Room = "Zaal", State = "open", NeedPeople = 1, NeedReserve = 0, Skills = ["supervisor"] };
        var worker = new Worker { Id = Guid.CreateVersion7(), Name = "Lia Veldmuis", Skills = ["supervisor"], Would = "yes", Can = StaffWorld.AllParts };
        var blocks = RosterProblemOf.Blocks([slot], now);
        var problem = RosterProblemOf.Of(Monday, now, [slot], blocks, [worker], [], []);
        Assert.All(problem.Staff, p => Assert.True(p.Library));
        var answer = RosterPlanner.Solve(problem, new Limits(2), null, TestContext.Current.CancellationToken);
        Assert.Empty(answer.Work);
        Assert.Equal(1, answer.Value.MissingStaff);
    }

    [Fact]
    public async Task A_school_promises_supervision_after_it_was_asked_and_takes_it_back()
    {
        var (town, library) = World.TownWithPlaces();
        var slot = World.Room(library, 8).Slot(Monday, "09:00", "10:30", needsSupervision: true);
        var worker = World.Worker(library);
        var school = World.School(municipality: town);
        using var planner = house.SignIn(World.LibraryPlanner(library));
        using var principal = house.SignIn(World.Principal(school));
        using var elsewhere = house.SignIn(World.Principal(World.School()));
        await planner.SubmitAsync(await planner.GetAsync(Week), "form[action*=Ask]");
        var asked = await principal.GetAsync("/advisers/school");
        Assert.Contains($"{library.Name} zoekt begeleiding van een school", asked.Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 tijd in de bibliotheek wacht op een begeleider", asked.Text("h1"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{slot}", (await elsewhere.GetAsync("/advisers/school")).Html, StringComparison.Ordinal);
        var form = await principal.GetAsync($"/bookings/supervision/{slot}");
        Assert.Contains("Iemand van de bibliotheek kan geen begeleider zijn", (await principal.SubmitAsync(form, "main form[method=post]", ("Who", worker.Name.Full))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.One<int>("select places from slot where id = @slot", new { slot }));
        await principal.SubmitAsync(form, "main form[method=post]", ("Who", "Sara Klaproos"));
        Assert.Equal(8, World.One<int>("select places from slot where id = @slot", new { slot }));
        Assert.Contains($"Begeleiding: {school.Name}", (await planner.GetAsync(Week)).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Sara Klaproos", (await principal.GetAsync("/advisers/school")).Text("main"), StringComparison.Ordinal);
        await principal.PostAsync($"/bookings/supervision/{slot}?handler=TakeBack");
        Assert.Equal(0, World.One<int>("select places from slot where id = @slot", new { slot }));
    }

    [Fact]
    public async Task A_media_coach_helps_a_school_when_the_school_agrees()
    {
        var (town, library) = World.TownWithPlaces();
        var (school, other) = (World.School(municipality: town), World.School(municipality: town));
        var coach = World.Worker(library, skills: "media");
        using var planner = house.SignIn(World.LibraryPlanner(library));
        using var care = house.SignIn(World.Care(school));
        using var stranger = house.SignIn(World.Care(other));
        var form = await planner.GetAsync("/advisers");
        Assert.Contains("Vul een aantal uren in", (await planner.SubmitAsync(form, "form[action='/advisers']", ("At", $"{school.Id}"), ("Hours", "100"))).Text(".ib-errors"), StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => planner.SubmitAsync(form, "form[action='/advisers']", ("At", $"{school.Id}"), ("Hours", "2,5"))));
        var id = World.One<Guid>("select id from adviser where library_id = @Id", new { library.Id });
        Assert.Equal("asked", World.One<string>("select state from adviser where id = @id", new { id }));
        Assert.Contains("Dit is er niet meer", (await stranger.PostAsync("/advisers/school?handler=Agree", ("Id", $"{id}"))).Text(".ib-errors"), StringComparison.Ordinal);
        using (var around = AsApp.Enter(house, World.LibraryPlanner(library)))
        {
            Assert.Equal("gone", around.One<string>("select app.answer_adviser(@id, 'agreed', '', now())", new { id }));
            Assert.Equal("42501", around.Try("update adviser set state = 'agreed' where id = @id", new { id }));
        }

        var shown = await care.GetAsync("/advisers/school");
        Assert.Contains(coach.Name.Full, shown.Text("main"), StringComparison.Ordinal);
        await care.SubmitAsync(shown, "form[action*=Agree]");
        Assert.Contains("Afgesproken", (await planner.GetAsync("/advisers")).Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("Schrijf op waarom", (await care.SubmitAsync(await care.GetAsync("/advisers/school"), "form[action*=End]")).Text(".ib-errors"), StringComparison.Ordinal);
        await care.SubmitAsync(await care.GetAsync("/advisers/school"), "form[action*=End]", ("Reason", "Het project is klaar."));
        Assert.Contains("Het project is klaar.", (await planner.GetAsync("/advisers")).Text(".ib-queue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_library_sees_nothing_and_the_wrong_role_gets_nowhere()
    {
        var (town, library) = World.TownWithPlaces();
        var slot = World.Room(library).Slot(Monday, "09:00", "10:30");
        var round = World.Round(library);
        var worker = World.Worker(library).Answers(round);
        World.Asks(slot);
        var duty = worker.OnDuty(slot);
        var neighbour = World.Library(town);
        var (farPlanner, farWorker) = (World.LibraryPlanner(neighbour), World.Worker(neighbour));
        foreach (var who in new[] { farPlanner, farWorker, World.Coordinator(town), World.Principal(World.School(municipality: town)) })
        {
            using var around = AsApp.Enter(house, who);
            foreach (var table in new[] { "duty", "staff_need", "question_answer", "question_round", "roster", "duty_swap" })
            {
                Assert.Equal((who.Role, table, 0), (who.Role, table, around.One<int>($"select count(*)::integer from {table}")));
            }

            Assert.Empty(around.List<Guid>("select membership_id from library_worker where membership_id = @MembershipId", new { worker.MembershipId }));
            Assert.Equal("gone", around.One<string>("select app.claim_duty(uuidv7(), @slot, @duty, 'work', now())", new { slot, duty }));
            Assert.False(around.One<bool>("select app.give_up_duty(@duty, true, 'x', now())", new { duty }));
            Assert.Equal("gone", around.One<string>("select app.report_away(uuidv7(), @member, current_date, current_date, now())", new { member = worker.MembershipId }));
        }

        using (var own = AsApp.Enter(house, worker))
        {
            Assert.Equal("42501", own.Try("insert into duty (id, slot_id, library_id, membership_id, kind, state, by_person, at) values (uuidv7(), @slot, @library, @member, 'reserve', 'planned', @me, now())", new { slot, library = library.Id, member = worker.MembershipId, me = worker.Id }));
            Assert.Equal("0 rows", own.Try("update duty set state = 'removed' where id = @duty", new { duty }));
            Assert.Equal("gone", own.One<string>("select app.report_away(uuidv7(), @member, current_date, current_date, now())", new { member = World.PlansAt(library) }));
        }

        using var stranger = house.SignIn(farPlanner);
        foreach (var path in new[] { $"/roster/slots/{slot}", $"/roster/slots/{slot}/over", $"/roster/team/{worker.MembershipId}", $"/roster/questions/{round}", $"/shifts/questions/{round}" })
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await stranger.GetAsync(path)).Status));
        }

        using var librarian = house.SignIn(worker);
        foreach (var path in new[] { "/roster", "/roster/team", "/roster/questions", "/advisers", $"/roster/slots/{slot}", "/advisers/school" })
        {
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await librarian.GetAsync(path)).Status));
        }
    }
}
