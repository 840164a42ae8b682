using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Measurement.Design;

/// <summary>A text in two languages. Without English the Dutch is shown.</summary>
internal sealed record Words2(string Nl, string En)
{
    public string In(Text text) => text.Language == "en" && En.Length > 0 ? En : Nl;
}

/// <summary>A research question. Part: start (the 0-measurement), experience (the 1-measurement), advice.</summary>
internal sealed record ResearchQuestion(string Key, string Part, Words2 Words, bool On);

/// <summary>What is there at one level of a building block, at three stages.</summary>
internal sealed record BlockLevel(string Level, Words2[] Stages);

internal sealed record Block(string Key, Words2 Name, bool On, BlockLevel[] Levels);

/// <summary>A question in a talk, and the research question it serves.</summary>
internal sealed record GuideQuestion(string Key, string Of, Words2 Words, bool On);

internal sealed record Guide(string Role, Words2 Intro, GuideQuestion[] Questions);

internal sealed record WantedDocument(string Kind, Words2 Words);

internal sealed record ConsentText(int Version, Words2 Words);

/// <summary>
/// The design of a measurement: what is asked, of whom, and by which building blocks. Supplied by InBeeld, changed per measurement, copied by other libraries. It holds no answers.
/// Kept as one JSON object (at most 256 kB) with the names below in camel case.
/// </summary>
internal sealed record MeasurementDesign(Words2 By, ResearchQuestion[] Questions, Block[] Blocks, Guide[] Guides, WantedDocument[] Documents, ConsentText Consent)
{
    public const int MostQuestions = 40, MostInGuide = 25, Longest = 500;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    private static readonly Lazy<MeasurementDesign> Ours = new(() =>
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("InBeeld.Capabilities.Measurement.Design.design.json")!;
        return JsonSerializer.Deserialize<MeasurementDesign>(stream, Options)!;
    });

    /// <summary>As InBeeld supplies it.</summary>
    public static MeasurementDesign Supplied => Ours.Value;

    public static MeasurementDesign Read(string json) => JsonSerializer.Deserialize<MeasurementDesign>(json, Options)!;

    public string Write() => JsonSerializer.Serialize(this, Options);

    public IEnumerable<ResearchQuestion> Asked => Questions.Where(q => q.On);

    public IEnumerable<Block> Used => Blocks.Where(b => b.On);

    public Guide? GuideFor(string role) => Guides.FirstOrDefault(g => g.Role == role);

    /// <summary>The number that a reader sees: its place among those that are asked.</summary>
    public int Number(string key) => Asked.ToList().FindIndex(q => q.Key == key) + 1;

    /// <summary>The design with one text changed or added. The key says which; null: no such text.</summary>
    /// <param name="what">question, guide, intro, block, stage or consent.</param>
    public MeasurementDesign? With(string what, string key, Words2 words, bool on)
    {
        switch (what)
        {
            case "question" when Questions.Any(q => q.Key == key):
                return this with { Questions = [.. Questions.Select(q => q.Key == key ? q with { Words = words, On = on } : q)] };
            case "question" when key is "start" or "experience" or "advice" && Questions.Length < MostQuestions:
                var next = Free("q", Questions.Select(q => q.Key));
                return this with { Questions = [.. Questions.Append(new ResearchQuestion(next, key, words, true)).OrderBy(q => Array.IndexOf(Model.MeasurementWords.Parts, q.Part))] };
            case "guide" when Guides.FirstOrDefault(g => g.Questions.Any(q => q.Key == key)) is { } guide:
                return Replace(guide with { Questions = [.. guide.Questions.Select(q => q.Key == key ? q with { Words = words, On = on } : q)] });
            case "intro" when GuideFor(key) is { } guide:
                return Replace(guide with { Intro = words });
            case "block" when Blocks.Any(b => b.Key == key):
                return this with { Blocks = [.. Blocks.Select(b => b.Key == key ? b with { Name = words, On = on } : b)] };
            case "stage" when key.Split(':') is [var block, var level, var number] && int.TryParse(number, out var stage) && stage is >= 1 and <= 3 && Blocks.Any(b => b.Key == block && b.Levels.Any(l => l.Level == level)):
                return this with { Blocks = [.. Blocks.Select(b => b.Key != block ? b : b with { Levels = [.. b.Levels.Select(l => l.Level != level ? l : l with { Stages = [.. l.Stages.Select((s, i) => i == stage - 1 ? words : s)] })] })] };
            case "consent" when key == "text":
                return this with { Consent = Consent.Words == words ? Consent : new ConsentText(Consent.Version + 1, words) };
            default:
                return null;
        }
    }

    /// <summary>With a question added to a guide, for a research question; null: no such guide or question, or it is full.</summary>
    public MeasurementDesign? WithAsked(string role, string of, Words2 words) => GuideFor(role) is { } guide && guide.Questions.Length < MostInGuide && Questions.Any(q => q.Key == of)
        ? Replace(guide with { Questions = [.. guide.Questions, new GuideQuestion(Free(role, guide.Questions.Select(q => q.Key)), of, words, true)] })
        : null;

    /// <summary>All texts by where they stand, with whether they are used; to compare two designs.</summary>
    public IEnumerable<(string What, string Key, Words2 Words, bool On)> Texts() =>
    [
        .. Questions.Select(q => ("question", q.Key, q.Words, q.On)),
        .. Blocks.Select(b => ("block", b.Key, b.Name, b.On)),
        .. Blocks.SelectMany(b => b.Levels.SelectMany(l => l.Stages.Select((s, i) => ("stage", $"{b.Key}:{l.Level}:{i + 1}", s, true)))),
        .. Guides.Select(g => ("intro", g.Role, g.Intro, true)),
        .. Guides.SelectMany(g => g.Questions.Select(q => ("guide", q.Key, q.Words, q.On))),
        ("consent", "text", Consent.Words, true),
    ];

    private MeasurementDesign Replace(Guide changed) => this with { Guides = [.. Guides.Select(g => g.Role == changed.Role ? changed : g)] };

    private static string Free(string prefix, IEnumerable<string> taken)
    {
        var known = taken.ToHashSet();
        return Enumerable.Range(1, 100).Select(n => $"{prefix}{n}").First(k => !known.Contains(k));
    }
}
