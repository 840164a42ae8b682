namespace InBeeld.Capabilities.Pupils.Contract;

/// <summary>Languages spoken at home, by ISO 639-1 code (639-3 where there is none), with their Dutch word as a key of the texts.</summary>
public static class HomeLanguages
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["nl"] = "Nederlands", ["en"] = "Engels", ["ar"] = "Arabisch", ["tr"] = "Turks", ["pl"] = "Pools", ["uk"] = "Oekraïens", ["ti"] = "Tigrinya", ["am"] = "Amhaars",
        ["bg"] = "Bulgaars", ["zh"] = "Chinees", ["de"] = "Duits", ["fa"] = "Farsi", ["fr"] = "Frans", ["ku"] = "Koerdisch", ["pap"] = "Papiaments", ["prs"] = "Dari", ["ps"] = "Pasjtoe",
        ["pt"] = "Portugees", ["ro"] = "Roemeens", ["ru"] = "Russisch", ["so"] = "Somalisch", ["es"] = "Spaans", ["zgh"] = "Berbers", ["vi"] = "Vietnamees", ["hu"] = "Hongaars", ["it"] = "Italiaans",
        ["ur"] = "Urdu", ["hi"] = "Hindi", ["fy"] = "Fries", ["dse"] = "Nederlandse Gebarentaal",
    };

    /// <summary>Codes by Dutch word; Dutch itself first.</summary>
    public static IReadOnlyList<string> All { get; } = ["nl", .. Words.Where(w => w.Key != "nl").OrderBy(w => w.Value, StringComparer.Ordinal).Select(w => w.Key)];

    /// <summary>The word of a code; a code that is not in the list is shown as it is.</summary>
    public static string Word(string code) => Words.GetValueOrDefault(code, code);
}
