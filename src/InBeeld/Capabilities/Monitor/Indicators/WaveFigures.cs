using System.Text.Json;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Benchmarks;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Indicators;

/// <summary>Everything that is computed of a closed wave: figures of country, provinces and libraries, frozen groups, and each library beside its groups. Pure: from answers to rows.</summary>
internal sealed record WaveFigures(IndicatorSet Set, IReadOnlyList<WaveFigures.Figure> Figures, IReadOnlyList<WaveFigures.Group> Groups, IReadOnlyList<WaveFigures.Compared> Comparisons)
{
    /// <summary>With fewer other libraries that have a value nothing of a group is shown.</summary>
    public const int Least = 5;

    /// <summary>With fewer others a group has a middle and no quartiles: of five others these are the values of two of them.</summary>
    public const int LeastQuartiles = 10;

    /// <summary>How many libraries the group of the most alike has.</summary>
    public const int Alike = 10;

    internal sealed record Figure(
        string Unit, string Indicator, int Version, string Withheld, string Shown, string? Exact, string? K, string? N, int Units, int Unknown, int NotApplicable, IReadOnlyDictionary<string, int> Excluded, int Asked, int Answered, string Record, string Sha256);

    internal sealed record Group(Guid Id, string Kind, string About, string? Of, bool WithoutSelf, IReadOnlyList<string> Members);

    internal sealed record Compared(
        string Unit, string Indicator, Guid Group, int N, int Unknown, bool SelfCounted, string? Low, string? Middle, string? High, int? Above, int? Same, int? Below, int? Yes);

    // By what the register knew when the wave was made, so that the group stays the same however often it is computed.
    private static readonly LikeFeature[] Features = [Feature("count(location.feature.code)"), Feature("sumknown(location.feature.pupils)")];

    /// <summary>Over the hashes of all figures, in the order of unit and indicator.</summary>
    public string Sha256 => CanonicalJson.Sha256(string.Join('\n', Figures.OrderBy(f => f.Unit, StringComparer.Ordinal).ThenBy(f => f.Indicator, StringComparer.Ordinal).Select(f => $"{f.Unit} {f.Indicator} {f.Sha256}")));

    public static WaveFigures Of(string wave, Questionnaire questionnaire, AnswerSet answers)
    {
        var (set, index) = (IndicatorSet.For(questionnaire), new UnitIndex(answers));
        var libraries = index.Of("library");
        var (figures, groups, comparisons) = (new List<Figure>(), GroupsOf(wave, index), new List<Compared>());
        var ofLibrary = libraries.ToDictionary(l => l.Id, _ => new List<(Group Row, PeerGroup Peers)>(), StringComparer.Ordinal);
        foreach (var (row, peers) in groups)
        {
            IReadOnlyList<string> compared = row.Of is null ? row.Members : [row.Of];
            foreach (var unit in compared)
                ofLibrary[unit].Add((row, peers));
        }

        foreach (var definition in set.Indicators.Select(i => i.Definition))
        {
            foreach (var unit in index.Of("country").Concat(index.Of("province")))
                figures.Add(Row(unit.Id, IndicatorEngine.Own(definition, index, unit.Id)));
            var own = libraries.ToDictionary(l => l.Id, l => IndicatorEngine.Own(definition, index, l.Id), StringComparer.Ordinal);
            figures.AddRange(libraries.Select(l => Row(l.Id, own[l.Id])));
            var values = new UnitValues(definition, own.ToDictionary(o => o.Key, o => o.Value.Result.Exact, StringComparer.Ordinal));
            foreach (var library in libraries)
                comparisons.AddRange(Told([.. ofLibrary[library.Id].Select(g => (g.Peers, Beside(definition, values, g.Row, g.Peers, library.Id)))], values, library.Id));
        }

        return new(set, figures, [.. groups.Select(g => g.Row)], comparisons);
    }

    /// <summary>How the items follow from the version before, as the trend reads it.</summary>
    public static IReadOnlyList<CrosswalkLine> Lines(Questionnaire q)
    {
        var crossings = q.Crosswalk is { } walk && walk.From == q.Version - 1 ? walk.Crossings.ToDictionary(c => c.Concept, StringComparer.Ordinal) : [];
        return [.. q.Items.Where(i => crossings.ContainsKey(i.Concept)).Select(i => new CrosswalkLine(i.Key, q.Version, crossings[i.Concept].Kind switch
        {
            CrossingKind.Same => Comparable.Same,
            CrossingKind.Changed => Comparable.Changed,
            _ => Comparable.Break,
        }, crossings[i.Concept].Note.Nl))];
    }

    public static string Rows<T>(IReadOnlyList<T> rows) => JsonSerializer.Serialize(rows, JsonSerializerOptions.Web);

