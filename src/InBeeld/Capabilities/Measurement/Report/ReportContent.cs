using System.Globalization;
using InBeeld.Capabilities.Measurement.Blocks;
using InBeeld.Capabilities.Measurement.Compare;
using InBeeld.Capabilities.Measurement.Findings;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Capabilities.Measurement.Progress;
using InBeeld.Data;
using InBeeld.Frames.Documents;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Measurement.Report;

/// <summary>What stands in the report of a measurement. Of what another library shared, only that; a person is a role and a round.</summary>
internal sealed class ReportContent
{
    internal sealed class Spoken
    {
        public int Round { get; set; }
        public string Role { get; set; } = "";
        public int People { get; set; }
    }

    internal sealed class Read
    {
        public string Name { get; set; } = "";
        public string Kind { get; set; } = "";
        public DateOnly? Day { get; set; }
    }

    private List<Read> documents = [];
    private List<RoundRow> rounds = [];
    private List<ScoreRow> scores = [];
    private List<FindingRow> findings = [];
    private List<EvidenceRow> evidence = [];
    private List<QuoteRow> quotes = [];
    private List<Spoken> spoken = [];
    private List<MatchedRow> matched = [];
    private Dictionary<string, string> aspects = [];

    public static async Task<ReportContent> LoadAsync(Frame frame, Guid measurement, CancellationToken ct)
    {
        using var all = await frame.ManyAsync($"""
            select o.id, o.measurement_id, o.number, o.starts, o.ends, o.note from measurement_round o where o.removed_at is null and o.measurement_id = @Measurement order by o.number;
            {ScoreRow.Sql};
            {FindingRow.Sql};
            {EvidenceRow.Sql};
            {QuoteRow.Sql};
            select round::integer as round, role, people from app.measurement_spoken(@Measurement);
            select measurement_id, aspect, words from measurement_aspect where measurement_id = @Measurement;
            select x.role, x.matched, x.only_a, x.only_b, x.retro from (select min(o.number)::integer as a, max(o.number)::integer as b from measurement_round o where o.measurement_id = @Measurement and o.removed_at is null having min(o.number) < max(o.number)) r cross join lateral app.measurement_matched(@Measurement, r.a, r.b) x;
            select name, kind, day from measurement_document where measurement_id = @Measurement and removed_at is null order by day nulls last, name, id limit 200
            """, new { Measurement = measurement }, ct);
        return new ReportContent
        {
            rounds = [.. await all.ReadAsync<RoundRow>()],
            scores = [.. await all.ReadAsync<ScoreRow>()],
            findings = [.. await all.ReadAsync<FindingRow>()],
            evidence = [.. await all.ReadAsync<EvidenceRow>()],
            quotes = [.. await all.ReadAsync<QuoteRow>()],
            spoken = [.. await all.ReadAsync<Spoken>()],
            aspects = (await all.ReadAsync<AspectRow>()).ToDictionary(a => a.Aspect, a => a.Words),
            matched = [.. await all.ReadAsync<MatchedRow>()],
            documents = [.. await all.ReadAsync<Read>()],
        };
    }

    public List<DocumentPart> Parts(MeasurementRow row, Text text, DateOnly today)
    {
        var design = row.Design;
        var parts = new List<DocumentPart> { DocumentPart.Head(1, text["Meting van {0}", row.Name]), DocumentPart.Says(text["{0}, {1}", row.Library, Show.ShortDay(today, DateOnly.MinValue)]) };
        if (row.About.Length > 0)
        {
            parts.Add(DocumentPart.Says(row.About));
        }

        if (row.Found)
        {
            How(parts, text);
            Short(parts, text);
            foreach (var part in MeasurementWords.Parts)
            {
                parts.Add(DocumentPart.Head(2, text[MeasurementWords.PartWord(part)]));
                foreach (var q in design.Asked.Where(q => q.Part == part))
                {
                    Question(parts, row, q.Key, $"{design.Number(q.Key)}. {q.Words.In(text)}", text);
                }
            }

            Stand(parts, row, text);
            Between(parts, row, text);
            Loose(parts, text);
        }

        Appendix(parts, row, text);
        return parts;
    }

