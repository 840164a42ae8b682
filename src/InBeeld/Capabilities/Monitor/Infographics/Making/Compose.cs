using System.Text.RegularExpressions;
using InBeeld.Capabilities.Monitor.Infographics.Drawing;
using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;
using InBeeld.Capabilities.Monitor.Infographics.Templates;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Infographics.Making;

/// <summary>Puts the figures of a unit into the template of its level, in one language. Deterministic: the same figures give the same picture.</summary>
internal sealed partial class Compose
{
    // More stars than this are no sky but a fog.
    private const int MostStars = 90;

    private readonly UnitFigures of;
    private readonly Template template;
    private readonly Speech speech;

    private Compose(UnitFigures of, string language) => (this.of, template, speech) = (of, Template.Of(of.Level), Speech.In(language));

    /// <param name="figures">Of the unit.</param>
    /// <param name="language">"nl" or "en".</param>
    public static Infographic Of(UnitFigures figures, string language) => new Compose(figures, language).Make();

    private bool Starred => of.Bands is not null || of.Score is not null;

    private int Each => of.Bands is not null || of.Level == "location" || !of.Figures.TryGetValue("cooperates", out var c) || c.N is not { } n ? 1 : Steps().First(s => n <= (long)s * MostStars);

    private Infographic Make()
    {
        var hero = template.Hero.Select(Block).OfType<Block>().First();
        return new(
            Fill(Each == 1 ? template.Title.One : template.Title.Many) ?? "", First(Starred ? template.Lead.Sky : template.Lead.Count), hero,
            [.. template.Left.OrderBy(s => s.Indicator.Length > 0 && Figure(s.Indicator).Why == Withheld.NobodyKnows).Select(Block).OfType<Block>().Take(template.MostLeft)], [.. template.Right.Select(Block).OfType<Block>()],
            [First(Starred ? template.Source.Sky : template.Source.Count), Say(template.Source.Last)], speech.Language);
    }

    private Block? Block(BlockSlot slot) => slot.Block switch
    {
        "sky" when of.Bands is { } bands => new StarSky([.. bands.Select(b => new StarBand(b.From, b.To, b.From == b.To ? Say(slot.Bands![b.To - 1]) : speech.Say($"{slot.Bands![b.From - 1].Nl} of meer", $"{slot.Bands![b.From - 1].En} or more"), b.Schools))], of.Id),
        "count" => new StarCount(Figure(slot.Indicator), Each, Fill(Each == 1 ? slot.EachOne! : slot.Each!) ?? "", Say(slot.Yes!), Say(slot.No!), What(slot), of.Id),
        "card" => new StarCard([.. of.Fields.Select(f => new FieldStar(Say(f.Label), f.Is, f.Got, f.Most, f.Open))]),
        "score" when of.Score is { } s => new StarScore(s.AtLeast, s.AtMost, s.Got, s.Points),
        "part" when of.Fields.Count > 0 => new BigNumber(Shown.Part(of.Fields.Count(f => f.Is == Together.Yes), of.Fields.Count), Say(slot.Label!), What(slot), of.Score is null),
        "agenda" => Agenda(slot),
        "big" when of.Figures.ContainsKey(slot.Indicator) => new BigNumber(Figure(slot.Indicator), Say(slot.Label!), What(slot), !slot.Second, Rest(slot)),
        "pictogram" when of.Figures.ContainsKey(slot.Indicator) => new Pictogram(Figure(slot.Indicator), Say(slot.Label!), What(slot), Enum.Parse<Figurine>(slot.Shape, true)),
        "bars" => Bars(slot),
        _ => null,
    };

    private string Rest(BlockSlot slot) => Figure(slot.Indicator) is { K: { } k, N: { } n } && n - k == 1 && slot.RestOne is { } one ? Say(one) : slot.Rest is { } rest ? Say(rest) : "";

