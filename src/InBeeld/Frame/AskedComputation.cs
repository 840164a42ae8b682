using System.Text.Json;

namespace InBeeld.Frames;

/// <summary>The computation that was asked last of something, as long as it goes on; or why nothing came of it. Each row has a class of its own, which says where it stands.</summary>
internal abstract class AskedComputation
{
    public const string Keep = "keep";
    public const string Drop = "drop";
    public const string Dropped = "Gestopt. Er is niets bewaard.";

    /// <summary>So long a page waits for what may be done at once.</summary>
    private const int SoonSteps = 20, StepMilliseconds = 50;

    public string? SoFar { get; set; }
    public string? Stop { get; set; }
    public string? Trouble { get; set; }

    /// <summary>A node has taken it.</summary>
    public bool Taken { get; set; }

    /// <summary>The node that had taken it is gone.</summary>
    public bool Silent { get; set; }

    /// <summary>Since it was asked.</summary>
    public int Seconds { get; set; }

    public bool Busy => Sentence is null;

    /// <summary>Why nothing came of it.</summary>
    public string? Sentence => Trouble ?? (Silent ? "De berekening is onderbroken, doordat de server opnieuw is gestart. Er is niets bewaard." : null);

    protected T? Read<T>()
        where T : class => SoFar is null ? null : JsonSerializer.Deserialize<T>(SoFar, JsonSerializerOptions.Web);

    /// <returns>What is read, but what was just asked or stopped gets a second to be over: most computations need no more, and nobody has to look twice.</returns>
    protected static async Task<T?> SoonAsync<T>(Func<Task<T?>> read, Action lookNow, CancellationToken ct)
        where T : AskedComputation
    {
        var now = await read();
        for (var step = 0; step < SoonSteps && now is { Busy: true } && (now.Stop is not null || now.Seconds < 2); step++)
        {
            if (!now.Taken)
            {
                lookNow();
            }

            await Task.Delay(StepMilliseconds, ct);
            now = await read();
        }

        return now;
    }
}
