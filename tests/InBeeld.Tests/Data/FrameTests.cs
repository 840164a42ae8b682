namespace InBeeld.Tests.Data;

/// <summary>The transaction of a request.</summary>
public sealed class FrameTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task Who_stops_reading_halfway_can_go_on_asking()
    {
        var answered = await house.WithFrameAsync(house.World.Teacher(house.World.School()), async (frame, ct) =>
        {
            // A first answer that comes while the database still works on the last: calling that off would end the whole transaction.
            using (var read = await frame.ManyAsync("select 'short'; select repeat('long ', 20000); select pg_sleep(0.3)", null, ct))
            {
                await read.ReadAsync<string>();
            }

            return await frame.OneAsync<int>("select 1", null, ct);
        });
        Assert.Equal(1, answered);
    }
}
