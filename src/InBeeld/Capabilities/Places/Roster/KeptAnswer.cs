using System.Text.Json;
using InBeeld.Planning.Rosters;

namespace InBeeld.Capabilities.Places.Roster;

/// <summary>What is kept of a proposal besides its duties: what it lacks and why, how good it is, and what first come, first served would give.</summary>
internal sealed record KeptAnswer(int MissingStaff, int MissingReserve, int HighestLoad, int Changes, long Wishes, int FirstStaff, int FirstReserve, int FirstLoad, long FirstWishes, long Total, long Bound, bool Proven, double Seconds, IReadOnlyList<KeptAnswer.Lack> Lacks)
{
    /// <summary>People missing in slots, and why.</summary>
    internal sealed record Lack(IReadOnlyList<Guid> Slots, string Skill, bool Reserve, int Missing, string Why);

    /// <summary>At most so many percent better is still possible.</summary>
    public int Gap => Proven || Total <= 0 ? 0 : (int)Math.Ceiling(100.0 * (Total - Bound) / Total);

    public static KeptAnswer Of(RosterAnswer answer, IReadOnlyList<Block> blocks)
    {
        var slots = blocks.ToDictionary(b => b.Id, b => b.Slots.Select(s => s.Id).ToList());
        var (v, f) = (answer.Value, answer.FirstCome);
        return new(v.MissingStaff, v.MissingReserve, v.HighestLoad, v.Changes, v.Wishes, f.MissingStaff, f.MissingReserve, f.HighestLoad, f.Wishes, v.Total, answer.Bound, answer.Proven, Math.Round(answer.Seconds, 2),
            [.. answer.Uncovered.Where(u => slots.ContainsKey(u.Slot)).Select(u => new Lack(slots[u.Slot], u.Skill, u.Reserve, u.Missing, u.Why.ToString()))]);
    }

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static KeptAnswer? Read(string? json)
    {
        return string.IsNullOrEmpty(json) || json == "{}" ? null : JsonSerializer.Deserialize<KeptAnswer>(json, JsonSerializerOptions.Web);
    }
}
