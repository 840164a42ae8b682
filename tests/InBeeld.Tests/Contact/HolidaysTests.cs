using System.Net;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Contact.Holidays;
using InBeeld.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InBeeld.Tests.Contact;

public sealed class HolidaysTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public void The_published_holidays_are_whole_weeks_with_their_weekends_and_never_overlap_within_a_region()
    {
        var weeks = PublishedHolidays.All.Where(h => h.Name.EndsWith("vakantie", StringComparison.Ordinal)).ToList();
        Assert.Equal(3 * 3 * 5, weeks.Count);
        Assert.All(weeks, h => Assert.Equal((DayOfWeek.Saturday, DayOfWeek.Sunday), (h.Starts.DayOfWeek, h.Ends.DayOfWeek)));
        foreach (var region in PublishedHolidays.All.GroupBy(h => h.Region))
        {
            var inOrder = region.OrderBy(h => h.Starts).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.Ends < pair.Second.Starts, $"{pair.First} and {pair.Second}"));
            Assert.Equal(44, region.Where(h => h.Name == "Zomervakantie").Select(h => h.Ends.DayNumber - h.Starts.DayNumber + 1).Distinct().Single());
        }

        Assert.All(PublishedHolidays.All, h => Assert.Equal(h.SchoolYear, HolidayWords.SchoolYear(h.Starts)));
    }

    [Theory]
    [InlineData("2027-02-20", "2027-02-28", "20 – 28 feb 2027")]
    [InlineData("2026-10-31", "2026-11-08", "31 okt – 8 nov")]
    [InlineData("2026-12-19", "2027-01-03", "19 dec – 3 jan 2027")]
    [InlineData("2027-04-24", "2027-05-02", "24 apr – 2 mei 2027")]
    [InlineData("2026-04-06", "2026-04-06", "ma 6 apr")]
    public void A_period_says_each_year_and_month_once(string starts, string ends, string words)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("nl-NL");
        Assert.Equal(words, HolidayWords.Days(DateOnly.Parse(starts, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(ends, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 11, 21)));
        System.Globalization.CultureInfo.CurrentUICulture = before;
    }

    [Fact]
    public async Task A_day_off_of_the_school_moves_the_dates_of_its_children_and_removing_it_moves_them_back()
    {
        var school = World.School();
        var child = World.Pupil(World.Group(school));
        await RecomputeAsync(school);
        var before = Dates(child);
        var day = NextSchoolDay(World.Clock.Day);
        using var visitor = house.SignIn(World.Principal(school));
        var page = await visitor.GetAsync("/school/holidays");
        page = await visitor.FollowAsync(await visitor.SubmitAsync(page, "main form[method=post]", ("Form.Name", "Studiedagen"), ("Form.Starts", Iso(day)), ("Form.Ends", Iso(day.AddDays(13)))));
        Assert.Contains("Studiedagen", page.Texts(".ib-lines .ib-strong"));
        Assert.True(Dates(child).Out > before.Out, $"{before} -> {Dates(child)}");

        var change = await visitor.GetAsync(page.Document.QuerySelector(".ib-lines a.nl-link")!.GetAttribute("href")!);
        await visitor.SubmitAsync(change, "form[action*=Remove]");
        Assert.Equal(before, Dates(child));
        Assert.Equal(0, World.Count("holiday", "school_id = @Id", new { school.Id }));
    }

    [Fact]
    public async Task A_holiday_of_a_region_moves_the_dates_of_the_children_of_that_region_only()
    {
        var (here, elsewhere) = (World.School(), World.School());
        World.Do("update organisation set holiday_region = 'Zuid' where id = @Id; update organisation set holiday_region = 'Noord' where id = @Other", new { here.Id, Other = elsewhere.Id });
        var (child, other) = (World.Pupil(World.Group(here)), World.Pupil(World.Group(elsewhere)));
        await RecomputeAsync(here, elsewhere);
        var (before, unchanged) = (Dates(child), Dates(other));
        using var visitor = house.SignIn(World.Administrator());
        var day = NextSchoolDay(World.Clock.Day);
        var form = await visitor.GetAsync("/holidays");
        (string, string?)[] fields = [("Form.Name", "Carnaval"), ("Form.Starts", Iso(day)), ("Form.Ends", Iso(day.AddDays(13))), ("Form.Regions", "Zuid")];
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(form, "main form[method=post]", fields)).Status);
        await visitor.SubmitAsync(form, "main form[method=post]", fields);
        Assert.Equal(1, World.Count("holiday", "name = 'Carnaval'"));
        await FollowedAsync();
        Assert.True(Dates(child).Out > before.Out);
        Assert.Equal(unchanged, Dates(other));
    }

    [Fact]
    public async Task What_is_not_right_is_said_and_nothing_is_saved()
    {
        using var visitor = house.SignIn(World.Principal(World.School()));
        var page = await visitor.PostAsync("/school/holidays", ("Form.Id", Guid.CreateVersion7().ToString()), ("Form.Name", " "), ("Form.Starts", "2027-02-10"), ("Form.Ends", "2027-02-01"));
        Assert.Equal(["Vul in hoe deze dagen heten.", "De laatste dag ligt voor de eerste."], page.Texts(".ib-errors li"));
        page = await visitor.PostAsync("/school/holidays", ("Form.Id", Guid.CreateVersion7().ToString()), ("Form.Name", "Lang"), ("Form.Starts", "2027-02-10"), ("Form.Ends", "2028-02-10"));
        Assert.Equal("Dit zijn 366 dagen. Kijk of het jaartal klopt.", page.Text("#Ends-wrong"));
        Assert.Equal("2028-02-10", page.Document.QuerySelector("#Ends")!.GetAttribute("value"));
        Assert.Equal(0, World.Count("holiday", "name in ('', 'Lang')"));
    }

    [Fact]
    public async Task A_school_does_not_reach_the_days_of_another_school_or_of_a_region()
    {
        var other = World.One<Guid>("insert into holiday (school_id, name, starts, ends) values (@Id, 'Feest', '2029-01-08', '2029-01-08') returning id", new { World.School().Id });
        var region = World.One<Guid>("insert into holiday (region, name, starts, ends) values ('Midden', 'Iets', '2029-02-05', '2029-02-05') returning id");
        using var visitor = house.SignIn(World.Principal(World.School()));
        foreach (var id in new[] { other, region })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/holidays/" + id)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"/holidays/{id}?handler=Remove")).Status);
        }

        Assert.Equal(2, World.Count("holiday", "id in (@other, @region)", new { other, region }));
    }

    [Fact]
    public async Task Two_people_who_change_the_same_days_both_see_what_the_other_wrote()
    {
        var school = World.School();
        var id = World.One<Guid>("insert into holiday (school_id, name, starts, ends) values (@Id, 'Feest', '2029-01-08', '2029-01-08') returning id", new { school.Id });
        using var one = house.SignIn(World.Principal(school));
        using var two = house.SignIn(World.Office(school));
        var (first, second) = (await one.GetAsync("/holidays/" + id), await two.GetAsync("/holidays/" + id));
        await one.SubmitAsync(first, "main form[method=post]", ("Form.Name", "Schoolfeest"));
        var page = await two.SubmitAsync(second, "main form[method=post]", ("Form.Starts", "2029-01-09"), ("Form.Ends", "2029-01-09"));
        Assert.Contains("Nu opgeslagen: Schoolfeest", page.Html, StringComparison.Ordinal);
        await two.SubmitAsync(page, "main form[method=post]");
        Assert.Equal(1, World.Count("holiday", "id = @id and name = 'Feest' and starts = '2029-01-09'", new { id }));
    }

    [Fact]
    public async Task The_published_holidays_are_loaded_once_and_what_was_removed_stays_away()
    {
        World.Do("delete from holiday where region = 'Noord' and school_id is null");
        World.Do("insert into holiday (region, name, starts, ends) values ('Noord', 'Eigen herfst', '2027-10-16', '2027-10-24')");
        await PublishedHolidays.LoadAsync(house.Database.Owner, TestContext.Current.CancellationToken);
        // The school year in which somebody had filled in something is left to them.
        Assert.Equal(1, World.Count("holiday", "region = 'Noord' and starts >= '2027-08-01' and starts < '2028-08-01' and school_id is null"));
        Assert.Equal(("2026-10-10", "2026-10-18"), (World.One<string>("select starts::text from holiday where region = 'Noord' and name = 'Herfstvakantie' and starts > '2026-08-01'"), World.One<string>("select ends::text from holiday where region = 'Noord' and name = 'Herfstvakantie' and starts > '2026-08-01'")));
        World.Do("delete from holiday where region = 'Noord' and name = 'Kerstvakantie'");
        Assert.Equal(0, await PublishedHolidays.LoadAsync(house.Database.Owner, TestContext.Current.CancellationToken));
        Assert.Equal(0, World.Count("holiday", "region = 'Noord' and name = 'Kerstvakantie'"));
    }

    private static DateOnly NextSchoolDay(DateOnly day) => day.AddDays(day.DayOfWeek switch { DayOfWeek.Friday => 3, DayOfWeek.Saturday => 2, _ => 1 });

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private (string Due, string Late, string Out) Raw(Pupil child) => World.One<(string, string, string)>("select due_from::text, late_from::text, out_from::text from pupil_state where pupil_id = @Id", new { child.Id });

    private (DateOnly Due, DateOnly Late, DateOnly Out) Dates(Pupil child)
    {
        var (due, late, left) = Raw(child);
        return (DateOnly.ParseExact(due, "yyyy-MM-dd"), DateOnly.ParseExact(late, "yyyy-MM-dd"), DateOnly.ParseExact(left, "yyyy-MM-dd"));
    }

    private async Task RecomputeAsync(params Organisation[] schools)
    {
        // Known since today, so that days off from here on matter.
        World.Do("update placement set starts = @today where school_id = any (@schools)", new { today = World.Clock.Day, schools = schools.Select(s => s.Id).ToArray() });
        await using var connection = await house.Database.Owner.OpenConnectionAsync();
        await RecomputeStates.OfSchoolsAsync(connection, null, [.. schools.Select(s => s.Id)], CancellationToken.None);
    }

    // The background service does it within seconds; here at once.
    private async Task FollowedAsync()
    {
        var service = house.Services.GetServices<IHostedService>().OfType<RecomputeAfterHolidays>().Single();
        for (var i = 0; i < 100 && World.Count("holiday_change") > 0; i++)
        {
            await service.RunOnceAsync(TestContext.Current.CancellationToken);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
