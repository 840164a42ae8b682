using System.Text.Json;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Statistics.Answers;

namespace InBeeld.Capabilities.Monitor.Answering;

/// <summary>The library itself, or a school location of it, in a wave.</summary>
internal sealed class SheetUnit
{
    public Guid Id { get; set; }
    public string Level { get; set; } = "";
    public string Name { get; set; } = "";
    public string Code { get; set; } = "";
    public string Municipality { get; set; } = "";

    public string Key => WaveData.Id(Id);
}

/// <summary>An answer as it is kept.</summary>
internal sealed class SheetAnswer
{
    public Guid UnitId { get; set; }
    public string Item { get; set; } = "";
    public string State { get; set; } = "";
    public decimal? Number { get; set; }
    public string[] Codes { get; set; } = [];
    public string Words { get; set; } = "";
    public bool About { get; set; }

    /// <summary>typed, last-wave, registered or corrected.</summary>
    public string Origin { get; set; } = "";

    public bool Confirmed { get; set; }
    public string Source { get; set; } = "{}";
    public int Version { get; set; }
    public string By { get; set; } = "";
    public DateTimeOffset At { get; set; }

    public Answer Answer => WaveData.Of(State, Number, Codes, Words, About);

    public AnswerSource From => Source == "{}" ? AnswerSource.None : JsonSerializer.Deserialize<AnswerSource>(Source, JsonSerializerOptions.Web) ?? AnswerSource.None;
}

/// <summary>Where a value that was filled in beforehand comes from.</summary>
/// <param name="Last">What was answered in the last wave.</param>
/// <param name="Registered">What InBeeld counted.</param>
internal sealed record AnswerSource(AnswerSource.LastWave? Last, AnswerSource.Count? Registered)
{
    public static readonly AnswerSource None = new(null, null);

    internal sealed record LastWave(string Wave, int SchoolYear, decimal? Number, string[]? Codes, string? Words)
    {
        public Answer Answer => WaveData.Of("value", Number, Codes ?? [], Words ?? "", false);
    }

    /// <param name="What">The concept that was counted: participants, sessions, visits or agreement-signed.</param>
    /// <param name="Number">How many; of agreements how many there were, when the answer is only yes.</param>
    internal sealed record Count(string What, decimal Number, DateOnly Day);
}

/// <summary>How far the library is.</summary>
internal sealed class SheetReply
{
    /// <summary>open or handed-in.</summary>
    public string State { get; set; } = "open";

    public DateTimeOffset? BegunAt { get; set; }
    public DateTimeOffset? HandedInAt { get; set; }
    public string HandedInBy { get; set; } = "";
}

/// <summary>Who fills in a part, and whether that is done.</summary>
internal sealed class SheetPart
{
    public string Part { get; set; } = "";
    public Guid? MembershipId { get; set; }
    public string Who { get; set; } = "";
    public DateTimeOffset? DoneAt { get; set; }
}

/// <summary>Why an odd answer is right.</summary>
internal sealed class SheetReason
{
    public Guid UnitId { get; set; }
    public string CheckKey { get; set; } = "";
    public string Reason { get; set; } = "";
}
