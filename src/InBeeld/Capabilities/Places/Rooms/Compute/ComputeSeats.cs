using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Planning;
using InBeeld.Planning.Seats;

namespace InBeeld.Capabilities.Places.Rooms.Compute;

/// <summary>A distance with or without screens.</summary>
internal sealed record Distance(decimal Metres, bool Screens);

/// <summary>
/// Which seats of a room keep the distance: for the rule in force and for every rule that is known to come. Of the largest sets the one in which the most bookings keep their seat.
/// Writes a choice where there is none yet; who changes a room puts the choices of before aside first.
/// </summary>
internal sealed class ComputeSeats(Frame frame, CurrentUser user, TimeProvider clock)
{
    public const double MostSeconds = 5;

    /// <summary>The rules of today and later.</summary>
    public async Task<List<Distance>> RulesAsync(CancellationToken ct) => (await frame.ListAsync<RuleRow>("""
        select distinct r.metres, r.screens from (
          select @today::date as day union select starts from distance_rule where removed_at is null and starts > @today and (library_id = @library or library_id is null)
          union select ends + 1 from distance_rule where removed_at is null and ends >= @today and (library_id = @library or library_id is null)) d
        cross join lateral app.distance_on(@library, d.day) r
        """, new { today = clock.Today(), library = user.OrganisationId }, ct)).ConvertAll(r => new Distance(r.Metres, r.Screens));

    /// <param name="rooms">Rooms of one's own library.</param>
    /// <param name="again">Look again at choices under which bookings lose their seat: they may have been made before the bookings. Only a better one takes their place.</param>
    public async Task<Outcome<Done>> RunAsync(IReadOnlyList<RoomRow> rooms, bool again, CancellationToken ct)
    {
        var rules = await RulesAsync(ct);
        var ids = rooms.Select(r => r.Id).ToArray();
        var known = (await frame.ListAsync<Known>("select id, room_id, metres, screens, chosen from seat_choice where room_id = any (@ids) and replaced_at is null", new { ids }, ct)).ToDictionary(k => (k.RoomId, new Distance(k.Metres, k.Screens)));
        var booked = (await BookedAsync(ids, ct)).ToLookup(b => (b.RoomId, new Distance(b.Metres, b.Screens)));
        bool Loses((Guid, Distance) of) => again && booked[of].Any(b => !known[of].Chosen.Contains(b.SeatId));
        var missing = rooms.SelectMany(room => rules.Where(rule => !known.ContainsKey((room.Id, rule)) || Loses((room.Id, rule))).Select(rule => (Room: room, Rule: rule))).ToList();
        if (missing.Count == 0)
        {
            return Done.It;
        }

        var wanted = missing.Select(m => m.Room.Id).Distinct().ToArray();
        var seats = (await frame.ListAsync<SeatOfRoom>("select room_id, id, label, x, y, accessible, by_hand from seat where room_id = any (@wanted) and removed_at is null order by y, x, id", new { wanted }, ct)).ToLookup(s => s.RoomId);
        // Together they have as long as one may take.
        var limit = MostSeconds / missing.Count;
        foreach (var (room, rule) in missing)
        {
            var of = booked[(room.Id, rule)].ToDictionary(b => b.SeatId, b => b.Bookings);
            var found = Solve(room, rule, [.. seats[room.Id]], of, limit, ct);
            if (known.TryGetValue((room.Id, rule), out var old))
            {
                if ((found.Plan.Count, found.Plan.Kept).CompareTo((old.Chosen.Length, old.Chosen.Sum(s => (long)of.GetValueOrDefault(s)))) <= 0)
                {
                    continue;
                }

                await frame.DoAsync("update seat_choice set replaced_at = @now where id = @Id", new { old.Id, now = clock.GetUtcNow() }, ct);
            }

            await KeepAsync(room, rule, found, ct);
        }

        return Done.It;
    }

    // Of the days on which that rule holds. A child that is there now stays anyway.
    private Task<List<Booked>> BookedAsync(Guid[] ids, CancellationToken ct) => frame.ListAsync<Booked>("""
        select s.room_id, d.metres, d.screens, b.seat_id, count(*)::integer as bookings
        from slot s join booking b on b.slot_id = s.id and b.state = 'booked' cross join lateral app.distance_on(s.library_id, (s.starts at time zone 'Europe/Amsterdam')::date) d
        where s.room_id = any (@ids) and s.ends > @now group by 1, 2, 3, 4
        """, new { ids, now = clock.GetUtcNow() }, ct);