    private void How(List<DocumentPart> parts, Text text)
    {
        parts.Add(DocumentPart.Head(2, text["Hoe is er gemeten?"]));
        foreach (var o in rounds)
        {
            parts.Add(DocumentPart.Says($"{MeasurementWords.Round(o.Number, text)}: {text["{0} tot en met {1}", Show.ShortDay(o.Starts, DateOnly.MinValue), Show.ShortDay(o.Ends, DateOnly.MinValue)]}. {o.Note}".Trim()));
        }

        if (spoken.Count > 0)
        {
            parts.Add(DocumentPart.Of(text["Met hoeveel mensen is gesproken"],
            [
                [text["Rol"], .. rounds.Select(o => MeasurementWords.Round(o.Number, text))],
                .. MeasurementWords.Roles.Where(r => spoken.Exists(s => s.Role == r)).Select(r => (string[])[text[MeasurementWords.ManyWord(r)], .. rounds.Select(o => Number(spoken.Find(s => s.Role == r && s.Round == o.Number)?.People ?? 0))]),
            ]) with { Numbers = true });
        }

        // Who reads it from another library gets none: documents are not shared.
        if (documents.Count > 0)
        {
            parts.Add(DocumentPart.Head(3, text["Documenten die zijn gelezen"]));
            parts.Add(new DocumentPart { Items = [.. documents.Select(d => $"{d.Name} ({text[MeasurementWords.KindWord(d.Kind)]}{(d.Day is { } day ? ", " + Show.ShortDay(day, DateOnly.MinValue) : "")})")] });
        }

        parts.Add(DocumentPart.Says(text["Dit verslag zegt wat mensen vertelden en hoe het werd beoordeeld. Er is geen groep om mee te vergelijken, dus het bewijst geen effect."]));
    }

    private void Short(List<DocumentPart> parts, Text text)
    {
        if (MeasurementWords.Aspects.Any(aspects.ContainsKey))
        {
            parts.Add(DocumentPart.Head(2, text["Het initiatief in het kort"]));
            parts.Add(DocumentPart.Of(text["Het initiatief in het kort"], [[text["Kenmerk"], text["Zo is het"]], .. MeasurementWords.Aspects.Where(aspects.ContainsKey).Select(a => new[] { text[MeasurementWords.AspectWord(a)], aspects[a] })]));
        }
    }

    private void Question(List<DocumentPart> parts, MeasurementRow row, string key, string heading, Text text)
    {
        parts.Add(DocumentPart.Head(3, heading));
        var found = findings.Where(f => f.Question == key).ToList();
        if (found.Count == 0)
        {
            parts.Add(DocumentPart.Says(text["Hierbij is nog geen bevinding opgeschreven."]));
        }

        foreach (var f in found)
        {
            parts.Add(DocumentPart.Says(f.Block.Length == 0 ? f.Words : $"{row.Design.Blocks.FirstOrDefault(b => b.Key == f.Block)?.Name.In(text)}: {f.Words}"));
        }

        parts.Add(DocumentPart.Says(evidence.Exists(e => e.Question == key) ? text["Rust op: {0}", EvidenceRow.Sentence(evidence, key, "", text)] : text["Nog geen fragmenten."]));
        parts.AddRange(quotes.Where(q => q.Question == key).Select(q => new DocumentPart { Quote = q.Words, By = q.By(text) }));
    }

    private void Stand(List<DocumentPart> parts, MeasurementRow row, Text text)
    {
        parts.Add(DocumentPart.Head(2, text["Waar staan de bouwstenen?"]));
        parts.Add(DocumentPart.Says(text["Stand 0 is nog niets, 1 een begin, 2 op weg en 3 staat."]));
        foreach (var o in rounds.Where(o => scores.Exists(s => s.Round == o.Number)))
        {
            var picture = new BlockPicture(row.Design, o.Number, scores);
            parts.Add(DocumentPart.Says(picture.Sentence(text)));
            parts.Add(DocumentPart.Of(text["Bouwstenen in de {0}", MeasurementWords.Round(o.Number, text)],
            [
                [text["Bouwsteen"], .. MeasurementWords.Levels.Select(l => text[MeasurementWords.LevelWord(l)])],
                .. row.Design.Used.Select(b => (string[])[b.Name.In(text), .. MeasurementWords.Levels.Select(l => picture.At(b.Key, l) is { } s ? $"{s.Stage}: {s.Why}" : "?")]),
            ]) with { Picture = ("/Capabilities/Measurement/Blocks/_Picture.cshtml", picture) });
        }

        if (row.Design.Used.Any(b => aspects.ContainsKey("block:" + b.Key)))
        {
            parts.Add(DocumentPart.Of(text["Stand van de bouwstenen"], [[text["Bouwsteen"], text["Stand van zaken"]], .. row.Design.Used.Where(b => aspects.ContainsKey("block:" + b.Key)).Select(b => new[] { b.Name.In(text), aspects["block:" + b.Key] })]));
        }
    }

