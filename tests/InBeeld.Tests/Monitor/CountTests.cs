using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Monitor;

/// <summary>What InBeeld registered itself, filled in when a wave opens. The waves here are about the school year 2024-2025.</summary>
public sealed class CountTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Form = "main form[hx-post]";
    private const string Again = "form[action*=Count]";

    private World World => house.World;

    [Fact]
    public async Task Participants_and_sessions_are_those_of_the_library_in_that_school_year()
    {
        var (library, other, unused, quiet) = (Library(), Library(), Library(), Library());
        var (club, group) = Club(library);
        var (a, b, c) = (World.Enrolment(club, state: "done"), World.Enrolment(club, state: "done"), World.Enrolment(club, state: "done"));
        // Two came (one too late) and one did not.
        Held(group, 1, "2025-01-15 14:00Z", (a, "present"), (b, "late"), (c, "absent"));
        // In Amsterdam a minute before the first day of the year, and half an hour after it began.
        Held(group, 2, "2024-07-31 21:59Z", (c, "present"));
        Held(group, 3, "2024-07-31 22:30Z", (a, "present"));
        // On the last evening, and just after it.
        Held(group, 4, "2025-07-31 21:00Z", (a, "present"), (c, "absent_notice"));
        Held(group, 5, "2025-07-31 22:10Z", (c, "present"));
        // Not held.
        Held(group, 6, "2025-02-05 14:00Z", (c, "present"));
        World.Do("update programme_session set state = 'cancelled' where group_id = @group and number = 6", new { group });
        // The same child in another programme is one child.
        var (second, more) = Club(library);
        var twice = World.One<Guid>("insert into enrolment (id, programme_id, library_id, participant_id, source, state, state_at, at) select uuidv7(), @second, library_id, participant_id, 'parent', 'done', now(), now() from enrolment where id = @a returning id", new { second, a });
        Held(more, 1, "2025-03-01 09:00Z", (twice, "present"));
        // Who comes to a programme for parents is no child.
        var (forParents, parents) = Club(library);
        World.Do("update programme set audience = 'parent' where id = @forParents", new { forParents });
        Held(parents, 1, "2025-03-02 09:00Z", (World.Enrolment(forParents, state: "done"), "present"));
        // Of another library, of one that has a programme and held nothing, and of one that has none.
        var (theirs, far) = Club(other);
        Held(far, 1, "2025-01-15 14:00Z", (World.Enrolment(theirs, state: "done"), "present"));
        Club(quiet);
        var wave = await Opened([library, other, unused, quiet]);
        Assert.Equal([2m, 4m, null], Counted(wave, library));
        Assert.Equal([1m, 1m, null], Counted(wave, other));
        Assert.Equal([null, null, null], Counted(wave, unused));
        Assert.Equal([0m, 0m, null], Counted(wave, quiet));
        Assert.Equal(0, World.Count("wave_answer", "wave_id = @wave and (confirmed or origin <> 'registered' or source #>> '{registered,day}' is null)", new { wave }));
    }

    [Fact]
    public async Task Visits_are_those_who_came_and_no_more_than_the_question_takes()
    {
        var town = World.Municipality();
        var (library, busy) = (World.Library(town), World.Library(town));
        Visits(library, "in", "out", "no_show");
        Visits(busy, "out", "out", "out", "out");
        var wave = await Opened([library, busy]);
        Assert.Equal([null, null, 2m], Counted(wave, library));
        // Four do not fit in a question that takes three.
        Assert.Equal([null, null, null], Counted(wave, busy));

        void Visits(Organisation of, params string[] states)
        {
            var door = new DoorScene(World, library: of, town: town);
            int Minutes(string moment) => (int)(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture) - World.Clock.GetUtcNow()).TotalMinutes;
            var (slot, late) = (door.Slot(Minutes("2025-03-03 14:00Z")), door.Slot(Minutes("2025-09-01 14:00Z")));
            for (var i = 0; i < states.Length; i++)
            {
                door.Booking(slot, seat: i, state: states[i]);
            }

            door.Booking(late, state: "out");
        }
    }

    [Fact]
    public async Task An_agreement_that_both_signed_and_held_in_that_year_is_a_yes_and_without_one_there_is_no_no()
    {
        var (library, other) = (Library(), Library());
        var wave = World.AsksWhatIsCounted(World.Wave(Research, [library], locations: 5, state: "draft", year: 2024));
        var unit = World.LibraryIn(wave, library);
        Agreement(1, library, "2024-09-01", "2025-06-30", "2024-08-01", "2024-08-02");
        Agreement(2, library, "2024-09-01", "2025-06-30", "2024-08-01", null);
        // Over before the year began; and signed after it was over.
        Agreement(3, library, "2023-09-01", "2024-07-31", "2023-08-01", "2023-08-02");
        Agreement(4, library, "2024-09-01", "2025-06-30", "2024-08-01", "2025-08-05");
        Agreement(5, other, "2024-09-01", "2025-06-30", "2024-08-01", "2024-08-02");
        await Open(wave);
        var yes = World.List<Guid>("select unit_id from wave_answer where wave_id = @wave and item = 'signed'", new { wave });
        Assert.Equal([World.LocationIn(unit, 1)], yes);
        Assert.Equal(1m, World.One<decimal>("select number from wave_answer where wave_id = @wave and item = 'signed'", new { wave }));
        World.Answered(World.LocationIn(unit, 1), "cooperates", 1);
        using var nadia = house.SignIn(World.ProgrammeLeader(library));
        Assert.Contains("In InBeeld stond op", (await nadia.GetAsync($"/monitor/answer/{wave}/sections/area")).Text("main"), StringComparison.Ordinal);
        // What is not registered any more goes when it is counted again, and still is no "no".
        World.Do("update network_agreement set removed_at = now() where library_id = @id", new { id = library.Id });
        var told = await nadia.FollowAsync(await nadia.SubmitAsync(await nadia.GetAsync($"/monitor/answer/{wave}"), Again));
        Assert.Contains("School 001: Getekend? Was ja, nu nog geen antwoord.", told.Text(".ib-notice"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("wave_answer", "wave_id = @wave and item = 'signed'", new { wave }));

        void Agreement(int location, Organisation of, string starts, string ends, string? them, string? us)
        {
            var school = World.School();
            World.Do("update wave_unit set code = (select code from organisation where id = @school) where id = @at", new { school = school.Id, at = World.LocationIn(unit, location) });
            var partner = World.Partner(of, school.Name, "school");
            var made = World.PartnerAgreement(partner);
            World.Do("""
                update network_partner set organisation_id = @school where id = @partner;
                update network_agreement set starts = @starts::date, ends = @ends::date, agreed_on = @starts::date, signed_them = @them::date, signed_us = @us::date where id = @made
                """, new { school = school.Id, partner, made, starts, ends, them, us });
        }
    }

    [Fact]
    public async Task The_page_says_where_a_number_comes_from_and_counting_again_leaves_what_somebody_said()
    {
        var library = Library();
        var (club, group) = Club(library);
        Held(group, 1, "2025-01-15 14:00Z", (World.Enrolment(club, state: "done"), "present"));
        var research = Research;
        var last = World.AsksWhatIsCounted(World.Wave(research, [library], state: "closed", year: 2023));
        World.Answered(World.LibraryIn(last, library), "met", 17);
        World.Answered(World.LibraryIn(last, library), "share", 40);
        var wave = await Opened([library], research);
        var unit = World.LibraryIn(wave, library);
        using var nadia = house.SignIn(World.ProgrammeLeader(library));
        var page = await nadia.GetAsync($"/monitor/answer/{wave}/sections/us");
        // What was counted stands in the field; last year's stands beside it.
        Assert.Equal("1", page.Document.QuerySelector($"#v_{unit:N}_met")!.GetAttribute("value"));
        Assert.Contains("2023-2024: 17.", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Geteld in InBeeld op", page.Text("main"), StringComparison.Ordinal);
        // It is no answer yet, and the institute does not see it.
        Assert.Contains("0 van", page.Text(".ib-head"), StringComparison.Ordinal);
        Assert.Equal(["share"], SeenBy(research));
        Held(group, 2, "2025-01-22 14:00Z", (World.Enrolment(club, state: "done"), "present"));
        var told = await nadia.FollowAsync(await nadia.SubmitAsync(await nadia.GetAsync($"/monitor/answer/{wave}"), Again));
        Assert.Contains("Hoeveel deelnemers? Was 1, nu 2. Hoeveel bijeenkomsten? Was 1, nu 2.", told.Text(".ib-notice"), StringComparison.Ordinal);
        Assert.Equal(1, World.Journalled("use_case = 'count wave again' and details ->> 'library' = @unit", new { unit = unit.ToString() }));
        // One is confirmed, of the other somebody knows better; both stay.
        page = await nadia.GetAsync($"/monitor/answer/{wave}/sections/us");
        await nadia.SubmitAsync(page, Form, ($"c_{unit:N}_met", "1"), ($"v_{unit:N}_times", "9"));
        Held(group, 3, "2025-01-29 14:00Z", (World.Enrolment(club, state: "done"), "present"));
        var same = await nadia.FollowAsync(await nadia.SubmitAsync(await nadia.GetAsync($"/monitor/answer/{wave}"), Again));
        Assert.Contains("Er is niets veranderd", same.Text(".ib-notice"), StringComparison.Ordinal);
        Assert.Equal([2m, 9m, null], Counted(wave, library));
        Assert.Equal(17m, World.One<decimal>("select (source #>> '{last,number}')::numeric from wave_answer where unit_id = @unit and item = 'met' and confirmed and origin = 'registered'", new { unit }));
        Assert.Equal(["met", "share", "times"], SeenBy(research));

        List<string> SeenBy(Organisation institute)
        {
            using var around = AsApp.Enter(house, World.Researcher(institute));
            return around.List<string>("select item from wave_answer where wave_id = @wave order by item", new { wave });
        }
    }

    [Fact]
    public async Task A_count_that_nobody_confirmed_is_corrected_as_if_it_was_not_there()
    {
        var library = Library();
        Club(library);
        var research = Research;
        var wave = await Opened([library], research);
        var unit = World.LibraryIn(wave, library);
        World.Do("update wave set state = 'closed', closed_at = now() where id = @wave", new { wave });
        using var vera = house.SignIn(World.Researcher(research));
        var page = await vera.GetAsync($"/monitor/waves/{wave}/libraries/{unit}?part=us&unit={unit}&item=met");
        await vera.SubmitAsync(page, "form[action*=Correct]", ("value", "6"), ("Why", "Per telefoon doorgegeven"));
        Assert.Equal(6m, World.One<decimal>("select number from wave_answer where unit_id = @unit and item = 'met' and origin = 'corrected'", new { unit }));
        Assert.Equal("missing", World.One<string>("select was ->> 'state' from wave_event where unit_id = @unit and kind = 'corrected'", new { unit }));
    }

    [Fact]
    public async Task Who_coordinates_counts_again_while_the_wave_is_open_and_nobody_else()
    {
        var library = Library();
        Club(library);
        var wave = await Opened([library]);
        var unit = World.LibraryIn(wave, library);
        var niek = World.Librarian(library);
        World.Do("insert into wave_part (unit_id, part, membership_id) values (@unit, 'own', @MembershipId)", new { unit, niek.MembershipId });
        using var worker = house.SignIn(niek);
        Assert.Null((await worker.GetAsync($"/monitor/answer/{wave}")).Document.QuerySelector(Again));
        Assert.Equal(HttpStatusCode.NotFound, (await worker.PostAsync($"/monitor/answer/{wave}?handler=Count")).Status);
        foreach (var who in new[] { niek, World.ProgrammeLeader(Library()), World.Researcher(Research), World.Coordinator(World.Municipality()) })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal("gone", around.One<string>("select app.recount_wave(@unit, now())", new { unit }));
            Assert.Equal("42501", around.Try("select * from wave w, app.wave_counts(w, null, now())"));
        }

        using var nadia = house.SignIn(World.ProgrammeLeader(library));
        await nadia.PostAsync($"/monitor/answer/{wave}/hand-in");
        Assert.Null((await nadia.GetAsync($"/monitor/answer/{wave}")).Document.QuerySelector(Again));
        Assert.Contains("Haal hem eerst terug", (await nadia.PostAsync($"/monitor/answer/{wave}?handler=Count")).Text(".ib-errors"), StringComparison.Ordinal);
        World.Do("update wave set state = 'closed', closed_at = now() where id = @wave", new { wave });
        Assert.Contains("gesloten", (await nadia.PostAsync($"/monitor/answer/{wave}?handler=Count")).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wave_that_does_not_ask_it_or_is_about_a_year_to_come_gets_nothing()
    {
        var library = Library();
        var (club, group) = Club(library);
        Held(group, 1, "2025-01-15 14:00Z", (World.Enrolment(club, state: "done"), "present"));
        var without = World.Wave(Research, [library], state: "draft", year: 2024);
        var early = World.AsksWhatIsCounted(World.Wave(Research, [library], state: "draft", year: World.Clock.Day.Year + 1));
        foreach (var wave in new[] { without, early })
        {
            await Open(wave);
            Assert.Equal(0, World.Count("wave_answer", "wave_id = @wave", new { wave }));
        }

        using var nadia = house.SignIn(World.ProgrammeLeader(library));
        Assert.Null((await nadia.GetAsync($"/monitor/answer/{without}")).Document.QuerySelector(Again));
    }

    private Organisation Research => World.Research();

    private Organisation Library() => World.Library(World.Municipality());

    private async Task<Guid> Opened(Organisation[] libraries, Organisation? research = null)
    {
        var wave = World.AsksWhatIsCounted(World.Wave(research ?? Research, libraries, state: "draft", year: 2024));
        await Open(wave);
        return wave;
    }

    private async Task Open(Guid wave)
    {
        using var vera = house.SignIn(World.Researcher(new Organisation(World, World.One<Guid>("select institute_id from wave where id = @wave", new { wave }), "research", "", "", null)));
        await vera.SubmitAsync(await vera.GetAsync($"/monitor/waves/{wave}"), "form[action*=Turn]");
        Assert.Equal("open", World.One<string>("select state from wave where id = @wave", new { wave }));
    }

    /// <summary>A programme of that school year with a group.</summary>
    private (Guid Programme, Guid Group) Club(Organisation library)
    {
        var club = World.Programme(library);
        World.Do("update programme set starts = '2024-10-01', ends = '2025-06-30', state = 'closed' where id = @club", new { club });
        return (club, World.Meets(World.Module(club), World.Guide(library)));
    }

    private void Held(Guid group, int number, string moment, params (Guid Enrolment, string State)[] came)
    {
        World.Do("update programme_session set state = 'held', during = tstzrange(@moment::timestamptz, @moment::timestamptz + interval '20 minutes') where group_id = @group and number = @number", new { group, number, moment });
        foreach (var (enrolment, state) in came)
        {
            World.Kept(group, number, enrolment, state);
        }
    }

    /// <summary>Participants, sessions and visits as they stand with the library.</summary>
    private List<decimal?> Counted(Guid wave, Organisation library) => World.List<decimal?>("""
        select a.number from wave_unit u cross join unnest(array['met', 'times', 'came']) with ordinality k (item, n) left join wave_answer a on a.unit_id = u.id and a.item = k.item where u.wave_id = @wave and u.organisation_id = @library order by k.n
        """, new { wave, library = library.Id });
}
