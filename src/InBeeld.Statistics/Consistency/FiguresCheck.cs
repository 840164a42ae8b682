namespace InBeeld.Statistics.Consistency;

/// <summary>Whether published figures can all be true, and if not, which cannot be true together. Whole numbers and fractions only; nothing is rounded.</summary>
public static class FiguresCheck
{
    /// <summary>Checks.</summary>
    /// <param name="problem">As <see cref="Trouble"/> has nothing to say of.</param>
    /// <param name="limits">Null: those of <see cref="CheckLimits"/>.</param>
    /// <exception cref="ArgumentException">The problem cannot be checked; the message is that of <see cref="Trouble"/>.</exception>
    public static CheckAnswer Run(FigureProblem problem, CheckLimits? limits = null)
    {
        if (Trouble(problem) is { } trouble)
            throw new ArgumentException(trouble, nameof(problem));
        limits ??= new();
        var budget = new Budget(limits.Nodes, limits.Work);
        var components = Split(problem).Select(p => new Component(p, budget)).ToList();
        List<Conflict> conflicts = [];
        foreach (var c in components)
            conflicts.AddRange(c.Conflicts(limits.Sets - conflicts.Count));
        var quantities = Quantities(problem, components, new(limits.Nodes, limits.Work / 4));
        var holds = components.Any(c => c.Holds == false) ? false : components.All(c => c.Holds == true) ? true : (bool?)null;
        var complete = components.All(c => c.Complete && c.Holds is not null);
        return new(
            holds,
            quantities,
            [.. conflicts.OrderBy(c => c.Statements.Count)],
            complete,
            budget.Used,
            holds is null ? "The limit of systems was reached before it was known whether all can be true."
                : !complete ? "The limit of systems or sets was reached: there may be other, also smaller, sets that cannot be true together."
                : quantities.Any(q => q.Together is { Exact: false } || q.Alone.Any(a => a.Numbers is { Exact: false })) ? "The limit of systems was reached: of some numbers the ends may be too wide." : null);
    }

    /// <summary>Null, or why the problem cannot be checked: the statement, the field and the reason.</summary>
    public static string? Trouble(FigureProblem problem)
    {
        if (problem.Statements.Count > CheckLimits.Statements)
            return $"statements: there are {problem.Statements.Count}, and at most {CheckLimits.Statements} are checked together.";
        if (problem.Relations.Count > CheckLimits.Relations)
            return $"relations: there are {problem.Relations.Count}, and at most {CheckLimits.Relations} are checked together.";
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < problem.Statements.Count; i++)
        {
            var s = problem.Statements[i];
            var at = $"statements[{i}]";
            if (s.Id.Length is 0 or > 100 || s.Id.Any(char.IsControl) || s.Id.Contains('"', StringComparison.Ordinal))
                return $"{at}.id: must be 1 to 100 characters without a double quote.";
            at += $" (\"{s.Id}\")";
            if (!ids.Add(s.Id))
                return $"{at}.id: stands in it twice.";
            if (s.Of is { } of && (of.Length is 0 or > 200 || of.Any(char.IsControl) || of.Contains('"', StringComparison.Ordinal)))
                return $"{at}.of: must be 1 to 200 characters without a double quote.";
            if (s.Of == s.Id && (s.Count is not null || s.Percent is not null))
                return $"{at}.of: is its own id; a count cannot be a share of itself.";
            if (s.Count is < 0 or > CheckLimits.Number)
                return $"{at}.count: must be a whole number of 0 to 1,000,000,000,000.";
            if (s.Total is < 0 or > CheckLimits.Number)
                return $"{at}.total: must be a whole number of 0 to 1,000,000,000,000.";
            if (s.Decimals is < 0 or > 6)
                return $"{at}.decimals: must be 0 to 6.";
            if (s.Percent is < 0 or > 1_000_000)
                return $"{at}.percent: must be 0 to 1,000,000.";
            if (s.Percent is { } percent && decimal.Round(percent, s.Decimals) != percent)
                return $"{at}.percent: has more decimals than the {s.Decimals} that \"decimals\" says.";
            if (s is { Count: null, Percent: null, Total: null })
                return $"{at}: must have a count, a percent or a total.";
            if (s.Step is { } step && !IsPowerOfTen(step))
                return $"{at}.step: must be a power of ten from 0.000001 to 1,000,000,000,000.";
        }

