using InBeeld.Demonstration;
using InBeeld.Kernel;

namespace InBeeld.Tests;

/// <summary>The demo, made in memory: what it holds on which day. Loading it is tested in DemoLoadTests.</summary>
public sealed class DemoTests
{
    private static readonly DateTimeOffset Thursday = Amsterdam.At(new DateOnly(2026, 11, 19), new TimeOnly(16, 30));

    [Fact]
    public void The_same_day_gives_the_same_rows()
    {
        var first = Rows(Thursday);
        Assert.Equal(first, Rows(Thursday));
        Assert.NotEqual(first, Rows(Thursday.AddDays(1)));
    }

    [Fact]
    public void Children_and_staff_are_the_same_whatever_the_day()
    {
        var now = World(Thursday).Children.Select(c => (c.Id, c.Name, c.Key, c.Group.Name));
        var later = World(Thursday.AddDays(33)).Children.Select(c => (c.Id, c.Name, c.Key, c.Group.Name));
        Assert.Equal(now, later);
    }

    [Fact]
    public void There_are_two_dozen_locations_of_every_level_with_some_three_thousand_pupils()
    {
        var world = World(Thursday);
        Assert.Equal(24, world.Schools.Count);
        Assert.Equal(["mbo", "primary", "secondary", "special"], world.Schools.Select(s => s.Plan.Level).Distinct().Order());
        Assert.InRange(world.Children.Count(), 2900, 3200);
        Assert.All(world.Groups, g => Assert.Equal(g.Size, g.Children.Count));
        Assert.Equal(331, world.Children.Count(c => c.Group.School.Plan.Code == DemoPlan.HomeSchool));
    }

