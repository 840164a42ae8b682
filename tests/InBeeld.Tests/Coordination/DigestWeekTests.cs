using System.Text;
using InBeeld.Capabilities.Coordination.Digest;
using InBeeld.Frames;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InBeeld.Tests.Coordination;

/// <summary>The week in the library goes along with the mail of the day at the beginning of the week.</summary>
public sealed class DigestWeekTests(MailHouse house) : IClassFixture<MailHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private World World => house.World;

    [Fact]
    public async Task On_Monday_a_teacher_hears_of_the_own_children_and_the_library_what_school_wrote_in_numbers()
    {
        // Wednesday; the sessions of the group are on Wednesdays, the fourth today.
        house.Clock.Set(new DateOnly(2026, 11, 18), new TimeOnly(12, 0));
        var town = World.Municipality();
        var library = World.Library(town);
        var class7 = World.Group(World.School(municipality: town));
        var (leader, guide, programme) = (World.ProgrammeLeader(library), World.Guide(library), World.Programme(library));
        var (came, missed, closed) = (World.Pupil(class7), World.Pupil(class7), World.Pupil(class7));
        var (one, two, three) = (World.Thread(programme, came), World.Thread(programme, missed), World.Thread(programme, closed));
        var group = World.Meets(World.Module(programme), leader);
        foreach (var (enrolment, state) in new[] { (one, "present"), (two, "absent"), (three, "present") })
        {
            World.Joined(group, enrolment);
            World.Kept(group, 4, enrolment, state);
        }

        var (teacher, other, silent, care) = (World.Teacher().Of(class7), World.Teacher().Of(World.Group(class7.School)), World.Teacher().Of(class7), World.Care(class7.School));
        World.Note(one, leader, "Hij stak zijn vinger op");
        World.Note(two, leader, "Was er niet");
        // Read by this teacher, and one of the week before.
        World.Do("insert into thread_read (note_id, person_id, at) select id, @Id, at + interval '1 minute' from thread_note where enrolment_id = @two", new { teacher.Id, two });
        World.Note(one, leader, "Vorige maand", house.Clock.GetUtcNow().AddDays(-20));
        World.Note(two, teacher, "Ze was ziek");
        World.Note(three, leader, "Dit mag school niet meer lezen");
        World.Do("update consent set withdrawn_at = now(), withdrawn_by = noted_by where enrolment_id = @three and kind = 'talk_with_school'; update enrolment set school_sees = false where id = @three", new { three });
        World.Do("insert into daily_mail (person_id, wanted, at) values (@Id, false, now())", new { silent.Id });
        // On the first day of the week on which mail goes, also when that is not Monday; then not any more that week.
        foreach (var (day, expected) in new[] { (new DateOnly(2026, 11, 19), 0), (new DateOnly(2026, 11, 20), 0), (new DateOnly(2026, 11, 23), 1), (new DateOnly(2026, 11, 24), 1) })
        {
            house.Clock.Set(day, new TimeOnly(7, 31));
            await Task.WhenAll(Node().RunOnceAsync(Ct), Node().RunOnceAsync(Ct));
            Assert.Equal((day, expected), (day, To(teacher).Count));
        }

        Assert.Equal(2, To(leader).Count);
        var body = To(teacher)[0];
        Assert.Contains("1 kind van jou was er vorige week.", body, StringComparison.Ordinal);
        Assert.Contains("1 kind van jou kwam vorige week niet.", body, StringComparison.Ordinal);
        Assert.Contains("1 bericht van de bibliotheek las je nog niet.", body, StringComparison.Ordinal);
        Assert.Contains("https://inbeeld.test/threads", body, StringComparison.Ordinal);
        Assert.DoesNotContain(came.Name.Surname, body, StringComparison.Ordinal);
        Assert.DoesNotContain("Bekijk je dag", body, StringComparison.Ordinal);
        Assert.Contains("1 bericht van school las je nog niet.", To(leader)[^1], StringComparison.Ordinal);
        foreach (var nobody in new[] { other, silent, care, guide })
        {
            Assert.Empty(To(nobody));
        }

        // A week later nothing new happened, but school still waits for an answer.
        house.Clock.Set(new DateOnly(2026, 11, 30), new TimeOnly(7, 31));
        await Node().RunOnceAsync(Ct);
        Assert.Single(To(teacher));
        Assert.Contains("1 gesprek met school wacht al een week op antwoord.", To(leader)[^1], StringComparison.Ordinal);
        using var signedIn = house.SignIn(teacher);
        Assert.Contains("aan het begin van de week", (await signedIn.GetAsync("/account")).Text("#mail"), StringComparison.Ordinal);
    }

    private SendDigests Node() => new(house.Database, house.Services.GetRequiredService<OutgoingMail>(), house.Clock, NullLogger<SendDigests>.Instance);

    private List<string> To(Somebody who) => [.. house.Mails.Where(m => m.Contains(who.Email, StringComparison.Ordinal)).Select(Body)];

    private static string Body(string mail)
    {
        var coded = string.Concat(mail.ReplaceLineEndings("\n").Split("\n\n", 2)[1].Split('\n'));
        return mail.Contains("base64", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(coded)) : mail.Replace("=\r\n", "", StringComparison.Ordinal);
    }
}
