using System.Globalization;
using System.Text;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Frames;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Programmes.Keep;

/// <summary>A programme as somebody fills it in. For whom it is stands in the same form: levels, years, ages, and questions to answer with yes.</summary>
internal sealed class ProgrammeFields
{
    public const int MostQuestions = 5;

    public string? Name { get; set; }
    public string? Kind { get; set; } = "group";

    /// <summary>Whom it is for: child, small, parent or school.</summary>
    public string? Audience { get; set; } = "child";

    public string? Aim { get; set; }
    public string? About { get; set; }
    public string? Materials { get; set; }
    public string? Provider { get; set; }
    public string? Location { get; set; }
    public string? Places { get; set; }
    public string? Starts { get; set; }
    public string? Ends { get; set; }
    public bool ByFamily { get; set; }
    public List<string>? Levels { get; set; }
    public string? YearFrom { get; set; }
    public string? YearTo { get; set; }
    public string? AgeFrom { get; set; }
    public string? AgeTo { get; set; }
    public List<string?> Questions { get; set; } = [];

    /// <summary>The ids of the questions as they stand, in the same order: what a child answered before keeps its question.</summary>
    public List<Guid?> QuestionIds { get; set; } = [];

    public static ProgrammeFields Of(ProgrammeRow row, IReadOnlyList<Criterion> criteria)
    {
        Criterion? one = criteria.FirstOrDefault(c => c.Kind == "year"), age = criteria.FirstOrDefault(c => c.Kind == "age");
        var questions = criteria.Where(c => c.Kind == "question").ToList();
        return new ProgrammeFields
        {
            Name = row.Name,
            Kind = row.Kind,
            Audience = row.Audience,
            Aim = row.Aim,
            About = row.About,
            Materials = row.Materials,
            Provider = row.Provider,
            Location = row.Location,
            Places = Typed.Of((int?)row.Places),
            Starts = Typed.Of(row.Starts),
            Ends = Typed.Of(row.Ends),
            ByFamily = row.ByFamily,
            Levels = [.. criteria.Where(c => c.Kind == "level").SelectMany(c => c.Levels)],
            YearFrom = Typed.Of(one?.Least),
            YearTo = Typed.Of(one?.Most),
            AgeFrom = Typed.Of(age?.Least),
            AgeTo = Typed.Of(age?.Most),
            Questions = questions.ConvertAll(q => (string?)q.Question),
            QuestionIds = questions.ConvertAll(q => (Guid?)q.Id),
        };
    }

    public List<Refusal> Check(DateOnly? stood, DateOnly today)
    {
        static string Trimmed(string? typed) => typed?.Trim().ReplaceLineEndings("\n") ?? "";
        (Name, Aim, About, Materials, Provider, Location) = (Trimmed(Name), Trimmed(Aim), Trimmed(About), Trimmed(Materials), Trimmed(Provider), Trimmed(Location));
        var refusals = new List<Refusal>();
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(field, sentence, args));
            }
        }

        When(Name.Length is 0 or > 80, "Name", "Geef het programma een naam van hooguit 80 tekens.");
        When(!ProgrammeWords.Kinds.Contains(Kind), "Kind", "Kies wat voor programma het is.");
        When(!ProgrammeWords.Audiences.Contains(Audience), "Audience", "Kies voor wie het is.");
        When(Aim.Length > 1000, "Aim", "Schrijf hooguit {0} tekens.", 1000);
        When(About.Length > 2000, "About", "Schrijf hooguit {0} tekens.", 2000);
        When(Materials.Length > 1000, "Materials", "Schrijf hooguit {0} tekens.", 1000);
        When(Provider.Length > 120, "Provider", "Schrijf hooguit {0} tekens.", 120);
        When(Location.Length > 120, "Location", "Schrijf hooguit {0} tekens.", 120);
        When(Typed.Number(Places) is not (>= 1 and <= 10000), "Places", "Vul een aantal in van 1 tot en met 10.000.");
        var (from, to) = (Typed.Day(Starts), Typed.Day(Ends));
        When(from is null || (from != stood && from < today.AddYears(-2)) || from > today.AddYears(3), "Starts", "Kies de eerste dag.");
        When(to is null || to < from || to > from?.AddDays(1100), "Ends", "Kies een laatste dag na de eerste, hooguit drie jaar later.");
        When(Bounds(YearFrom, YearTo, 1, 16) is null, "YearFrom", "Kies een jaar dat niet na het andere ligt.");
        When(Bounds(AgeFrom, AgeTo, 0, 30) is null, "AgeFrom", "Vul twee leeftijden in van 0 tot en met 30, de laagste eerst.");
        When(Questions.Exists(q => q?.Trim().Length > 200), "Questions0", "Een vraag is hooguit 200 tekens.");
        return refusals;
    }

    /// <summary>For whom, as rows in their order.</summary>
    public List<(Guid Id, string Kind, short? Least, short? Most, string[] Levels, string Question)> Criteria()
    {
        var rows = new List<(Guid, string, short?, short?, string[], string)>();
        if (ProgrammeWords.Levels.Where(l => Levels?.Contains(l) == true).ToArray() is { Length: > 0 } levels)
        {
            rows.Add((Guid.CreateVersion7(), "level", null, null, levels, ""));
        }

        foreach (var (kind, bounds) in new[] { ("year", Bounds(YearFrom, YearTo, 1, 16)), ("age", Bounds(AgeFrom, AgeTo, 0, 30)) })
        {
            if (bounds is { } b && (b.Least ?? b.Most) is not null)
            {
                rows.Add((Guid.CreateVersion7(), kind, b.Least, b.Most, [], ""));
            }
        }

        for (var i = 0; i < Math.Min(MostQuestions, Questions.Count); i++)
        {
            if (Questions[i]?.Trim() is { Length: > 0 } question)
            {
                rows.Add((QuestionIds.ElementAtOrDefault(i) ?? Guid.CreateVersion7(), "question", null, null, [], question));
            }
        }

        return rows;
    }

    /// <summary>Letters without accents, digits and dashes; the last four of the id make it one of a kind.</summary>
    public static string Slug(string name, Guid id)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                plain.Append(letter);
            }
            else if (letter is ' ' or '-' or '_' or '/' && plain.Length > 0 && plain[^1] != '-')
            {
                plain.Append('-');
            }
        }

        var word = plain.ToString()[..Math.Min(plain.Length, 40)].Trim('-');
        return (word.Length > 0 ? word + "-" : "p-") + id.ToString("N")[^4..];
    }

    private static (short? Least, short? Most)? Bounds(string? from, string? to, int least, int most)
    {
        int? a = Typed.Number(from), b = Typed.Number(to);
        var wrong = (!string.IsNullOrWhiteSpace(from) && !(a >= least && a <= most)) || (!string.IsNullOrWhiteSpace(to) && !(b >= least && b <= most)) || a > b;
        return wrong ? null : ((short?)a, (short?)b);
    }
}
