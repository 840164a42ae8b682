using InBeeld.Data;

namespace InBeeld.Bench.Measuring;

internal static class Measure
{
    public static Task<object> RunAsync(Database database, int users, int requests, CancellationToken ct) => Task.FromResult<object>(new { database.AppConnection.Length, users, requests, ct.IsCancellationRequested });
}