    [Fact]
    public void Families_have_brothers_and_sisters_also_at_other_schools_and_many_languages()
    {
        var world = World(Thursday);
        Assert.InRange(world.Families.Count(f => f.Children.Count > 1), 600, 1200);
        Assert.InRange(world.Families.Count(f => f.Children.Select(c => c.Group.School).Distinct().Count() > 1), 50, 400);
        Assert.All(world.Families, f => Assert.NotEmpty(f.Contacts));
        Assert.All(world.Families, f => Assert.Equal(f.Children.Count, f.Children.Select(c => c.Name.Given).Distinct().Count()));
        Assert.Superset(new HashSet<string>(["nl", "uk", "pl", "ar", "tr", "ti", "en"]), world.Families.SelectMany(f => f.Contacts).Select(c => c.Language).ToHashSet());
        Assert.All(world.Families.SelectMany(f => f.Contacts), c => Assert.StartsWith("06 0", c.Phone, StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_has_a_conversation_before_coming_or_after_leaving()
    {
        var world = World(Thursday);
        Assert.Contains(world.Children, c => c.Left is not null);
        Assert.Contains(world.Children, c => c.Joined > world.Days.First);
        Assert.All(world.Contact.Moments, m => Assert.True(m.Child.IsThere(m.Day)));
    }

    [Fact]
    public void The_holiday_week_lies_four_weeks_back_unless_holidays_are_known()
    {
        var days = new DemoDays(Thursday, []);
        Assert.Equal(new DateOnly(2026, 10, 19), Assert.Single(days.OwnDaysOff, d => d.Starts < days.Today).Starts);
        Assert.Empty(days.All.Single(w => w.Offset == -4).Days);
        var known = new DemoDays(Thursday, [(new DateOnly(2026, 10, 10), new DateOnly(2026, 10, 18))]);
        Assert.DoesNotContain(known.OwnDaysOff, d => d.Starts < known.Today);
        Assert.Empty(known.All.Single(w => w.Monday == new DateOnly(2026, 10, 12)).Days);
    }

    [Fact]
    public void There_are_as_many_school_weeks_of_contact_with_a_long_holiday_behind_as_without()
    {
        var without = new DemoDays(Thursday, []);
        var known = new DemoDays(Thursday, [(new DateOnly(2026, 7, 18), new DateOnly(2026, 8, 30)), (new DateOnly(2026, 10, 17), new DateOnly(2026, 10, 25))]);
        Assert.Equal(14, without.All.Count(w => w.Days.Count > 0));
        Assert.Equal(14, known.All.Count(w => w.Days.Count > 0));
        Assert.Equal(new DateOnly(2026, 6, 29), known.First);
    }

    [Theory]
    [InlineData("2026-11-22", "11:00")] // a Sunday
    [InlineData("2026-11-23", "00:05")] // Monday, just after midnight
    [InlineData("2026-11-23", "08:05")]
    [InlineData("2026-07-29", "13:00")] // in summer
    [InlineData("2026-08-01", "13:00")] // the first day of a school year
    [InlineData("2027-01-01", "10:00")]
    [InlineData("2026-10-25", "02:30")] // the hour that comes twice
    [InlineData("2027-03-28", "03:30")] // the night that misses an hour
    [InlineData("2028-02-29", "12:00")]
    public void Nothing_lies_in_the_future_and_contact_is_on_school_days_in_daytime(string day, string time)
    {
        var now = Amsterdam.At(DateOnly.Parse(day, null), TimeOnly.Parse(time, null));
        var world = World(now);
        Assert.InRange(world.Contact.Moments.Count, 30_000, 60_000);
        Assert.All(world.Contact.Moments, m => Assert.True(m.At < now));
        Assert.All(world.Contact.Moments, m => Assert.True(world.Days.Calendar.IsSchoolDay(m.Day)));
        Assert.All(world.Contact.Moments, m => Assert.InRange(Amsterdam.Local(m.At).TimeOfDay, TimeSpan.FromHours(8), TimeSpan.FromHours(17.5)));
        Assert.All(world.Contact.Moments, m => Assert.Equal(m.Day, Amsterdam.Day(m.At)));
        Assert.All(world.Care.Worries, w => Assert.True(w.At < now && (w.TakenAt ?? w.At) <= now && (w.DoneAt ?? w.At) <= now && (w.TakenAt ?? w.At) >= w.At));
        Assert.All(world.Care.Rungs, r => Assert.True(r.At < now));
        Assert.All(world.Children, c => Assert.True(c.BirthDate < world.Days.Today && c.Joined <= world.Days.Today));
    }

    [Fact]
    public void A_child_is_never_spoken_to_twice_at_the_same_time()
    {
        var moments = World(Thursday).Contact.Moments;
        Assert.Equal(moments.Count, moments.Select(m => (m.Child, m.At)).Distinct().Count());
        Assert.Equal(moments.Count, moments.Select(m => m.Id).Distinct().Count());
    }

    [Fact]
    public void One_call_counts_for_brothers_and_sisters_without_its_note()
    {
        var world = World(Thursday);
        var byId = world.Contact.Moments.ToDictionary(m => m.Id);
        var shared = world.Contact.Moments.Where(m => m.Shared is not null).ToList();
        Assert.Contains(shared, m => m.Organisation != m.Child.Group.School.Id);
        Assert.All(shared, m => Assert.Same(byId[m.Shared!.Value].Child.Family, m.Child.Family));
        Assert.All(shared, m => Assert.Equal("", m.Note));
    }

    [Fact]
    public void De_Wolkenladder_has_the_heat_map_of_the_reference_picture()
    {
        var world = World(Thursday);
        var home = world.Schools.Single(s => s.Plan.Code == DemoPlan.HomeSchool);
        foreach (var (group, missing) in DemoPlan.NotReached)
        {
            var children = home.Groups.Single(g => g.Name == group).Children;
            foreach (var week in world.Days.All.Where(w => w.Offset is > -12 and < 0 && w.Days.Count > 0))
            {
                var reached = world.Contact.Moments.Where(m => m.Child.Group.Name == group && m.Child.Group.School == home && m.Day.Monday() == week.Monday && m.Reached != "nobody").Select(m => m.Child).Distinct().Count();
                Assert.Equal((group, week.Offset, missing[week.Offset + 11]), (group, week.Offset, children.Count(c => c.IsThere(week.Days[0])) - reached));
            }
        }
    }

    private static DemoWorld World(DateTimeOffset now) => DemoWorld.Make(new DemoDays(now, []));

    private static List<string> Rows(DateTimeOffset now) => [.. DemoTables.Of(World(now)).SelectMany(t => t.Rows.Select(r => t.Name + ": " + string.Join('|', r)))];
}
