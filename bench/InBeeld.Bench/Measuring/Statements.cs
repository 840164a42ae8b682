using System.Collections.Concurrent;
using System.Diagnostics;

namespace InBeeld.Bench.Measuring;

/// <summary>Counts the statements of one request as Npgsql tells of them, without those of every page: entering, writing the journal, and the notices beside the menu. A batch that goes in one journey is one.</summary>
internal static class Statements
{
    private static readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> Listening = new();

    public static async Task<int> OfAsync(Func<Task> ask)
    {
        using var listener = Listen();
        ActivitySource.AddActivityListener(listener);
        using var activity = new Activity("measure").SetIdFormat(ActivityIdFormat.W3C).Start();
        var statements = Listening.GetOrAdd(activity.TraceId, _ => new());
        await ask();
        Listening.TryRemove(activity.TraceId, out _);
        return statements.Count(s => !s.Contains("app.enter(", StringComparison.Ordinal) && !s.Contains("app.notices_open(", StringComparison.Ordinal) && !s.StartsWith("INSERT INTO journal_inbox", StringComparison.Ordinal));
    }

    // Made for each count, so that nothing listens while time is measured.
    private static ActivityListener Listen() => new()
    {
        ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
        Sample = (ref ActivityCreationOptions<ActivityContext> options) => Listening.ContainsKey(options.TraceId) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
        ActivityStopped = activity =>
        {
            if (activity.Source.Name == "Npgsql" && Listening.TryGetValue(activity.TraceId, out var statements) && (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string sql)
            {
                statements.Enqueue(sql);
            }
        },
    };
}