        if (problem.Relations.Any(r => r.Length > 1_000))
            return "relations: one is longer than 1,000 characters.";
        try
        {
            _ = new FigureSystem(problem);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    /// <summary>Statements that are held against no other: no statement or relation speaks of the same count or total. Each is only checked by itself.</summary>
    /// <param name="problem">As <see cref="Trouble"/> has nothing to say of.</param>
    public static IReadOnlyList<NotCompared> OnTheirOwn(FigureProblem problem) =>
    [
        .. Split(problem).Where(p => p.Statements.Count == 1 && p.Relations.Count == 0).Select(p => p.Statements[0]).Select(s => new NotCompared(s.Id,
            s.TotalName is null ? AloneBecause.OnlyCount : s is { Count: null, Percent: null } ? AloneBecause.NoShare : s.Of is null ? AloneBecause.NotNamed : AloneBecause.NoOther)),
    ];

    private static bool IsPowerOfTen(decimal step)
    {
        for (var p = 0.000001m; p <= CheckLimits.Number; p *= 10)
        {
            if (p == step)
                return true;
        }

        return false;
    }

    private static List<FigureProblem> Split(FigureProblem problem)
    {
        var lead = new Dictionary<string, string>(StringComparer.Ordinal);
        string Lead(string name)
        {
            var first = name;
            while (lead.TryGetValue(name, out var next))
                name = next;
            if (first != name)
                lead[first] = name;
            return name;
        }

        void Join(string a, string b)
        {
            (a, b) = (Lead(a), Lead(b));
            if (a != b)
                lead[a] = b;
        }

        foreach (var s in problem.Statements)
        {
            if (s.TotalName is { } total)
                Join(s.Id, total);
        }

        var known = problem.Statements.SelectMany(s => s.TotalName is { } t ? new[] { s.Id, t } : [s.Id]).Distinct().ToLookup(n => n[0]);
        List<(string Text, string? Name)> relations = [];
        foreach (var text in problem.Relations)
        {
            var names = RelationText.Read(text, known, out _)!.Terms.Keys.ToList();
            foreach (var name in names)
                Join(name, names[0]);
            relations.Add((text, names.FirstOrDefault()));
        }

        var withStatements = problem.Statements.Select(s => Lead(s.Id)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. problem.Statements.GroupBy(s => Lead(s.Id)).Select(g => new FigureProblem([.. g], [.. relations.Where(r => r.Name is { } n && Lead(n) == g.Key).Select(r => r.Text)], problem.Rounding)),
            // Relations that no statement has to do with, also such as "2 = 1".
            .. relations.Where(r => r.Name is null || !withStatements.Contains(Lead(r.Name))).GroupBy(r => r.Name is { } n ? Lead(n) : "").Select(g => new FigureProblem([], [.. g.Select(r => r.Text)], problem.Rounding)),
        ];
    }

    private static List<Quantity> Quantities(FigureProblem problem, List<Component> components, Budget budget)
    {
        var of = new Dictionary<string, Component>(StringComparer.Ordinal);
        foreach (var c in components)
        {
            foreach (var name in c.Names)
                of[name] = c;
        }

        var speaking = problem.Statements.Where(s => s.TotalName is not null).GroupBy(s => s.TotalName!).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var own = problem.Statements.ToDictionary(s => s.Id, StringComparer.Ordinal);
        List<Quantity> all = [];
        foreach (var (name, about) in speaking)
        {
            var statements = own.TryGetValue(name, out var itself) && !about.Contains(itself) ? [itself, .. about] : about;
            all.Add(new(name, true, [.. statements.Select(s => new Alone(s.Id, Component.Alone(s, name, problem.Rounding, budget)))], of[name].Together(name, true)));
        }

        foreach (var (name, component) in of)
        {
            if (speaking.ContainsKey(name) || (own.TryGetValue(name, out var s) && s is { Count: not null, Near: Nearness.Exact }))
                continue;
            all.Add(new(name, false, own.TryGetValue(name, out var stated) ? [new(name, Component.Alone(stated, name, problem.Rounding, budget))] : [], component.Together(name, false)));
        }

        return all;
    }
}
