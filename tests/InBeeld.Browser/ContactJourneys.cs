using InBeeld.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InBeeld.Browser;

/// <summary>A teacher keeps a child in view, in a real browser, also when things go wrong.</summary>
public sealed class ContactJourneys(JourneyHouse house, Chromium chromium) : IClassFixture<JourneyHouse>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_taps_on_a_phone_bring_a_child_in_view_with_and_without_JavaScript(bool javaScript)
    {
        await using var desk = await house.DeskAsync(chromium, phone: true, javaScript);
        house.World.Do("update pupil_state set usual_channel = 'video' where pupil_id = @Id", new { desk.Child.Id });
        await desk.Page.GotoAsync("/my-class");
        await Expect(desk.Row).ToContainTextAsync("Uit beeld");

        await desk.Row.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Log" }).TapAsync();
        await Expect(desk.Page.Locator("input[name='Form.Channel'][value=video]")).ToBeCheckedAsync();

        await desk.Answer("pupil").TapAsync();
        await Expect(desk.Saved).ToContainTextAsync($"{desk.Child.Name.Given} gesproken");
        await Expect(desk.Row).ToContainTextAsync("In beeld");
        await Expect(desk.Heading).ToHaveTextAsync("Het kind op deze lijst is in beeld");
        Assert.Equal(1, desk.Contacts("reached = 'pupil' and channel = 'video'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_double_click_on_an_answer_writes_one_contact(bool javaScript)
    {
        await using var desk = await house.DeskAsync(chromium, javaScript: javaScript);
        await desk.Page.GotoAsync(desk.Form);
        await desk.Answer("parent").DblClickAsync();
        await Expect(desk.Saved).ToContainTextAsync($"ouder van {desk.Child.Name.Given} gesproken");
        Assert.Equal(1, desk.Contacts());
    }

    [Fact]
    public async Task Two_tabs_with_the_form_of_one_child_both_save_what_was_answered_in_them()
    {
        await using var desk = await house.DeskAsync(chromium);
        var other = await desk.Context.NewPageAsync();
        await desk.Page.GotoAsync(desk.Form);
        await other.GotoAsync(desk.Form);

        await desk.Answer("nobody").ClickAsync();
        await Expect(desk.Saved).ToContainTextAsync("niemand bereikt");
        await other.Locator(".ib-answer[value=pupil]").ClickAsync();
        await Expect(Desk.SavedOn(other)).ToContainTextAsync($"{desk.Child.Name.Given} gesproken");

        Assert.Equal((1, 1), (desk.Contacts("reached = 'nobody'"), desk.Contacts("reached = 'pupil'")));
        await desk.Page.ReloadAsync();
        await Expect(desk.Row).ToContainTextAsync("In beeld");
    }

    [Fact]
    public async Task Two_tabs_that_correct_one_contact_show_the_second_both_and_lose_neither()
    {
        await using var desk = await house.DeskAsync(chromium);
        var moment = desk.Child.Contact(desk.Teacher, note: "Ging goed");
        var other = await desk.Context.NewPageAsync();
        await desk.Page.GotoAsync($"/contacts/{moment}/correct");
        await other.GotoAsync($"/contacts/{moment}/correct");

        await desk.Page.GetByLabel("Notitie").FillAsync("Ging goed, leest een boek");
        await Save(desk.Page).ClickAsync();
        await Expect(desk.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/children/"));
        await other.GetByLabel("Notitie").FillAsync("Ging goed, mist de klas");
        await Save(other).ClickAsync();

        await Expect(other.Locator("#Version")).ToContainTextAsync("leest een boek");
        await Expect(other.GetByLabel("Notitie")).ToHaveValueAsync("Ging goed, mist de klas");
        Assert.Equal(1, desk.Contacts("note = 'Ging goed, leest een boek'"));
    }

    [Fact]
    public async Task Back_after_saving_shows_the_child_as_it_stands_now()
    {
        await using var desk = await house.DeskAsync(chromium);
        await desk.Page.GotoAsync(desk.List);
        await desk.Row.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Log" }).ClickAsync();
        await desk.Answer("pupil").ClickAsync();
        await Expect(desk.Saved).ToBeVisibleAsync();

        await desk.Page.GoBackAsync();
        await Expect(desk.Row).ToContainTextAsync("In beeld");
        await Expect(desk.Heading).ToHaveTextAsync("Het kind op deze lijst is in beeld");
        await Expect(desk.Saved).ToHaveCountAsync(0);
        Assert.Equal(1, desk.Contacts());
    }

    [Fact]
    public async Task With_the_keyboard_alone_it_goes_from_the_skip_link_to_a_saved_contact()
    {
        await using var desk = await house.DeskAsync(chromium);
        await desk.Page.GotoAsync(desk.List);
        await desk.Page.Keyboard.PressAsync("Tab");
        await Expect(desk.Page.Locator(".nl-skip-link")).ToBeFocusedAsync();
        await Expect(desk.Page.Locator(".nl-skip-link")).ToBeInViewportAsync();
        await desk.Page.Keyboard.PressAsync("Enter");

        await TabToAsync(desk.Page, desk.Row.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Log" }), steps: 12);
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Answer("pupil")).ToBeVisibleAsync();
        // From here and not from the top of the page: the focus went along into the form.
        await TabToAsync(desk.Page, desk.Answer("pupil"), steps: 4);
        await desk.Page.Keyboard.PressAsync("Enter");

        await Expect(desk.Saved).ToBeVisibleAsync();
        await Expect(desk.Saved).ToBeFocusedAsync();
        Assert.Equal(1, desk.Contacts("reached = 'pupil'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_ends_while_typing_loses_nothing(bool javaScript)
    {
        await using var desk = await house.DeskAsync(chromium, javaScript: javaScript);
        house.World.Do("update person set is_demo = true, user_name = 'persona.' || @javaScript, normalized_user_name = 'PERSONA.' || @javaScript where id = @Id", new { javaScript, desk.Teacher.Id });
        await desk.Page.GotoAsync(desk.Form);
        await desk.Page.Locator("details.ib-more summary").ClickAsync();
        await desk.Page.GetByLabel("Notitie").FillAsync("Vader belt vrijdag terug");
        desk.Visitor.EndSession();
        await desk.Answer("parent").ClickAsync();
        await Expect(desk.Heading).ToHaveTextAsync("Je bent uitgelogd");
        await Expect(desk.Page.Locator("textarea")).ToHaveValueAsync("Vader belt vrijdag terug");

        var beside = await desk.Context.RunAndWaitForPageAsync(() => desk.Page.GetByText("Log in (nieuw venster)").ClickAsync());
        await beside.Locator(".ib-personas button", new PageLocatorOptions { HasText = desk.Teacher.Name.Full }).ClickAsync();
        await Expect(beside.Locator("h1")).ToHaveTextAsync("Je bent weer ingelogd");
        await beside.CloseAsync();

        await desk.Page.GetByText("Ik ben ingelogd, sla op").ClickAsync();
        // At once, or after one look when the form came from nobody.
        await Expect(desk.Heading).Not.ToHaveTextAsync("Je bent uitgelogd");
        if (await desk.Heading.InnerTextAsync() == "Controleer wat je typte")
        {
            await Expect(desk.Page.Locator("textarea")).ToHaveValueAsync("Vader belt vrijdag terug");
            await Save(desk.Page).ClickAsync();
        }

        await Expect(desk.Saved).ToContainTextAsync($"ouder van {desk.Child.Name.Given} gesproken");
        Assert.Equal(1, desk.Contacts("note = 'Vader belt vrijdag terug' and reached = 'parent'"));
    }

    [Fact]
    public async Task Without_a_connection_the_page_says_so_and_keeps_what_was_typed()
    {
        await using var desk = await house.DeskAsync(chromium, phone: true);
        await desk.Page.GotoAsync(desk.Form);
        await desk.Page.Locator("details.ib-more summary").ClickAsync();
        await desk.Page.GetByLabel("Notitie").FillAsync("Belt vanavond terug");
        await desk.Context.SetOfflineAsync(true);
        await desk.Answer("nobody").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Er is geen verbinding");
        await desk.Context.SetOfflineAsync(false);
        await desk.Answer("nobody").ClickAsync();
        await Expect(desk.Saved).ToBeVisibleAsync();
        Assert.Equal(1, desk.Contacts("note = 'Belt vanavond terug'"));
    }

    private static ILocator Save(IPage page) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sla op", Exact = true });

    private static async Task TabToAsync(IPage page, ILocator goal, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await goal.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"{goal} is not reached in {steps} steps; the focus is on {await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 200)")}");
    }
}
