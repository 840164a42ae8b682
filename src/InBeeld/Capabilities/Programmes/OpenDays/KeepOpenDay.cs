using System.Net;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.OpenDays;

/// <summary>Makes and changes a day, and keeps who comes. Places are counted in the database, under a lock on the day.</summary>
internal sealed class KeepOpenDay(Frame frame, Journal journal, TimeProvider clock)
{
    /// <param name="version">0: new.</param>
    public async Task<Outcome<Done>> KeepAsync(Guid id, int version, Guid programme, OpenDayFields f, CancellationToken ct)
    {
        if (f.Check(clock.Today()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.keep_open_day(@id, @version, @programme, @Kind, @Name, @starts, @ends, @Room, @Location, @places, @ByFamily, @now)",
            new { id, version, programme, f.Kind, f.Name, starts = f.Starts().UtcDateTime, ends = f.Ends().UtcDateTime, f.Room, f.Location, places = Typed.Number(f.Places), f.ByFamily, now = clock.GetUtcNow() }, ct);
        if (Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("keep open day", [], Facets.None, "", new { day = id, programme });
        return Done.It;
    }

    public async Task<Outcome<Done>> TurnAsync(Guid id, string target, CancellationToken ct)
    {
        if (Why((await frame.OneAsync<string>("select app.turn_open_day(@id, @target)", new { id, target }, ct))!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("turn open day", [], Facets.None, "", new { day = id, target });
        return Done.It;
    }

    /// <param name="pupil">The child of the family, when it is one of a school.</param>
    public async Task<Outcome<Done>> AddAsync(Guid guest, Guid day, GuestFields f, Guid? pupil, CancellationToken ct)
    {
        if (f.Check(false) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.add_guest(@guest, @day, @Name, @Reach, @number, @Speaks, @Enrolment, @now)", new { guest, day, f.Name, f.Reach, number = Typed.Number(f.Number), f.Speaks, f.Enrolment, now = clock.GetUtcNow() }, ct);
        if (Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("add open day guest", pupil is { } child ? [child] : [], Facets.Identity | Facets.Contact, "", new { day, guest });
        return Done.It;
    }

    /// <param name="came">Null: not known.</param>
    /// <param name="state">coming, or off.</param>
    public async Task<Outcome<Done>> GuestAsync(GuestRow guest, bool? came, string state, CancellationToken ct)
    {
        if (Why((await frame.OneAsync<string>("select app.turn_guest(@Id, @came, @state)", new { guest.Id, came, state }, ct))!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("note open day guest", guest.PupilId is { } child ? [child] : [], Facets.Identity, "", new { guest = guest.Id, came, state });
        return Done.It;
    }

    /// <summary>A family signs up, without an account.</summary>
    public async Task<Outcome<Done>> JoinAsync(Guid guest, Guid day, GuestFields f, IPAddress? address, CancellationToken ct)
    {
        if (f.Check(true) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.join_open_day(@guest, @day, @Name, @Reach, @number, @Speaks, @network, @now)", new { guest, day, f.Name, f.Reach, number = Typed.Number(f.Number), f.Speaks, network = Join.JoinProgramme.Network(address), now = clock.GetUtcNow() }, ct);
        if (Why(why!) is { } refusal)
        {
            return refusal;
        }

        // Nobody is signed in, and who it is about stands with the library only.
        journal.Write("join open day", [], Facets.Contact, "", new { guest });
        return Done.It;
    }

    private static Refusal? Why(string why) => why switch
    {
        "" => null,
        "full" => new Refusal("Number", "Zoveel plekken zijn er niet meer."),
        "busy" => Refusal.Of("Dat kan nu niet: de ruimte is bezet, of het is vandaag te druk. Probeer het anders of later."),
        "already" => Refusal.Of("Dit gezin staat er al op."),
        "changed" => Refusals.LostUpdate,
        "closed" => Refusal.Of("Aanmelden kan niet meer."),
        _ => Refusal.Of("Dat kan nu niet meer."),
    };
}
