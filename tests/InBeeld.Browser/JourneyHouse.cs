using InBeeld.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace InBeeld.Browser;

/// <summary>A house for journeys: passkeys are for the name that the browser visits.</summary>
public sealed class JourneyHouse(TestServer server) : TestHouse(server)
{
    protected override void Configure(WebApplicationBuilder builder) => builder.Configuration["Passkeys:Domain"] = "localhost";

    /// <summary>A child out of view, and a page on which its teacher is signed in.</summary>
    internal async Task<Desk> DeskAsync(Chromium chromium, bool phone = false, bool javaScript = true)
    {
        var group = World.Group();
        var child = World.Pupil(group).OutOfView();
        var teacher = World.Teacher().Of(group);
        var visitor = SignIn(teacher);
        var context = await chromium.OpenAsync(this, phone, javaScript);
        await context.SignInAsync(this, visitor);
        return new Desk(this, group, child, teacher, visitor, context, await context.NewPageAsync());
    }
}

/// <summary>A teacher behind a browser, with a class of one child.</summary>
internal sealed record Desk(JourneyHouse House, Group Group, Pupil Child, Somebody Teacher, Visitor Visitor, IBrowserContext Context, IPage Page) : IAsyncDisposable
{
    public string List => $"/groups/{Group.Id}";

    public string Form => $"{List}?log={Child.Id}";

    public ILocator Heading => Page.Locator("h1");

    /// <summary>"Saved: …" above the page.</summary>
    public ILocator Saved => SavedOn(Page);

    public ILocator Row => Page.Locator($"#c-{Child.Id}");

    public ILocator Answer(string reached) => Page.Locator($".ib-answer[value={reached}]");

    public static ILocator SavedOn(IPage page) => page.Locator(".ib-notice--ok[role=status]");

    public long Contacts(string where = "true") => House.World.Count("contact_moment", $"pupil_id = @Id and {where}", new { Child.Id });

    public async ValueTask DisposeAsync()
    {
        Visitor.Dispose();
        await Context.DisposeAsync();
    }
}
