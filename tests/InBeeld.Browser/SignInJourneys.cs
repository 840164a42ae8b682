using System.Text.RegularExpressions;
using InBeeld.Tests;
using InBeeld.Tests.People;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InBeeld.Browser;

/// <summary>How somebody gets in, in a real browser.</summary>
public sealed partial class SignInJourneys(JourneyHouse house, Chromium chromium) : IClassFixture<JourneyHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_teacher_signs_in_with_an_address_a_password_and_a_code_and_stands_before_the_class()
    {
        var group = World.Group(name: "6c");
        World.Pupil(group).Late();
        var teacher = World.Teacher().Of(group);
        var key = teacher.WithApp();
        await using var context = await chromium.OpenAsync(house);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/my-class");
        await page.GetByLabel("E-mailadres").FillAsync(teacher.Email);
        await page.GetByLabel("Wachtwoord").FillAsync(AccountsTools.Password);
        await Button(page, "Log in").ClickAsync();
        await page.GetByLabel("Code uit je app").FillAsync(house.CodeNow(key));
        await Button(page, "Log in").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Nog 1 van de 1 kinderen deze week");
        await Expect(page.Locator(".ib-over")).ToContainTextAsync("Groep 6c");
    }

    [Fact]
    public async Task A_passkey_is_made_once_and_then_takes_the_place_of_password_and_code()
    {
        var group = World.Group(name: "5a");
        World.Pupil(group).Late();
        using var visitor = house.SignIn(World.Teacher().Of(group));
        await using var context = await chromium.OpenAsync(house);
        await context.SignInAsync(house, visitor);
        var page = await context.NewPageAsync();
        await GiveFingerprintReaderAsync(context, page);

        await page.GotoAsync("/account/passkeys");
        await page.GetByLabel("Hoe noem je hem?").FillAsync("laptop van school");
        await Button(page, "Maak passkey").ClickAsync();
        await Expect(Desk.SavedOn(page)).ToContainTextAsync("De passkey is gemaakt");

        await SignOutAsync(page, "Uitloggen");
        await Button(page, "Log in met een passkey").ClickAsync();
        await Expect(page).ToHaveURLAsync(GroupPage());
        await page.GotoAsync("/account/passkeys");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Je hebt 1 passkey");
        await Expect(page.Locator("main")).ToContainTextAsync("laptop van school");
    }

    [Fact]
    public async Task A_language_that_was_chosen_stays_after_signing_out_and_comes_along_to_another_device()
    {
        var group = World.Group();
        var teacher = World.Person(userName: "persona.41", demo: true).Of(group);
        await using var context = await chromium.OpenAsync(house);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await Persona(page, teacher).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "nl");
        await page.Locator(".ib-who-menu summary").ClickAsync();
        await Button(page, "English").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");

        await SignOutAsync(page, "Sign out");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Persona(page, teacher).ClickAsync();
        await Expect(page).ToHaveURLAsync(GroupPage());
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");

        await using var phone = await chromium.OpenAsync(house, phone: true);
        var other = await phone.NewPageAsync();
        await other.GotoAsync("/sign-in");
        await Expect(other.Locator("html")).ToHaveAttributeAsync("lang", "nl");
        await Persona(other, teacher).ClickAsync();
        await Expect(other.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    private static ILocator Persona(IPage page, Somebody who) => page.Locator(".ib-personas button", new PageLocatorOptions { HasText = who.Name.Full });

    private static async Task SignOutAsync(IPage page, string word)
    {
        await page.Locator(".ib-who-menu summary").ClickAsync();
        await Button(page, word).ClickAsync();
        await Expect(page).ToHaveURLAsync(SignInPage());
    }

    // A device of the browser itself that always knows its owner; it stays with this page.
    private static async Task GiveFingerprintReaderAsync(IBrowserContext context, IPage page)
    {
        var tools = await context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });
    }

    [GeneratedRegex("/groups/")]
    private static partial Regex GroupPage();

    [GeneratedRegex("/sign-in$")]
    private static partial Regex SignInPage();
}