    public string Head(Questionnaire questionnaire) => JsonSerializer.Serialize(new { indicators = System.Text.Json.Nodes.JsonNode.Parse(Set.Write()), crosswalk = Lines(questionnaire), sha256 = Sha256 }, JsonSerializerOptions.Web);

    private static LikeFeature Feature(string expression) => new(Expression.Parse(expression).Expression!, false);

    private static List<(Group Row, PeerGroup Peers)> GroupsOf(string wave, UnitIndex index)
    {
        var all = new List<(Group, PeerGroup)>();
        void Add(string kind, PeerGroup peers, string? of = null) => all.Add((new(Guid.CreateVersion7(), kind, peers.About, of, peers.WithoutSelf, peers.Units), peers));
        var libraries = index.Of("library");
        Add("country", PeerGroups.Country(wave, index, "library", withoutSelf: false));
        foreach (var (kind, feature) in new[] { ("province", "province"), ("size", "sizeClass") })
        {
            foreach (var one in libraries.Where(l => l.Features.GetValueOrDefault(feature, "").Length > 0).DistinctBy(l => l.Features[feature]))
                Add(kind, PeerGroups.Feature(wave, index, one, feature, withoutSelf: false));
        }

        if (libraries.Count > Least)
        {
            var nearest = new Nearest(index, "library", Features);
            foreach (var library in libraries)
                Add("nearest", nearest.Group(wave, library, Alike, "", withoutSelf: true), library.Id);
        }

        return all;
    }

    private static Figure Row(string unit, IndicatorFigure figure)
    {
        var (r, record) = (figure.Result, IndicatorRecord.Of(figure));
        var withheld = r.Withheld switch { Withheld.No => "", Withheld.Nothing => "nothing", _ => "too-few" };
        return new(unit, figure.Definition.Key, figure.Definition.Version, withheld, r.Text, r.Exact?.ToString(), r.K?.ToString(), r.N?.ToString(), r.Units, r.Unknown, r.NotApplicable, r.Excluded, r.Asked, r.Answered, record.Json, record.Sha256);
    }

    /// <summary>Without the groups that would, beside those before them, give away what one other library said.</summary>
    private static IEnumerable<Compared> Told(IReadOnlyList<(PeerGroup Peers, Compared Row)> all, UnitValues values, string self)
    {
        var open = all.Where(a => a.Row.Yes is not null || a.Row.Middle is not null).ToList();
        if (open.Count < 2)
            return all.Select(a => a.Row);
        var known = open.SelectMany(a => a.Peers.Units).Distinct(StringComparer.Ordinal).Where(u => values.Values.GetValueOrDefault(u) is not null).ToDictionary(u => u, u => values.Values[u]!.Value, StringComparer.Ordinal);
        var shown = open[0].Row.Yes is not null
            ? YesNoGroups.Shown([.. open.Select(a => a.Peers.Units)], known.ToDictionary(k => k.Key, k => k.Value.Sign > 0, StringComparer.Ordinal), self)
            : NumberGroups.Shown([.. open.Select(a => new ToldGroup(a.Peers.Units, [.. new[] { a.Row.Low, a.Row.Middle, a.Row.High }.Select(Exactly.Read).OfType<Fraction>()]))], known, self, values.Values.GetValueOrDefault(self), Least);
        var gone = open.Where((_, i) => !shown[i]).Select(a => a.Row).ToHashSet();
        return all.Select(a => gone.Contains(a.Row) ? a.Row with { Low = null, Middle = null, High = null, Yes = null, Above = null, Same = null, Below = null } : a.Row);
    }

    private static Compared Beside(IndicatorDefinition definition, UnitValues values, Group group, PeerGroup peers, string unit)
    {
        var c = Benchmark.Compare(values, peers, unit, Least);
        var shown = c.Withheld == Withheld.No && c.N - (c.SelfCounted ? 1 : 0) >= Least;
        if (!shown)
            return new(unit, definition.Key, group.Id, c.N, c.Unknown, c.SelfCounted, null, null, null, null, null, null, null);
        // Yes or no has no middle: how many said yes.
        var yesNo = definition is { Aggregation: Aggregation.Share, Level: "library" };
        int? yes = yesNo ? peers.Units.Count(u => (u != unit || !peers.WithoutSelf) && values.Values.GetValueOrDefault(u) is { Sign: > 0 }) : null;
        // Rounded as they are shown: from "61/147" it would follow that it is the library with 147 schools.
        string? Rounded(Fraction? value) => yesNo ? null : value?.Rounded(definition.Decimals).ToString();
        var quartiles = c.N - (c.SelfCounted ? 1 : 0) >= LeastQuartiles;
        return new(unit, definition.Key, group.Id, c.N, c.Unknown, c.SelfCounted, quartiles ? Rounded(c.Low) : null, Rounded(c.Median), quartiles ? Rounded(c.High) : null, c.Above, c.Equal, c.Below, yes);
    }
}
