using System.Globalization;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>Looks whether a questionnaire can be used: keys, references, languages, ranges, routes, checks, scoring.</summary>
public static class QuestionnaireCheck
{
    /// <summary>All that is wrong; none when it can be published. Rows in the order of the questionnaire, those of the routes last.</summary>
    public static IReadOnlyList<QuestionnaireFault> Of(Questionnaire q)
    {
        ArgumentNullException.ThrowIfNull(q);
        var f = new Faults();
        Whole(q, f);
        Each(f, "parts", q.Parts, p => p.Key, p =>
        {
            f.Key("key", p.Key);
            f.Words("label", p.Label, QuestionnaireLimits.Label, true);
            f.Words("who", p.Who, QuestionnaireLimits.Label);
        });
        var parts = q.Parts.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        Each(f, "sections", q.Sections, s => s.Key, s =>
        {
            f.Key("key", s.Key);
            f.Words("label", s.Label, QuestionnaireLimits.Label, true);
            f.There("part", s.Part, parts);
        });
        var sections = q.Sections.Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        var fields = (q.Scoring?.Fields ?? []).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        var concepts = new HashSet<string>(StringComparer.Ordinal);
        Each(f, "items", q.Items, i => i.Key, i => ItemCheck.Of(i, f, sections, fields, concepts));
        Scoring(q, f);
        Crosswalk(q, f, concepts);
        QuestionnaireRoutes.Of(q, f);
        return f.All;
    }

    private static void Whole(Questionnaire q, Faults f)
    {
        f.Key("key", q.Key);
        f.Between("version", q.Version, 1, 9999);
        f.Words("title", q.Title, QuestionnaireLimits.Title, true);
        if (q.Education.Length > 0 && !QuestionnaireNames.Educations.Contains(q.Education))
            f.Add("education", FaultReason.Word, string.Join(", ", QuestionnaireNames.Educations));
        else
            f.Needed("education", q.Education);
        f.Length("source", q.Source, QuestionnaireLimits.Source);
        f.Words("intro", q.Intro, QuestionnaireLimits.Help);
        f.Rows("parts", q.Parts.Count, 1, QuestionnaireLimits.Parts);
        f.Rows("sections", q.Sections.Count, 1, QuestionnaireLimits.Sections);
        f.Rows("items", q.Items.Count, 1, QuestionnaireLimits.Items);
        f.Rows("checks", q.Checks.Count, 0, QuestionnaireLimits.Checks);
    }

    private static void Scoring(Questionnaire q, Faults f)
    {
        if (q.Scoring is not { } scoring)
            return;
        f.Rows("scoring.fields", scoring.Fields.Count, 1, QuestionnaireLimits.Fields);
        Each(f, "scoring.fields", scoring.Fields, s => s.Key, s =>
        {
            f.Key("key", s.Key);
            f.Words("label", s.Label, QuestionnaireLimits.Label, true);
        });
        f.Rows("scoring.bands", scoring.Bands.Count, 0, QuestionnaireLimits.Bands);
        foreach (var band in scoring.Bands)
            f.Between("scoring.bands", band, 0, 100);
        if (!Rises(scoring.Bands) || (scoring.Bands.Count > 0 && (scoring.Bands[0] <= 0 || scoring.Bands[^1] != 100)))
            f.Add("scoring.bands", FaultReason.Order, "25, 50, 75, 100");
    }

    private static void Crosswalk(Questionnaire q, Faults f, HashSet<string> concepts)
    {
        if (q.Crosswalk is not { } crosswalk)
            return;
        f.Between("crosswalk.from", crosswalk.From, 1, Math.Max(1, q.Version - 1));
        Each(f, "crosswalk.crossings", crosswalk.Crossings, c => c.Concept, c =>
        {
            f.There("concept", c.Concept, concepts);
            f.Words("note", c.Note, QuestionnaireLimits.Help);
        });
    }

    internal static bool Rises(IReadOnlyList<decimal> numbers) => numbers.Zip(numbers.Skip(1)).All(p => p.First < p.Second);

    /// <summary>Every row, with its path; and no key twice.</summary>
    internal static void Each<T>(Faults f, string list, IReadOnlyList<T> rows, Func<T, string> key, Action<T> look)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var outer = f.Path;
        for (var i = 0; i < rows.Count; i++)
        {
            f.At(string.Create(CultureInfo.InvariantCulture, $"{(outer.Length == 0 ? "" : outer + ".")}{list}[{i + 1}]"), key(rows[i]));
            if (key(rows[i]).Length > 0 && !seen.Add(key(rows[i])))
                f.Add(typeof(T) == typeof(Option) ? "code" : typeof(T) == typeof(Crossing) ? "concept" : "key", FaultReason.Twice, key(rows[i]));
            look(rows[i]);
        }

        f.At(outer, "");
    }
}

/// <summary>Collects faults under the row that is looked at.</summary>
internal sealed class Faults
{
    private string key = "";

    public List<QuestionnaireFault> All { get; } = [];

    public string Path { get; private set; } = "";

    public void At(string path, string rowKey) => (Path, key) = (path, rowKey.Length > QuestionnaireLimits.Key ? "" : rowKey);

    public void Add(string field, FaultReason reason, string about, Expressions.ExpressionError? error = null) => All.Add(new(Path, field, reason, about, key) { Error = error });

    public void Needed(string field, string text)
    {
        if (text.Length == 0)
            Add(field, FaultReason.Missing, "");
    }

    public void Key(string field, string text)
    {
        Needed(field, text);
        if (text.Length > 0 && !QuestionnaireLimits.IsKey(text))
            Add(field, FaultReason.Key, Short(text));
    }

    public void There(string field, string text, HashSet<string> all)
    {
        Needed(field, text);
        if (text.Length > 0 && !all.Contains(text))
            Add(field, FaultReason.NotThere, Short(text));
    }

    public void Length(string field, string text, int most)
    {
        if (text.Length > most)
            Add(field, FaultReason.TooLong, most.ToString(CultureInfo.InvariantCulture));
    }

    public void Words(string field, Words words, int most, bool needed = false)
    {
        if (words.Empty && needed)
            Add(field, FaultReason.Missing, "");
        else if (!words.Empty && (words.Nl.Length == 0 || words.En.Length == 0))
            Add(field, FaultReason.OneLanguage, words.Nl.Length == 0 ? "nl" : "en");
        Length(field, words.Nl.Length > words.En.Length ? words.Nl : words.En, most);
    }

    public void Between(string field, decimal number, decimal least, decimal most)
    {
        if (number < least || number > most)
            Add(field, FaultReason.Range, string.Create(CultureInfo.InvariantCulture, $"{least} - {most}"));
    }

    public void Points(string field, decimal points)
    {
        Between(field, points, 0, QuestionnaireLimits.Points);
        if (decimal.Round(points, 2) != points)
            Add(field, FaultReason.Range, "0.01");
    }

    public void Rows(string field, int count, int least, int most)
    {
        if (count < least)
            Add(field, FaultReason.Missing, "");
        if (count > most)
            Add(field, FaultReason.TooMany, most.ToString(CultureInfo.InvariantCulture));
    }

    public static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
