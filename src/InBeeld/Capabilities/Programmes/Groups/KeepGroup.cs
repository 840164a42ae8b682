using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Groups;

/// <summary>Makes a group with its sessions or changes it, and says who is in it. Room, guide and places are guarded by the database.</summary>
internal sealed class KeepGroup(Frame frame, Journal journal, TimeProvider clock)
{
    /// <param name="plan">Nothing of it clashes.</param>
    public async Task<Outcome<Done>> MakeAsync(Guid id, GroupFields f, IReadOnlyList<Planned> plan, CancellationToken ct)
    {
        var dates = plan.Where(p => p.Happens).ToList();
        var why = await frame.OneAsync<string>("select app.make_group(@id, @Module, @Name, @places, @Guide, @Room, @Location, @first, @from, @to, @starts, @ends, @now)", new
        {
            id, f.Module, f.Name, places = Typed.Number(f.Capacity), f.Guide, f.Room, f.Location, first = Typed.Day(f.FirstDay), from = Typed.Time(f.From), to = Typed.Time(f.To),
            starts = dates.ConvertAll(d => d.Starts.UtcDateTime).ToArray(), ends = dates.ConvertAll(d => d.Ends.UtcDateTime).ToArray(), now = clock.GetUtcNow(),
        }, ct);
        if (Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("keep programme group", [], Facets.None, "", new { group = id });
        return Done.It;
    }

    public async Task<Outcome<Done>> ChangeAsync(Guid id, int version, GroupFields f, CancellationToken ct)
    {
        if (f.Check(false, clock.Today()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.change_group(@id, @version, @Name, @places, @Guide, @Room, @Location, @now)", new { id, version, f.Name, places = Typed.Number(f.Capacity), f.Guide, f.Room, f.Location, now = clock.GetUtcNow() }, ct);
        if (why == "full")
        {
            return new Refusal("Capacity", "Er zitten al meer kinderen in de groep.");
        }

        if (Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("keep programme group", [], Facets.None, "", new { group = id });
        return Done.It;
    }

    public async Task<Outcome<Done>> TurnAsync(Guid group, int version, bool over, CancellationToken ct)
    {
        if (Why((await frame.OneAsync<string>("select app.turn_group(@group, @version, @over, @now)", new { group, version, over, now = clock.GetUtcNow() }, ct))!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("keep programme group", [], Facets.None, "", new { group, over });
        return Done.It;
    }

    /// <summary>Children who have a place go into a group; who was in another group of the programme leaves that.</summary>
    public async Task<Outcome<Done>> JoinAsync(Guid group, Guid[] enrolments, CancellationToken ct)
    {
        if (enrolments.Length == 0)
        {
            return Refusal.Of("Kies eerst wie er in de groep komt.");
        }

        if (Why((await frame.OneAsync<string>("select app.join_group(@group, @enrolments, @now)", new { group, enrolments, now = clock.GetUtcNow() }, ct))!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("place in programme group", await PupilsAsync(enrolments, ct), Facets.Identity, "", new { group });
        return Done.It;
    }

    /// <param name="back">Who came from another group today goes back there.</param>
    public async Task<bool> LeaveAsync(Guid group, Guid[] enrolments, bool back, CancellationToken ct)
    {
        if (await frame.OneAsync<int>("select app.leave_group(@group, @enrolments, @back, @now)", new { group, enrolments, back, now = clock.GetUtcNow() }, ct) == 0)
        {
            return false;
        }

        journal.Write("take from programme group", await PupilsAsync(enrolments, ct), Facets.Identity, "", new { group });
        return true;
    }

    private Task<List<Guid>> PupilsAsync(Guid[] enrolments, CancellationToken ct) =>
        frame.ListAsync<Guid>("select p.pupil_id from enrolment e join participant p on p.id = e.participant_id where e.id = any (@enrolments) and p.pupil_id is not null", new { enrolments }, ct);

    public static Refusal? Why(string why) => why switch
    {
        "" or "same" => null,
        "full" => Refusal.Of("De groep is vol. Kies een andere groep of maak er een bij."),
        "busy" => Refusal.Of("De ruimte of de begeleider is net bezet. Er is niets gewijzigd. Kijk opnieuw naar de data."),
        "changed" => Refusals.LostUpdate,
        "over" => Refusal.Of("Deze groep is klaar."),
        "coming" => Refusal.Of("Er komen nog bijeenkomsten. Laat die eerst vervallen."),
        "early" => Refusal.Of("Deze bijeenkomst is nog niet geweest."),
        "cancelled" => Refusal.Of("Deze bijeenkomst gaat niet door."),
        "gone" => Refusal.Of("Dat staat hier niet (meer)."),
        _ => Refusal.Of("Dat kan nu niet meer."),
    };
}
