using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.MySignals;

/// <summary>Whether it was of use, said by whoever signalled after closing; to be changed for a week.</summary>
internal sealed class SayUse(Frame frame, Journal journal, TimeProvider clock)
{
    public static readonly IReadOnlyList<string> Answers = ["yes", "partly", "no"];

    private static readonly TimeSpan Changeable = TimeSpan.FromDays(7);

    public static string UseWord(string use) => use switch { "yes" => "Ja", "partly" => "Een beetje", _ => "Nee" };

    public static bool May(MySignal signal, DateTimeOffset now) => signal.Closed && !signal.Withdrawn && (signal.UseAt is not { } said || now - said < Changeable);

    public async Task<Outcome<Done>> RunAsync(MySignal signal, string use, string note, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!May(signal, now))
        {
            return Refusal.Of("Dit kun je nu niet (meer) invullen.");
        }

        if (!Answers.Contains(use))
        {
            return new Refusal("OfUse", "Kies een antwoord.");
        }

        if (note.Length > 1000)
        {
            return new Refusal("UseNote", "Gebruik hooguit {0} tekens.", 1000);
        }

        await frame.DoAsync("update signal set of_use = @use, use_note = @note, use_at = coalesce(use_at, @now), version = version + 1 where id = @Id and by_person = app.person()", new { signal.Id, use, note = note.Trim(), now }, ct);
        journal.Write("say whether signal was of use", [], Facets.None, "", new { signal = signal.Id, use });
        return Done.It;
    }
}