    private Bars? Bars(BlockSlot slot)
    {
        var compared = slot.Against.Length > 0 && of.Group.Length > 0;
        List<BarRow> rows = slot.Fields && of.Fields.Count > 0
            ? [.. of.Fields.Select(f => new BarRow(Say(f.Label), f.Share ?? Shown.Hide(Withheld.NobodyKnows), compared ? f.Against : null))]
            : [.. (slot.Indicators ?? []).Where(of.Figures.ContainsKey).Select(i => new BarRow(Label(i), Figure(i), compared ? of.Against.GetValueOrDefault(i) : null))];
        return rows.Count == 0 ? null : new(Say(slot.Title!), rows, Fill(slot.Note!) ?? "", compared ? Name(of.Group) : "");
    }

    private Agenda Agenda(BlockSlot slot)
    {
        List<string> items =
        [
            .. of.Fields.Where(f => f.Is == Together.No).Select(f => Fill(slot.Without!, f) ?? ""),
            .. of.Fields.Where(f => f.Is == Together.Unknown || f.Open > 0).Select(f => Fill(slot.Ask!, f) ?? ""),
            .. of.Fields.Where(f => f.Is == Together.Yes && f.Open == 0 && f.Got < f.Most).OrderBy(f => f.Got / f.Most).Select(f => Fill(slot.Least!, f) ?? ""),
        ];
        return new(Say(slot.Title!), items.Count == 0 ? [Say(slot.None!)] : [.. items.Take(4)], of.Score is { ToNext: > 0 } ? Fill(slot.Note!) ?? "" : "");
    }

    private Shown Figure(string key) => of.Figures.GetValueOrDefault(key) ?? Shown.Hide(Withheld.NotAsked);

    private string What(BlockSlot slot) => slot.What is { } what ? Say(what) : Label(slot.Indicator);

    private string Label(string indicator) => Template.Indicators.First(i => i.Key == indicator) is var i && speech.IsDutch ? i.LabelNl : i.LabelEn;

    private string Say(Words words) => speech.Say(words.Nl, words.En);

    private string First(IReadOnlyList<Words> words) => words.Select(w => Fill(w)).FirstOrDefault(w => w is not null) ?? of.Name;

    /// <returns>Null when a figure in it is not shown: the words never say a figure that the picture does not.</returns>
    private string? Fill(Words words, FieldFigure? field = null)
    {
        var whole = true;
        var text = Slots().Replace(Say(words), m =>
        {
            var value = Value(m.Groups[1].Value, m.Groups[2].Value, field);
            whole &= value is not null;
            return value ?? "";
        });
        return whole ? Speech.Capital(text) : null;
    }

    private string? Value(string name, string part, FieldFigure? field) => (name, part) switch
    {
        ("unit", _) => Name(of.Name),
        ("library", _) => of.Library,
        ("period", _) => of.Period,
        ("each", _) => speech.Number(Each),
        ("field", _) => field is null ? null : Say(field.Label),
        ("next", _) => of.Score is { } s ? speech.Number(s.ToNext) : null,
        ("fields", "k") => speech.Number(of.Fields.Count(f => f.Is == Together.Yes)),
        ("fields", "n") => speech.Number(of.Fields.Count),
        (_, "k") => Figure(name).K is { } k ? speech.Number(k) : null,
        (_, "n") => Figure(name).N is { } n ? speech.Number(n) : null,
        _ => null,
    };

    // The country is the one unit that has a name in both languages.
    private string Name(string name) => name == "Nederland" && !speech.IsDutch ? "the Netherlands" : name;

    private static IEnumerable<int> Steps()
    {
        for (var ten = 1; ten < 100_000_000; ten *= 10)
        {
            yield return ten;
            yield return ten * 2;
            yield return ten * 5;
        }
    }

    [GeneratedRegex(@"\{([a-z]+)(?:\.([a-z]+))?\}")]
    private static partial Regex Slots();
}
