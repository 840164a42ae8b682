using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Questionnaires;
using InBeeld.Statistics.Releases;

namespace InBeeld.Capabilities.Monitor.Publications;

/// <summary>What is hidden, in numbers: see <see cref="ReleasePolicy"/>.</summary>
internal sealed record ReleaseNumbers(int Least, int LeastRespondents, int? Dominance, int Rounding);

/// <summary>How far the figures of a wave go out, and what is hidden of them.</summary>
/// <param name="Level">country, province or library: the smallest places.</param>
/// <param name="Policy">What is hidden.</param>
internal sealed record ReleaseChoice(string Level, ReleasePolicy Policy)
{
    public static readonly ReleaseChoice Usual = new("province", new());

    /// <summary>Where libraries themselves are told, they are not protected any more; the schools in them are.</summary>
    public static ReleaseChoice At(string level, int least, int rounding) => new(level, level == "library" ? new(least, 1, null, rounding) : new(least, Rounding: rounding));

    /// <summary>What is hidden, as it is kept.</summary>
    public string Written() => JsonSerializer.Serialize(Numbers, JsonSerializerOptions.Web);

    public ReleaseNumbers Numbers => new(Policy.Least, Policy.LeastRespondents, Policy.Dominance, Policy.Rounding);
}

/// <summary>The figures of a wave as everybody may see them, decided beside all that was published of it. Pure: from answers to rows.</summary>
internal sealed record ReleasedWave(ReleaseChoice Choice, IndicatorSet Set, IReadOnlyList<IndicatorRelease> Releases)
{
    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    /// <summary>Of pictures also how many schools have how many stars.</summary>
    public IReadOnlyList<CategoryRelease> Categories { get; init; } = [];

    public int Shown => Releases.Sum(r => r.Figures.Count(f => f.Why == Hiding.No));

    public int Hidden => Releases.Sum(r => r.Figures.Count(f => f.Why is Hiding.TooFew or Hiding.Protected));

    /// <summary>Over all that is told, in its order: two decisions with the same tell the same.</summary>
    public string Sha256 => CanonicalJson.Sha256(string.Join('\n', Releases.SelectMany(r => r.Figures.Select(f => $"{r.Definition.Key} {r.Definition.Version} {f.Place} {f.Why} {f.Exact} {f.K} {f.N} {f.Unknown}")).Concat(Categories.SelectMany(t => t.Cells.Select(c => $"{t.Table} {c.Place} {c.Part} {c.Value}"))).Prepend(Choice.Level)));

    public static ReleasedWave Of(WaveData data, ReleaseChoice choice, ILookup<string, EarlierRelease> before, CancellationToken ct)
    {
        var set = IndicatorSet.For(data.Questionnaire);
        var releases = Releasing.Of([.. set.Indicators.Select(i => i.Definition)], new UnitIndex(data.Answers), choice.Policy, choice.Level, before, ct);
        return new(choice, set, releases);
    }

    /// <summary>What infographics tell everybody.</summary>
    public static ReleasedWave OfPictures(MakeFigures making) =>
        new(new("province", MakeFigures.Policy), new([], [.. making.Releases.Select(r => new IndicatorOfSet(r.Definition, "", Words.None))]), making.Releases) { Categories = making.Tables };

    public string Head() => JsonSerializer.Serialize(new
    {
        level = Choice.Level,
        policy = Choice.Numbers,
        indicators = JsonNode.Parse(Set.Write()), shown = Shown, hidden = Hidden, sha256 = Sha256,
    }, Web);

    public string Figures() => JsonSerializer.Serialize(Releases.SelectMany(r => r.Figures.Select(f => new
    {
        unit = f.Place, indicator = r.Definition.Key, shown = f.Text, exact = f.Exact?.ToString(), k = f.K?.ToString(), n = f.N?.ToString(), unknown = f.Unknown,
        why = f.Why switch { Hiding.No => "", Hiding.Nothing => "nothing", Hiding.TooFew => "too-few", _ => "protected" },
    })), Web);

    public string Tables() => JsonSerializer.Serialize(Releases.DistinctBy(r => r.Table).Select(r => new { key = r.Table, cells = r.Cells }).Concat(Categories.Where(c => c.Cells.Count > 0).Select(c => new { key = c.Table, cells = c.Cells })), Web);
}
