using System.Net;
using InBeeld.Capabilities.Measurement.People;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Measurement;

/// <summary>A measurement of an initiative from its design to what was said, and what is forgotten again.</summary>
public sealed class MeasurementTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_leader_begins_with_the_supplied_design_adds_a_round_people_and_a_talk()
    {
        var library = World.Library(World.Municipality());
        var who = World.ProgrammeLeader(library);
        using var leader = house.SignIn(who);
        Assert.Equal("Nog geen metingen", (await leader.GetAsync("/measurements")).Text("h1"));
        var form = await leader.GetAsync("/measurements/new");
        Assert.Contains("Vul in: Naam", (await leader.SubmitAsync(form, "main form", ("Name", ""))).Text(".ib-errors"), StringComparison.Ordinal);
        await leader.SubmitAsync(form, "main form", ("Name", "Het Derde Nest"));
        var page = await leader.FollowAsync(await leader.SubmitAsync(form, "main form", ("Name", "Het Derde Nest")));
        Assert.Equal("Het Derde Nest: nog geen gesprekken", page.Text("h1"));
        var id = World.One<Guid>("select id from measurement where by_person = @Id", new { who.Id });
        Assert.Equal("14 onderzoeksvragen en 8 bouwstenen", (await leader.GetAsync($"/measurements/{id}/design")).Text("h1"));
        await leader.SubmitAsync(await leader.GetAsync($"/measurements/{id}/rounds/new"), "main form", ("Number", "0"), ("Ends", $"{World.Clock.Day.AddDays(14):yyyy-MM-dd}"));
        var round = World.One<Guid>("select id from measurement_round where measurement_id = @id", new { id });
        Assert.Contains("Dit staat er al.", (await leader.SubmitAsync(await leader.GetAsync($"/measurements/{id}/rounds/new"), "main form", ("Number", "0"), ("Ends", $"{World.Clock.Day.AddDays(14):yyyy-MM-dd}"))).Text(".ib-errors"), StringComparison.Ordinal);
        var people = await leader.GetAsync($"/measurements/{id}/respondents/new");
        Assert.Contains("hooguit initialen", (await leader.SubmitAsync(people, "main form", ("Role", "pupil"), ("Label", "Noor Nevelbank"))).Text(".ib-errors"), StringComparison.Ordinal);
        var pupil = await leader.FollowAsync(await leader.SubmitAsync(people, "main form", ("Role", "pupil")));
        Assert.Equal("leerling 1", pupil.Text("h1"));
        await leader.SubmitAsync(await leader.GetAsync($"/measurements/{id}/respondents/new"), "main form", ("Role", "pupil"));
        Assert.Equal([1, 2], World.List<int>("select number::integer from measurement_respondent where measurement_id = @id order by number", new { id }));
        var respondent = World.One<Guid>("select id from measurement_respondent where measurement_id = @id and number = 1", new { id });
        var talks = await leader.GetAsync($"/measurements/{id}/talks/new?Respondent={respondent}&Round={round}");
        var talk = await leader.FollowAsync(await leader.SubmitAsync(talks, "main form", ("Time", "14:30"), ("Way", "online")));
        Assert.Equal("Gesprek met leerling 1, 0-meting", talk.Text("h1"));
        Assert.Contains("van het kind en van een ouder", talk.Text("main"), StringComparison.Ordinal);
        var talked = World.One<Guid>("select id from measurement_talk where round_id = @round", new { round });
        var moved = await leader.FollowAsync(await leader.SubmitAsync(await leader.GetAsync($"/measurements/talks/{talked}/change"), "main form", ("Day", $"{World.Clock.Day.AddDays(5):yyyy-MM-dd}")));
        Assert.Contains("verplaatst", moved.Text("main"), StringComparison.Ordinal);
        var back = await leader.FollowAsync(await leader.SubmitAsync(moved, "form[action$=Back]"));
        Assert.Equal(World.Clock.Day, World.One<DateOnly>("select day from measurement_talk where id = @talked", new { talked }));
        Assert.Equal(World.Clock.Day.AddDays(5), World.One<DateOnly>("select was_day from measurement_talk where id = @talked", new { talked }));
        await leader.SubmitAsync(back, "form[action$=Turn]", ("to", "cancelled"));
        Assert.Equal("cancelled", World.One<string>("select state from measurement_talk where id = @talked", new { talked }));
        var file = await leader.GetAsync($"/measurements/talks/{talked}?handler=Calendar");
        Assert.Contains("STATUS:CANCELLED", file.Html, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Gesprek met een leerling", file.Html, StringComparison.Ordinal);
        var asked = await house.Queries(() => leader.GetAsync($"/measurements/{id}"));
        Assert.InRange(asked.OfThePage.Count, 1, 3);
        Assert.InRange((await house.Queries(() => leader.GetAsync($"/measurements/talks/{talked}"))).OfThePage.Count, 1, 3);
        using var far = house.SignIn(World.ProgrammeLeader(World.Library(World.Municipality())));
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/measurements/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/measurements/talks/{talked}")).Status);
    }

    [Fact]
    public async Task Nothing_is_noted_before_a_child_and_a_parent_agreed_and_what_was_typed_stays()
    {
        var library = World.Library(World.Municipality());
        var measurement = World.Measurement(library);
        var pupil = World.Respondent(measurement, "pupil", agreed: false);
        var talk = World.MeasurementTalk(World.MeasurementRound(measurement, 1), pupil);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var form = await leader.GetAsync($"/measurements/talks/{talk}");
        var refused = await leader.SubmitAsync(form, "main form.ib-form", ("n_pupil2", "Samen bouwen"));
        Assert.Contains("Leg eerst de toestemming vast, van kind en ouder", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Samen bouwen", refused.Text("#n_pupil2"));
        var consent = await leader.GetAsync($"/measurements/respondents/{pupil}");
        Assert.Contains("Kies wie toestemming gaf", (await leader.SubmitAsync(consent, "form.ib-form", ("How", "spoken"), ("By", null))).Text(".ib-errors"), StringComparison.Ordinal);
        var half = await leader.FollowAsync(await leader.SubmitAsync(consent, "form.ib-form", ("How", "spoken"), ("By", "self")));
        Assert.Contains("Leg eerst", (await leader.SubmitAsync(form, "main form.ib-form", ("n_pupil2", "Samen bouwen"))).Text(".ib-errors"), StringComparison.Ordinal);
        await leader.SubmitAsync(half, "form.ib-form", ("How", "paper"), ("By", "parent"));
        var saved = await leader.FollowAsync(await leader.SubmitAsync(form, "main form.ib-form", ("n_pupil2", "Samen bouwen"), ("r_pupil2", "true")));
        Assert.Equal("Samen bouwen", saved.Text("#n_pupil2"));
        Assert.Equal("held", World.One<string>("select state from measurement_talk where id = @talk", new { talk }));
        Assert.True(World.One<bool>("select retro from measurement_note where talk_id = @talk", new { talk }));
        Assert.Equal(2, World.Count("measurement_consent", "respondent_id = @pupil and text_version = 1 and words like 'We vragen%'", new { pupil }));
        // A colleague wrote in between: both are shown, then the last one counts.
        World.Do("update measurement_note set words = 'Samen zingen' where talk_id = @talk", new { talk });
        var both = await leader.SubmitAsync(saved, "main form.ib-form", ("n_pupil2", "Samen lezen"));
        Assert.Contains("Samen zingen", both.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Samen lezen", both.Text("#n_pupil2"));
        await leader.SubmitAsync(both, "main form.ib-form");
        Assert.Equal("Samen lezen", World.One<string>("select words from measurement_note where talk_id = @talk", new { talk }));
        // Taken back: said beforehand what goes, then it is gone.
        World.MeasurementFragment(World.One<Guid>("select id from measurement_note where talk_id = @talk", new { talk }), "approved");
        var asking = await leader.GetAsync($"/measurements/respondents/{pupil}?withdraw=true");
        Assert.Contains("1 aantekening", asking.Text("main"), StringComparison.Ordinal);
        Assert.Contains("waarvan 1 goedgekeurd citaat", asking.Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(asking, "form[action$=Withdraw]");
        Assert.Equal(0, World.Count("measurement_note", "respondent_id = @pupil", new { pupil }) + World.Count("measurement_fragment", "respondent_id = @pupil", new { pupil }));
        Assert.Equal(1, World.Journalled("use_case = 'withdraw measurement consent'"));
        Assert.Contains("ingetrokken", (await leader.GetAsync($"/measurements/talks/{talk}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_of_a_closed_measurement_are_deleted_after_its_months_and_approved_quotes_and_counts_stay()
    {
        var library = World.Library(World.Municipality());
        var measurement = World.Measurement(library);
        var talk = World.MeasurementTalk(World.MeasurementRound(measurement), World.Respondent(measurement), "held");
        var (kept, gone) = (World.MeasurementFragment(World.MeasurementNote(talk, "Blijft staan"), "approved"), World.MeasurementFragment(World.MeasurementNote(talk, "Gaat weg", "teacher2"), "asked"));
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var closed = await leader.FollowAsync(await leader.SubmitAsync(await leader.GetAsync($"/measurements/{measurement}"), "form[action$=Close]"));
        Assert.Contains("Gesloten op", closed.Text(".ib-head"), StringComparison.Ordinal);
        Assert.Contains("gesloten", (await leader.SubmitAsync(await leader.GetAsync($"/measurements/{measurement}/documents/new"), "main form", ("Name", "Plan"), ("Kind", "plan"))).Text(".ib-errors"), StringComparison.Ordinal);
        var forget = house.Services.GetRequiredService<ForgetNotes>();
        await forget.RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, World.Count("measurement_note", "measurement_id = @measurement", new { measurement }));
        World.Do("update measurement set closed_on = @day where id = @measurement", new { measurement, day = World.Clock.Day.AddMonths(-6).AddDays(-1) });
        await forget.RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, World.Count("measurement_note", "measurement_id = @measurement", new { measurement }));
        Assert.Equal("Blijft staan", World.One<string>("select words from measurement_fragment where id = @kept", new { kept }));
        Assert.Equal("", World.One<string>("select words from measurement_fragment where id = @gone", new { gone }));
        Assert.Equal(2, World.Count("measurement_code", "measurement_id = @measurement", new { measurement }));
        Assert.Contains("woorden verwijderd", (await leader.GetAsync($"/measurements/{measurement}/coding")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_design_is_changed_added_to_and_switched_off_and_a_new_text_asks_for_a_new_version()
    {
        var library = World.Library(World.Municipality());
        var measurement = World.Measurement(library);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var path = $"/measurements/{measurement}/design";
        var form = await leader.GetAsync(path + "?what=question&key=q6");
        await leader.SubmitAsync(form, "#edit form", ("On", null));
        Assert.Equal("13 onderzoeksvragen en 8 bouwstenen", (await leader.GetAsync(path)).Text("h1"));
        // The form that stood open is older than what is there now.
        var late = await leader.SubmitAsync(form, "#edit form", ("Nl", "Iets anders?"));
        Assert.Contains("net aan", late.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Wat een collega net opsloeg", late.Text("#edit"), StringComparison.Ordinal);
        await leader.SubmitAsync(await leader.GetAsync(path + "?what=question&key=start&add=true"), "#edit form", ("Nl", "Wat kost het?"));
        var added = await leader.GetAsync(path);
        Assert.Contains("Wat kost het?", added.Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(await leader.GetAsync(path + "?what=guide&key=pupil&add=true"), "#edit form", ("Nl", "Wie kwam er met je mee?"), ("Of", "q3"));
        await leader.SubmitAsync(await leader.GetAsync(path + "?what=consent&key=text"), "#edit form", ("Nl", "Doe je mee?"));
        Assert.Contains("versie 2", (await leader.GetAsync(path)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync(path + "?what=question&key=q99")).Status);
        var talk = World.MeasurementTalk(World.MeasurementRound(measurement), World.Respondent(measurement, "pupil"));
        Assert.Contains("Wie kwam er met je mee?", (await leader.GetAsync($"/measurements/talks/{talk}")).Text("main"), StringComparison.Ordinal);
    }
}
