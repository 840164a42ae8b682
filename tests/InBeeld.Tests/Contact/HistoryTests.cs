using System.Net;

namespace InBeeld.Tests.Contact;

/// <summary>What the school before knows of a child goes along only as far as the new school needs it, after the old school agreed.</summary>
public sealed class HistoryTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_teacher_reads_how_the_school_before_reached_the_family_after_that_school_agreed()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        using var old = house.SignIn(moved.OldCare);
        using var teacher = house.SignIn(moved.Teacher);
        Assert.Contains("Vraag wat de vorige school weet", (await care.GetAsync($"/children/{moved.Child.Id}")).Text("main"), StringComparison.Ordinal);
        Assert.Equal("/history", (await moved.AskAsync(care)).Location);
        Assert.Equal(1, World.Count("notice", "to_organisation_id = @Id and kind = 'history-asked' and pupil_id is null", new { moved.Old.Id }));
        var waiting = await old.GetAsync("/history");
        Assert.Equal("1 vraag wacht op jullie antwoord", waiting.Text("h1"));
        Assert.Contains("Sofie Meijer, geboren op", waiting.Text("main"), StringComparison.Ordinal);
        var preview = await old.GetAsync($"/history/{moved.Request}");
        var shown = preview.Text(".ib-facts");
        Assert.Contains("8 van de 10 keer bereikt", shown, StringComparison.Ordinal);
        Assert.Contains("0 van de 1 keer bereikt", shown, StringComparison.Ordinal);
        Assert.Contains("Turks, met tolk", shown, StringComparison.Ordinal);
        Assert.Equal("/history", (await moved.GiveAsync(old)).Location);
        var card = await teacher.GetAsync($"/children/{moved.Child.Id}");
        Assert.Contains("De vorige school bereikte dit gezin meestal per telefoon, het best in de ochtend.", card.Text("main"), StringComparison.Ordinal);
        // Exactly what was shown.
        Assert.Equal(shown, card.Texts(".ib-facts")[0]);
        Assert.Contains("Gegeven", (await care.GetAsync("/history")).Text("main"), StringComparison.Ordinal);
        foreach (var line in new[] { "ask history", "give history" })
        {
            Assert.Equal(1, World.Journalled("use_case = @line and @Id = any (pupils)", new { line, moved.Child.Id }));
        }

        Assert.Equal(1, World.Journalled("use_case = 'give history' and @Id = any (pupils)", new { moved.Before.Id }));
        Assert.True(World.Journalled("use_case = 'open history request' and @Id = any (pupils)", new { moved.Before.Id }) >= 1);
        Assert.Contains("Gaf gegevens mee aan de nieuwe school", (await care.GetAsync($"/children/{moved.Child.Id}/who-looked")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restricted_needs_notes_worries_and_who_called_stay_behind()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        using var old = house.SignIn(moved.OldCare);
        await moved.AskAsync(care);
        var preview = await old.GetAsync($"/history/{moved.Request}");
        await moved.GiveAsync(old);
        var facts = World.One<string>("select facts::text from history_facts where pupil_id = @Id", new { moved.Child.Id })!;
        Assert.Equal("""["no_device"]""", World.One<string>("select (facts -> 'needs')::text from history_facts where pupil_id = @Id", new { moved.Child.Id }));
        Assert.Equal("best,channels,interpreter,languages,lastReached,needs", World.One<string>("select string_agg(k, ',' order by k) from history_facts, jsonb_object_keys(facts) k where pupil_id = @Id", new { moved.Child.Id }));
        Assert.DoesNotContain("video", facts, StringComparison.Ordinal);
        foreach (var html in new[] { preview.Html, (await care.GetAsync($"/children/{moved.Child.Id}")).Html })
        {
            foreach (var never in new[] { "thuis onveilig", "gezondheid of beperking", "Geheime", "Samira" })
            {
                Assert.DoesNotContain(never, html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_double_tap_asks_once_and_the_same_school_is_not_asked_twice()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        var form = await moved.FormAsync(care);
        Assert.Equal("/history", (await moved.AskAsync(care, form)).Location);
        Assert.Equal("/history", (await moved.AskAsync(care, form)).Location);
        Assert.Equal(1, World.Count("history_request", "pupil_id = @Id", new { moved.Child.Id }));
        Assert.Equal(1, World.Count("notice", "to_organisation_id = @Id and kind = 'history-asked'", new { moved.Old.Id }));
        Assert.Contains("Aan deze school is het al gevraagd", (await moved.AskAsync(care)).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_school_ground_or_who_agreed_it_is_not_asked_and_a_child_that_is_here_for_long_has_no_form()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        var form = await care.GetAsync($"/children/{moved.Child.Id}/history");
        Assert.Equal(2, (await care.SubmitAsync(form, "main form")).Texts(".ib-errors li").Count);
        Assert.Contains("wie van de ouders", (await care.SubmitAsync(form, "main form", ("School", moved.Old.Id.ToString()), ("Ground", "parents"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Kies een andere school", (await care.SubmitAsync(form, "main form", ("School", moved.New.Id.ToString()), ("Ground", "law"))).Text(".ib-errors"), StringComparison.Ordinal);
        World.Do("update pupil set joined_on = current_date - 400 where id = @Id", new { moved.Child.Id });
        Assert.DoesNotContain("Vraag wat de vorige school weet", (await care.GetAsync($"/children/{moved.Child.Id}")).Html, StringComparison.Ordinal);
        Assert.Contains("langer dan een jaar", (await moved.AskAsync(care, form)).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("history_request", "pupil_id = @Id", new { moved.Child.Id }));
    }

    [Fact]
    public async Task Another_school_and_other_roles_see_and_do_nothing_and_the_principal_reads_the_state_only()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        using var stranger = house.SignIn(World.Care(World.School()));
        using var principal = house.SignIn(World.Principal(moved.Old));
        using var teacher = house.SignIn(moved.Teacher);
        await moved.AskAsync(care);
        foreach (var (who, status) in new[] { (stranger, HttpStatusCode.NotFound), (care, HttpStatusCode.NotFound), (principal, HttpStatusCode.Forbidden), (teacher, HttpStatusCode.Forbidden) })
        {
            Assert.Equal(status, (await who.GetAsync($"/history/{moved.Request}")).Status);
            Assert.Equal(status, (await who.PostAsync($"/history/{moved.Request}?handler=Give", ("pupil", moved.Before.Id.ToString()), ("print", "x"))).Status);
            Assert.Equal(status, (await who.PostAsync($"/history/{moved.Request}?handler=Refuse", ("Why", "call"))).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/children/{moved.Child.Id}/history")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync("/history?handler=Withdraw", ("request", moved.Request.ToString()))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await principal.PostAsync("/history?handler=TakeBack", ("request", moved.Request.ToString()))).Status);
        Assert.Equal("Geen vraag wacht op jullie antwoord", (await stranger.GetAsync("/history")).Text("h1"));
        var state = await principal.GetAsync("/history");
        Assert.Contains("Gevraagd", state.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Sofie", state.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Moeder, 3 november", state.Html, StringComparison.Ordinal);
        Assert.Equal("asked", moved.State);
    }

    [Fact]
    public async Task Nobody_with_that_name_is_said_and_of_two_the_school_chooses_one()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        using var old = house.SignIn(moved.OldCare);
        var other = moved.Left("Sofie", "Meijer");
        await moved.AskAsync(care);
        var two = await old.GetAsync($"/history/{moved.Request}");
        Assert.Equal(2, two.Document.QuerySelectorAll("form[action*='handler=Give']").Length);
        Assert.Contains("Er zijn 2 kinderen", two.Text("main"), StringComparison.Ordinal);
        // Another birth date, still here, or gone for more than two years: nobody.
        World.Do("update pupil set birth_date = '2015-05-06' where id = @Id", new { moved.Before.Id });
        World.Do("update pupil set left_on = current_date - 800 where id = @Id", new { other.Id });
        var none = await old.GetAsync($"/history/{moved.Request}");
        Assert.Contains("ging hier in de laatste twee jaar weg", none.Text("main"), StringComparison.Ordinal);
        Assert.False(none.Has("form[action*='handler=Give']"));
        Assert.Contains("Kies het kind", (await old.PostAsync($"/history/{moved.Request}?handler=Give", ("pupil", other.Id.ToString()), ("print", "x"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("asked", moved.State);
    }

    [Fact]
    public async Task What_changed_since_it_was_shown_does_not_go_along()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        using var old = house.SignIn(moved.OldCare);
        await moved.AskAsync(care);
        var shown = await old.GetAsync($"/history/{moved.Request}");
        World.Do("insert into need (pupil_id, kind) values (@Id, 'motivation')", new { moved.Before.Id });
        var again = await old.SubmitAsync(shown, "form[action*='handler=Give'] button");
        Assert.Contains("Er veranderde net iets", again.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("history_facts", "pupil_id = @Id", new { moved.Child.Id }));
        Assert.Equal("/history", (await old.SubmitAsync(again, "form[action*='handler=Give'] button")).Location);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_that_the_new_school_reads()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        using var old = house.SignIn(moved.OldCare);
        await moved.AskAsync(care);
        var page = await old.GetAsync($"/history/{moved.Request}");
        Assert.Contains("Kies waarom", (await old.SubmitAsync(page, "form[action*='handler=Refuse']")).Text(".ib-errors"), StringComparison.Ordinal);
        await old.SubmitAsync(page, "form[action*='handler=Refuse']", ("Why", "call"));
        Assert.Contains("Niet gegeven: Wij bellen liever zelf", (await care.GetAsync("/history")).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Sofie", (await old.GetAsync("/history")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await old.GetAsync($"/history/{moved.Request}")).Status);
        Assert.Equal(1, World.Journalled("use_case = 'refuse history' and @Id = any (pupils)", new { moved.Child.Id }));
    }

    [Fact]
    public async Task An_answer_is_taken_back_within_a_day_and_a_question_withdrawn_at_any_time_and_what_was_given_goes()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        using var old = house.SignIn(moved.OldCare);
        await moved.AskAsync(care);
        await moved.GiveAsync(old);
        await old.SubmitAsync(await old.GetAsync("/history"), "form[action*=TakeBack] button");
        Assert.Equal("asked", moved.State);
        Assert.Equal(0, World.Count("history_facts", "pupil_id = @Id", new { moved.Child.Id }));
        Assert.Contains("Het antwoord is teruggenomen", (await care.GetAsync("/history")).Text("main"), StringComparison.Ordinal);
        await moved.GiveAsync(old);
        var late = await old.GetAsync("/history");
        World.Do("update history_request set answered_at = now() - interval '25 hours' where id = @Request", new { moved.Request });
        Assert.Contains("al beantwoord", (await old.SubmitAsync(late, "form[action*=TakeBack] button")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.False((await old.GetAsync("/history")).Has("form[action*=TakeBack]"));
        await care.SubmitAsync(await care.GetAsync("/history"), "form[action*=Withdraw] button");
        Assert.Equal("withdrawn", moved.State);
        Assert.Equal(0, World.Count("history_facts", "pupil_id = @Id", new { moved.Child.Id }));
        Assert.Equal(2, World.Journalled("use_case in ('take back history', 'withdraw history') and @Id = any (pupils)", new { moved.Child.Id }));
    }

    [Fact]
    public async Task A_question_lapses_after_thirty_days_and_what_was_given_after_the_school_year()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        using var old = house.SignIn(moved.OldCare);
        await moved.AskAsync(care);
        World.Do("update history_request set asked_at = now() - interval '31 days' where id = @Request", new { moved.Request });
        Assert.Contains("Verlopen", (await care.GetAsync("/history")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await old.GetAsync($"/history/{moved.Request}")).Status);
        Assert.DoesNotContain("Sofie", (await old.GetAsync("/history")).Html, StringComparison.Ordinal);
        // May be asked again.
        await moved.AskAsync(care);
        await moved.GiveAsync(old);
        Assert.Equal("07-31", World.One<string>("select to_char(keep_until, 'MM-DD') from history_facts where pupil_id = @Id", new { moved.Child.Id }));
        World.Do("update history_facts set keep_until = current_date - 2 where pupil_id = @Id", new { moved.Child.Id });
        Assert.DoesNotContain("Van de vorige school", (await care.GetAsync($"/children/{moved.Child.Id}")).Html, StringComparison.Ordinal);
        World.Do("update history_request set asked_at = asked_at - interval '70 days', answered_at = answered_at - interval '70 days' where pupil_id = @Id", new { moved.Child.Id });
        World.Do("select app.clean_history()");
        Assert.Equal(0, World.Count("history_facts", "pupil_id = @Id", new { moved.Child.Id }));
        Assert.Equal(0, World.Count("history_request", "pupil_id = @Id and (given_name <> '' or birth_date is not null)", new { moved.Child.Id }));
    }

    [Fact]
    public async Task Around_the_application_nobody_reads_or_gives_more()
    {
        var moved = new MovedChild(house);
        using var care = house.SignIn(moved.Care);
        await moved.AskAsync(care);
        var asked = new { request = moved.Request, child = moved.Before.Id };
        foreach (var who in new[] { moved.Care, moved.Teacher, World.Principal(moved.Old), World.Care(World.School()), World.PrivacyOfficer() })
        {
            using var around = Security.AsApp.Enter(house, who);
            Assert.Empty(around.List<Guid>("select pupil_id from app.history_candidates(@request)", asked));
            Assert.Empty(around.List<string>("select given_name from app.history_child(@request)", asked));
            Assert.Equal("denied", around.One<string>("select app.give_history(@request, @child, 'x')", asked));
            Assert.Equal("42501", around.Try("select app.history_of(@child)", asked));
            Assert.Equal("42501", around.Try("select given_name from history_request"));
            Assert.Equal("42501", around.Try("update history_request set state = 'given'"));
            Assert.Equal("42501", around.Try("insert into history_facts (request_id, pupil_id, school_id, from_school_id, facts, keep_until) values (@request, @child, @child, @child, '{}', current_date)", asked));
        }

        // Whoever lost the role since.
        using var left = Security.AsApp.Enter(house, moved.OldCare);
        Assert.Single(left.List<Guid>("select pupil_id from app.history_candidates(@request)", asked));
        moved.OldCare.LosesRole();
        Assert.Empty(left.List<Guid>("select pupil_id from app.history_candidates(@request)", asked));
        Assert.Equal("denied", left.One<string>("select app.give_history(@request, @child, 'x')", asked));
    }
}
