using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Hours;

/// <param name="From">From this day on.</param>
/// <param name="Opens">As typed: seven days, Monday first, and again seven for a second time on the same day; empty: not open.</param>
internal sealed record HoursInput(DateOnly? From, IReadOnlyList<string?> Opens, IReadOnlyList<string?> Closes);

/// <summary>The opening hours of the own library from a day on. What was kept for later days is replaced; the days before stay as they were.</summary>
internal sealed class KeepHours(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(HoursInput input, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        if (input.From is not { } from || from < clock.Today() || from > clock.Today().AddYears(2))
        {
            return new Refusal("From", "Kies een dag vanaf vandaag, binnen twee jaar.");
        }

        var (days, opens, closes) = (new List<int>(), new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < 14; i++)
        {
            var (typedOpens, typedCloses) = (input.Opens.ElementAtOrDefault(i), input.Closes.ElementAtOrDefault(i));
            if (string.IsNullOrWhiteSpace(typedOpens) && string.IsNullOrWhiteSpace(typedCloses))
            {
                continue;
            }

            if (Typed.Time(typedOpens) is not { } open || Typed.Time(typedCloses) is not { } close || close <= open)
            {
                refusals.Add(new Refusal($"Opens{i}", "Vul twee tijden in: eerst open, dan dicht. Of laat beide leeg."));
                continue;
            }

            // The second time of a day begins when the first is over; a day with only a second time is refused there too.
            if (i >= 7 && !(days.IndexOf(i - 6) is >= 0 and var first && closes[first] < open.ToTimeSpan()))
            {
                refusals.Add(new Refusal($"Opens{i}", "De tweede tijd begint nadat de eerste voorbij is."));
                continue;
            }

            days.Add((i % 7) + 1);
            opens.Add(open.ToTimeSpan());
            closes.Add(close.ToTimeSpan());
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        await frame.DoAsync("""
            delete from opening where library_id = @OrganisationId and starts >= @from;
            update opening set ends = @from - 1 where library_id = @OrganisationId and starts < @from and (ends is null or ends >= @from);
            insert into opening (id, library_id, weekday, opens, closes, starts, by_person, at) select uuidv7(), @OrganisationId, d, o::time, c::time, @from, @PersonId, @now from unnest(@days, @opens, @closes) as x (d, o, c)
            """, new { user.OrganisationId, from, days = days.ToArray(), opens = opens.ToArray(), closes = closes.ToArray(), user.PersonId, now = clock.GetUtcNow() }, ct);
        journal.Write("keep opening hours", [], Facets.None, "", new { from });
        return Done.It;
    }
}
