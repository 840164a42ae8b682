using System.Collections;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>
/// Counts, by report key, of values that stood in the file and were thrown away before anyone could store them.
/// A count is the number of values, not of pupils: one child may come with three countries.
/// </summary>
internal sealed class Discarded : IReadOnlyDictionary<string, int>
{
    public const string Bsn = "bsn";
    public const string BsnLastFour = "bsnLastFour";
    public const string EducationNumber = "educationNumber";
    public const string NationalNumber = "nationalNumber";
    public const string Ethnicity = "ethnicity";
    public const string Country = "country";
    public const string Weight = "weight";
    public const string EckId = "eckId";
    public const string Photo = "photo";
    public const string Sex = "sex";
    public const string UserName = "userName";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Address = "address";
    public const string Religion = "religion";
    public const string Health = "health";
    public const string Parents = "parents";
    public const string Additions = "additions";

    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>What people see for each key, in Dutch; the English stands in Texts.en.json.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Bsn] = "burgerservicenummer",
        [BsnLastFour] = "laatste vier cijfers van het burgerservicenummer",
        [EducationNumber] = "onderwijsnummer",
        [NationalNumber] = "rijksregisternummer",
        [Ethnicity] = "etniciteit",
        [Country] = "herkomst of nationaliteit",
        [Weight] = "leerlinggewicht",
        [EckId] = "ECK iD",
        [Photo] = "foto",
        [Sex] = "geslacht",
        [UserName] = "gebruikersnaam",
        [Email] = "e-mailadres van de leerling",
        [Phone] = "telefoonnummer",
        [Address] = "adres",
        [Religion] = "geloof",
        [Health] = "gezondheid",
        [Parents] = "gegevens van ouders",
        [Additions] = "toevoegingen van de leverancier",
    };

    public int Count => counts.Count;

    public IEnumerable<string> Keys => counts.Keys;

    public IEnumerable<int> Values => counts.Values;

    public int this[string key] => counts.GetValueOrDefault(key);

    public void Add(string key, int times = 1)
    {
        if (times > 0)
        {
            counts[key] = this[key] + times;
        }
    }

    public void Add(Discarded other)
    {
        foreach (var (key, times) in other)
        {
            Add(key, times);
        }
    }

    public bool ContainsKey(string key) => counts.ContainsKey(key);

    public bool TryGetValue(string key, out int value) => counts.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, int>> GetEnumerator() => counts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
