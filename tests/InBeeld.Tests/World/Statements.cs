using System.Collections.Concurrent;
using System.Diagnostics;

namespace InBeeld.Tests;

/// <summary>An answer and the SQL statements it took; a batch that goes in one journey counts as one.</summary>
public sealed record Asked(PageAnswer Answer, IReadOnlyList<string> Statements)
{
    /// <summary>Without what the frame of every page does: entering, and writing the journal.</summary>
    public IReadOnlyList<string> OfThePage => [.. Statements.Where(s => !s.Contains("app.enter(", StringComparison.Ordinal) && !(s.StartsWith("INSERT INTO journal_inbox", StringComparison.Ordinal) && s.Count(c => c == ';') <= 1))];
}

/// <summary>Listens to what Npgsql tells about each statement. The number of the trace travels with the request, so tests beside this one do not count.</summary>
internal static class Statements
{
    private static readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> Listening = new();

    static Statements() => ActivitySource.AddActivityListener(new ActivityListener
    {
        ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
        Sample = (ref ActivityCreationOptions<ActivityContext> options) => Listening.ContainsKey(options.TraceId) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
        ActivityStopped = activity =>
        {
            if (activity.Source.Name == "Npgsql" && Listening.TryGetValue(activity.TraceId, out var statements) && Sql(activity) is { } sql)
            {
                statements.Enqueue(sql);
            }
        },
    });

    public static async Task<Asked> OfAsync(Func<Task<PageAnswer>> ask)
    {
        using var activity = new Activity("asked by a test").SetIdFormat(ActivityIdFormat.W3C).Start();
        var statements = Listening.GetOrAdd(activity.TraceId, _ => new());
        try
        {
            return new Asked(await ask(), [.. statements]);
        }
        finally
        {
            Listening.TryRemove(activity.TraceId, out _);
        }
    }

    // Pools also tell about opening a connection; that is no statement.
    private static string? Sql(Activity activity) => activity.GetTagItem("db.query.text") as string ?? activity.GetTagItem("db.statement") as string;
}
