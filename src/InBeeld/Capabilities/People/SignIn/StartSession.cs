using System.Security.Claims;
using InBeeld.Capabilities.People.Switches;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>
/// Begins a session for somebody who proved who they are: a row in the database, its id in the cookie, and a line in the journal.
/// The session before it ends, so who proves more also gets another id, and an id that somebody planted is worth nothing.
/// </summary>
internal sealed class StartSession(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task RunAsync(HttpContext http, Guid personId, bool strong, CancellationToken ct, string how = "password")
    {
        var now = clock.GetUtcNow();
        if (user.SessionId is { } before)
        {
            await frame.DoAsync("update session set ended_at = @now where id = @before and ended_at is null", new { now, before }, ct);
        }

        var session = await frame.OneAsync<Guid>("select app.start_session(@personId, @strong, @device, @now)", new { personId, strong, device = Device(http), now }, ct);
        await frame.EnterAsync(session, ct);
        if (user.Language != "nl" && !http.Request.Cookies.ContainsKey(LanguageModel.Cookie))
        {
            // Chosen on another device. What was chosen in this browser goes before it.
            LanguageModel.Keep(http, user.Language);
        }

        journal.Write("sign in", [], Facets.None, how);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, personId.ToString()), new Claim(SignIns.SessionClaim, session.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = false, IssuedUtc = now });
    }

    // "Firefox, Android": enough to recognise one's own device in the list of sessions.
    private static string Device(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        (string Mark, string Name)[] browsers = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];
        (string Mark, string Name)[] systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "Chromebook"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];
        return string.Join(", ", new[] { browsers, systems }.Select(known => known.FirstOrDefault(x => agent.Contains(x.Mark, StringComparison.Ordinal)).Name).Where(name => name is not null));
    }
}
