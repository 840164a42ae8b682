using System.Net;

namespace InBeeld.Tests.Frame;

/// <summary>What somebody typed is never lost.</summary>
public sealed class KeepTypedTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_session_that_ended_while_typing_keeps_the_note_until_after_signing_in_again()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        var teacher = World.Teacher().Of(group);
        using var visitor = house.SignIn(teacher);
        var open = await visitor.GetAsync($"/groups/{group.Id}?log={child.Id}");
        visitor.EndSession();
        var refused = await visitor.SubmitAsync(open, ".ib-answer[value=parent]", ("Form.Note", "Vader belt vrijdag terug"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Contains("Je bent uitgelogd", refused.Text("h1"), StringComparison.Ordinal);
        Assert.Equal("Vader belt vrijdag terug", refused.Text("textarea[name='Form.Note']"));
        Assert.Equal(0, World.Count("contact_moment", "pupil_id = @Id", new { child.Id }));

        // In a new window: signed in again. The kept form then goes through, at once or after one look.
        using var again = house.SignIn(teacher);
        var sent = await again.SubmitAsync(refused, "main form");
        if (sent.Status == HttpStatusCode.Conflict)
        {
            Assert.Equal("Vader belt vrijdag terug", sent.Text("textarea[name='Form.Note']"));
            sent = await again.SubmitAsync(sent, "main form");
        }

        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        Assert.Equal("Vader belt vrijdag terug", World.One<string>("select note from contact_moment where pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task A_database_that_is_away_loses_nothing_and_sending_again_saves_once()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        using var visitor = house.SignIn(World.Teacher().Of(group));
        var open = await visitor.GetAsync($"/groups/{group.Id}?log={child.Id}");
        World.Do("do $$ begin execute format('revoke connect on database %I from public, inbeeld_app', current_database()); end $$; select pg_terminate_backend(pid) from pg_stat_activity where usename = 'inbeeld_app' and datname = current_database()");
        var failed = await visitor.SubmitAsync(open, ".ib-answer[value=pupil]", ("Form.Note", "Ging goed vandaag"));
        var stillAway = await visitor.SubmitAsync(failed, "main form");
        World.Do("do $$ begin execute format('grant connect on database %I to public', current_database()); end $$");
        Assert.True(failed.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError);
        Assert.Equal("Ging goed vandaag", stillAway.Text("textarea[name='Form.Note']"));
        var saved = await visitor.SubmitAsync(stillAway, "main form");
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Equal(1, World.Count("contact_moment", "pupil_id = @Id", new { child.Id }));
    }
}
