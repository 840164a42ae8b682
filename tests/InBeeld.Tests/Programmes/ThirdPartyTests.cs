using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>Youth care, refugee work and others sign a child up: with their own sign-in, or on the page that anybody can open.</summary>
public sealed class ThirdPartyTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (string, string?)[] Child(string given = "Noor") => [("GivenName", given), ("Surname", "Zandloper"), ("Born", $"{World.Clock.Day.AddYears(-10):yyyy-MM-dd}"), ("School", "De Duizendpoot"), ("Contact", "Moeder"), ("Reach", "06 12 34 56 78"), ("Speaks", "ar")];

    [Fact]
    public async Task Who_works_with_a_child_elsewhere_brings_it_in_and_sees_how_far_it_is_and_nobody_elses()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var programme = World.Programme(library);
        World.Enrolment(programme, givenName: "Bo");
        var partner = World.PartnerOf(town);
        var who = World.PartnerMember(partner);
        using var care = house.SignIn(who);
        var page = await care.GetAsync($"/programmes/{programme}");
        Assert.Contains("nog niemand aangemeld", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bo", page.Texts("main bdi"));
        var form = await care.GetAsync($"/programmes/{programme}/bring");
        var refused = await care.SubmitAsync(form, "main form", Child());
        Assert.Contains("als kind en ouder dat weten en willen", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Noor", refused.Document.QuerySelector("[name=GivenName]")!.GetAttribute("value"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => care.SubmitAsync(refused, "main form", [.. Child(), ("Agreed", "true")])));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Equal(1, World.Count("enrolment", "programme_id = @programme and source = 'third' and source_name = @Name", new { programme, partner.Name }));
        Assert.Equal(1, World.Count("notice", "kind = 'programme-referred' and to_role = 'programme_leader' and to_organisation_id = @Id and link = @link", new { library.Id, link = $"/programmes/{programme}" }));
        var mine = await care.GetAsync($"/programmes/{programme}");
        Assert.Equal(["Noor Zandloper"], mine.Texts("main bdi"));
        // From another screen once more: told that it was done.
        Assert.Contains("Jij hebt dit kind al aangemeld", (await care.SubmitAsync(await care.GetAsync($"/programmes/{programme}/bring"), "main form", [.. Child(), ("Agreed", "true")])).Text(".ib-errors"), StringComparison.Ordinal);
        World.Do("update enrolment set state = 'declined', reason = 'Eerst een taalklas' where programme_id = @programme and source = 'third'", new { programme });
        Assert.Contains("Eerst een taalklas", (await care.GetAsync($"/programmes/{programme}")).Text("main"), StringComparison.Ordinal);
        // A colleague of the same organisation, and somebody of another, see nobody.
        foreach (var other in new[] { World.PartnerMember(partner), World.PartnerMember(World.PartnerOf(town)) })
        {
            using var elsewhere = house.SignIn(other);
            Assert.Empty((await elsewhere.GetAsync($"/programmes/{programme}")).Texts("main bdi"));
            using var around = AsApp.Enter(house, other);
            Assert.Empty(around.List<Guid>("select id from participant"));
        }

        var far = World.Programme(World.Library(World.Municipality()));
        Assert.Equal(HttpStatusCode.NotFound, (await care.GetAsync($"/programmes/{far}/bring")).Status);
        using var bypass = AsApp.Enter(house, who);
        Assert.Equal("closed", bypass.One<string>($"select app.bring_child(uuidv7(), '{far}', 'A', '', 'B', current_date - 4000, 's', 6, 'm', '0612345678', '', 'nl', '', '{{}}', 'b a', now())"));
    }

    [Fact]
    public async Task Without_a_sign_in_an_organisation_says_who_it_is_and_that_child_and_parent_want_it()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library);
        var page = "/meedoen/p-" + programme.ToString("N");
        using var visitor = house.Visitor();
        var form = await visitor.GetAsync((await visitor.GetAsync(page)).Document.QuerySelector("main a[href*='third=true']")!.GetAttribute("href")!);
        var refused = await visitor.SubmitAsync(form, "main form", Child("Sami"));
        Assert.Equal(3, refused.Texts(".ib-errors li").Count);
        var sent = await visitor.SubmitAsync(refused, "main form", [.. Child("Sami"), ("Organisation", "Vluchtelingenhulp De Brug"), ("Worker", "Kim, 030 123 45 67"), ("Agreed", "true")]);
        Assert.Equal(page + "?sent=true", sent.Location);
        Assert.Equal("Vluchtelingenhulp De Brug, Kim, 030 123 45 67", World.One<string>("select source_name from enrolment where programme_id = @programme and source = 'third'", new { programme }));
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        Assert.Contains("andere organisatie", (await leader.GetAsync($"/programmes/{programme}")).Text("main"), StringComparison.Ordinal);
    }
}
