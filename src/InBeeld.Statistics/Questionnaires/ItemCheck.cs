using System.Globalization;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>Looks whether one item can be used.</summary>
internal static class ItemCheck
{
    public static void Of(Item i, Faults f, HashSet<string> sections, HashSet<string> fields, HashSet<string> concepts)
    {
        f.Key("key", i.Key);
        f.Key("concept", i.Concept);
        if (i.Concept.Length > 0 && !concepts.Add(i.Concept))
            f.Add("concept", FaultReason.Twice, i.Concept);
        f.There("section", i.Section, sections);
        f.Words("label", i.Label, QuestionnaireLimits.Label, true);
        f.Words("help", i.Help, QuestionnaireLimits.Help);
        f.Words("unit", i.Unit, QuestionnaireLimits.Unit);
        Kind(i, f);
        if (i.HasOptions)
            Options(i, f);
        Limits(i, f);
        Scores(i, f, fields);
    }

    /// <summary>What the item scores at most.</summary>
    public static decimal Maximum(Item i) => i.Kind switch
    {
        ItemKind.YesNo => i.Points.Yes,
        ItemKind.Number => i.Points.Bands.Select(b => b.Points).DefaultIfEmpty(0).Max(),
        ItemKind.Choice => i.Options.Select(o => o.Points).DefaultIfEmpty(0).Max(),
        ItemKind.Choices => i.Options.Select(o => o.Points).OrderDescending().Take(i.Most is { } most && most < i.Options.Count ? (int)most : i.Options.Count).Sum(),
        _ => 0,
    };

    private static void Kind(Item i, Faults f)
    {
        var kind = QuestionnaireNames.Of(i.Kind);
        if (!i.HasOptions && i.Options.Count > 0)
            f.Add("options", FaultReason.NotForKind, kind);
        if (i.Kind != ItemKind.Number && !i.Unit.Empty)
            f.Add("unit", FaultReason.NotForKind, kind);
        if (i.Kind != ItemKind.Number && i.Decimals != 0)
            f.Add("decimals", FaultReason.NotForKind, kind);
        if (i.Least is not null && i.Kind is not (ItemKind.Number or ItemKind.Choices))
            f.Add("least", FaultReason.NotForKind, kind);
        if (i.Most is not null && i.Kind is ItemKind.YesNo or ItemKind.Choice)
            f.Add("most", FaultReason.NotForKind, kind);
        if ((i.Points.Yes != 0 && i.Kind != ItemKind.YesNo) || (i.Points.Bands.Count > 0 && i.Kind != ItemKind.Number))
            f.Add("points", FaultReason.NotForKind, kind);
    }

    private static void Options(Item i, Faults f)
    {
        if (i.Options.Count < 2)
            f.Add("options", FaultReason.FewOptions, "");
        f.Rows("options", i.Options.Count, 0, QuestionnaireLimits.Options);
        var (path, key) = (f.Path, i.Key);
        QuestionnaireCheck.Each(f, "options", i.Options, o => o.Code, o =>
        {
            f.Needed("code", o.Code);
            if (o.Code.Length > 0 && !QuestionnaireLimits.IsCode(o.Code))
                f.Add("code", FaultReason.Key, Faults.Short(o.Code));
            f.Words("label", o.Label, QuestionnaireLimits.Label, true);
            f.Points("points", o.Points);
        });
        f.At(path, key);
    }

    private static void Limits(Item i, Faults f)
    {
        f.Between("decimals", i.Decimals, 0, QuestionnaireLimits.Decimals);
        var (low, high) = i.Kind switch
        {
            ItemKind.Choices => (0, i.Options.Count),
            ItemKind.Text => (1, QuestionnaireLimits.TextAnswer),
            _ => (-QuestionnaireLimits.Number, QuestionnaireLimits.Number),
        };
        var decimals = i.Kind == ItemKind.Number ? Math.Clamp(i.Decimals, 0, QuestionnaireLimits.Decimals) : 0;
        foreach (var (field, value) in new[] { ("least", i.Least), ("most", i.Most) })
        {
            if (value is not { } number)
                continue;
            f.Between(field, number, low, high);
            if (decimal.Round(number, decimals) != number)
                f.Add(field, FaultReason.Range, decimals == 0 ? "1, 2, 3" : new string('0', 1) + "." + new string('0', decimals - 1) + "1");
        }

        if (i.Least > i.Most)
            f.Add("least", FaultReason.Order, string.Create(CultureInfo.InvariantCulture, $"{i.Least} > {i.Most}"));
    }

    private static void Scores(Item i, Faults f, HashSet<string> fields)
    {
        f.Points("points", i.Points.Yes);
        f.Rows("points", i.Points.Bands.Count, 0, QuestionnaireLimits.Bands);
        foreach (var band in i.Points.Bands)
        {
            f.Between("points", band.From, -QuestionnaireLimits.Number, QuestionnaireLimits.Number);
            f.Points("points", band.Points);
        }

        if (!QuestionnaireCheck.Rises([.. i.Points.Bands.Select(b => b.From)]))
            f.Add("points", FaultReason.Order, string.Join(", ", i.Points.Bands.Select(b => b.From.ToString(CultureInfo.InvariantCulture))));
        if (i.Field.Length > 0)
            f.There("field", i.Field, fields);
        if (Maximum(i) > 0 != i.Field.Length > 0)
            f.Add("field", FaultReason.Field, i.Field);
    }
}
