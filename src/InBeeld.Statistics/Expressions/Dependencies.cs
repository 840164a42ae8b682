namespace InBeeld.Statistics.Expressions;

/// <summary>In which order values that are computed from each other can be computed.</summary>
public static class Dependencies
{
    /// <summary>A name comes after all it uses. Either the order, or the names of one loop, each using the next and the last the first.</summary>
    /// <param name="computed">What is computed, by name; other names in the expressions are given from outside.</param>
    /// <returns>Order: all names of <paramref name="computed"/>, or empty when there is a loop. Loop: empty when there is none.</returns>
    public static (IReadOnlyList<string> Order, IReadOnlyList<string> Loop) Order(IReadOnlyDictionary<string, Expression> computed)
    {
        var (order, done) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var path = new List<(string Name, int Next)>();
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in computed.Keys.Order(StringComparer.Ordinal))
        {
            if (done.Contains(start))
                continue;
            path.Add((start, 0));
            onPath.Add(start);
            // No recursion: a chain may be as long as a questionnaire.
            while (path.Count > 0)
            {
                var (name, next) = path[^1];
                var names = computed[name].Names;
                if (next == names.Count)
                {
                    path.RemoveAt(path.Count - 1);
                    onPath.Remove(name);
                    done.Add(name);
                    order.Add(name);
                    continue;
                }

                path[^1] = (name, next + 1);
                var used = names[next].Name;
                if (onPath.Contains(used))
                    return ([], [.. path.Select(p => p.Name).SkipWhile(n => n != used)]);
                if (computed.ContainsKey(used) && !done.Contains(used))
                {
                    path.Add((used, 0));
                    onPath.Add(used);
                }
            }
        }

        return (order, []);
    }
}
