using System.Diagnostics;

namespace InBeeld.Bench.Measuring;

/// <summary>How long requests took, in milliseconds, and how many there were in a second.</summary>
internal sealed record Times(int Requests, int AtOnce, double P50, double P95, double P99, double Slowest, double PerSecond)
{
    public static Times Of(List<double> milliseconds, int atOnce, double seconds)
    {
        milliseconds.Sort();
        double At(double share) => Math.Round(milliseconds[Math.Min(milliseconds.Count - 1, (int)(milliseconds.Count * share))], 2);
        return new Times(milliseconds.Count, atOnce, At(0.5), At(0.95), At(0.99), At(1), Math.Round(milliseconds.Count / seconds, 1));
    }
}

internal static class Load
{
    /// <summary>Runs so many requests, so many at once, each with its number; the first tenth (at least 30) is to warm up and not counted.</summary>
    public static async Task<Times> RunAsync(int requests, int atOnce, Func<int, Task> ask)
    {
        await ManyAsync(Math.Max(30, requests / 10), atOnce, -1, ask, []);
        var milliseconds = new List<double>(requests);
        var clock = Stopwatch.StartNew();
        await ManyAsync(requests, atOnce, 0, ask, milliseconds);
        return Times.Of(milliseconds, atOnce, clock.Elapsed.TotalSeconds);
    }

    private static async Task ManyAsync(int requests, int atOnce, int from, Func<int, Task> ask, List<double> milliseconds)
    {
        var next = from;
        var left = requests;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var start = Stopwatch.GetTimestamp();
                await ask(Interlocked.Increment(ref next) & int.MaxValue);
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            lock (milliseconds)
            {
                milliseconds.AddRange(own);
            }
        })));
    }
}
