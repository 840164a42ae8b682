using System.Text.RegularExpressions;
using InBeeld.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InBeeld.Browser;

/// <summary>A child that a school cannot reach, from the class list to the end of a case, by five people with the keyboard; with and without JavaScript.</summary>
public sealed class CaseJourneys(JourneyHouse house, Chromium chromium) : IClassFixture<JourneyHouse>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_a_signal_in_the_class_list_to_a_closed_case_of_which_the_teacher_hears(bool javaScript)
    {
        var world = house.World;
        var town = world.Municipality();
        var (team, attendance) = (world.Team(town), world.Team(town, "attendance"));
        var group = world.Group(world.School(municipality: town));
        var child = world.Pupil(group).OutOfView();
        var (hanna, amira, roos) = (world.Coordinator(town), world.Caseworker(team), world.AttendanceOfficer(attendance));

        // The teacher signals.
        await using var teacher = await AtAsync(world.Teacher().Of(group), javaScript);
        await teacher.Page.GotoAsync($"/groups/{group.Id}");
        await teacher.EnterAsync(teacher.Page.Locator($"#c-{child.Id} a[href$='/signal']"));
        await teacher.ChooseAsync("Reason", "not_reached");
        await teacher.ChooseAsync("Urgency", "2");
        await teacher.TypeAsync("Words", "Sinds twee weken niemand bereikt");
        await teacher.ChooseAsync("FamilyKnows", "yes");
        await teacher.SubmitAsync();
        await Expect(teacher.Page).ToHaveURLAsync(new Regex("/signals/mine/"));
        var mine = new Uri(teacher.Page.Url).AbsolutePath;
        var signal = mine.Split('/')[^1];

        // Leerplicht brings it in, the coordinator decides who leads.
        await using (var officer = await AtAsync(roos, javaScript))
        {
            await officer.Page.GotoAsync($"/signals/{signal}");
            await officer.TypeAsync("Note", "Het buurtteam kent het gezin");
            await officer.SubmitAsync("form[action*=BringIn]");
        }

        await using (var coordinator = await AtAsync(hanna, javaScript))
        {
            await coordinator.Page.GotoAsync($"/signals/{signal}");
            await Expect(coordinator.Page.Locator("main")).ToContainTextAsync("Het buurtteam kent het gezin");
            await coordinator.Page.Locator("#lead").SelectOptionAsync(amira.MembershipId.ToString()!);
            await coordinator.TypeAsync("Why", "Advies van leerplicht gevolgd");
            await coordinator.SubmitAsync("#Lead form");
            await Expect(coordinator.Page.Locator("main")).ToContainTextAsync(amira.Name.Full);
        }

        // Who leads takes it, does the first step and closes.
        var made = world.One<Guid>("select id from care_case where pupil_id = @Id", new { child.Id });
        await using (var lead = await AtAsync(amira, javaScript))
        {
            await lead.Page.GotoAsync($"/cases/{made}/lead");
            await lead.SubmitAsync("form[action*=Accept]");
            await lead.Page.GotoAsync($"/cases/{made}");
            await lead.EnterAsync(lead.Page.Locator("main a[href*='/steps/']:not([href$='/new'])").First);
            await Expect(lead.Page).ToHaveURLAsync(new Regex("/steps/"));
            await lead.ChooseAsync("Outcome", "reached_parent");
            await lead.SubmitAsync("form[action*=Finish]");
            await Expect(lead.Page).ToHaveURLAsync(new Regex($"/cases/{made}"));
            Assert.Equal(1, world.Count("case_step", "case_id = @made and state = 'done' and outcome = 'reached_parent'", new { made }));
            await lead.Page.GotoAsync($"/cases/{made}/close");
            await lead.ChooseAsync("Outcome", "in_view");
            if (await lead.Page.Locator("input[name=Drop]").CountAsync() > 0)
            {
                await lead.ChooseAsync("Drop", "true");
            }

            await lead.SubmitAsync($"form[action='/cases/{made}/close']");
            await Expect(lead.Page.Locator("h1")).ToContainTextAsync("afgesloten");
        }

        // The teacher hears that it is closed, and says whether it was of use.
        await teacher.Page.GotoAsync(mine);
        await Expect(teacher.Page.Locator("main")).ToContainTextAsync("Had je hier iets aan?");
        await teacher.ChooseAsync("OfUse", "yes");
        await teacher.SubmitAsync("#use form");
        await Expect(teacher.Page.Locator(".ib-notice--ok[role=status]")).ToBeVisibleAsync();
        Assert.Equal("yes", world.One<string>("select of_use from signal where id = @id", new { id = Guid.Parse(signal) }));
        Assert.DoesNotContain("buurtteam kent", await teacher.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private async Task<Seat> AtAsync(Somebody who, bool javaScript)
    {
        var visitor = house.SignIn(who);
        var context = await chromium.OpenAsync(house, phone: false, javaScript);
        await context.SignInAsync(house, visitor);
        return new Seat(visitor, context, await context.NewPageAsync());
    }

    /// <summary>Somebody behind a browser, with hands on the keyboard.</summary>
    private sealed record Seat(Visitor Visitor, IBrowserContext Context, IPage Page) : IAsyncDisposable
    {
        public async Task EnterAsync(ILocator at)
        {
            // Until the next page is loaded: the load state alone may still be that of the page that is left.
            var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Loaded(object? sender, IPage page) => loaded.TrySetResult();
            Page.Load += Loaded;
            await at.FocusAsync();
            await Page.Keyboard.PressAsync("Enter");
            await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
            Page.Load -= Loaded;
        }

        public async Task ChooseAsync(string name, string value)
        {
            var choice = Page.Locator($"main input[name={name}][value='{value}']");
            await choice.FocusAsync();
            await Page.Keyboard.PressAsync("Space");
            await Expect(choice).ToBeCheckedAsync();
        }

        public async Task TypeAsync(string name, string words)
        {
            await Page.Locator($"main [name={name}]").FocusAsync();
            await Page.Keyboard.TypeAsync(words);
        }

        public async Task SubmitAsync(string form = "main form")
        {
            await Page.RunAndWaitForResponseAsync(() => EnterAsync(Page.Locator($"{form} .nl-button--primary").First), r => r.Request.Method == "POST" && r.Status is 302 or 303);
        }

        public async ValueTask DisposeAsync()
        {
            Visitor.Dispose();
            await Context.DisposeAsync();
        }
    }
}
