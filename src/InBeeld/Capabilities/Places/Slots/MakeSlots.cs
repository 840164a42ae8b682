using System.Security.Cryptography;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Slots;

/// <summary>New times as they are filled in.</summary>
internal sealed class SlotFields
{
    public Guid? Room { get; set; }
    public string? Day { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }

    /// <summary>The last day, for every week the same; empty: once.</summary>
    public string? Until { get; set; }
    public Guid? Town { get; set; }
    public string? Most { get; set; }
    public string? MostPerSchool { get; set; }
    public bool NoSupervision { get; set; }
}

/// <summary>A date on which a time is asked, and what is in its way.</summary>
internal sealed class Occurrence
{
    public DateTimeOffset Starts { get; set; }
    public DateTimeOffset Ends { get; set; }

    /// <summary>'' when it can be made; else past, night, closure, hours, overlap, no_choice.</summary>
    public string Clash { get; set; } = "";
    public string? Reason { get; set; }
    public Guid? ChoiceId { get; set; }
    public int Seats { get; set; }
    public int PerPerson { get; set; }

    /// <summary>Schools have no lessons: told, and not made unless asked.</summary>
    public bool Holiday { get; set; }

    public bool Fits => Clash.Length == 0;
}

/// <summary>The dates that were asked, by the clock of the Netherlands, with what clashes; and the making of those that fit, in one statement.</summary>
internal sealed class MakeSlots(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    private const int MostWeeks = 60;

    public async Task<Outcome<List<Occurrence>>> LookAsync(SlotFields f, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var (day, from, to, until) = (Typed.Day(f.Day), Typed.Time(f.From), Typed.Time(f.To), Typed.Day(f.Until));
        if (f.Room is null || !await frame.OneAsync<bool>("select exists (select 1 from room where id = @Room and library_id = @OrganisationId and removed_at is null)", new { f.Room, user.OrganisationId }, ct))
        {
            refusals.Add(new Refusal("Room", "Kies een ruimte."));
        }

        if (day is null || day < clock.Today() || day > clock.Today().AddYears(2))
        {
            refusals.Add(new Refusal("Day", "Kies een dag vanaf vandaag, binnen twee jaar."));
        }

        if (from is null || to is null || to <= from || to - from > TimeSpan.FromHours(10))
        {
            refusals.Add(new Refusal("From", "Vul een begin en een eind in. Een tijd duurt hooguit tien uur."));
        }

        if (!string.IsNullOrWhiteSpace(f.Until) && (until is null || until < day || until > day?.AddDays(7 * MostWeeks)))
        {
            refusals.Add(new Refusal("Until", "Kies een dag na de eerste, binnen {0} weken.", MostWeeks));
        }

        Typed.Number("Most", f.Most, 1000, refusals);
        Typed.Number("MostPerSchool", f.MostPerSchool, 1000, refusals);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var days = new List<DateOnly>();
        for (var d = day!.Value; d <= (until ?? day.Value); d = d.AddDays(7))
        {
            days.Add(d);
        }

        var rows = await frame.ListAsync<Occurrence>("""
            select t.starts, t.ends, c.id as choice_id, coalesce(cardinality(c.chosen), 0) as seats, r.per_person,
              case when t.ends <= @now then 'past' when f.why <> '' then f.why when o.id is not null then 'overlap' when c.id is null then 'no_choice' else '' end as clash,
              case when f.why = 'closure' then (select x.reason from closure x where x.library_id = r.library_id and (x.room_id is null or x.room_id = r.id) and x.removed_at is null and x.starts < t.ends and x.ends > t.starts order by x.starts limit 1) end as reason
            from unnest(@starts, @ends) as t (starts, ends) cross join room r
              cross join lateral (select app.slot_fits(r.library_id, r.id, t.starts, t.ends) as why) f
              left join lateral (select s.id from slot s where s.room_id = r.id and s.state = 'open' and s.during && tstzrange(t.starts, t.ends) limit 1) o on true
              left join lateral app.distance_on(r.library_id, (t.starts at time zone 'Europe/Amsterdam')::date) d on true
              left join seat_choice c on c.room_id = r.id and c.metres = d.metres and c.screens = d.screens and c.replaced_at is null
            where r.id = @Room order by t.starts
            """, new { f.Room, now = clock.GetUtcNow(), starts = days.ConvertAll(d => Amsterdam.At(d, from!.Value).UtcDateTime).ToArray(), ends = days.ConvertAll(d => Amsterdam.At(d, to!.Value).UtcDateTime).ToArray() }, ct);
        var calendar = await TownCalendar.OfAsync(frame, user.MunicipalityCode, ct);
        foreach (var row in rows)
        {
            row.Holiday = Amsterdam.Day(row.Starts) is { DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday) } d && !calendar.IsOpen(d);
        }

        return rows;
    }

    /// <param name="id">Made with the form: a double tap makes the same times.</param>
    /// <param name="holidays">Also the dates on which schools have no lessons.</param>
    /// <returns>How many were made.</returns>
    public async Task<Outcome<int>> RunAsync(Guid id, SlotFields f, bool holidays, CancellationToken ct)
    {
        var looked = await LookAsync(f, ct);
        if (!looked.Ok)
        {
            return looked.Refusals.ToList();
        }

        if (f.Town is not null && !await frame.OneAsync<bool>("select exists (select 1 from place_agreement a where a.library_id = @OrganisationId and a.municipality_id = @Town and a.state = 'agreed')", new { user.OrganisationId, f.Town }, ct))
        {
            return new Refusal("Town", "Kies een gemeente waarmee jullie een afspraak hebben.");
        }

        var fit = looked.Value.Where(o => o.Fits && (holidays || !o.Holiday)).ToList();
        var wrong = new List<Refusal>();
        var made = fit.Count == 0 ? 0 : await frame.DoAsync("""
            insert into slot (id, library_id, room_id, series_id, starts, ends, municipality_id, needs_supervision, choice_id, seats, per_person, most, most_per_school, by_person, at)
              select i, @OrganisationId, @Room, @series, s, e, @Town, not @NoSupervision, c, n, p, @most, @mostPerSchool, @PersonId, @now from unnest(@ids, @starts, @ends, @choices, @seats, @persons) as x (i, s, e, c, n, p)
              on conflict do nothing
            """, new
        {
            user.OrganisationId, f.Room, series = looked.Value.Count > 1 ? id : (Guid?)null, f.Town, f.NoSupervision, most = Typed.Number("Most", f.Most, 1000, wrong), mostPerSchool = Typed.Number("MostPerSchool", f.MostPerSchool, 1000, wrong), user.PersonId, now = clock.GetUtcNow(),
            ids = fit.ConvertAll(o => Same(id, o.Starts)).ToArray(), starts = fit.ConvertAll(o => o.Starts.UtcDateTime).ToArray(), ends = fit.ConvertAll(o => o.Ends.UtcDateTime).ToArray(),
            choices = fit.ConvertAll(o => o.ChoiceId!.Value).ToArray(), seats = fit.ConvertAll(o => o.Seats).ToArray(), persons = fit.ConvertAll(o => o.PerPerson).ToArray(),
        }, ct);
        if (made > 0)
        {
            journal.Write("make slots", [], Facets.None, "", new { series = id, made });
            return made;
        }

        // A double tap: they are there already.
        return await frame.OneAsync<int>("select count(*)::integer from slot where id = any (@ids)", new { ids = looked.Value.ConvertAll(o => Same(id, o.Starts)).ToArray() }, ct);
    }

    private static Guid Same(Guid id, DateTimeOffset starts) => new(SHA256.HashData([.. id.ToByteArray(), .. BitConverter.GetBytes(starts.UtcTicks)])[..16]);
}
