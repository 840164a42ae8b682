using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Agreements;

/// <param name="Id">Made with the form, so that a double tap begins one.</param>
/// <param name="Other">The library that is asked, or the municipality that gets an offer.</param>
internal sealed record BeginInput(Guid Id, Guid Other, PlaceFields Fields);

/// <summary>A municipality asks for places, or a library offers them; either changes the terms. What changes asks both again (the database sees to that).</summary>
internal sealed class KeepTerms(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public static readonly Refusal Gone = Refusal.Of("Deze afspraak is er niet (meer), of is al klaar.");

    public async Task<Outcome<Done>> BeginAsync(BeginInput input, CancellationToken ct)
    {
        if (await PlaceRow.FindAsync(frame, input.Id, ct) is not null)
        {
            return Done.It;
        }

        if (input.Fields.Check(clock.Today(), null) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var side = PlaceRow.SideOf(user);
        var municipality = side == PlaceWords.Municipality;
        if (!await frame.OneAsync<bool>("select exists (select 1 from organisation where id = @Other and is_on and kind = @kind)", new { input.Other, kind = municipality ? "library" : "municipality" }, ct))
        {
            return new Refusal("Other", municipality ? "Kies een bibliotheek." : "Kies een gemeente.");
        }

        var f = input.Fields;
        var made = await frame.DoAsync("""
            insert into place_agreement (id, municipality_id, library_id, begun_by, needs, places, starts, ends, hours, remark, by_person, at)
              values (@Id, @town, @library, @side, @Kinds, @Number, @From, @To, @Hours, @Remark, @PersonId, @now) on conflict (id) do nothing
            """, new { input.Id, town = municipality ? user.OrganisationId : input.Other, library = municipality ? input.Other : user.OrganisationId, side, f.Kinds, f.Number, f.From, f.To, f.Hours, f.Remark, user.PersonId, now = clock.GetUtcNow() }, ct);
        if (made > 0)
        {
            await HappenedAsync(frame, user, clock, input.Id, "begun", "", "place-begun", ct);
            journal.Write("begin place agreement", [], Facets.None, "", new { agreement = input.Id });
        }

        return Done.It;
    }

    public async Task<Outcome<Done>> ChangeAsync(Guid id, int version, PlaceFields fields, CancellationToken ct)
    {
        if (await PlaceRow.FindAsync(frame, id, ct) is not { Open: true } row)
        {
            return Gone;
        }

        if (fields.Check(clock.Today(), row.Starts) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var changes = Changes(row, fields);
        if (changes.Count == 0)
        {
            return Done.It;
        }

        var changed = await frame.DoAsync("""
            update place_agreement set needs = @Kinds, places = @Number, starts = @From, ends = @To, hours = @Hours, remark = @Remark, version = version + 1
            where id = @id and version = @version and state in ('talking', 'agreed')
            """, new { id, version, fields.Kinds, fields.Number, fields.From, fields.To, fields.Hours, fields.Remark }, ct);
        if (changed == 0)
        {
            return Refusals.LostUpdate;
        }

        await HappenedAsync(frame, user, clock, id, "changed", string.Join(',', changes), "place-changed", ct);
        journal.Write("change place agreement", [], Facets.None, "", new { agreement = id, changes });
        return Done.It;
    }

    /// <summary>A line in what happened, for both, and a notice for the other side.</summary>
    internal static async Task HappenedAsync(Frame frame, CurrentUser user, TimeProvider clock, Guid agreement, string kind, string what, string? tell, CancellationToken ct)
    {
        await frame.DoAsync("insert into place_event (agreement_id, kind, side, what, by_person, at) values (@agreement, @kind, @side, @what, @PersonId, @now)",
            new { agreement, kind, side = PlaceRow.SideOf(user), what, user.PersonId, now = clock.GetUtcNow() }, ct);
        if (tell is not null)
        {
            await frame.DoAsync("select app.tell_place(@agreement, @tell)", new { agreement, tell }, ct);
        }
    }

    private static List<string> Changes(PlaceRow row, PlaceFields f)
    {
        var changes = new List<string>();
        foreach (var (name, same) in ((string, bool)[])[("needs", PlaceWords.Needs.Where(row.Needs.Contains).SequenceEqual(f.Kinds)), ("places", row.Places == f.Number), ("starts", row.Starts == f.From), ("ends", row.Ends == f.To), ("hours", row.Hours == f.Hours), ("remark", row.Remark == f.Remark)])
        {
            if (!same)
            {
                changes.Add(name);
            }
        }

        return changes;
    }
}
