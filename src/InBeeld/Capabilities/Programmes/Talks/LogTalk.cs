using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Talks;

/// <summary>Notes a talk with a parent, in ten seconds; or takes that back.</summary>
internal sealed class LogTalk(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public static readonly string[] Whos = ["parent", "guardian", "other"];
    public static readonly string[] Hows = ["door", "phone", "app"];

    public static string WhoWord(string who) => who switch { "parent" => "Ouder", "guardian" => "Voogd of verzorger", _ => "Iemand anders" };

    public static string HowWord(string how) => how switch { "door" => "Aan de deur", "phone" => "Telefoon", _ => "App" };

    public static string Icon(string how) => how switch { "door" => "door", "phone" => "phone", _ => "chat" };

    public async Task<Outcome<Done>> RunAsync(EnrolmentRow child, Guid id, string? who, string? how, string line, CancellationToken ct)
    {
        if (line.Length > 200)
        {
            return new Refusal("Line", "Schrijf hooguit {0} tekens.", 200);
        }

        if (!Whos.Contains(who) || !Hows.Contains(how))
        {
            return new Refusal(Whos.Contains(who) ? "How" : "Who", "Kies met wie je sprak en hoe.");
        }

        await frame.DoAsync("insert into parent_talk (id, programme_id, enrolment_id, who, how, words, by_person, at) values (@talk, @ProgrammeId, @Id, @who, @how, @line, @PersonId, @now) on conflict (id) do nothing",
            new { talk = id, child.ProgrammeId, child.Id, who, how, line, user.PersonId, now = clock.GetUtcNow() }, ct);
        journal.Write("log parent talk", child.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Contact, "", new { enrolment = child.Id, talk = id, how });
        return Done.It;
    }

    /// <returns>False: not somebody's own, or not of this child.</returns>
    public async Task<bool> UndoAsync(EnrolmentRow child, Guid talk, CancellationToken ct)
    {
        if (await frame.DoAsync("update parent_talk set removed_at = @now where id = @talk and enrolment_id = @Id and removed_at is null and at > @now - interval '1 day'", new { talk, child.Id, now = clock.GetUtcNow() }, ct) == 0)
        {
            return false;
        }

        journal.Write("undo parent talk", child.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Contact, "", new { enrolment = child.Id, talk });
        return true;
    }
}
