using System.Net;
using InBeeld.Kernel.Access;
using InBeeld.Tests;
using InBeeld.Tests.Security;

namespace InBeeld.Browser;

/// <summary>The first page of everybody.</summary>
public sealed class AccessibilityTests(BrowserHouse house, Tab tab) : IClassFixture<BrowserHouse>, IClassFixture<Tab>
{
    public static TheoryData<string> Roles => [.. Role.All];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task The_first_page_of_a_role_can_be_used_by_everybody(string role)
    {
        using var visitor = house.SignIn(house.Scene.People[role]);
        var first = await visitor.OpenAsync("/");
        Found.None(await PageLook.LookAsync(house, tab, visitor, first.Path, HttpStatusCode.OK));
    }
}

/// <summary>A part of the pages in a real browser: for everybody to use, in both languages, on a phone and a desk, in light and dark. In parts, because it is long and parts go side by side.</summary>
public abstract class AccessibilityPart<TPart>(BrowserHouse house, Tab tab) : IClassFixture<BrowserHouse>, IClassFixture<Tab>
    where TPart : IPart
{
    public static TheoryData<string> Files => Pages.Of<TPart>();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_page_can_be_used_by_everybody(string file)
    {
        var wrong = new List<string>();
        foreach (var page in house.Handlers.Where(h => h.File == file && h is { Method: "GET", Handler: "" }))
        {
            // As the first of those who may open it; a page for everyone as somebody who is not signed in.
            var role = page.Needs?.Roles is [var first, ..] ? first : Role.Teacher;
            var address = page.Address(Routes.Fill(page, house.Scene, Scene.Own, role)!) + (page.Route.EndsWith("/export", StringComparison.Ordinal) ? "?as=csv" : "");
            using var visitor = page.Open is not null ? house.Visitor() : house.SignIn(house.Scene.People[role]);
            var answer = await visitor.GetAsync(address);
            if (answer.Status is HttpStatusCode.NotFound && page.Route.EndsWith("/coding/new", StringComparison.Ordinal))
            {
                // Made from a note, which stands in the address; the same form is looked at as that of a fragment.
                continue;
            }

            if (answer.Status is HttpStatusCode.Redirect || answer.ContentType?.StartsWith("text/html", StringComparison.Ordinal) != true || !answer.Html.Contains("<html", StringComparison.Ordinal))
            {
                // Leads to another page, or is a file or part of a page; the pages themselves are tried each by itself.
                continue;
            }

            wrong.AddRange(await PageLook.LookAsync(house, tab, visitor, address, page.Open is null ? HttpStatusCode.OK : answer.Status));
        }

        Found.None(wrong);
    }
}

public sealed class AccessibilityTestsPart1(BrowserHouse house, Tab tab) : AccessibilityPart<Part1>(house, tab);

public sealed class AccessibilityTestsPart2(BrowserHouse house, Tab tab) : AccessibilityPart<Part2>(house, tab);

public sealed class AccessibilityTestsPart3(BrowserHouse house, Tab tab) : AccessibilityPart<Part3>(house, tab);

public sealed class AccessibilityTestsPart4(BrowserHouse house, Tab tab) : AccessibilityPart<Part4>(house, tab);
