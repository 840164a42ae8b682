using System.Net;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Security;

/// <summary>Headers, cookies, forms and redirects, as a browser meets them.</summary>
public sealed class HttpTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly World world = house.World;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/account")]
    [InlineData("/inbeeld.css")]
    [InlineData("/no-such-page")]
    [InlineData("/health")]
    public async Task Every_answer_has_the_strict_headers(string path)
    {
        using var visitor = house.SignIn(world.Teacher().Of(world.Group()));
        var answer = await visitor.GetAsync(path);
        var policy = answer.Header("Content-Security-Policy")!;
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal(1, policy.Split("unsafe-inline").Length - 1);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
        Assert.Null(answer.Header("Server"));
        Assert.Null(answer.Header("X-Powered-By"));
    }

    [Fact]
    public void The_files_of_the_application_are_not_watched() =>
        Assert.False(house.Services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.Watch("inbeeld.css").ActiveChangeCallbacks);

    [Fact]
    public async Task Pages_are_kept_by_no_cache_and_files_are()
    {
        using var visitor = house.Visitor();
        Assert.Contains("no-store", (await visitor.GetAsync("/sign-in")).Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Contains("no-store", (await visitor.GetAsync("/no-such-page")).Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Contains("max-age", (await visitor.GetAsync("/inbeeld.css")).Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        var persona = world.Person(userName: $"persona.{world.Next()}", demo: true).As(Role.Care, world.School());
        using var visitor = house.Visitor();
        var page = await visitor.GetAsync("/sign-in");
        var signedIn = await visitor.SubmitAsync(page, $"button[value='{persona.Id}']");
        var language = await visitor.PostAsync("/language", ("to", "en"));
        List<string> lines = [.. page.CookieLines, .. signedIn.CookieLines, .. language.CookieLines];
        Assert.Equal(["inbeeld", "inbeeld-form", "inbeeld-language"], lines.Select(line => line.Split('=')[0]).Distinct().Order(StringComparer.Ordinal).Intersect(["inbeeld", "inbeeld-form", "inbeeld-language"]));
        Found.None(lines.Where(line => !line.Contains("httponly", StringComparison.OrdinalIgnoreCase) || !(line.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase) || line.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase))));
    }

    [Fact]
    public async Task A_cookie_that_was_changed_signs_nobody_in()
    {
        using var visitor = house.SignIn(world.Teacher().Of(world.Group()));
        var cookie = visitor.Cookies.GetCookies(house.Address)["inbeeld"]!;
        cookie.Value = cookie.Value[..^8] + "AAAAAAAA";
        Assert.StartsWith("/sign-in?", (await visitor.GetAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_signing_out_an_old_copy_of_the_cookie_opens_nothing()
    {
        using var visitor = house.SignIn(world.Teacher().Of(world.Group()));
        var cookie = visitor.Cookies.GetCookies(house.Address)["inbeeld"]!.Value;
        await visitor.PostAsync("/sign-out");
        using var thief = house.Visitor();
        thief.Cookies.Add(house.Address, new Cookie("inbeeld", cookie));
        Assert.StartsWith("/sign-in?", (await thief.GetAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused_and_nothing_is_changed()
    {
        var (one, two) = (world.Teacher().Of(world.Group()), world.Teacher().Of(world.Group()));
        using var thief = house.SignIn(one);
        using var victim = house.SignIn(two);
        var token = await thief.TokenAsync("/problem/404");
        await victim.TokenAsync("/problem/404");
        var answer = await victim.PostWithoutTokenAsync("/language", ("to", "en"), (Visitor.TokenField, token));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("nl", world.One<string>("select language from person where id = @Id", new { two.Id }));
    }

    public static TheoryData<string> Elsewhere => ["https://evil.example/", "//evil.example/", "/\\evil.example/", "http:evil.example", "javascript:alert(1)", "https:/evil.example", "\thttps://evil.example", "/\t/evil.example"];

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task Signing_in_leads_to_no_other_site(string elsewhere)
    {
        var persona = world.Person(userName: $"persona.{world.Next()}", demo: true).As(Role.Care, world.School());
        using var visitor = house.Visitor();
        var page = await visitor.GetAsync("/sign-in?from=" + Uri.EscapeDataString(elsewhere));
        var answer = await visitor.SubmitAsync(page, $"button[value='{persona.Id}']");
        Assert.Equal("/", answer.Location);
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task Choosing_a_language_leads_to_no_other_site(string elsewhere)
    {
        using var visitor = house.Visitor();
        Assert.Equal("/", (await visitor.PostAsync("/language", ("to", "en"), ("back", elsewhere))).Location);
        using var stays = house.Visitor();
        Assert.Equal("/sign-in?from=%2Fmy-class", (await stays.PostAsync("/language", ("to", "en"), ("back", "/sign-in?from=%2Fmy-class"))).Location);
    }

    [Fact]
    public async Task An_unknown_host_or_path_tells_nothing_of_the_machinery()
    {
        using var visitor = house.Visitor();
        var answer = await visitor.GetAsync("/no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.DoesNotContain("Exception", answer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("AspNetCore", answer.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/Capabilities/People/Texts.en.json")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/..%2fappsettings.json")).Status);
    }
}
