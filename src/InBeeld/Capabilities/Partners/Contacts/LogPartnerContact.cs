using InBeeld.Capabilities.Partners.Model;
using InBeeld.Data;
using InBeeld.Frames.Forms;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Partners.Contacts;

/// <summary>Notes in ten seconds whom one spoke, takes it back, and ticks off the next step.</summary>
internal sealed class LogPartnerContact(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public static Line[] Lines(Choices choices, Text text) =>
    [
        new("Who", text["Wie?"], "partner_id", "uuid") { Choices = choices.Who },
        new("Channel", text["Hoe?"], "channel") { Choices = [.. PartnerWords.Channels.Select(c => new Choice(c, text[PartnerWords.ChannelWord(c)]))] },
        new("Words", text["In één regel"], "words") { Max = 300 },
        new("Next", text["Volgende stap"], "next_step") { Max = 200, Optional = true },
        new("On", text["Op welke dag?"], "next_on", "date") { Type = "date", Optional = true },
    ];

    public async Task<Outcome<Done>> RunAsync(Guid id, Sheet sheet, CancellationToken ct)
    {
        if (sheet.Has("Next") != sheet.Has("On"))
        {
            return sheet.Has("Next") ? new Refusal("On", "Kies ook een dag voor de volgende stap.") : new Refusal("Next", "Schrijf ook wat de volgende stap is.");
        }

        var who = sheet["Who"].Split(':');
        await frame.DoAsync("""
            insert into network_contact (id, library_id, partner_id, person_id, channel, day, words, next_step, next_on, by_person, at)
              values (@id, @OrganisationId, @partner, @person, @channel, @today, @words, @next, @on, @PersonId, @now) on conflict (id) do nothing
            """, new { id, user.OrganisationId, user.PersonId, partner = Guid.Parse(who[0]), person = who.Length > 1 ? Guid.Parse(who[1]) : (Guid?)null, channel = sheet["Channel"], today = clock.Today(), words = sheet["Words"], next = sheet["Next"], on = sheet.Day("On"), now = clock.GetUtcNow() }, ct);
        journal.Write("log partner contact", [], Facets.None, "", new { contact = id });
        return Done.It;
    }

    /// <param name="back">Puts it back.</param>
    public async Task<bool> RemoveAsync(Guid id, bool back, CancellationToken ct)
    {
        if (await frame.DoAsync("update network_contact set removed_at = @at where id = @id and (removed_at is null) = (@at::timestamptz is not null)", new { id, at = back ? (DateTimeOffset?)null : clock.GetUtcNow() }, ct) == 0)
        {
            return false;
        }

        journal.Write("remove partner contact", [], Facets.None, "", new { contact = id, back });
        return true;
    }

    public async Task<bool> FinishAsync(Guid id, bool back, CancellationToken ct)
    {
        if (await frame.DoAsync("update network_contact set next_done = @at where id = @id and removed_at is null and next_on is not null", new { id, at = back ? (DateTimeOffset?)null : clock.GetUtcNow() }, ct) == 0)
        {
            return false;
        }

        journal.Write("finish partner step", [], Facets.None, "", new { contact = id, back });
        return true;
    }
}
