using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Homework;

/// <summary>Adds an organisation that helps with homework, changes it, or takes it off the list and puts it back.</summary>
internal sealed class KeepPartner(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    /// <param name="version">Null: a new one with this id.</param>
    public async Task<Outcome<Done>> RunAsync(Guid id, int? version, PartnerFields f, CancellationToken ct)
    {
        if (f.Check() is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var values = new { id, version, user.OrganisationId, user.PersonId, f.Name, f.What, f.Years, f.Contact, f.Phone, f.Website, f.Costs, now = clock.GetUtcNow() };
        if (version is null)
        {
            if (await frame.DoAsync("""
                insert into homework_partner (id, library_id, name, what, years, contact, phone, website, costs, by_person, at) values (@id, @OrganisationId, @Name, @What, @Years, @Contact, @Phone, @Website, @Costs, @PersonId, @now) on conflict (id) do nothing
                """, values, ct) == 0)
            {
                return Done.It;
            }
        }
        else if (await frame.DoAsync("update homework_partner set name = @Name, what = @What, years = @Years, contact = @Contact, phone = @Phone, website = @Website, costs = @Costs, version = version + 1 where id = @id and version = @version and removed_at is null", values, ct) == 0)
        {
            return Refusals.LostUpdate;
        }

        var hours = f.Hours();
        await frame.DoAsync("delete from homework_hours where partner_id = @id", new { id }, ct);
        await frame.DoAsync("insert into homework_hours (partner_id, weekday, opens, closes) select @id, d, o::time, c::time from unnest(@days, @opens, @closes) h (d, o, c)",
            new { id, days = hours.Select(h => h.Day).ToArray(), opens = hours.Select(h => h.Opens.ToTimeSpan()).ToArray(), closes = hours.Select(h => h.Closes.ToTimeSpan()).ToArray() }, ct);
        journal.Write("keep homework partner", [], Facets.None, "", new { partner = id });
        return Done.It;
    }

    public async Task<bool> RemoveAsync(Guid id, bool remove, CancellationToken ct)
    {
        var done = await frame.DoAsync("update homework_partner set removed_at = case when @remove then @now end, version = version + 1 where id = @id and library_id = @OrganisationId and (removed_at is null) = @remove", new { id, remove, user.OrganisationId, now = clock.GetUtcNow() }, ct) > 0;
        if (done)
        {
            journal.Write("keep homework partner", [], Facets.None, "", new { partner = id, remove });
        }

        return done;
    }
}
