using System.Net;
using System.Text;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Answers;

namespace InBeeld.Tests.Monitor;

public sealed class WaveTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_wave_is_made_frozen_from_a_file_opened_closed_and_opened_again_with_a_reason()
    {
        var research = World.Research();
        World.PublishedQuestionnaire(research);
        using var vera = house.SignIn(World.Researcher(research));
        var form = await vera.GetAsync("/monitor/waves/new");
        Assert.Contains("Geef een naam", (await vera.SubmitAsync(form, "main form", ("Name", ""))).Text(".ib-errors"), StringComparison.Ordinal);
        var units = await vera.FollowAsync(await vera.SubmitAsync(form, "main form", ("Name", "Monitor nieuw")));
        var wave = World.One<Guid>("select id from wave where institute_id = @id", new { id = research.Id });
        // Sent twice it is one wave.
        await vera.SubmitAsync(form, "main form", ("Name", "Monitor nieuw"));
        Assert.Equal(1, World.Count("wave", "institute_id = @id", new { id = research.Id }));
        Assert.Contains("Wie doet mee", units.Text("h1"), StringComparison.Ordinal);
        var wrong = await Upload("niveau;code;naam;bibliotheek;leerlingen\nbibliotheek;B1;Bieb;;\nschool;S1;;B1;veel\nschool;S1;Eik;B9;12");
        var said = wrong.Text(".ib-errors");
        Assert.Contains("Rij 3, naam: hier staat niets.", said, StringComparison.Ordinal);
        Assert.Contains("Rij 3, leerlingen", said, StringComparison.Ordinal);
        Assert.Contains("Rij 4, code: S1 stond er al.", said, StringComparison.Ordinal);
        Assert.Contains("Rij 4, bibliotheek: er is geen bibliotheek met code B9.", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Upload("niveau;code;naam;bibliotheek;provincie\nbibliotheek;B1;Bieb Ver;;Fabelland\nschool;S1;Eik;B1;\nschool;S2;Els;B1;\n")).Status);
        Assert.Contains("1 bibliotheken en 2 schoollocaties", (await vera.GetAsync($"/monitor/waves/{wave}/units")).Text("h1"), StringComparison.Ordinal);
        await vera.SubmitAsync(await vera.GetAsync($"/monitor/waves/{wave}"), "form[action*=Turn]");
        Assert.Equal("open", State());
        // Who takes part does not change any more.
        Assert.Contains("staat vast", (await Upload("niveau;code;naam\nbibliotheek;B2;Anders\n")).Text(".ib-errors"), StringComparison.Ordinal);
        var links = await vera.PostAsync($"/monitor/waves/{wave}?handler=Links");
        Assert.Equal("text/csv; charset=utf-8", links.ContentType);
        Assert.Contains("/monitor/reply/", links.Html, StringComparison.Ordinal);
        await vera.SubmitAsync(await vera.GetAsync($"/monitor/waves/{wave}"), "form[action*=Turn]");
        Assert.Equal("closed", State());
        var closed = await vera.GetAsync($"/monitor/waves/{wave}");
        Assert.Contains("waarom", (await vera.SubmitAsync(closed, "form[action*=Turn]", ("Until", $"{World.Clock.Day.AddDays(5):yyyy-MM-dd}"))).Text(".ib-errors"), StringComparison.Ordinal);
        await vera.SubmitAsync(closed, "form[action*=Turn]", ("Until", $"{World.Clock.Day.AddDays(5):yyyy-MM-dd}"), ("Why", "Twee bibliotheken waren ziek"));
        Assert.Equal("open", State());
        Assert.Contains("Twee bibliotheken waren ziek", (await vera.GetAsync($"/monitor/waves/{wave}")).Text("main"), StringComparison.Ordinal);

        Task<PageAnswer> Upload(string csv) => vera.UploadAsync($"/monitor/waves/{wave}/units?handler=File", "file", "eenheden.csv", Encoding.UTF8.GetBytes(csv), ("Version", World.One<int>("select version from wave where id = @wave", new { wave }).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        string? State() => World.One<string>("select state from wave where id = @wave", new { wave });
    }

    [Fact]
    public async Task The_register_gives_libraries_of_the_installation_with_the_schools_of_their_municipality()
    {
        var (research, town) = (World.Research(), World.Municipality());
        var (library, school) = (World.Library(town), World.School(municipality: town));
        World.PublishedQuestionnaire(research);
        using var vera = house.SignIn(World.Researcher(research));
        await vera.SubmitAsync(await vera.GetAsync("/monitor/waves/new"), "main form", ("Name", "Register"));
        var wave = World.One<Guid>("select id from wave where institute_id = @id", new { id = research.Id });
        await vera.SubmitAsync(await vera.GetAsync($"/monitor/waves/{wave}/units"), "form[action*=Register]");
        var unit = World.LibraryIn(wave, library);
        Assert.Equal(World.Count("organisation", "id = @id and level = 'primary'", new { id = school.Id }), World.Count("wave_unit", "root_id = @unit and level = 'location' and code = (select code from organisation where id = @id)", new { unit, id = school.Id }));
        await vera.SubmitAsync(await vera.GetAsync($"/monitor/waves/{wave}"), "form[action*=Turn]");
        Assert.Equal(1, World.Count("notice", "to_organisation_id = @id and to_role = 'programme_leader' and kind = 'wave-asked'", new { id = library.Id }));
        // Reminded once a day, and only who did not hand in.
        World.Do("update notice set seen_at = now() where to_organisation_id = @id", new { id = library.Id });
        var first = await vera.FollowAsync(await vera.SubmitAsync(await vera.GetAsync($"/monitor/waves/{wave}"), "form[action*=Remind]"));
        Assert.Contains("herinnerd", first.Text(".ib-notice"), StringComparison.Ordinal);
        Assert.Contains("al herinnerd", (await vera.FollowAsync(await vera.PostAsync($"/monitor/waves/{wave}?handler=Remind"))).Text(".ib-notice"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("notice", "to_organisation_id = @id and to_role = 'programme_leader' and kind = 'wave-reminder'", new { id = library.Id }));
    }

    [Fact]
    public async Task A_correction_after_closing_asks_why_and_keeps_what_stood_there()
    {
        var research = World.Research();
        var library = World.Library(World.Municipality());
        var wave = World.Wave(research, [library], state: "closed");
        var unit = World.LibraryIn(wave, library);
        World.Answered(unit, "share", 80);
        using var vera = house.SignIn(World.Researcher(research));
        var page = await vera.GetAsync($"/monitor/waves/{wave}/libraries/{unit}?part=us&unit={unit}&item=share");
        Assert.Contains("tot en met 100", (await vera.SubmitAsync(page, "form[action*=Correct]", ("value", "101"), ("Why", "Fout"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("waarom", (await vera.SubmitAsync(page, "form[action*=Correct]", ("value", "60"))).Text(".ib-errors"), StringComparison.Ordinal);
        var done = await vera.FollowAsync(await vera.SubmitAsync(page, "form[action*=Correct]", ("value", "60"), ("Why", "Telfout van de bibliotheek")));
        Assert.Contains("Was: 80. Werd: 60.", done.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Telfout van de bibliotheek", done.Text("main"), StringComparison.Ordinal);
        // Somebody who saw the old answer does not overwrite the new one.
        Assert.Contains("collega", (await vera.SubmitAsync(page, "form[action*=Correct]", ("value", "70"), ("Why", "Fout"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(60m, World.One<decimal>("select number from wave_answer where unit_id = @unit and item = 'share' and origin = 'corrected'", new { unit }));
    }

    [Fact]
    public async Task What_the_last_wave_answered_is_filled_in_and_counts_only_when_somebody_says_it_is_right()
    {
        var research = World.Research();
        var library = World.Library(World.Municipality());
        var last = World.Wave(research, [library], state: "closed", year: 2024);
        World.Answered(World.LibraryIn(last, library), "share", 42.5m);
        World.Answered(World.LocationIn(World.LibraryIn(last, library)), "cooperates", 1);
        World.Answered(World.LocationIn(World.LibraryIn(last, library), 2), "cooperates", null, "unknown");
        var wave = World.Wave(research, [library], state: "draft", year: 2025);
        using var vera = house.SignIn(World.Researcher(research));
        await vera.SubmitAsync(await vera.GetAsync($"/monitor/waves/{wave}"), "form[action*=Turn]");
        var unit = World.LibraryIn(wave, library);
        Assert.Equal(2, World.Count("wave_answer", "wave_id = @wave and origin = 'last-wave' and not confirmed", new { wave }));
        using var nadia = house.SignIn(World.ProgrammeLeader(library));
        var page = await nadia.GetAsync($"/monitor/answer/{wave}/sections/us");
        Assert.Contains("2024-2025: 42,5.", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("0 van", page.Text(".ib-head"), StringComparison.Ordinal);
        await nadia.SubmitAsync(page, "main form[hx-post]", ($"c_{unit:N}_share", "1"));
        Assert.True(World.One<bool>("select confirmed from wave_answer where unit_id = @unit and item = 'share' and origin = 'last-wave'", new { unit }));
    }

    [Fact]
    public async Task All_answers_of_a_wave_come_in_one_call_with_what_was_not_asked()
    {
        var research = World.Research();
        var library = World.Library(World.Municipality());
        var wave = World.Wave(research, [library]);
        var unit = World.LibraryIn(wave, library);
        var (yes, no) = (World.LocationIn(unit), World.LocationIn(unit, 2));
        World.Answered(yes, "cooperates", 1);
        World.Answered(yes, "pupils", 120);
        World.Answered(no, "cooperates", 0);
        World.Answered(no, "pupils", 300);
        World.Answered(unit, "share", 50, confirmed: false);
        World.Answered(unit, "parents", null, "refused");
        var data = await house.WithFrameAsync(World.Researcher(research), (frame, ct) => WaveData.LoadAsync(frame, wave, ct));
        var set = data!.Answers;
        Assert.Equal(120m, set[yes.ToString(), "pupils"].Number);
        Assert.Equal(AnswerState.NotAsked, set[no.ToString(), "pupils"].State);
        Assert.Equal(AnswerState.Missing, set[unit.ToString(), "share"].State);
        Assert.Equal(AnswerState.Refused, set[unit.ToString(), "parents"].State);
        Assert.Equal(["country", "library", "location", "location"], set.Units.Select(u => u.Level));
        Assert.Equal("Fabelland", set.UnitOf(unit.ToString())!.Features["province"]);
        Assert.Null(await house.WithFrameAsync(World.Researcher(World.Research()), (frame, ct) => WaveData.LoadAsync(frame, wave, ct)));
        using var vera = house.SignIn(World.Researcher(research));
        var csv = await vera.GetAsync($"/monitor/waves/{wave}?handler=Export&as=csv");
        Assert.Contains("120", csv.Html, StringComparison.Ordinal);
        using var other = house.SignIn(World.Researcher(World.Research()));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/monitor/waves/{wave}?handler=Export&as=csv")).Status);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    public async Task The_page_of_a_wave_and_the_pages_to_answer_take_three_queries_at_most(int locations)
    {
        var research = World.Research();
        var library = World.Library(World.Municipality());
        var wave = World.Wave(research, [library, .. Enumerable.Range(0, locations / 10).Select(_ => World.Library(World.Municipality()))], locations);
        using var vera = house.SignIn(World.Researcher(research));
        using var nadia = house.SignIn(World.ProgrammeLeader(library));
        foreach (var (who, path) in new[] { (vera, "/monitor/waves"), (vera, $"/monitor/waves/{wave}"), (vera, $"/monitor/waves/{wave}/units"), (nadia, "/monitor/answer"), (nadia, $"/monitor/answer/{wave}"), (nadia, $"/monitor/answer/{wave}/sections/area"), (nadia, $"/monitor/answer/{wave}/hand-in") })
        {
            var asked = await Statements.OfAsync(() => who.GetAsync(path));
            Assert.True(asked.Answer.Status == HttpStatusCode.OK, $"{path}: {string.Join(" ", house.Logged.TakeLast(1))}");
            Assert.InRange(asked.OfThePage.Count, 1, 3);
        }
    }
}
