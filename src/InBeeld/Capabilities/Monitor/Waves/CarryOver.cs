using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>An item of the last wave and the item of this one that asks the same.</summary>
internal sealed record Pair(string Was, string Now);

/// <summary>Which answers may be carried over from one version of a questionnaire to another: of the same concept, and never across a break.</summary>
internal static class CarryOver
{
    /// <summary>
    /// In the same version every item. From the version before: what the crosswalk calls the same or changed. From a version that is further back nothing, because nobody said how they compare.
    /// An item of another kind or level, or of which an option is gone, is not carried over.
    /// </summary>
    public static IReadOnlyList<Pair> Pairs(Questionnaire was, Questionnaire now)
    {
        if (was.Key != now.Key)
        {
            return [];
        }

        var crossings = was.Version == now.Version ? null : now.Crosswalk is { } walk && walk.From == was.Version ? walk.Crossings.Where(c => c.Kind != CrossingKind.Break).Select(c => c.Concept).ToHashSet() : [];
        var before = was.Items.ToDictionary(i => i.Concept);
        return [.. from item in now.Items
                   where (crossings is null || crossings.Contains(item.Concept)) && before.TryGetValue(item.Concept, out var old) && old.Kind == item.Kind && old.Level == item.Level
                     && old.Options.All(o => item.Options.Any(n => n.Code == o.Code))
                   select new Pair(before[item.Concept].Key, item.Key)];
    }
}
