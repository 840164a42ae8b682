using System.Net;
using InBeeld.Capabilities.Triage.Model;

namespace InBeeld.Tests.Triage;

/// <summary>The rules of a municipality: written in the browser, checked, tried, set from a day, and then never changed.</summary>
public sealed class RulesTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task As_long_as_a_municipality_has_no_version_the_standard_holds_and_a_draft_is_a_copy_of_it_made_once()
    {
        var town = World.Municipality();
        using var coordinator = house.SignIn(World.Coordinator(town));
        var list = await coordinator.GetAsync("/triage");
        Assert.Equal("De regels van de handreiking gelden", list.Text("h1"));
        var first = await coordinator.SubmitAsync(list, ".ib-actions form");
        var second = await coordinator.SubmitAsync(list, ".ib-actions form");
        Assert.Equal(first.Location, second.Location);
        var draft = await coordinator.FollowAsync(first);
        Assert.Equal("Versie 1 klopt en kan op proef", draft.Text("h1"));
        Assert.Contains("Als er geen apparaat is, dan: leenapparaat. Reden: Er is geen apparaat om op te leren.", draft.Text(".ib-rules"), StringComparison.Ordinal);
        Assert.Equal(13, draft.Document.QuerySelectorAll(".ib-rules > li").Length);
    }

    [Fact]
    public async Task A_rule_is_changed_with_selects_and_read_back_as_a_sentence_in_both_languages()
    {
        using var coordinator = house.SignIn(World.Coordinator(World.Municipality()));
        var table = await Started(coordinator);
        var form = await coordinator.GetAsync($"{table}/rows/{Standard(3)}");
        Assert.Equal("Voor wie is regel 3?", form.Text("h1"));
        var saved = await coordinator.SubmitAsync(form, "main form .nl-button--primary", ("When_no_quiet_place", "no"), ("When_years", "upper"), ("Routes[1]", "mentor"), ("Reason", "Met een mentor erbij."));
        Assert.StartsWith(table, saved.Location, StringComparison.Ordinal);
        var draft = await coordinator.GetAsync(table);
        Assert.Contains("Als er geen apparaat is en er een rustige plek is en het leerjaar groep 5 tot en met 8 is, dan: leenapparaat, mentor of vrijwilliger. Reden: Met een mentor erbij.", draft.Text(".ib-rules"), StringComparison.Ordinal);
        await coordinator.PostAsync("/language", ("to", "en"), ("back", table));
        Assert.Contains("If there is no device and there is a quiet place and the year group is groups 5 to 8, then: device on loan, mentor or volunteer.", (await coordinator.GetAsync(table)).Text(".ib-rules"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_leave_a_child_out_are_refused_with_that_child_as_example()
    {
        using var coordinator = house.SignIn(World.Coordinator(World.Municipality()));
        var table = await Started(coordinator);
        var draft = await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.GetAsync(table), $"#r-{Standard(7)} form"));
        Assert.Equal("In versie 1 klopt 1 ding nog niet", draft.Text("h1"));
        Assert.Contains("Voor dit kind zegt geen enkele regel iets:", draft.Text(".ib-faults"), StringComparison.Ordinal);
        Assert.Contains("weinig hulp thuis: ja", draft.Text(".ib-faults"), StringComparison.Ordinal);
        var trial = await coordinator.GetAsync($"{table}/trial");
        Assert.Equal("Versie 1 kan nog niet op proef", trial.Text("h1"));
        Assert.False(trial.Has("main form"));
        var forced = await coordinator.PostAsync($"{table}/trial", ("Version", "2"), ("From", Day(house.Clock.Day)));
        Assert.Contains("De regels kloppen nog niet", forced.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("draft", World.One<string>("select state from triage_table where id = @id", new { id = Guid.Parse(table.Split('/')[^1]) }));
    }

    [Fact]
    public async Task Rules_that_contradict_each_other_are_refused_with_a_child_for_which_they_do()
    {
        using var coordinator = house.SignIn(World.Coordinator(World.Municipality()));
        var table = await Started(coordinator);
        // A place in the library also for a child that is unsafe at home, which rule 2 forbids.
        var form = await coordinator.GetAsync($"{table}/rows/{Standard(6)}");
        var draft = await coordinator.FollowAsync(await coordinator.SubmitAsync(form, "main form .nl-button--primary", ("When_unsafe_home", "")));
        draft = await coordinator.GetAsync(table);
        var fault = Assert.Single(draft.Texts(".ib-faults li"));
        Assert.StartsWith("Regel 2 en regel 6 spreken elkaar tegen over: plek in de bibliotheek. Bijvoorbeeld bij dit kind:", fault, StringComparison.Ordinal);
        Assert.Contains("geen rustige plek: ja", fault, StringComparison.Ordinal);
        Assert.Contains("thuis onveilig: ja", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_misses_something_or_holds_what_is_not_known_keeps_its_input_and_changes_nothing()
    {
        using var coordinator = house.SignIn(World.Coordinator(World.Municipality()));
        var table = await Started(coordinator);
        var fresh = $"{table}/rows/{Guid.CreateVersion7()}";
        var empty = await coordinator.SubmitAsync(await coordinator.GetAsync(fresh), "main form .nl-button--primary", ("When_motivation", "yes"));
        Assert.Contains("Kies een route, of kies dat niets nodig is.", empty.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.True(empty.Has("#When_motivation option[value=yes][selected]"));
        var noReason = await coordinator.SubmitAsync(await coordinator.GetAsync(fresh), "main form .nl-button--primary", ("Routes[0]", "mentor"));
        Assert.Contains("Schrijf op waarom", noReason.Text(".ib-errors"), StringComparison.Ordinal);
        var unknown = await coordinator.SubmitAsync(await coordinator.GetAsync(fresh), "main form .nl-button--primary", ("When_level", "9"), ("Routes[0]", "moon"), ("Reason", "x"));
        Assert.Contains("Een voorwaarde is niet begrepen", unknown.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Een route is niet begrepen", unknown.Text(".ib-errors"), StringComparison.Ordinal);
        var both = await coordinator.SubmitAsync(await coordinator.GetAsync(fresh), "main form .nl-button--primary", ("Routes[0]", "mentor"), ("Not", "mentor"), ("Reason", "x"));
        Assert.Contains("niet tegelijk voorgesteld en uitgesloten", both.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("13 regels", (await coordinator.GetAsync(table)).Text("h2"));
    }

    [Fact]
    public async Task A_new_rule_sent_twice_is_one_rule_and_can_be_moved_and_removed()
    {
        using var coordinator = house.SignIn(World.Coordinator(World.Municipality()));
        var table = await Started(coordinator);
        var row = Guid.CreateVersion7();
        var form = await coordinator.GetAsync($"{table}/rows/{row}");
        for (var i = 0; i < 2; i++)
        {
            await coordinator.SubmitAsync(form, "main form .nl-button--primary", ("When_level", "1"), ("When_little_help", "yes"), ("Routes[0]", "local_team"), ("Reason", "Extra aandacht."));
        }

        var draft = await coordinator.GetAsync(table);
        Assert.Equal("14 regels", draft.Text("h2"));
        await coordinator.SubmitAsync(draft, $"#r-{row} button[formaction*=Up]");
        draft = await coordinator.GetAsync(table);
        Assert.Equal($"r-{row}", draft.Document.QuerySelectorAll(".ib-rules > li")[12].Id);
        await coordinator.SubmitAsync(draft, $"#r-{row} form");
        Assert.Equal("13 regels", (await coordinator.GetAsync(table)).Text("h2"));
    }

    [Fact]
    public async Task A_removed_rule_is_put_back_in_its_place_also_when_tapped_twice()
    {
        using var coordinator = house.SignIn(World.Coordinator(World.Municipality()));
        var table = await Started(coordinator);
        var before = await coordinator.GetAsync(table);
        var said = await coordinator.FollowAsync(await coordinator.SubmitAsync(before, $"#r-{Standard(7)} form"));
        Assert.Equal("12 regels", said.Text("section.ib-card:has(.ib-rules) h2"));
        for (var i = 0; i < 2; i++)
        {
            await coordinator.SubmitAsync(said, "[role=status] form");
        }

        var after = await coordinator.GetAsync(table);
        Assert.Equal(before.Text(".ib-rules"), after.Text(".ib-rules"));
        var strange = await coordinator.PostAsync($"{table}?handler=PutBack", ("row", Guid.CreateVersion7().ToString()));
        Assert.Contains("Deze regel kun je niet meer terugzetten.", strange.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_thrown_away_after_asking_and_not_when_a_colleague_went_on_with_it()
    {
        var town = World.Municipality();
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var stranger = house.SignIn(World.Coordinator(World.Municipality()));
        var table = await Started(coordinator);
        var old = await coordinator.GetAsync(table);
        await coordinator.SubmitAsync(old, $"#r-{Standard(8)} form");
        Assert.Contains("Een collega paste dit net aan", (await coordinator.SubmitAsync(old, "form[action*=Discard]")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"{table}?handler=Discard", ("version", "2"))).Status);
        var gone = await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.GetAsync(table), "form[action*=Discard]"));
        Assert.Contains("Het concept is weg.", gone.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("De regels van de handreiking gelden", gone.Text("h1"));
        Assert.Equal(0, World.Count("triage_table", "municipality_id = @Id", new { town.Id }));
        // What holds is never thrown away.
        var next = await Started(coordinator);
        World.Do("update triage_table set state = 'live', valid_from = @day where municipality_id = @Id", new { town.Id, day = house.Clock.Day });
        Assert.Contains("al ingegaan", (await coordinator.PostAsync($"{next}?handler=Discard", ("version", "1"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("triage_table", "municipality_id = @Id", new { town.Id }));
    }

    [Fact]
    public async Task Two_who_change_the_same_rule_see_both_versions_and_nothing_is_lost_in_silence()
    {
        var town = World.Municipality();
        using var one = house.SignIn(World.Coordinator(town));
        using var two = house.SignIn(World.Coordinator(town));
        var table = await Started(one);
        var (mine, theirs) = (await one.GetAsync($"{table}/rows/{Standard(8)}"), await two.GetAsync($"{table}/rows/{Standard(8)}"));
        await two.SubmitAsync(theirs, "main form .nl-button--primary", ("Reason", "Zin krijg je samen."));
        var shown = await one.SubmitAsync(mine, "main form .nl-button--primary", ("Reason", "Een programma geeft moed."));
        Assert.Contains("Een collega paste dit net aan", shown.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Zin krijg je samen.", shown.Text("#Version"), StringComparison.Ordinal);
        Assert.Equal("Een programma geeft moed.", shown.Text("#Reason"));
        await one.SubmitAsync(shown, "main form .nl-button--primary");
        Assert.Contains("Een programma geeft moed.", (await two.GetAsync(table)).Text(".ib-rules"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_is_set_from_a_day_ends_the_one_before_it_stays_readable_and_is_not_changed_any_more()
    {
        var town = World.Municipality();
        using var coordinator = house.SignIn(World.Coordinator(town));
        var (first, today) = (await Started(coordinator), house.Clock.Day);
        World.Do("update triage_table set state = 'live', valid_from = @day where municipality_id = @Id", new { town.Id, day = today.AddDays(-30) });
        var second = await Started(coordinator);
        Assert.NotEqual(first, second);
        var trial = await coordinator.GetAsync($"{second}/trial");
        var yesterday = await coordinator.SubmitAsync(trial, "main form", ("From", Day(today.AddDays(-1))));
        Assert.Contains("Kies vandaag of een latere dag", yesterday.Text(".ib-errors"), StringComparison.Ordinal);
        await coordinator.SubmitAsync(trial, "main form", ("From", Day(today)), ("Note", "Met mentor"));
        await coordinator.SubmitAsync(trial, "main form", ("From", Day(today)), ("Note", "Met mentor"));
        var list = await coordinator.GetAsync("/triage");
        Assert.StartsWith("Versie 2 geldt sinds", list.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(today.AddDays(-1), World.One<DateOnly>("select valid_until from triage_table where municipality_id = @Id and number = 1", new { town.Id }));
        Assert.StartsWith("Versie 1 gold tot en met", (await coordinator.GetAsync(first)).Text("h1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"{second}/rows/{Standard(3)}")).Status);
        var forced = await coordinator.PostAsync($"{second}?handler=Remove", ("row", Standard(3).ToString()));
        Assert.Contains("Deze versie is al ingegaan", forced.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(13, World.One<int>("select jsonb_array_length(rows) from triage_table where municipality_id = @Id and number = 2", new { town.Id }));
    }

    [Fact]
    public async Task A_version_that_begins_later_can_be_taken_back_and_the_one_before_goes_on()
    {
        var town = World.Municipality();
        using var coordinator = house.SignIn(World.Coordinator(town));
        await Started(coordinator);
        World.Do("update triage_table set state = 'live', valid_from = @day where municipality_id = @Id", new { town.Id, day = house.Clock.Day.AddDays(-30) });
        var second = await Started(coordinator);
        await coordinator.SubmitAsync(await coordinator.GetAsync($"{second}/trial"), "main form", ("From", Day(house.Clock.Day.AddDays(10))));
        Assert.StartsWith("Versie 1 geldt sinds", (await coordinator.GetAsync("/triage")).Text("h1"), StringComparison.Ordinal);
        await coordinator.SubmitAsync(await coordinator.GetAsync(second), "form[action*=TakeBack]");
        Assert.Equal("draft", World.One<string>("select state from triage_table where municipality_id = @Id and number = 2", new { town.Id }));
        Assert.Null(World.One<DateOnly?>("select valid_until from triage_table where municipality_id = @Id and number = 1", new { town.Id }));
    }

    [Fact]
    public async Task A_draft_that_a_colleague_changed_after_the_trial_is_not_set()
    {
        var town = World.Municipality();
        using var coordinator = house.SignIn(World.Coordinator(town));
        var table = await Started(coordinator);
        var trial = await coordinator.GetAsync($"{table}/trial");
        World.Do("update triage_table set version = version + 1 where municipality_id = @Id", new { town.Id });
        var refused = await coordinator.SubmitAsync(trial, "main form", ("From", Day(house.Clock.Day)));
        Assert.Contains("Een collega paste dit net aan", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("draft", World.One<string>("select state from triage_table where municipality_id = @Id", new { town.Id }));
    }

    [Fact]
    public async Task Another_municipality_and_another_role_find_nothing()
    {
        using var coordinator = house.SignIn(World.Coordinator(World.Municipality()));
        var table = await Started(coordinator);
        using var stranger = house.SignIn(World.Coordinator(World.Municipality()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(table)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{table}/rows/{Standard(3)}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"{table}?handler=Remove", ("row", Standard(3).ToString()))).Status);
        using var care = house.SignIn(World.Care(World.School()));
        Assert.Equal(HttpStatusCode.Forbidden, (await care.GetAsync("/triage")).Status);
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    internal static Guid Standard(int number) => StandardTable.Is.Rows[number - 1].Id;

    private static async Task<string> Started(Visitor coordinator) => (await coordinator.PostAsync("/triage?handler=Start")).Location!;
}
