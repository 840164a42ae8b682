using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Attention.Model;

/// <summary>What must hold of a child for a rule: all that is filled in, of a list one. The names are those that app.attention_match reads.</summary>
internal sealed partial record Conditions
{
    public const int MostWords = 12;
    public const int LongestWord = 40;

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static readonly IReadOnlyList<string> Schools = ["primary", "secondary", "special", "mbo"];

    /// <summary>0: toddlers; 1 to 8 primary; 11 to 16 secondary.</summary>
    public static readonly IReadOnlyList<int> Years = [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16];

    public List<string>? School { get; init; }
    public List<int>? Year { get; init; }

    /// <summary>"yes": group 8, or the last year of secondary education.</summary>
    public string? LastYear { get; init; }
    public int? UnderAge { get; init; }

    /// <summary>Words with which a word in the name of the group begins.</summary>
    public List<string>? Group { get; init; }

    /// <summary>The same of the location, or the name of the school.</summary>
    public List<string>? Place { get; init; }
    public List<string>? Postcode { get; init; }
    public int? JoinedMonths { get; init; }

    /// <summary>"other": somebody at home speaks another language than Dutch.</summary>
    public string? Language { get; init; }
    public string? Interpreter { get; init; }

    /// <summary>Each condition as a sentence, translated.</summary>
    public IEnumerable<string> Say(Text text)
    {
        if (School is { } school)
        {
            yield return text["De school is: {0}", string.Join(", ", school.Select(s => text[SchoolWord(s)]))];
        }

        if (Year is { } year)
        {
            yield return text["Het leerjaar is: {0}", string.Join(", ", year.Select(y => YearWord(y, text)))];
        }

        if (LastYear is not null)
        {
            yield return text["Het kind zit in het laatste jaar van de school"];
        }

        if (UnderAge is { } age)
        {
            yield return text["Het kind is jonger dan {0} jaar", age];
        }

        if (Group is { } group)
        {
            yield return text["De naam van de groep bevat: {0}", string.Join(", ", group)];
        }

        if (Place is { } place)
        {
            yield return text["De locatie of naam van de school bevat: {0}", string.Join(", ", place)];
        }

        if (Postcode is { } postcode)
        {
            yield return text["Het kind woont in postcode: {0}", string.Join(", ", postcode)];
        }

        if (JoinedMonths is { } months)
        {
            yield return text["Het kind is korter dan {0} maanden op deze school", months];
        }

        if (Language is not null)
        {
            yield return text["Thuis spreekt iemand een andere taal dan Nederlands"];
        }

        if (Interpreter is not null)
        {
            yield return text["Een ouder heeft een tolk nodig"];
        }
    }

    public static string SchoolWord(string school) => school switch { "primary" => "basisschool", "secondary" => "voortgezet onderwijs", "special" => "speciaal onderwijs", _ => "mbo" };

    public static string YearWord(int year, Text text) => year switch { 0 => text["peuters"], <= 8 => text["groep {0}", year], _ => text["klas {0}", year - 10] };

    /// <summary>What was typed, cut at commas and lines; words of letters and digits only, so that nothing in it can be more than a word.</summary>
    public static List<string>? Words(string? typed) =>
        (typed ?? "").Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(w => w.ToLowerInvariant()).Distinct().ToList() is { Count: > 0 } words ? words : null;

    public List<Refusal> Check()
    {
        var wrong = new List<Refusal>();
        if (this == new Conditions())
        {
            wrong.Add(new Refusal("Words", "Kies minstens één voorwaarde."));
        }

        Of("Words", Group);
        Of("Place", Place);
        if (School?.Except(Schools).Any() == true || Year?.Except(Years).Any() == true || UnderAge is < 1 or > 25 || JoinedMonths is < 1 or > 24)
        {
            wrong.Add(Refusal.Of("Een voorwaarde is niet begrepen. Kies opnieuw."));
        }

        if (Postcode is { } codes && (codes.Count > 50 || codes.Any(c => !FourDigits().IsMatch(c))))
        {
            wrong.Add(new Refusal("Postcode", "Vul per postcode vier cijfers in, met een komma ertussen."));
        }

        return wrong;

        void Of(string field, List<string>? words)
        {
            if (words is not null && (words.Count > MostWords || words.Any(w => w.Length is < 2 or > LongestWord || !Plain().IsMatch(w))))
            {
                wrong.Add(new Refusal(field, "Gebruik hooguit {0} gewone woorden van twee letters of meer.", MostWords));
            }
        }
    }

    public string Write() => JsonSerializer.Serialize(this, Snake);

    public static Conditions Read(string json) => JsonSerializer.Deserialize<Conditions>(json, Snake)!;

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N} -]*$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[0-9]{4}$")]
    private static partial Regex FourDigits();
}