    // The first and the last round. Who was spoken to in both stands apart from others, and from what was told afterwards.
    private void Between(List<DocumentPart> parts, MeasurementRow row, Text text)
    {
        if (rounds.Count < 2)
        {
            return;
        }

        var (a, b) = (rounds[0].Number, rounds[^1].Number);
        parts.Add(DocumentPart.Head(2, text["Wat is er anders dan in de {0}?", MeasurementWords.Round(a, text)]));
        int? At(int round, string block, string level) => scores.Find(s => s.Round == round && s.Block == block && s.Level == level)?.Stage;
        var both = (from x in row.Design.Used from l in MeasurementWords.Levels let was = At(a, x.Key, l) let now = At(b, x.Key, l) where was is not null && now is not null select now.Value - was.Value).ToList();
        if (both.Count > 0)
        {
            parts.Add(DocumentPart.Says(text["In de bouwstenen zijn {0} plekken in beide rondes beoordeeld. Hoger: {1}. Gelijk: {2}. Lager: {3}.", both.Count, both.Count(d => d > 0), both.Count(d => d == 0), both.Count(d => d < 0)]));
        }

        if (matched.Count > 0)
        {
            parts.Add(DocumentPart.Says(text["Wie in beide rondes is gesproken, staat apart van wie er één keer was. Wat achteraf over vroeger is verteld, staat ook apart."]));
            parts.Add(DocumentPart.Of(text["Wie spraken we?"],
            [
                [text["Rol"], text["In beide rondes"], text["Alleen in de {0}", MeasurementWords.Round(a, text)], text["Alleen in de {0}", MeasurementWords.Round(b, text)], text["Achteraf verteld"]],
                .. MeasurementWords.Roles.Select(r => matched.Find(m => m.Role == r)).OfType<MatchedRow>().Select(m => (string[])[text[MeasurementWords.ManyWord(m.Role)], Number(m.Matched), Number(m.OnlyA), Number(m.OnlyB), Number(m.Retro)]),
            ]) with { Numbers = true });
        }
    }

    private void Loose(List<DocumentPart> parts, Text text)
    {
        var loose = quotes.Where(q => q.Question.Length == 0).ToList();
        if (loose.Count > 0)
        {
            parts.Add(DocumentPart.Head(2, text["Wat mensen verder zeiden"]));
            parts.AddRange(loose.Select(q => new DocumentPart { Quote = q.Words, By = q.By(text) }));
        }
    }

    private static void Appendix(List<DocumentPart> parts, MeasurementRow row, Text text)
    {
        var design = row.Design;
        parts.Add(DocumentPart.Head(2, text["Bijlage: de opzet"]));
        parts.Add(DocumentPart.Says(row.Origin.Length > 0 ? $"{design.By.In(text)} {text["Overgenomen van {0}.", row.Origin]}" : design.By.In(text)));
        if (!row.Found)
        {
            parts.Add(new DocumentPart { Items = [.. design.Asked.Select(q => $"{design.Number(q.Key)}. {q.Words.In(text)}")] });
        }

        foreach (var g in design.Guides)
        {
            parts.Add(DocumentPart.Head(3, text["Vragen aan {0}", text[MeasurementWords.ManyWord(g.Role)].ToLowerInvariant()]));
            parts.Add(new DocumentPart { Items = [.. g.Questions.Where(q => q.On).Select(q => q.Words.In(text))] });
        }

        parts.Add(DocumentPart.Head(3, text["Bouwstenen"]));
        parts.Add(DocumentPart.Of(text["Standen per bouwsteen"],
        [
            [text["Bouwsteen"], text["Niveau"], "1", "2", "3"],
            .. design.Used.SelectMany(b => b.Levels.Select(l => (string[])[b.Name.In(text), text[MeasurementWords.LevelWord(l.Level)], .. l.Stages.Select(s => s.In(text))])),
        ]));
        parts.Add(DocumentPart.Head(3, text["Tekst voor toestemming"]));
        parts.Add(DocumentPart.Says(design.Consent.Words.In(text)));
    }

    private static string Number(int n) => n.ToString(CultureInfo.CurrentCulture);
}
