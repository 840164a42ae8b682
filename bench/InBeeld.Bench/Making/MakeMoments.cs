using InBeeld.Capabilities.Contact.Model;
using InBeeld.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace InBeeld.Bench.Making;

/// <summary>
/// The contact moments, in the order of time, as they would have come in: day by day and hour by hour over all groups, so that a child's
/// moments lie far apart on disk. Keeps per child what its state follows from, and per group and week who was reached.
/// </summary>
internal sealed class MakeMoments
{
    private const int DaysPerRound = 5;
    private const int HoursPerDay = 8;

    private static readonly string[] Channels = ["phone", "phone", "phone", "message", "message", "video", "video", "video", "school", "door"];
    private static readonly string[] Notes = ["Gaat goed, werkt elke ochtend aan rekenen.", "Internet valt vaak uit.", "Moet de laptop delen met zus.", "Taken van deze week zijn af."];

    private readonly Country country;
    private readonly DateOnly[] days;
    private readonly long perRound;
    private readonly DateTime[,] hours;
    private readonly int[] lastReachedDay;
    private readonly long[] lastReachedAt;
    private readonly byte[] lastReachedWho;
    private readonly byte[] lastChannel;
    private readonly byte[] attempts;
    private readonly int[] lastAttemptDay;
    private readonly byte[] usualChannel;
    private readonly uint[] weeks;

    public MakeMoments(Country country, long moments, DateOnly today)
    {
        this.country = country;
        // One moment per child per five school days; the last round ends yesterday, so that nothing lies in the future.
        Rounds = (int)Math.Max(1, (moments + country.Pupils - 1) / country.Pupils);
        perRound = (moments + Rounds - 1) / Rounds;
        var empty = new SchoolCalendar([]);
        days = new DateOnly[Rounds * DaysPerRound];
        for (var (i, day) = (days.Length - 1, empty.Before(today)); i >= 0; i--, day = empty.Before(day))
        {
            days[i] = day;
        }

        hours = new DateTime[days.Length, HoursPerDay];
        for (var d = 0; d < days.Length; d++)
        {
            for (var h = 0; h < HoursPerDay; h++)
            {
                hours[d, h] = Amsterdam.At(days[d], new TimeOnly(9 + h, 0)).UtcDateTime;
            }
        }

        (lastReachedDay, lastReachedAt, lastReachedWho, lastChannel) = (new int[country.Pupils], new long[country.Pupils], new byte[country.Pupils], new byte[country.Pupils]);
        (attempts, lastAttemptDay, usualChannel, weeks) = (new byte[country.Pupils], new int[country.Pupils], new byte[country.Pupils], new uint[country.Pupils]);
        Array.Fill(lastReachedDay, -1);
        Array.Fill(lastAttemptDay, -1);
        Array.Fill(usualChannel, byte.MaxValue);
    }

    public int Rounds { get; }

    public DateOnly FirstWeek => days[0].Monday();

    public IEnumerable<DateOnly> Weeks => days.Select(d => d.Monday()).Distinct();

    /// <summary>One round of the groups of one stream. Streams may run beside each other; the rounds of a stream one after the other.</summary>
    public long Round(NpgsqlConnection connection, int round, (int From, int To) part)
    {
        using var copy = new Copy(connection, "contact_moment", "id, pupil_id, school_id, group_id, day, at, channel, reached, went, note, by_person, organisation_id, created_at");
        var first = country.GroupFirstPupil[part.From];
        var count = (int)Math.Min(country.GroupFirstPupil[part.To], perRound) - first;
        if (count <= 0)
        {
            return copy.Done();
        }

        foreach (var (pupil, group, day, hour) in InOrder(round, part, first, count))
        {
            var bits = Chance.Of(100 + round, pupil);
            var at = hours[day, hour].AddSeconds(Chance.Take(ref bits, 3600));
            var (channel, who) = ((byte)Chance.Take(ref bits, Channels.Length), Chance.Take(ref bits, 100) is var p && p < 52 ? (byte)0 : p < 82 ? (byte)1 : p < 90 ? (byte)2 : (byte)3);
            var school = MakeSchools.School(country.GroupSchool[group]);
            var note = Chance.Take(ref bits, 20);
            copy.Row().Put(Ids.At(new DateTimeOffset(at).ToUnixTimeMilliseconds(), ((ulong)round << 32) | (uint)pupil)).Put(MakePupils.Pupil(pupil)).Put(school).Put(MakeSchools.Group(group)).Put(days[day]).Put(at)
                .Put(Channels[channel]).Put(Who(who)).Put(who < 3 && note % 2 == 0 ? "well" : "").Put(note < Notes.Length ? Notes[note] : "").Put(MakeSchools.Teacher(group)).Put(school).Put(at);
            Keep(pupil, day, at, channel, who);
        }

        return copy.Done();
    }

