using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>Looks whether the expressions of a questionnaire can be read, name items that are there, and have one value; and whether every route depends on earlier items only.</summary>
internal static class QuestionnaireRoutes
{
    /// <summary>Before the name of an item in a check: the answer of the time before.</summary>
    public const string Before = "before.";

    public static void Of(Questionnaire q, Faults f)
    {
        var levels = new Dictionary<string, ItemLevel>(StringComparer.Ordinal);
        foreach (var item in q.Items)
            levels[item.Key] = item.Level;
        var place = q.InOrder().Select((item, i) => (item.Key, i)).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
        var routes = new Dictionary<string, Expression>(StringComparer.Ordinal);
        QuestionnaireCheck.Each(f, "items", q.Items, _ => "", i =>
        {
            f.At(f.Path, i.Key);
            if (i.AskIf.Length > 0 && Read(f, "askIf", i.AskIf, i.Level, levels, levels.ContainsKey) is { } expression)
                routes[i.Key] = expression;
        });
        var loop = Dependencies.Order(routes).Loop;
        QuestionnaireCheck.Each(f, "items", q.Items, _ => "", i =>
        {
            f.At(f.Path, i.Key);
            if (!routes.TryGetValue(i.Key, out var route))
                return;
            if (loop.Contains(i.Key))
                f.Add("askIf", FaultReason.Loop, string.Join(" > ", loop.Append(loop[0])));
            else if (route.Names.FirstOrDefault(n => place[n.Name] >= place[i.Key]) is { } later)
                f.Add("askIf", FaultReason.Later, later.Name);
        });
        QuestionnaireCheck.Each(f, "checks", q.Checks, c => c.Key, c =>
        {
            f.Key("key", c.Key);
            f.Needed("when", c.When);
            f.Words("ask", c.Ask, QuestionnaireLimits.Label, true);
            f.Rows("items", c.Items.Count, 1, QuestionnaireLimits.CheckItems);
            foreach (var name in c.Items.Where(n => !levels.ContainsKey(n)))
                f.Add("items", FaultReason.NotThere, Faults.Short(name));
            if (c.When.Length > 0)
                Read(f, "when", c.When, q.LevelOf(c), levels, n => levels.ContainsKey(Now(n)));
        });
    }

    /// <summary>"members" of "before.members".</summary>
    public static string Now(string name) => name.StartsWith(Before, StringComparison.Ordinal) ? name[Before.Length..] : name;

    private static Expression? Read(Faults f, string field, string text, ItemLevel level, Dictionary<string, ItemLevel> levels, Func<string, bool> isName)
    {
        var parsed = Expression.Parse(text, isName);
        foreach (var error in parsed.Errors)
            f.Add(field, error.Fault == ExpressionFault.Name ? FaultReason.Name : FaultReason.Expression, error.Fault == ExpressionFault.Name ? error.About : error.Message, error);
        if (parsed.Expression is not { } expression)
            return null;
        if (DividesByZero(text))
            f.Add(field, FaultReason.DividesByZero, "");
        // Asked of the library, an item of locations has a value per location: shown by trying, with nothing known.
        var value = expression.Evaluate(n => level == ItemLevel.Library && levels.GetValueOrDefault(Now(n)) == ItemLevel.Location
            ? ExprValue.Of([ExprValue.None(AnswerState.Missing)])
            : ExprValue.None(AnswerState.Missing));
        if (value.Kind == ExprKind.Many)
            f.Add(field, FaultReason.PerLocation, "");
        return expression;
    }

    // A nought that is written. Where the number is an answer, the expression is unknown for that answer, and a check that is unknown does not ask.
    private static bool DividesByZero(string text)
    {
        var tokens = Tokens.Of(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].Is("/"))
                continue;
            var next = i + 1;
            while (next < tokens.Count && (tokens[next].Is("(") || tokens[next].Is("-")))
                next++;
            var after = next + 1 < tokens.Count ? tokens[next + 1] : default;
            if (tokens[next] is { Kind: TokenKind.Number, Number: 0 } && !(after.Is("+") || after.Is("-")))
                return true;
        }

        return false;
    }
}
