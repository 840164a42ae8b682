namespace InBeeld.Statistics.Questionnaires.XlsForms;

/// <summary>Gives each name of a form a key that can be used here, always the same one.</summary>
internal sealed class FormNames(bool digitFirst)
{
    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    public string? Of(string name) => keys.GetValueOrDefault(name);

    /// <summary>The key; one that was used already gets a number behind it.</summary>
    public string Add(string name)
    {
        var key = string.Concat(name.ToLowerInvariant().Take(50).Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' ? c : '-'));
        if (key.Length == 0 || key[0] is '-' or '_' || (!digitFirst && char.IsAsciiDigit(key[0])))
            key = "q" + key;
        var unique = key;
        for (var i = 2; !used.Add(unique); i++)
            unique = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{key}-{i}");
        keys.TryAdd(name, unique);
        return unique;
    }
}

/// <summary>The lists of choices of a form.</summary>
internal sealed class FormChoices
{
    private readonly Dictionary<string, (List<Option> Options, FormNames Names)> lists = new(StringComparer.Ordinal);

    public static FormChoices Of(FormTable? table, List<FormNote> notes)
    {
        var choices = new FormChoices();
        foreach (var row in table?.Rows ?? [])
        {
            var list = row["list_name"].Length > 0 ? row["list_name"] : row["list name"];
            if (list.Length == 0 || row["name"].Length == 0)
                continue;
            if (!choices.lists.TryGetValue(list, out var known))
                choices.lists[list] = known = ([], new(true));
            var code = known.Names.Add(row["name"]);
            if (code != row["name"])
                notes.Add(new("choices", row.Number, "name", FormNoteReason.Renamed, code));
            if (known.Options.Count <= QuestionnaireLimits.Options)
                known.Options.Add(new(code, row.Words("label", QuestionnaireLimits.Label)));
        }

        return choices;
    }

    public IReadOnlyList<Option>? List(string name) => lists.TryGetValue(name, out var list) ? list.Options : null;

    /// <summary>The code of a choice in any list, for a text in an expression.</summary>
    public string Code(string name) => lists.Values.Select(l => l.Names.Of(name)).FirstOrDefault(c => c is not null) ?? name;
}
