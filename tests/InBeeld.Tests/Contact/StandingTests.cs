using FsCheck;
using FsCheck.Fluent;
using InBeeld.Capabilities.Contact.Model;

namespace InBeeld.Tests.Contact;

/// <summary>When a child is due, overdue and out of view.</summary>
public sealed class StandingTests
{
    // November 2026; the 19th is a Thursday.
    private static DateOnly Nov(int day) => new(2026, 11, day);

    private static readonly SchoolCalendar NoHolidays = new([]);
    private static readonly Norm Weekly = Norm.Defaults[0];
    private static readonly Norm TwiceAWeek = Norm.Defaults[1];

    [Theory]
    [InlineData(18, "in")] // reached this week
    [InlineData(13, "due")] // last week Friday: until tomorrow
    [InlineData(12, "due")] // last week Thursday: until today
    [InlineData(11, "late")] // the week has passed
    [InlineData(4, "out")] // more than ten school days
    public void A_child_reached_once_a_week_on_Thursday_the_19th(int lastReached, string state) =>
        Assert.Equal(state, Standing.Of(Weekly, Nov(lastReached), Nov(1), NoHolidays).On(Nov(19)));

    [Theory]
    [InlineData(18, "in")]
    [InlineData(17, "due")]
    [InlineData(12, "late")]
    [InlineData(6, "out")]
    public void A_child_reached_twice_a_week_on_Thursday_the_19th(int lastReached, string state) =>
        Assert.Equal(state, Standing.Of(TwiceAWeek, Nov(lastReached), Nov(1), NoHolidays).On(Nov(19)));

    [Fact]
    public void A_child_that_was_never_reached_is_due_from_the_first_day() => Assert.Equal("due", Standing.Of(Weekly, null, Nov(16), NoHolidays).On(Nov(16)));

    [Fact]
    public void A_week_of_holiday_does_not_count()
    {
        var autumn = new SchoolCalendar([(new DateOnly(2026, 10, 17), new DateOnly(2026, 10, 25))]);
        var standing = Standing.Of(Weekly, new DateOnly(2026, 10, 15), new DateOnly(2026, 9, 1), autumn);
        Assert.Equal("due", standing.On(new DateOnly(2026, 10, 29)));
        Assert.Equal("late", standing.On(new DateOnly(2026, 10, 30)));
    }

    [Fact]
    public void Absent_with_notice_counts_for_nothing_until_the_day_after()
    {
        var standing = Standing.Of(Weekly, Nov(2), Nov(1), NoHolidays);
        Assert.Equal("none", standing.On(Nov(19), Nov(19)));
        Assert.Equal("out", standing.On(Nov(20), Nov(19)));
    }

    [Fact]
    public void Nobody_becomes_overdue_in_a_weekend()
    {
        var standing = Standing.Of(Weekly, Nov(13), Nov(1), NoHolidays);
        Assert.Equal(Nov(23), standing.LateFrom);
        Assert.Equal("due", standing.On(Nov(21)));
    }

    [Fact]
    public void A_school_that_is_closed_without_end_does_not_hang() =>
        Assert.True(Standing.Of(Weekly, Nov(2), Nov(1), new SchoolCalendar([(Nov(1), new DateOnly(2040, 1, 1))])).LateFrom > Nov(2));

    [Fact]
    public void The_dates_always_follow_each_other_and_reaching_later_never_makes_it_worse()
    {
        var cases =
            from level in Gen.Choose(1, 5)
            from weeks in Gen.Choose(1, 4)
            from outAfter in Gen.Choose(1, 60)
            from day in Gen.Choose(0, 900)
            from later in Gen.Choose(1, 30)
            from holiday in Gen.Choose(0, 900)
            from length in Gen.Choose(0, 50)
            select (norm: new Norm(0, (short)level, (short)weeks, (short)outAfter), reached: new DateOnly(2025, 1, 1).AddDays(day), later, off: (new DateOnly(2025, 1, 1).AddDays(holiday), new DateOnly(2025, 1, 1).AddDays(holiday + length)));
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var calendar = new SchoolCalendar([c.off]);
            var standing = Standing.Of(c.norm, c.reached, c.reached, calendar);
            var afterwards = Standing.Of(c.norm, c.reached.AddDays(c.later), c.reached, calendar);
            return standing.DueFrom > c.reached && standing.DueFrom <= standing.LateFrom && standing.LateFrom <= standing.OutFrom
                && calendar.IsSchoolDay(standing.LateFrom) && standing.On(c.reached) == "in"
                && afterwards.LateFrom >= standing.LateFrom && afterwards.OutFrom >= standing.OutFrom
                && calendar.Between(c.reached, standing.LateFrom) == c.norm.IntervalDays + 1;
        }).QuickCheckThrowOnFailure();
    }
}
