using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Enrolments;

/// <param name="Instead">Of somebody who is declined: a programme that fits better.</param>
internal sealed record Move(Guid Enrolment, int Version, string To, string Reason, Guid? Instead = null, DateTimeOffset? Until = null);

/// <summary>Moves a child on in a programme, or back within a day. The database counts the places under a lock: two at once for the last one, one of them hears that it is full.</summary>
internal sealed class MoveEnrolment(Frame frame, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(Move move, CancellationToken ct)
    {
        if (move.To is "declined" or "dropped" && move.Reason.Length is 0 or > 300)
        {
            return new Refusal("Reason", "Schrijf in hooguit 300 tekens waarom.");
        }

        var why = await frame.OneAsync<string>("select app.move_enrolment(@Enrolment, @Version, @To, @Reason, @Instead, @Until, @now)", new { move.Enrolment, move.Version, move.To, move.Reason, move.Instead, move.Until, now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return Refusal.Of(why switch
            {
                "full" => "Het programma is vol. Zet het kind op de wachtlijst.",
                "changed" => "Een collega paste dit net aan. Kijk eerst hoe het nu is.",
                "gone" => "Dit kind staat hier niet (meer).",
                _ => "Dat kan nu niet meer.",
            });
        }

        var pupil = await frame.OneAsync<Guid?>("select p.pupil_id from enrolment e join participant p on p.id = e.participant_id where e.id = @Enrolment", new { move.Enrolment }, ct);
        journal.Write("move enrolment", pupil is { } id ? [id] : [], Facets.Identity, "", new { enrolment = move.Enrolment, move.To });
        return Done.It;
    }
}
