using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Funds.Costs;

/// <summary>Says what taking part in a programme costs. Never for a child or family: it is what funds are asked for.</summary>
internal sealed class KeepPrice(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    /// <param name="version">Null: a new one with this id.</param>
    public async Task<Outcome<Done>> RunAsync(Guid id, Guid programme, int? version, PriceFields f, CancellationToken ct)
    {
        var (refused, values) = f.Check(id, programme, version, user.PersonId, clock.GetUtcNow());
        if (values is null)
        {
            return refused;
        }

        if (version is null)
        {
            if (await frame.OneAsync<int>("select count(*)::integer from programme_price where programme_id = @programme and removed_at is null and id <> @id", new { programme, id }, ct) >= 50)
            {
                return Refusal.Of("Meer dan 50 onderdelen kan niet. Haal er eerst een weg.");
            }

            if (await frame.DoAsync("insert into programme_price (id, programme_id, name, kind, cents, counts, expected, starts, ends, by_person, at) values (@id, @programme, @Name, @Kind, @cents, @counts, @expected, @from, @to, @person, @now) on conflict (id) do nothing", values, ct) == 0)
            {
                return Done.It;
            }
        }
        else if (await frame.DoAsync("update programme_price set name = @Name, kind = @Kind, cents = @cents, counts = @counts, expected = @expected, starts = @from, ends = @to, version = version + 1 where id = @id and version = @version and removed_at is null", values, ct) == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("keep price", [], Facets.None, "", new { programme, price = id });
        return Done.It;
    }

    /// <param name="back">It stays after all.</param>
    public async Task<bool> RemoveAsync(Guid id, bool back, CancellationToken ct)
    {
        if (await frame.DoAsync("update programme_price set removed_at = case when @back then null else @now end, version = version + 1 where id = @id and (removed_at is not null) = @back", new { id, back, now = clock.GetUtcNow() }, ct) == 0)
        {
            return await frame.OneAsync<bool>("select exists (select 1 from programme_price where id = @id)", new { id }, ct);
        }

        journal.Write("keep price", [], Facets.None, "", new { price = id, back });
        return true;
    }
}
