using System.Text.Json;
using System.Text.Json.Serialization;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Programmes.Sharing;

/// <summary>What a programme is, as it is published and as it stands in a file (UTF-8 JSON): never who takes part, who works there or what it costs.</summary>
internal sealed record ProgrammeContent
{
    /// <summary>So many bytes at most.</summary>
    public const int Most = 262_144;

    public const string Marker = "inbeeld-programme-1";
    private const int MostModules = 100;
    /// <summary>A programme asks no more than so many.</summary>
    private const int MostScales = 12;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, MaxDepth = 8, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Format { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>The library that made it, and which edition of it this is.</summary>
    public string Library { get; init; } = "";

    public int Edition { get; init; }
    public DateOnly? Published { get; init; }
    public string Kind { get; init; } = "";

    /// <summary>child, small (up to four years), parent or school.</summary>
    public string Audience { get; init; } = "child";

    public string Aim { get; init; } = "";
    public string About { get; init; } = "";
    public string Materials { get; init; } = "";
    public string[] Levels { get; init; } = [];
    public int? YearFrom { get; init; }
    public int? YearTo { get; init; }
    public int? AgeFrom { get; init; }
    public int? AgeTo { get; init; }
    public string[] Questions { get; init; } = [];
    public SharedModule[] Modules { get; init; } = [];
    public SharedScale[] Scales { get; init; } = [];

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a file. What is wrong is named by the field of the file.</summary>
    public static Outcome<ProgrammeContent> Read(string text)
    {
        if (text.Length > Most)
        {
            return new Refusal("Upload", "Het bestand is te groot. Het mag hooguit {0} kB zijn.", Most / 1024);
        }

        ProgrammeContent? read;
        try
        {
            read = JsonSerializer.Deserialize<ProgrammeContent>(text, Json);
        }
        catch (JsonException wrong)
        {
            return new Refusal("Upload", "Dit bestand is niet te lezen, bij regel {0}, veld {1}.", (wrong.LineNumber ?? 0) + 1, wrong.Path ?? "$");
        }

        if (read?.Format != Marker)
        {
            return new Refusal("Upload", "Dit is geen bestand van een programma. Kies een bestand dat hier werd bewaard.");
        }

        var refusals = read.Check();
        return refusals.Count > 0 ? refusals : read;
    }

    private List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        void Text(string? value, string field, int least, int most)
        {
            if (value is null || value.Trim().Length < least || value.Length > most)
            {
                refusals.Add(new Refusal("Upload", "{0}: schrijf {1} tot en met {2} tekens.", field, least, most));
            }
        }

        void When(bool wrong, string sentence, params object[] args)
        {
            if (wrong)
            {
                refusals.Add(new Refusal("Upload", sentence, args));
            }
        }

        void Range(int? from, int? to, string field, int least, int most) =>
            When(from < least || from > most || to < least || to > most || from > to, "{0}: kies getallen van {1} tot en met {2}, de laagste eerst.", field, least, most);

        if (Levels is null || Questions is null || Modules is null || Scales is null || Modules.Contains(null!) || Scales.Contains(null!))
        {
            return [new Refusal("Upload", "Dit bestand is niet te lezen, bij regel {0}, veld {1}.", 1, "$")];
        }

        Text(Name, "name", 1, 80);
        Text(Library, "library", 0, 200);
        Text(Aim, "aim", 0, 1000);
        Text(About, "about", 0, 2000);
        Text(Materials, "materials", 0, 1000);
        When(!ProgrammeWords.Kinds.Contains(Kind), "{0}: kies uit {1}.", "kind", string.Join(", ", ProgrammeWords.Kinds));
        When(!ProgrammeWords.Audiences.Contains(Audience), "{0}: kies uit {1}.", "audience", string.Join(", ", ProgrammeWords.Audiences));
        When(Levels.Any(l => !ProgrammeWords.Levels.Contains(l)), "{0}: kies uit {1}.", "levels", string.Join(", ", ProgrammeWords.Levels));
        Range(YearFrom, YearTo, "yearFrom, yearTo", 1, 16);
        Range(AgeFrom, AgeTo, "ageFrom, ageTo", 0, 30);
        When(Questions.Length > Keep.ProgrammeFields.MostQuestions, "{0}: hooguit {1}.", "questions", Keep.ProgrammeFields.MostQuestions);
        When(Modules.Length > MostModules, "{0}: hooguit {1}.", "modules", MostModules);
        When(Scales.Length > MostScales, "{0}: hooguit {1}.", "scales", MostScales);
        for (var i = 0; i < Math.Min(Questions.Length, Keep.ProgrammeFields.MostQuestions); i++)
        {
            Text(Questions[i], $"questions[{i}]", 1, 200);
        }

        for (var i = 0; i < Math.Min(Modules.Length, MostModules); i++)
        {
            var (m, at) = (Modules[i], $"modules[{i}].");
            Text(m.Name, at + "name", 1, 80);
            Text(m.Theme, at + "theme", 0, 200);
            Text(m.About, at + "about", 0, 1000);
            Text(m.Materials, at + "materials", 0, 1000);
            When(m.Sessions is < 1 or > 60, "{0}: kies getallen van {1} tot en met {2}, de laagste eerst.", at + "sessions", 1, 60);
        }

        for (var i = 0; i < Math.Min(Scales.Length, MostScales); i++)
        {
            var (s, at) = (Scales[i], $"scales[{i}].");
            When(!SharedScale.Respondents.Contains(s.Respondent), "{0}: kies uit {1}.", at + "respondent", string.Join(", ", SharedScale.Respondents));
            Text(s.Nl, at + "nl", 1, 200);
            Text(s.En, at + "en", 0, 200);
            When(s.Steps is not { Length: 5 } || s.StepsEn is not { Length: 0 or 5 }, "{0}: schrijf er vijf.", at + "steps");
            foreach (var step in (s.Steps ?? []).Take(5))
            {
                Text(step, at + "steps", 1, 60);
            }

            foreach (var step in (s.StepsEn ?? []).Take(5))
            {
                Text(step, at + "stepsEn", 0, 60);
            }
        }

        return refusals;
    }
}

internal sealed record SharedModule(string Name, string Theme, string About, string Materials, int Sessions);

/// <summary>A short repeated scale: a sentence with five answers.</summary>
internal sealed record SharedScale(string Respondent, string Nl, string En, string[] Steps, string[] StepsEn)
{
    public static readonly string[] Respondents = ["pupil", "parent", "teacher", "guide"];
}
