using System.Globalization;
using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Kernel;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Items;

/// <summary>A question as it is typed.</summary>
internal sealed class ItemFields
{
    public string? Key { get; set; }
    public string? Concept { get; set; }
    public string? Section { get; set; }
    public string? Kind { get; set; } = "yesno";
    public string? LabelNl { get; set; }
    public string? LabelEn { get; set; }
    public string? HelpNl { get; set; }
    public string? HelpEn { get; set; }

    /// <summary>One per line: code, Dutch, English, points.</summary>
    public string? Options { get; set; }

    public string? UnitNl { get; set; }
    public string? UnitEn { get; set; }
    public string? Decimals { get; set; }
    public string? Least { get; set; }
    public string? Most { get; set; }
    public string? Level { get; set; } = "library";
    public string? AskIf { get; set; }
    public bool Required { get; set; }

    /// <summary>Of a yes a number; of a number one band per line: from, points.</summary>
    public string? Points { get; set; }

    public string? Field { get; set; }

    public static ItemFields Of(Item i) => new()
    {
        Key = i.Key,
        Concept = i.Concept,
        Section = i.Section,
        Kind = QuestionnaireNames.Of(i.Kind),
        LabelNl = i.Label.Nl,
        LabelEn = i.Label.En,
        HelpNl = i.Help.Nl,
        HelpEn = i.Help.En,
        Options = Lines.Text(i.Options.Select(o => new[] { o.Code, o.Label.Nl, o.Label.En, o.Points == 0 ? "" : Lines.Of(o.Points) }.TakeWhile((part, n) => n < 3 || part.Length > 0))),
        UnitNl = i.Unit.Nl,
        UnitEn = i.Unit.En,
        Decimals = i.Decimals == 0 ? "" : i.Decimals.ToString(CultureInfo.InvariantCulture),
        Least = Lines.Of(i.Least),
        Most = Lines.Of(i.Most),
        Level = QuestionnaireNames.Of(i.Level),
        AskIf = i.AskIf,
        Required = i.Required,
        Points = i.Kind == ItemKind.YesNo ? i.Points.Yes == 0 ? "" : Lines.Of(i.Points.Yes) : Lines.Text(i.Points.Bands.Select(b => new[] { Lines.Of(b.From), Lines.Of(b.Points) })),
        Field = i.Field,
    };

    /// <summary>The question that was typed; numbers that are none, and a kind that does not exist, are refused.</summary>
    public (Item Item, List<Refusal> Refused) Read()
    {
        var refused = new List<Refusal>();
        var kind = QuestionnaireNames.Kind(Kind ?? "") ?? ItemKind.Text;
        var choice = kind is ItemKind.Choice or ItemKind.Choices;
        var decimals = Lines.Number(Decimals, "Decimals", refused) ?? 0;
        if (decimals is < 0 or > QuestionnaireLimits.Decimals || !decimal.IsInteger(decimals))
        {
            refused.Add(new Refusal("Decimals", "Kies een heel getal van 0 tot en met {0}.", QuestionnaireLimits.Decimals));
            decimals = 0;
        }

        var options = choice ? Lines.Of(Options).Select(l => new Option(l.At(0), new(l.At(1), l.At(2)), Lines.Number(l.At(3), "Options", refused) ?? 0)).ToList() : [];
        var key = Trim(Key);
        // What does not belong to the kind is left out, so that another kind can be chosen without emptying fields.
        return (new Item(
            key, Trim(Concept) is { Length: > 0 } concept ? concept : key, Trim(Section), kind, new(Trim(LabelNl), Trim(LabelEn)), new(Trim(HelpNl), Trim(HelpEn)), options,
            kind == ItemKind.Number ? new(Trim(UnitNl), Trim(UnitEn)) : Words.None, kind == ItemKind.Number ? (int)decimals : 0,
            kind is ItemKind.Number or ItemKind.Choices ? Lines.Number(Least, "Least", refused) : null,
            kind is ItemKind.Number or ItemKind.Choices or ItemKind.Text ? Lines.Number(Most, "Most", refused) : null,
            QuestionnaireNames.Level(Level ?? "") ?? ItemLevel.Library, Trim(AskIf), Required, PointsOf(kind, refused), Trim(Field)), refused);
    }

    private ItemPoints PointsOf(ItemKind kind, List<Refusal> refused) => kind switch
    {
        ItemKind.YesNo => new(Lines.Number(Points, "Points", refused) ?? 0, []),
        ItemKind.Number => new(0, [.. Lines.Of(Points).Select(l => new PointBand(Lines.Number(l.At(0), "Points", refused) ?? 0, Lines.Number(l.At(1), "Points", refused) ?? 0))]),
        _ => ItemPoints.None,
    };

    private static string Trim(string? typed) => typed?.Replace("\r\n", "\n", StringComparison.Ordinal).Trim() ?? "";
}
