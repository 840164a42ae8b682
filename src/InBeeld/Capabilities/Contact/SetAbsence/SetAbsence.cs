using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Contact.SetAbsence;

/// <param name="Until">The last day of absence; null ends it now.</param>
internal sealed record SetAbsenceInput(Child Child, DateOnly? Until, string Why);

/// <summary>A child that is ill or on leave, as the school was told, does not count until that day.</summary>
internal sealed class SetAbsence(Frame frame, Journal journal, TimeProvider clock)
{
    public const int MostDays = 180;

    public async Task<Outcome<Done>> RunAsync(SetAbsenceInput input, CancellationToken ct)
    {
        var today = clock.Today();
        var refusals = new List<Refusal>();
        if (input.Until is { } until && (until < today || until > today.AddDays(MostDays)))
        {
            refusals.Add(new Refusal("Until", "Kies vandaag of een latere dag, hooguit {0} dagen vooruit.", MostDays));
        }

        if (input.Until is not null && !AbsenceReasons.All.Contains(input.Why))
        {
            refusals.Add(new Refusal("Why", "Kies waarom dit kind afwezig is."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        await RecomputeStates.OfPupilsAsync(frame.Connection, frame.Transaction, [input.Child.Id], ct);
        await frame.DoAsync("update pupil_state set absent_until = @Until, absent_why = @why, version = version + 1 where pupil_id = @Id", new { input.Until, why = input.Until is null ? "" : input.Why, input.Child.Id }, ct);
        journal.Write(input.Until is null ? "end absence" : "set absence", [input.Child.Id], Facets.Contact);
        return Done.It;
    }
}
