using Dapper;
using InBeeld.Data;

namespace InBeeld.Bench.Measuring;

/// <summary>Somebody books a place for one child.</summary>
internal sealed record Booking(Asker Who, Guid Slot, Guid Child);

/// <summary>Who asks for places: people of the largest library and of the others, and schools in the town of the largest.</summary>
internal sealed class PlaceCast(Database database, int atOnce)
{
    /// <summary>The largest library, its town, and when the clock stands: ten minutes after the time began in which children are in.</summary>
    public async Task<(Guid Largest, Guid Town, int Rooms, DateTimeOffset Now)> StageAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<(Guid, Guid, int, DateTime)?>(new CommandDefinition("""
            select r.library_id, (select a.municipality_id from place_agreement a where a.library_id = r.library_id limit 1), count(*)::integer, (select max(lower(b.during)) + interval '10 minutes' from booking b where b.state = 'in')
            from room r group by 1 order by 3 desc, 1 limit 1
            """, commandTimeout: 0, cancellationToken: ct)) is { Item4: var now } found && now != default ? (found.Item1, found.Item2, found.Item3, new DateTimeOffset(now, TimeSpan.Zero))
            : throw new InvalidOperationException("There is no library with children in it: run make-places first, on the same database");
    }

    /// <summary>With this role at this library, or (not) at any other one; where there are fewer than ask at once some are signed in more than once.</summary>
    public Task<List<Asker>> OfLibraryAsync(string role, Guid largest, bool others, CancellationToken ct) => ManyAsync(
        "m.role = @role and m.organisation_id in (select o.id from organisation o where o.kind = 'library' and (o.id = @largest) <> @others)", new { role, largest, others, atOnce }, ct);

    public Task<List<Asker>> CoordinatorsAsync(CancellationToken ct) => ManyAsync("m.role = 'coordinator' and m.organisation_id in (select municipality_id from place_agreement)", new { atOnce }, ct);

    /// <summary>Who looks after care at the schools of a town.</summary>
    public Task<List<Asker>> CareAsync(Guid town, CancellationToken ct) => ManyAsync(
        "m.role = 'care' and m.organisation_id in (select s.id from organisation s join organisation t on t.code = s.municipality_code where t.id = @town and s.kind = 'school' and exists (select 1 from pupil p where p.school_id = s.id))", new { town, atOnce }, ct);

    /// <summary>Tablets at the door of a library, each with a token of its own.</summary>
    public async Task<List<Asker>> TabletsAsync(House house, Guid library, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var tablets = new List<Asker>();
        for (var i = 0; i < atOnce; i++)
        {
            var token = Capabilities.Places.Kiosk.KioskToken.NewToken();
            await connection.ExecuteAsync("""
                insert into door_device (id, library_id, name, token_hash, paired_at, by_person, at)
                  select uuidv7(), @library, 'Meettablet', @hash, now(), m.person_id, now() from membership m where m.organisation_id = @library and m.role = 'library_planner'
                """, new { library, hash = Capabilities.Places.Kiosk.KioskToken.Hash(token) });
            tablets.Add(new Asker().In(house.WithCookie(Capabilities.Places.Kiosk.KioskToken.Cookie, token)));
        }

        return tablets;
    }

    /// <summary>Children with a booking who are expected now, to check in.</summary>
    public async Task<List<(Guid Library, Guid Booking)>> ExpectedAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<(Guid, Guid)>("select b.library_id, b.id from booking b join slot s on s.id = b.slot_id where s.starts <= @now and s.ends > @now and s.state = 'open' and b.state = 'booked' order by md5(b.id::text)", new { now })).AsList();
    }

    /// <summary>Slots of the coming weeks with room, and for each as many children as there is room for, and four more; from schools of the askers.</summary>
    public async Task<List<IGrouping<Guid, Booking>>> BookingsAsync(List<Asker> care, Guid library, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var whose = care.GroupBy(c => c.OrganisationId).ToDictionary(g => g.Key, g => g.First());
        var rows = await connection.QueryAsync<(Guid Slot, Guid School, Guid Child)>(new CommandDefinition("""
            select s.id, p.school_id, p.id from (select x.* from slot x where x.library_id = @library and x.state = 'open' and x.starts > @now + interval '1 day' and x.places - x.taken >= 4 order by x.starts, x.id limit 400) s
              cross join lateral (select p.id, p.school_id from pupil p where p.school_id = any (@schools) and p.left_on is null
                and not exists (select 1 from booking b where b.pupil_id = p.id and b.state in ('booked', 'in') and b.during && s.during) order by md5(p.id::text || s.id::text) limit s.places - s.taken + 4) p
            """, new { library, now, schools = whose.Keys.ToArray() }, commandTimeout: 0, cancellationToken: ct));
        return [.. rows.Select(r => new Booking(whose[r.School], r.Slot, r.Child)).GroupBy(b => b.Slot)];
    }

    public async Task<long> BookedAtAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<long>("select count(*) from booking where at = @now", new { now });
    }

    private Task<List<Asker>> ManyAsync(string where, object args, CancellationToken ct) => Cast.SessionsAsync(database, $"""
        with one as (select m.person_id, m.id as membership_id, m.organisation_id from membership m where {where} order by md5(m.id::text) limit 200)
        select one.* from one cross join generate_series(1, (select ceil(@atOnce::float8 / greatest(count(*), 1))::integer from one)) g
        """, ct, args);
}
