using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Threads;

/// <summary>Writes in a thread, changes what was just written, or takes back what nobody read. The database decides who may.</summary>
internal sealed class KeepNote(Frame frame, Journal journal, TimeProvider clock)
{
    public const int Longest = 1000;

    /// <param name="thread">Whose thread.</param>
    /// <param name="id">Made when the form was shown.</param>
    /// <param name="kind">note, or aim: what school wants worked on.</param>
    /// <param name="corrects">The own note that this puts right; null: none.</param>
    public async Task<Outcome<Done>> WriteAsync(ThreadHead thread, Guid id, string kind, string words, Guid? corrects, CancellationToken ct)
    {
        if (words.Length is 0 or > Longest)
        {
            return new Refusal(kind == "aim" ? "Aim" : "Words", words.Length == 0 ? "Schrijf wat je wilt zeggen." : "Schrijf hooguit {0} tekens.", Longest);
        }

        if (Why((await frame.OneAsync<string>("select app.write_note(@id, @EnrolmentId, @kind, @words, @corrects, @now)", new { id, thread.EnrolmentId, kind, words, corrects, now = clock.GetUtcNow() }, ct))!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("write in thread", Child(thread), Facets.Identity | Facets.Progress, "", new { enrolment = thread.EnrolmentId, note = id });
        return Done.It;
    }

    public async Task<Outcome<Done>> ChangeAsync(ThreadHead thread, Guid note, int version, string words, CancellationToken ct)
    {
        if (words.Length is 0 or > Longest)
        {
            return new Refusal("Words", words.Length == 0 ? "Schrijf wat je wilt zeggen." : "Schrijf hooguit {0} tekens.", Longest);
        }

        if (Why((await frame.OneAsync<string>("select app.change_note(@note, @version, @words, @now)", new { note, version, words, now = clock.GetUtcNow() }, ct))!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("change note in thread", Child(thread), Facets.Identity | Facets.Progress, "", new { enrolment = thread.EnrolmentId, note });
        return Done.It;
    }

    /// <param name="again">Lets it stand after all.</param>
    public async Task<Outcome<Done>> TakeBackAsync(ThreadHead thread, Guid note, bool again, CancellationToken ct)
    {
        if (Why((await frame.OneAsync<string>("select app.take_back_note(@note, @again, @now)", new { note, again, now = clock.GetUtcNow() }, ct))!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("take back note in thread", Child(thread), Facets.Identity | Facets.Progress, "", new { enrolment = thread.EnrolmentId, note, again });
        return Done.It;
    }

    /// <summary>What the other side wrote and now stands on the screen has been read.</summary>
    public Task ReadAsync(Guid[] notes, CancellationToken ct) => notes.Length == 0 ? Task.CompletedTask : frame.DoAsync("""
        insert into thread_read (note_id, person_id, at) select n.id, app.person(), greatest(@now, n.at, n.changed_at) from thread_note n where n.id = any (@notes) and n.side <> app.thread_side() and n.taken_back_at is null and n.enrolment_id = any (app.my_threads())
          on conflict (note_id, person_id) do update set at = excluded.at
        """, new { notes, now = clock.GetUtcNow() }, ct);

    private static Guid[] Child(ThreadHead thread) => thread.PupilId is { } pupil ? [pupil] : [];

    private static Refusal? Why(string why) => why switch
    {
        "" => null,
        "closed" => Refusal.Of("Dit gesprek is net gesloten. Je bericht is niet verstuurd."),
        "over" => Refusal.Of("Het kind doet niet meer mee. Schrijven kan niet meer."),
        "late" => Refusal.Of("Dat kan niet meer. Schrijf een verbetering."),
        "read" => Refusal.Of("Dit is net gelezen. Schrijf een verbetering."),
        "busy" => Refusal.Of("Je schreef vandaag al veel over dit kind. Bel liever even."),
        "changed" => Refusals.LostUpdate,
        _ => Refusal.Of("Dat kan nu niet meer."),
    };
}
