using InBeeld.Capabilities.Monitor.Infographics.Drawing;
using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;
using InBeeld.Capabilities.Monitor.Infographics.Templates;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Questionnaires;
using InBeeld.Statistics.Releases;
using Shown = InBeeld.Capabilities.Monitor.Infographics.Drawing.Shown;
using Withheld = InBeeld.Capabilities.Monitor.Infographics.Drawing.Withheld;

namespace InBeeld.Capabilities.Monitor.Infographics.Making;

/// <summary>
/// The figures of every unit of a wave. Those of the country and the provinces are for everybody: about at least five locations, and of at least four libraries, because otherwise a library that leaves
/// itself out knows another one; and so that what is hidden does not follow from what is shown here or was published before. Those of a library and of a location are for themselves only, and are compared with a group of which the same holds.
/// </summary>
internal sealed class MakeFigures
{
    /// <summary>Locations that a figure for everybody is about, at least.</summary>
    public const int LeastLocations = 5;

    /// <summary>Libraries that it comes from, at least.</summary>
    public const int LeastLibraries = 4;

    private readonly Questionnaire questionnaire;
    private readonly AnswerSet answers;
    private readonly UnitIndex index;
    private readonly string period;
    private readonly List<IndicatorDefinition> indicators;
    private readonly Stars? stars;
    private readonly Dictionary<string, Open> open = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Indicator, string Unit), Withheld> withheld;

    // Figures that are told without how many did not know: with those it would be known how many were asked, which is hidden elsewhere.
    private readonly HashSet<(string Indicator, string Unit)> bare;

    // How many schools have how many stars, as everybody may see it.
    private readonly CategoryRelease? bands;

    // What everybody may see of a country or a province.
    private sealed record Open(IReadOnlyDictionary<string, Shown> Figures, IReadOnlyList<BandFigure>? Bands, IReadOnlyList<FieldFigure> Fields, bool Enough);

    /// <param name="questionnaire">As it was frozen.</param>
    /// <param name="answers">Of all units.</param>
    /// <param name="period">"2025-2026".</param>
    /// <param name="before">What everybody has of this wave already, per table.</param>
    public MakeFigures(Questionnaire questionnaire, AnswerSet answers, string period, ILookup<string, EarlierRelease>? before = null)
    {
        (this.questionnaire, this.answers, this.period) = (questionnaire, answers, period);
        stars = questionnaire.Scoring is { } scoring ? new Stars(questionnaire, scoring, answers) : null;
        stars?.AnswerFields();
        index = new UnitIndex(answers);
        indicators = [.. Template.Indicators.Where(i => i.Items(Template.Levels).All(name => questionnaire.ItemOf(name) is not null))];
        // What nobody at all answered was not really asked.
        indicators.RemoveAll(i => IndicatorEngine.Compute(i, index).Result is { Units: 0, Answered: 0 });
        var oneCountry = index.Of("country").Count == 1;
        Releases = oneCountry ? Releasing.Of([.. indicators, .. stars?.Shares(questionnaire.ItemOf("cooperates") is not null) ?? []], index, Policy, "province", before) : [];
        withheld = Releases.SelectMany(r => r.Figures.Where(f => f.Why is Hiding.TooFew or Hiding.Protected).Select(f => (Key: (r.Definition.Key, f.Place), f.Why))).ToDictionary(f => f.Key, f => f.Why == Hiding.TooFew ? Withheld.TooFew : Withheld.Protected);
        bare = [.. Releases.SelectMany(r => r.Figures.Where(f => f.Unknown is null).Select(f => (r.Definition.Key, f.Place)))];
        bands = oneCountry ? stars?.Release(Cooperating(index.Of("location")), index, Policy, place => indicators.Exists(i => i.Key == "cooperates") ? Releases[indicators.FindIndex(i => i.Key == "cooperates")].Figures.Any(f => f.Place == place && f.K is not null) : null, before) : null;
    }

    public static ReleasePolicy Policy { get; } = new(LeastLocations, LeastLibraries);

    /// <summary>What was decided of the country and the provinces: goes into the ledger.</summary>
    public IReadOnlyList<IndicatorRelease> Releases { get; }

    /// <summary>The same of the bands of stars.</summary>
    public IReadOnlyList<CategoryRelease> Tables => bands is null ? [] : [bands];

    /// <summary>All of them, in the order of the units.</summary>
    public IEnumerable<UnitFigures> All() => answers.Units.Where(u => Template.Levels.Contains(u.Level)).Select(Of);

    public UnitFigures Of(Unit unit) => unit.Level switch
    {
        "location" => Location(unit),
        "library" => Library(unit),
        _ => Public(unit),
    };

    private UnitFigures Public(Unit unit)
    {
        var own = OpenOf(unit.Id);
        var country = unit.Level == "province" ? answers.UnitOf(unit.Parent) : null;
        var group = country is null ? null : OpenOf(country.Id);
        return Made(unit, "", own.Figures, group?.Figures, country?.Name ?? "", own.Bands, Joined(own.Fields, group?.Fields), null);
    }

    private UnitFigures Library(Unit unit)
    {
        var locations = index.Of(unit.Id, "location");
        // The narrowest group that is large enough.
        Unit? group = null;
        for (var above = answers.UnitOf(unit.Parent); above is not null && group is null; above = answers.UnitOf(above.Parent))
        {
            group = OpenOf(above.Id).Enough ? above : null;
        }

        var against = group is null ? null : OpenOf(group.Id);
        return Made(unit, "", Figures(unit.Id), against?.Figures, group?.Name ?? "", stars?.Bands(Cooperating(locations)), Joined(stars?.Fields(Cooperating(locations)) ?? [], against?.Fields), null);
    }

    private UnitFigures Location(Unit unit)
    {
        var fields = stars?.OfLocation(unit.Id).Fields ?? [.. Template.Of("location").FieldItems!.Where(f => questionnaire.ItemOf(f.Item) is { Level: ItemLevel.Location }).Select(f => Field(f, answers[unit.Id, f.Item]))];
        return Made(unit, answers.UnitOf(unit.Parent)?.Name ?? "", Figures(unit.Id), null, "", null, fields, stars?.OfLocation(unit.Id).Score);
    }

    private UnitFigures Made(Unit unit, string library, IReadOnlyDictionary<string, Shown> figures, IReadOnlyDictionary<string, Shown>? against, string group, IReadOnlyList<BandFigure>? bands, IReadOnlyList<FieldFigure> fields, ScoreFigure? score) =>
        new(unit.Level, unit.Id, unit.Name, library, period, figures, against ?? new Dictionary<string, Shown>(), group, bands, fields, score);

    private Open OpenOf(string unit)
    {
        if (open.TryGetValue(unit, out var known))
        {
            return known;
        }

        // Of libraries that told something; one that told nothing hides nobody.
        var locations = index.Of(unit, "location");
        var told = locations.Where(l => answers[l.Id, "cooperates"].Known).ToList();
        var enough = told.Count >= LeastLocations && told.Select(l => l.Parent).Distinct().Count() >= LeastLibraries;
        Shown Told(string key, Shown figure, int least) => withheld.TryGetValue((key, unit), out var why) && figure.IsShown ? Shown.Hide(why) : !enough ? Shown.Hide(Withheld.TooFew) : (bare.Contains((key, unit)) ? figure.WithoutUnknown() : figure).UnlessFewerThan(least);
        var made = new Open(
            Figures(unit).ToDictionary(f => f.Key, f => Told(f.Key, f.Value, f.Value.Kind == FigureKind.Share && LibrariesOnly(f.Key) ? LeastLibraries : LeastLocations)),
            stars is null ? null : Stars.Pooled(unit, enough ? bands : null, enough ? Withheld.Protected : Withheld.TooFew),
            [.. (stars?.Fields(Cooperating(locations)) ?? []).Select(f => f with { Share = enough ? Told(Stars.ItemOf(f.Key), f.Share!, LeastLocations) : Shown.Hide(Withheld.TooFew) })],
            enough);
        return open[unit] = made;
    }

    private bool LibrariesOnly(string key) => indicators.First(i => i.Key == key).Level == "library";

    private Dictionary<string, Shown> Figures(string unit) => indicators.ToDictionary(i => i.Key, i => Of(i, IndicatorEngine.Own(i, index, unit).Result), StringComparer.Ordinal);

    private static Shown Of(IndicatorDefinition definition, IndicatorResult r)
    {
        if (r.Withheld != InBeeld.Statistics.Indicators.Withheld.No || r.Exact is not { } exact)
        {
            return Shown.Hide(r.Units + r.Unknown == 0 ? Withheld.NotAsked : Withheld.NobodyKnows);
        }

        return definition.Aggregation switch
        {
            Aggregation.Share when Whole(r.K) is { } k && Whole(r.N) is { } n => Shown.Share(k, n, r.Unknown),
            Aggregation.RatioOfSums when definition.Percent => Whole(r.K) is { } k && Whole(r.N) is { } n && k <= n ? Shown.Share(k, n) : Shown.Hide(Withheld.NobodyKnows),
            Aggregation.Sum => Shown.Count((long)Math.Round(exact.ToDecimal() ?? 0, MidpointRounding.AwayFromZero), r.Units, r.Unknown),
            _ => Shown.Mean(exact.ToDecimal() ?? 0, r.Units, definition.Decimals, r.Unknown),
        };
    }

    private static long? Whole(Fraction? number) => number?.ToDecimal() is { } d && d == Math.Truncate(d) ? (long)d : null;

    private List<Unit> Cooperating(IReadOnlyList<Unit> locations) => questionnaire.ItemOf("cooperates") is null ? [.. locations] : [.. locations.Where(l => answers[l.Id, "cooperates"] is { Known: true, Number: 1 })];

    private static List<FieldFigure> Joined(IReadOnlyList<FieldFigure> own, IReadOnlyList<FieldFigure>? group) => [.. own.Select(f => f with { Against = group?.FirstOrDefault(g => g.Key == f.Key)?.Share })];

    private static FieldFigure Field(FieldItem field, Answer answer) => answer.State switch
    {
        AnswerState.Value => answer.Number is > 0 ? new(field.Item, field.Label, Together.Yes, 1, 1) : new(field.Item, field.Label, Together.No, 0, 1),
        AnswerState.NotAsked or AnswerState.NotApplicable => new(field.Item, field.Label, Together.No, 0, 1),
        _ => new(field.Item, field.Label, Together.Unknown, 0, 1, 1),
    };
}
