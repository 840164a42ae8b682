using InBeeld.Data;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>A time in which a municipality gives places: schools ask until a day, then it is computed and applied.</summary>
internal sealed class AllocationRow
{
    public Guid Id { get; set; }
    public Guid MunicipalityId { get; set; }
    public string Name { get; set; } = "";
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
    public DateOnly RequestsUntil { get; set; }
    public int MostMinutes { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public int Version { get; set; }

    public bool Open(DateOnly today) => EndedAt is null && RequestsUntil >= today;

    public static Task<AllocationRow?> FindAsync(Frame frame, Guid id, CancellationToken ct) =>
        frame.OneAsync<AllocationRow>("select * from allocation where id = @id", new { id }, ct);

    public static Task<List<AllocationRow>> ListAsync(Frame frame, Guid? after, int limit, CancellationToken ct) =>
        frame.ListAsync<AllocationRow>("select * from allocation where (@after::uuid is null or id < @after) order by id desc limit @limit", new { after, limit }, ct);
}

/// <summary>One computation.</summary>
internal sealed class RunRow
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public string Settings { get; set; } = "{}";
    public string Figures { get; set; } = "{}";
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? AppliedAt { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>Whether it can still be applied: what each child got is kept of the last five.</summary>
    public bool Whole { get; set; }

    public Choices Chosen => System.Text.Json.JsonSerializer.Deserialize<Choices>(Settings, System.Text.Json.JsonSerializerOptions.Web)!;

    public Figures What => System.Text.Json.JsonSerializer.Deserialize<Figures>(Figures, System.Text.Json.JsonSerializerOptions.Web)!;

    public bool Holds => AppliedAt is not null && UndoneAt is null;
}

/// <summary>What came out, in numbers.</summary>
/// <param name="Asked">Children per class, then what was given and what first come, first served would have given.</param>
/// <param name="Reasons">How many children got less than asked, by reason.</param>
/// <param name="Promised">Which school would supervise which series.</param>
/// <param name="OpenWeight">0: nothing better exists.</param>
/// <param name="Early">Somebody took the best so far.</param>
internal sealed record Figures(int[] Asked, int[] Placed, int[] FirstCome, int PartsAsked, int Parts, int FirstComeParts, int Kept, int HadBefore, Dictionary<string, int> Reasons, int PartsOpen, bool Proven, long OpenWeight, double Seconds, List<Promise> Promised, bool Early = false)
{
    public int Children => Asked.Sum();

    public int Helped => Placed.Sum();
}

internal sealed record Promise(Guid Series, Guid School);
