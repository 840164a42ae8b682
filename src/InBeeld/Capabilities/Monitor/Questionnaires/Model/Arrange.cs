using InBeeld.Kernel;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Model;

/// <summary>Changes of a questionnaire by key, so that what somebody else changed meanwhile stays.</summary>
internal static class Arrange
{
    private static readonly Refusal Gone = Refusal.Of("Een collega haalde dit net weg.");

    /// <summary>One place up or down in its section; at the border it stays.</summary>
    public static Outcome<Questionnaire> Move(Questionnaire q, string key, int by)
    {
        if (q.ItemOf(key) is not { } item)
        {
            return Gone;
        }

        var items = q.Items.ToList();
        var places = Enumerable.Range(0, items.Count).Where(i => items[i].Section == item.Section).ToList();
        var at = places.IndexOf(items.IndexOf(item));
        if (at + by >= 0 && at + by < places.Count)
        {
            (items[places[at]], items[places[at + by]]) = (items[places[at + by]], items[places[at]]);
        }

        return q with { Items = items };
    }

    public static Outcome<Questionnaire> Remove(Questionnaire q, string key) => q.ItemOf(key) is { } item ? q with { Items = [.. q.Items.Where(i => i != item)], Crosswalk = Without(q.Crosswalk, item.Concept) } : Gone;

    public static Outcome<Questionnaire> RemoveCheck(Questionnaire q, string key) => q.Checks.Any(c => c.Key == key) ? q with { Checks = [.. q.Checks.Where(c => c.Key != key)] } : Gone;

    /// <summary>In the place of the item with this key, or after all of them when it is new.</summary>
    public static Questionnaire Put(Questionnaire q, string key, Item item) => q.ItemOf(key) is { } old
        ? q with { Items = [.. q.Items.Select(i => i == old ? item : i)], Crosswalk = old.Concept == item.Concept ? q.Crosswalk : Without(q.Crosswalk, old.Concept) }
        : q with { Items = [.. q.Items, item] };

    public static Questionnaire Put(Questionnaire q, string key, Check check) => q with { Checks = q.Checks.Any(c => c.Key == key) ? [.. q.Checks.Select(c => c.Key == key ? check : c)] : [.. q.Checks, check] };

    private static Crosswalk? Without(Crosswalk? crosswalk, string concept) => crosswalk is null ? null : crosswalk with { Crossings = [.. crosswalk.Crossings.Where(c => c.Concept != concept)] };
}
