using System.Net;
using InBeeld.Capabilities.Monitor.Answering;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Monitor;

public sealed class AnswerTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Form = "main form[hx-post]";

    private World World => house.World;

    [Fact]
    public async Task A_section_keeps_what_is_right_says_what_is_wrong_and_asks_what_follows()
    {
        var (wave, unit, leader, _) = Open();
        using var nadia = house.SignIn(leader);
        var page = await nadia.GetAsync($"/monitor/answer/{wave}/sections/us");
        // Over hundred percent is refused; what was right is kept, and nothing typed is lost.
        var wrong = await nadia.SubmitAsync(page, Form, (Value(unit, "share"), "101"), (Value(unit, "parents"), "1"), (Value(unit, "words"), "Veel dank"));
        Assert.Contains("tot en met 100", wrong.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("101", wrong.Document.QuerySelector($"#{Value(unit, "share")}")!.GetAttribute("value"));
        Assert.Equal(1m, Number(unit, "parents"));
        Assert.Contains("Avond", wrong.Text("main"), StringComparison.Ordinal);
        var right = await nadia.FollowAsync(await nadia.SubmitAsync(wrong, Form, (Value(unit, "share"), "8,5"), ($"b_{unit:N}_share", "1"), (Value(unit, "forms"), "tips")));
        Assert.True(World.One<bool>("select number = 8.5 and about from wave_answer where unit_id = @unit and item = 'share'", new { unit }));
        // It looks odd: asked, never blocked.
        Assert.Contains("minder dan een tiende", right.Text("main"), StringComparison.Ordinal);
        await nadia.SubmitAsync(right, Form, ($"k_{unit:N}_low", "Wij zijn net begonnen"));
        Assert.Equal(1, World.Count("wave_check", "unit_id = @unit and reason = 'Wij zijn net begonnen'", new { unit }));
        // No parents after all: the next question is gone, and its answer is kept for when it comes back.
        var without = await nadia.FollowAsync(await nadia.SubmitAsync(await nadia.GetAsync($"/monitor/answer/{wave}/sections/us"), Form, (Value(unit, "parents"), "0")));
        Assert.DoesNotContain("Avond", without.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("wave_answer", "unit_id = @unit and item = 'forms' and codes = '{tips}'", new { unit }));
    }

    [Fact]
    public async Task Not_knowing_not_applying_and_not_wanting_to_say_are_answers_of_their_own()
    {
        var (wave, unit, leader, _) = Open();
        var location = World.LocationIn(unit);
        using var nadia = house.SignIn(leader);
        await nadia.SubmitAsync(await nadia.GetAsync($"/monitor/answer/{wave}/sections/area"), Form, (Value(location, "cooperates"), "~unknown"));
        await nadia.SubmitAsync(await nadia.GetAsync($"/monitor/answer/{wave}/sections/us"), Form, (Value(unit, "parents"), "~refused"), ($"s_{unit:N}_share", "not-applicable"));
        Assert.Equal(["not-applicable", "refused", "unknown"], World.One<string[]>("select array_agg(a.state order by a.state) from wave_answer a join wave_unit u on u.id = a.unit_id where u.root_id = @unit", new { unit })!);
        var both = await nadia.SubmitAsync(await nadia.GetAsync($"/monitor/answer/{wave}/sections/us"), Form, (Value(unit, "share"), "12"), ($"s_{unit:N}_share", "unknown"));
        Assert.Contains("niet allebei", both.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_fill_in_at_once_do_not_undo_each_other_and_see_both_versions()
    {
        var (wave, unit, leader, library) = Open();
        using var nadia = house.SignIn(leader);
        using var ilse = house.SignIn(World.LibraryPlanner(library));
        var (hers, other) = (await nadia.GetAsync($"/monitor/answer/{wave}/sections/us"), await ilse.GetAsync($"/monitor/answer/{wave}/sections/us"));
        await nadia.SubmitAsync(hers, Form, (Value(unit, "share"), "30"), (Value(unit, "words"), "Een"));
        // Other fields of the same page go through; what both changed is shown as it stands.
        var clash = await ilse.SubmitAsync(other, Form, (Value(unit, "share"), "31"), (Value(unit, "parents"), "0"));
        Assert.Contains("Nu staat er: 30", clash.Text("main"), StringComparison.Ordinal);
        Assert.Equal("31", clash.Document.QuerySelector($"#{Value(unit, "share")}")!.GetAttribute("value"));
        Assert.Equal((30m, 0m), (Number(unit, "share"), Number(unit, "parents")));
        Assert.Equal("Een", World.One<string>("select words from wave_answer where unit_id = @unit and item = 'words'", new { unit }));
        await ilse.SubmitAsync(clash, Form);
        Assert.Equal(31m, Number(unit, "share"));
    }

    [Fact]
    public async Task Typing_is_saved_by_itself_with_the_same_rules()
    {
        var (wave, unit, leader, _) = Open();
        using var nadia = house.SignIn(leader);
        var page = await nadia.GetAsync($"/monitor/answer/{wave}/sections/us");
        var was = page.Document.QuerySelector("#Was")!.GetAttribute("value");
        var kept = await nadia.PostAsync($"/monitor/answer/{wave}/sections/us?handler=Keep", ("Was", was), (Value(unit, "share"), "25"));
        Assert.Contains("Opgeslagen om", kept.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<main", kept.Html, StringComparison.Ordinal);
        Assert.Equal(25m, Number(unit, "share"));
        Assert.Contains("geen getal", (await nadia.PostAsync($"/monitor/answer/{wave}/sections/us?handler=Keep", ("Was", was), (Value(unit, "share"), "veel"))).Html, StringComparison.Ordinal);
        // The session ended while typing: the form comes back with what was typed.
        nadia.EndSession();
        var ended = await nadia.PostWithoutTokenAsync($"/monitor/answer/{wave}/sections/us", ("Was", was), (Value(unit, "words"), "Een lang verhaal dat niet weg mag"));
        Assert.Contains("Een lang verhaal dat niet weg mag", ended.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_employee_fills_in_the_part_that_was_given_and_no_other()
    {
        var (wave, unit, leader, library) = Open();
        var niek = World.Librarian(library);
        using var worker = house.SignIn(niek);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/monitor/answer/{wave}")).Status);
        using var nadia = house.SignIn(leader);
        await nadia.PostAsync($"/monitor/answer/{wave}?handler=Give", ("part", "schools"), ("member", niek.MembershipId.ToString()));
        Assert.Equal(1, World.Count("notice", "to_person_id = @id and kind = 'wave-part'", new { id = niek.Id }));
        var page = await worker.GetAsync($"/monitor/answer/{wave}/sections/area");
        await worker.SubmitAsync(page, Form, (Value(World.LocationIn(unit), "cooperates"), "1"));
        Assert.Equal(1m, Number(World.LocationIn(unit), "cooperates"));
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/monitor/answer/{wave}/sections/us")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.PostAsync($"/monitor/answer/{wave}/hand-in")).Status);
        using var around = AsApp.Enter(house, niek);
        Assert.Equal("gone", around.One<string>("select app.keep_wave_answers(@unit, @rows::jsonb, now())", new { unit, rows = Row(unit, "share", 5) }));
        // Somebody else's colleague gets nothing.
        await nadia.PostAsync($"/monitor/answer/{wave}?handler=Give", ("part", "own"), ("member", World.Librarian(World.Library(World.Municipality())).MembershipId.ToString()));
        Assert.Equal(0, World.Count("wave_part", "unit_id = @unit and part = 'own' and membership_id is not null", new { unit }));
    }

    [Fact]
    public async Task Handing_in_says_what_is_missing_locks_and_is_taken_back_until_the_wave_closes()
    {
        var (wave, unit, leader, _) = Open();
        using var nadia = house.SignIn(leader);
        var sure = await nadia.GetAsync($"/monitor/answer/{wave}/hand-in");
        Assert.Contains("zonder antwoord", sure.Text("main"), StringComparison.Ordinal);
        var page = await nadia.GetAsync($"/monitor/answer/{wave}/sections/us");
        await nadia.SubmitAsync(sure, "main form");
        await nadia.PostAsync($"/monitor/answer/{wave}/hand-in");
        Assert.Equal("handed-in", World.One<string>("select state from wave_reply where unit_id = @unit", new { unit }));
        var late = await nadia.SubmitAsync(page, Form, (Value(unit, "words"), "Te laat getypt"));
        Assert.Contains("Haal hem eerst terug", late.Text(".ib-errors"), StringComparison.Ordinal);
        await nadia.SubmitAsync(await nadia.GetAsync($"/monitor/answer/{wave}"), "form[action*=Back]");
        Assert.Equal("open", World.One<string>("select state from wave_reply where unit_id = @unit", new { unit }));
        World.Do("update wave set state = 'closed', closed_at = now() where id = @wave", new { wave });
        var closed = await nadia.SubmitAsync(page, Form, (Value(unit, "words"), "Te laat getypt"));
        Assert.Contains("gesloten", closed.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("wave_answer", "wave_id = @wave", new { wave }));
    }

    [Fact]
    public async Task By_a_link_a_library_answers_for_itself_and_reaches_no_other_library_or_part()
    {
        var research = World.Research();
        var wave = World.Wave(research, [], outside: 2);
        var (mine, other) = (World.LibraryIn(wave), World.One<Guid>("select id from wave_unit where wave_id = @wave and level = 'library' order by sort_key offset 1 limit 1", new { wave }));
        var token = World.WaveLink(mine);
        using var anybody = house.Visitor();
        var page = await anybody.GetAsync($"/monitor/reply/{token}");
        Assert.Contains("noindex", page.Header("X-Robots-Tag")!, StringComparison.Ordinal);
        Assert.Contains("no-store", page.Header("Cache-Control")!, StringComparison.Ordinal);
        var form = await anybody.GetAsync($"/monitor/reply/{token}/sections/us");
        await anybody.SubmitAsync(form, Form, (Value(mine, "share"), "33"));
        Assert.Equal(33m, Number(mine, "share"));
        // A field of another library in one's own form is not looked at.
        var was = form.Document.QuerySelector("#Was")!.GetAttribute("value")!.Replace(mine.ToString("N"), other.ToString("N"), StringComparison.Ordinal);
        await anybody.SubmitAsync(form, Form, ("Was", was), (Value(other, "share"), "1"));
        Assert.Equal(0, World.Count("wave_answer", "unit_id = @other", new { other }));
        var part = World.WaveLink(other, "schools");
        Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync($"/monitor/reply/{part}/sections/area")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/monitor/reply/{part}/sections/us")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/monitor/reply/{part}/hand-in")).Status);
    }

    [Fact]
    public async Task A_link_that_does_not_work_says_so_and_one_is_not_told_from_another()
    {
        var research = World.Research();
        var (wave, early) = (World.Wave(research, [], outside: 1), World.Wave(research, [], outside: 1, state: "draft"));
        var (withdrawn, draft) = (World.WaveLink(World.LibraryIn(wave)), World.WaveLink(World.LibraryIn(early)));
        using var anybody = house.Visitor();
        var form = await anybody.GetAsync($"/monitor/reply/{withdrawn}/sections/us");
        World.Do("update wave_invitation set withdrawn_at = now() where wave_id = @wave", new { wave });
        var said = new HashSet<string>();
        foreach (var link in new[] { withdrawn, draft, withdrawn[..^1] + (withdrawn[^1] == 'a' ? 'b' : 'a'), withdrawn[..63], withdrawn.ToUpperInvariant(), new string('0', 64), "no such link" })
        {
            var home = $"/monitor/reply/{Uri.EscapeDataString(link)}";
            var page = await anybody.GetAsync(home);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("Deze link werkt niet (meer)", page.Text("h1"), StringComparison.Ordinal);
            Assert.Contains("noindex", page.Header("X-Robots-Tag")!, StringComparison.Ordinal);
            said.Add(page.Text("main"));
            foreach (var inside in new[] { $"{home}/sections/us", $"{home}/sections/no-such-section", $"{home}/hand-in" })
            {
                Assert.Equal(home, (await anybody.GetAsync(inside)).Location);
                Assert.Equal(home, (await anybody.PostAsync(inside)).Location);
            }

            Assert.Contains("Deze link werkt niet (meer)", (await anybody.PostAsync($"{home}?handler=Finish", ("part", "own"), ("done", "true"))).Text("h1"), StringComparison.Ordinal);
        }

        Assert.Single(said);
        // What was typed when the link was withdrawn goes nowhere. While typing, htmx gets a refusal, and then sends the form as an ordinary one.
        var unit = World.LibraryIn(wave);
        Assert.Equal($"/monitor/reply/{withdrawn}", (await anybody.SubmitAsync(form, Form, (Value(unit, "share"), "12"))).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.PostAsync($"/monitor/reply/{withdrawn}/sections/us?handler=Keep", (Value(unit, "share"), "12"))).Status);
        Assert.Equal(0, World.Count("wave_answer", "unit_id = @unit", new { unit }));
    }

    [Fact]
    public void Around_the_application_a_library_reaches_its_own_units_in_an_open_wave_and_others_reach_nothing()
    {
        var (wave, unit, leader, _) = Open();
        var elsewhere = World.Library(World.Municipality());
        World.Wave(World.Research(), [elsewhere]);
        World.Answered(unit, "share", 10);
        using (var own = AsApp.Enter(house, leader))
        {
            Assert.Equal(3, own.One<int>("select count(*)::int from wave_unit"));
            Assert.Equal("42501", own.Try("insert into wave_answer (wave_id, unit_id, item, state, at) values (@wave, @unit, 'words', 'unknown', now())", new { wave, unit }));
            Assert.Equal("42501", own.Try("update wave set state = 'closed'"));
            Assert.Equal("42501", own.Try("select token_hash from wave_invitation"));
            Assert.Equal("", own.One<string>("select app.keep_wave_answers(@unit, @rows::jsonb, now())", new { unit, rows = Row(unit, "words", null) }));
            Assert.Equal("gone", own.One<string>("select app.turn_wave(@wave, 1, 'closed', '', null, null, '[]', now())", new { wave }));
            Assert.Equal("gone", own.One<string>("select app.correct_wave_answer(@unit, 'share', 1, 'value', 5, '{}', '', false, 'Omdat', now())", new { unit }));
        }

        foreach (var who in new[] { World.ProgrammeLeader(elsewhere), World.Researcher(World.Research()), World.Principal(World.School()), World.Coordinator(World.Municipality()), World.Administrator() })
        {
            using var other = AsApp.Enter(house, who);
            foreach (var table in new[] { "wave", "wave_item", "wave_unit", "wave_reply", "wave_event" })
            {
                Assert.Equal(0, other.One<int>($"select count(*)::int from {table} where {(table == "wave" ? "id" : "wave_id")} = @wave", new { wave }));
            }

            Assert.Equal(0, other.One<int>("select count(*)::int from wave_answer where unit_id = @unit", new { unit }));
            Assert.Equal("gone", other.One<string>("select app.keep_wave_answers(@unit, @rows::jsonb, now())", new { unit, rows = Row(unit, "share", 5) }));
            Assert.Equal("gone", other.One<string>("select app.make_wave_links(array[@unit], 'own', array[sha256('x')], now())", new { unit }));
        }

        World.Do("update wave set state = 'closed', closed_at = now() where id = @wave", new { wave });
        using var later = AsApp.Enter(house, leader);
        Assert.Equal("closed", later.One<string>("select app.keep_wave_answers(@unit, @rows::jsonb, now())", new { unit, rows = Row(unit, "share", 5) }));
    }

    [Theory]
    [InlineData("5.386", 0, 5386)]
    [InlineData("5,386", 0, 5386)]
    [InlineData("1.234.567", 0, 1234567)]
    [InlineData("12,5", 1, 12.5)]
    [InlineData("12.5", 1, 12.5)]
    [InlineData("1.234,5", 1, 1234.5)]
    [InlineData("0.125", 3, 0.125)]
    [InlineData("0,125", 0, 0.125)]
    [InlineData("1 000", 0, 1000)]
    [InlineData("80 %", 0, 80)]
    public void Numbers_are_read_as_people_type_them(string typed, int decimals, double number) => Assert.Equal((decimal)number, TypedNumber.Read(typed, decimals));

    [Theory]
    [InlineData("vijfduizend")]
    [InlineData("1.23.4")]
    [InlineData("1,")]
    [InlineData(".5")]
    [InlineData("1e9")]
    [InlineData("")]
    public void What_is_no_number_is_no_number(string typed) => Assert.Null(TypedNumber.Read(typed, 2));

    private (Guid Wave, Guid Unit, Somebody Leader, Organisation Library) Open()
    {
        var library = World.Library(World.Municipality());
        var wave = World.Wave(World.Research(), [library]);
        return (wave, World.LibraryIn(wave, library), World.ProgrammeLeader(library), library);
    }

    private decimal? Number(Guid unit, string item) => World.One<decimal?>("select number from wave_answer where unit_id = @unit and item = @item", new { unit, item });

    private static string Value(Guid unit, string item) => $"v_{unit:N}_{item}";

    private static string Row(Guid unit, string item, int? number) => System.Text.Json.JsonSerializer.Serialize(new[] { new { unit, item, state = number is null ? "unknown" : "value", number, codes = Array.Empty<string>(), words = "", about = false, known = item == "share" ? 1 : 0, holds = false } });
}