    public long States(NpgsqlConnection connection, (int From, int To) part, DateOnly since, Func<string, SchoolCalendar> calendarOf)
    {
        using var copy = new Copy(connection, "pupil_state", "pupil_id, school_id, group_id, level, last_reached_day, last_reached_at, last_reached_who, last_channel, attempts, last_attempt_day, not_reached_since, due_from, late_from, out_from, usual_channel");
        for (var group = part.From; group < part.To; group++)
        {
            var school = country.Schools[country.GroupSchool[group]];
            var calendar = calendarOf(MakeSchools.Region(school));
            for (var pupil = country.GroupFirstPupil[group]; pupil < country.GroupFirstPupil[group + 1]; pupil++)
            {
                var level = MakePupils.Level(pupil);
                DateOnly? reached = lastReachedDay[pupil] >= 0 ? days[lastReachedDay[pupil]] : null;
                var standing = Standing.Of(Norm.Defaults[level], reached, since, calendar);
                copy.Row().Put(MakePupils.Pupil(pupil)).Put(MakeSchools.School(school.Index)).Put(MakeSchools.Group(group)).Put(level).PutOrNull(reached, NpgsqlDbType.Date)
                    .PutOrNull<DateTime>(reached is null ? null : new DateTime(lastReachedAt[pupil], DateTimeKind.Utc), NpgsqlDbType.TimestampTz).Put(reached is null ? "" : Who(lastReachedWho[pupil])).Put(reached is null ? "" : Channels[lastChannel[pupil]])
                    .Put((int)attempts[pupil]).PutOrNull<DateOnly>(lastAttemptDay[pupil] >= 0 ? days[lastAttemptDay[pupil]] : null, NpgsqlDbType.Date)
                    .Put(reached ?? since).Put(standing.DueFrom).Put(standing.LateFrom).Put(standing.OutFrom).Put(usualChannel[pupil] == byte.MaxValue ? "phone" : Channels[usualChannel[pupil]]);
            }
        }

        return copy.Done();
    }

    public long Coverage(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "coverage_week", "group_id, week, school_id, pupils, reached");
        for (var group = part.From; group < part.To; group++)
        {
            var (from, to) = (country.GroupFirstPupil[group], country.GroupFirstPupil[group + 1]);
            foreach (var monday in Weeks)
            {
                var bit = 1u << WeekNumber(monday);
                var reached = 0;
                for (var pupil = from; pupil < to; pupil++)
                {
                    reached += (weeks[pupil] & bit) != 0 ? 1 : 0;
                }

                copy.Row().Put(MakeSchools.Group(group)).Put(monday).Put(MakeSchools.School(country.GroupSchool[group])).Put(to - from).Put(reached);
            }
        }

        return copy.Done();
    }

    // Every child has one day and hour in a round; sorted by counting, without keeping more than a number per child.
    private IEnumerable<(int Pupil, int Group, int Day, int Hour)> InOrder(int round, (int From, int To) part, int first, int count)
    {
        const int slots = DaysPerRound * HoursPerDay;
        var starts = new int[slots + 1];
        for (var i = 0; i < count; i++)
        {
            starts[Slot(round, first + i) + 1]++;
        }

        for (var s = 1; s <= slots; s++)
        {
            starts[s] += starts[s - 1];
        }

        var (order, at) = (new int[count], starts.ToArray());
        for (var i = 0; i < count; i++)
        {
            order[at[Slot(round, first + i)]++] = first + i;
        }

        for (var s = 0; s < slots; s++)
        {
            var group = part.From;
            for (var i = starts[s]; i < starts[s + 1]; i++)
            {
                while (country.GroupFirstPupil[group + 1] <= order[i])
                {
                    group++;
                }

                yield return (order[i], group, (round * DaysPerRound) + (s / HoursPerDay), s % HoursPerDay);
            }
        }
    }

    private static int Slot(int round, int pupil) => (int)(Chance.Of(1000 + round, pupil) % (DaysPerRound * HoursPerDay));

    private void Keep(int pupil, int day, DateTime at, byte channel, byte who)
    {
        usualChannel[pupil] = channel;
        if (who == 3)
        {
            attempts[pupil]++;
            lastAttemptDay[pupil] = day;
            return;
        }

        (lastReachedDay[pupil], lastReachedAt[pupil], lastReachedWho[pupil], lastChannel[pupil]) = (day, at.Ticks, who, channel);
        (attempts[pupil], lastAttemptDay[pupil]) = (0, -1);
        weeks[pupil] |= 1u << WeekNumber(days[day].Monday());
    }

    private int WeekNumber(DateOnly monday) => (monday.DayNumber - FirstWeek.DayNumber) / 7;

    private static string Who(byte who) => who switch { 0 => "pupil", 1 => "parent", 2 => "both", _ => "nobody" };
}
