using System.Net;
using InBeeld.Tests.Coordination;

namespace InBeeld.Tests.Safety;

/// <summary>Who leads the case of a child reads a safety record along when its owner names them, wherever they work; and no longer than that.</summary>
public sealed class OutsideReaderTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_owner_names_who_leads_the_case_in_another_municipality_and_takes_the_name_away_again()
    {
        var (_, far, record, owner) = await SceneAsync();
        using var __ = owner;
        var form = await owner.GetAsync($"/safety/{record}/readers");
        Assert.Contains(far.Amira.Name.Full, form.Text("#Membership"), StringComparison.Ordinal);
        Assert.Contains("leidt de zaak", form.Text("#Membership"), StringComparison.Ordinal);
        Assert.DoesNotContain(far.Yara.Name.Full, form.Text("#Membership"), StringComparison.Ordinal);
        await owner.SubmitAsync(form, "main form:has(select)", ("Membership", $"{far.Amira.MembershipId}"), ("Reason", "Zij leidt de zaak van dit gezin"));
        using var amira = house.SignIn(far.Amira);
        Assert.Contains("Blauwe plek", (await amira.OpenAsync($"/safety/{record}")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Las het dossier", (await amira.OpenAsync($"/safety/{record}/who-read")).Text("table"), StringComparison.Ordinal);
        // The leader of that team, who sees the case wholly, reads nothing of it and finds no line about it.
        using var yara = house.SignIn(far.Yara);
        Assert.Equal(HttpStatusCode.NotFound, (await yara.GetAsync($"/safety/{record}")).Status);
        // Not who reads along takes the owner away, nor names another outsider.
        var theirs = await amira.OpenAsync($"/safety/{record}/readers");
        Assert.Single(theirs.Document.QuerySelectorAll("form[action*='handler=Remove']"));
        Assert.DoesNotContain(far.Yara.Name.Full, theirs.Html, StringComparison.Ordinal);
        await amira.PostAsync($"/safety/{record}/readers", ("Membership", $"{far.Yara.MembershipId}"), ("Reason", "Zij is mijn leidinggevende"));
        var own = World.One<Guid>("select id from safety_reader where record_id = @record and reason = 'begun'", new { record });
        Assert.Contains("Alleen wie dit dossier begon", (await amira.PostAsync($"/safety/{record}/readers?handler=Remove&reader={own}")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(2, World.Count("safety_reader", "record_id = @record and ends is null", new { record }));
        // Taken away by the owner: the words and the view of who read it close at once, and the lines of what was read stay.
        await owner.SubmitAsync(await owner.GetAsync($"/safety/{record}/readers"), "li:nth-child(2) form");
        Assert.Equal(HttpStatusCode.NotFound, (await amira.GetAsync($"/safety/{record}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await amira.GetAsync($"/safety/{record}/who-read")).Status);
        Assert.Contains(far.Amira.Name.Full, (await owner.GetAsync($"/safety/{record}/who-read")).Text("table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_who_reads_along_names_nobody_from_outside_and_takes_no_outsider_away()
    {
        var (school, far, record, owner) = await SceneAsync();
        using var _ = owner;
        var other = World.Principal(school);
        foreach (var who in new[] { other, far.Amira })
        {
            await owner.PostAsync($"/safety/{record}/readers", ("Membership", $"{who.MembershipId}"), ("Reason", "Die moet dit ook lezen"));
        }

        using var principal = house.SignIn(other);
        var page = await principal.OpenAsync($"/safety/{record}/readers");
        Assert.DoesNotContain("leidt de zaak", page.Text("main"), StringComparison.Ordinal);
        var outsider = World.One<Guid>("select id from safety_reader where record_id = @record and membership_id = @MembershipId", new { record, far.Amira.MembershipId });
        Assert.Contains("Alleen wie dit dossier begon", (await principal.PostAsync($"/safety/{record}/readers?handler=Remove&reader={outsider}")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(3, World.Count("safety_reader", "record_id = @record and ends is null", new { record }));
    }

    [Fact]
    public async Task A_school_that_did_not_signal_does_not_learn_that_there_is_a_case()
    {
        var (_, far, record, owner) = await SceneAsync(signalled: false);
        using var __ = owner;
        Assert.DoesNotContain("leidt de zaak", (await owner.GetAsync($"/safety/{record}/readers")).Html, StringComparison.Ordinal);
        Assert.Contains("Kies wie dit ook moet lezen", (await owner.PostAsync($"/safety/{record}/readers", ("Membership", $"{far.Amira.MembershipId}"), ("Reason", "Zij leidt de zaak"))).Text(".ib-errors"), StringComparison.Ordinal);
    }

    // A child of a school here that lives in another municipality, where its case is.
    private async Task<(Organisation School, Bureau Far, Guid Record, Visitor Owner)> SceneAsync(bool signalled = true)
    {
        var far = new Bureau(World);
        var child = World.Pupil();
        var care = World.Care(child.School);
        var made = far.Case(child: child);
        if (signalled)
        {
            var signal = World.Signal(far.Town, child, by: care);
            World.Do("update signal set state = 'case', case_id = @made where id = @signal", new { made, signal });
        }

        var owner = house.SignIn(care);
        var record = await SafetySteps.BeginAsync(owner, child);
        await SafetySteps.TakeAsync(owner, record, 1);
        return (child.School, far, record, owner);
    }
}
