using InBeeld.Capabilities.Pupils.Contract;

namespace InBeeld.Capabilities.Triage.Model;

/// <summary>Something about a child that a rule can ask for, with the values it can have. The first value is the plainest: an example is made of those.</summary>
/// <param name="Restricted">Known only to who has the facet care; for the others it stands on its first value.</param>
internal sealed record Fact(string Code, IReadOnlyList<string> Values, bool Restricted = false)
{
    public bool YesOrNo => Values.Count == 2;

    public bool IsNeed => NeedKinds.All.Contains(Code);
}

/// <summary>All facts, in the order in which they are shown. Their codes stand in the tables and in what was decided, so they never change their meaning.</summary>
internal static class FactList
{
    public const string Crucial = "crucial";

    private static readonly string[] YesNo = ["no", "yes"];

    public static readonly IReadOnlyList<Fact> All =
    [
        new(Crucial, ["no", "yes", "unknown"]),
        .. NeedKinds.All.Select(kind => new Fact(kind, YesNo, NeedKinds.Restricted(kind))),
        new("level", ["0", "1", "2"]),
        new("state", ["in", "due", "late", "out", "none"]),
        new("years", ["lower", "upper", "secondary", "other"]),
    ];

    private static readonly Dictionary<string, Fact> ByCode = All.ToDictionary(f => f.Code);

    public static Fact? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>Every fact with a value that it can have: what is missing or not understood stands on its first value.</summary>
    public static Dictionary<string, string> Complete(IReadOnlyDictionary<string, string> known) =>
        All.ToDictionary(f => f.Code, f => known.TryGetValue(f.Code, out var value) && f.Values.Contains(value) ? value : f.Values[0]);

    /// <summary>As they are for somebody without the facet care.</summary>
    public static Dictionary<string, string> WithoutRestricted(IReadOnlyDictionary<string, string> facts) =>
        All.ToDictionary(f => f.Code, f => f.Restricted ? f.Values[0] : facts[f.Code]);
}
