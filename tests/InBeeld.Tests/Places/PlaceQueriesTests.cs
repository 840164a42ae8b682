using System.Net;
using InBeeld.Kernel;

namespace InBeeld.Tests.Places;

/// <summary>The busiest pages of places take three queries at most, however many rooms, times and children there are.</summary>
public sealed class PlaceQueriesTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task The_pages_of_a_library_and_of_a_school_take_three_queries_at_most(int rooms)
    {
        var (town, library) = World.TownWithPlaces();
        var group = World.Group(World.School(municipality: town));
        var (planner, worker, monday) = (World.LibraryPlanner(library), World.Worker(library), World.Clock.Day.Monday().AddDays(7));
        World.Round(library);
        for (var i = 0; i < rooms; i++)
        {
            var room = World.Room(library, 4, $"Zaal {i}");
            World.Booked(room.Slot(World.Clock.Day.AddDays(-3 - i)), World.Pupil(group), "out", 0);
            foreach (var day in new[] { monday, monday.AddDays(1) })
            {
                var (slot, colleague) = (room.Slot(day, supervised: group.School), World.Worker(library));
                World.Booked(slot, World.Pupil(group));
                World.Waits(slot, World.Pupil(group));
                World.Asks(slot, 2, 1);
                colleague.OnDuty(slot, givenUp: true);
                if (i == 0)
                {
                    worker.OnDuty(slot, "reserve");
                }
            }
        }

        foreach (var (who, paths) in new[]
        {
            (planner, (string[])["/today", "/cleaning", "/places", $"/slots?day={monday:yyyy-MM-dd}", $"/slots?day={monday:yyyy-MM-dd}&view=day", $"/roster?week={monday:yyyy-MM-dd}", "/shifts", "/materials"]), (worker, ["/today", "/cleaning", "/shifts"]),
            (World.Care(group.School), ["/bookings", "/bookings?show=past", $"/bookings/find?day={monday:yyyy-MM-dd}", $"/bookings/find?day={monday:yyyy-MM-dd}&n=2", "/allocation"]), (World.Coordinator(town), ["/places", "/allocation"]),
        })
        {
            using var visitor = house.SignIn(who);
            foreach (var path in paths)
            {
                var asked = await house.Queries(() => visitor.GetAsync(path));
                Assert.Equal((path, HttpStatusCode.OK), (path, asked.Answer.Status));
                Assert.True(asked.OfThePage.Count is >= 1 and <= 3, $"{path}: {string.Join("\n---\n", asked.OfThePage)}");
            }
        }
    }
}
