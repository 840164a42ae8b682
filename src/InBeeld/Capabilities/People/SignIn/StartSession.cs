using System.Security.Claims;
using InBeeld.Kernel;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>Begins a session for somebody who proved who they are: a row in the database, its id in the cookie, and a line in the journal.</summary>
internal sealed class StartSession(Frame frame, Journal journal, TimeProvider clock)
{
    public async Task RunAsync(HttpContext http, Guid personId, bool strong, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hours = await frame.OneAsync<int?>("select (value #>> '{}')::integer from setting where key = 'session.longest_hours'", null, ct) ?? 12;
        var session = Guid.CreateVersion7();
        await frame.DoAsync("""
            insert into session (id, person_id, membership_id, started_at, last_seen_at, ends_at, device, strong)
            values (@session, @personId,
              (select m.id from membership m join organisation o on o.id = m.organisation_id and o.is_on
               where m.person_id = @personId and m.starts <= @today and (m.ends is null or m.ends >= @today) order by m.starts, m.id limit 1),
              @now, @now, @ends, @device, @strong)
            """, new { session, personId, today = clock.Today(), now, ends = now.AddHours(hours), device = Device(http), strong }, ct);
        await frame.EnterAsync(session, ct);
        journal.Write("sign in", [], Facets.None, strong ? "second factor" : "password");
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, personId.ToString()), new Claim(SignIns.SessionClaim, session.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = false, IssuedUtc = now });
    }

    // "Firefox, Android": enough to recognise one's own device in the list of sessions.
    private static string Device(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        string[] browsers = ["Edg", "OPR", "Firefox", "Chrome", "Safari"];
        string[] systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];
        return string.Join(", ", new[] { browsers.FirstOrDefault(agent.Contains), systems.FirstOrDefault(agent.Contains) }.Where(x => x is not null));
    }
}