    /// <summary>What is fixed by hand or asked for at least, as far as the distance allows it: a rule of the law is not refused because two seats were fixed.</summary>
    private static (SeatPlan Plan, int Candidates, int FirstCome) Solve(RoomRow room, Distance rule, List<SeatOfRoom> seats, Dictionary<Guid, int> booked, double seconds, CancellationToken ct)
    {
        List<Seat> all = [.. seats.Select(s => s.Candidate with { Booked = booked.GetValueOrDefault(s.Id) })];
        var candidates = all.Count(s => s.Fixed != false);
        var metres = (double)rule.Metres;
        var walls = room.Drawn.Separators(rule.Screens);
        if (rule.Metres == 0)
        {
            return (new SeatPlan([.. all.Where(s => s.Fixed != false).Select(s => s.Id)], candidates, 0) { Kept = all.Where(s => s.Fixed != false).Sum(s => (long)s.Booked) }, candidates, candidates);
        }

        var plan = Try(all, room.AccessibleLeast) ?? Try(all, 0) ?? Try([.. all.Select(s => s.Fixed == true ? s with { Fixed = null } : s)], room.AccessibleLeast) ?? Try([.. all.Select(s => s.Fixed == true ? s with { Fixed = null } : s)], 0)!;
        return (plan, candidates, FirstCome.Count([.. all.Where(s => s.Fixed != false)], metres, walls));

        SeatPlan? Try(List<Seat> from, int accessible)
        {
            try
            {
                return SeatSolver.Solve(new SeatProblem(from, metres, walls, null, accessible), new Limits(seconds), null, ct);
            }
            catch (SeatProblemException) when (accessible > 0 || from.Exists(s => s.Fixed == true))
            {
                return null;
            }
        }
    }

    private Task<int> KeepAsync(RoomRow room, Distance rule, (SeatPlan Plan, int Candidates, int FirstCome) found, CancellationToken ct) => frame.DoAsync("""
        insert into seat_choice (id, room_id, metres, screens, chosen, candidates, upper_bound, proven, seconds, first_come, by_person, at)
          values (@id, @room, @Metres, @Screens, @chosen, @Candidates, @bound, @Proven, @Seconds, @FirstCome, @PersonId, @now)
        """, new
    {
        id = Guid.CreateVersion7(), room = room.Id, rule.Metres, rule.Screens, chosen = found.Plan.Chosen.Select(Guid.Parse).ToArray(), found.Candidates, bound = Math.Min(found.Plan.UpperBound, Math.Max(found.Candidates, found.Plan.Count)),
        Proven = found.Plan.Count >= Math.Min(found.Plan.UpperBound, Math.Max(found.Candidates, found.Plan.Count)), found.Plan.Seconds, found.FirstCome, user.PersonId, now = clock.GetUtcNow(),
    }, ct);

    internal sealed class Booked
    {
        public Guid RoomId { get; set; }
        public decimal Metres { get; set; }
        public bool Screens { get; set; }
        public Guid SeatId { get; set; }
        public int Bookings { get; set; }
    }

    internal sealed class Known
    {
        public Guid Id { get; set; }
        public Guid RoomId { get; set; }
        public decimal Metres { get; set; }
        public bool Screens { get; set; }
        public Guid[] Chosen { get; set; } = [];
    }

    internal sealed class SeatOfRoom
    {
        public Guid RoomId { get; set; }
        public Guid Id { get; set; }
        public string Label { get; set; } = "";
        public decimal X { get; set; }
        public decimal Y { get; set; }
        public bool Accessible { get; set; }
        public string ByHand { get; set; } = "";

        public Seat Candidate => new(Id.ToString(), (double)X, (double)Y, Accessible, ByHand switch { "in" => true, "out" => false, _ => null });
    }
}

/// <summary>What one would get without computing: from the top left, row by row, each seat that is still far enough from those taken.</summary>
internal static class FirstCome
{
    public static int Count(IReadOnlyList<Seat> seats, double metres, IReadOnlyList<Segment> separators)
    {
        var taken = new List<Seat>();
        foreach (var seat in seats.OrderBy(s => s.Y).ThenBy(s => s.X).ThenBy(s => s.Id))
        {
            if (!taken.Exists(t => Near(t, seat, metres) && !separators.Any(s => Between(s, t, seat))))
            {
                taken.Add(seat);
            }
        }

        return taken.Count;
    }

    private static bool Near(Seat a, Seat b, double metres) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y))) < metres - 1e-9;

    // As the solver sees it: a wall along the line of sight does not separate, one that touches it does.
    private static bool Between(Segment s, Seat a, Seat b) =>
        Side(s.X1, s.Y1, s.X2, s.Y2, a.X, a.Y) * Side(s.X1, s.Y1, s.X2, s.Y2, b.X, b.Y) < 0 && Side(a.X, a.Y, b.X, b.Y, s.X1, s.Y1) * Side(a.X, a.Y, b.X, b.Y, s.X2, s.Y2) <= 0;

    private static double Side(double ax, double ay, double bx, double by, double x, double y) => ((bx - ax) * (y - ay)) - ((by - ay) * (x - ax));
}
