namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>
/// Columns that may not be read, by their headers. Rather one too many than one too few: a column that is wrongly thrown
/// away can be given another header, what is stored cannot be unseen.
/// </summary>
internal static class SensitiveHeaders
{
    // Names that must be the whole header, then words that give a header away wherever they stand in it; the first that fits counts.
    private static readonly Dictionary<string, string> SensitiveNames = new(StringComparer.Ordinal)
    {
        ["sofi"] = Discarded.Bsn, ["burgerservicenr"] = Discarded.Bsn, ["pgn"] = Discarded.Bsn, ["persoonsgebonden nummer"] = Discarded.Bsn,
        ["social security number"] = Discarded.Bsn, ["ond nr"] = Discarded.EducationNumber,
        ["land"] = Discarded.Country, ["landcode"] = Discarded.Country, ["herkomst"] = Discarded.Country, ["country"] = Discarded.Country,
        ["weging"] = Discarded.Weight, ["m v"] = Discarded.Sex, ["mv"] = Discarded.Sex, ["m v x"] = Discarded.Sex, ["sex"] = Discarded.Sex,
        ["jongen meisje"] = Discarded.Sex, ["j m"] = Discarded.Sex, ["aanhef"] = Discarded.Sex,
        ["login"] = Discarded.UserName, ["loginnaam"] = Discarded.UserName, ["account"] = Discarded.UserName,
        ["mail"] = Discarded.Email, ["tel"] = Discarded.Phone, ["gsm"] = Discarded.Phone,
        ["straat"] = Discarded.Address, ["huisnummer"] = Discarded.Address, ["huisnr"] = Discarded.Address, ["toevoeging"] = Discarded.Address,
        ["arts"] = Discarded.Health, ["iq"] = Discarded.Health,
    };

    private static readonly (string Word, string Key)[] SensitiveWords =
    [
        ("bsn laatste", Discarded.BsnLastFour), ("bsn ondwnr 4", Discarded.BsnLastFour),
        ("bsn", Discarded.Bsn), ("burgerservice", Discarded.Bsn), ("sofinummer", Discarded.Bsn), ("sofinr", Discarded.Bsn), ("citizen service", Discarded.Bsn),
        ("onderwijsnummer", Discarded.EducationNumber), ("onderwijsnr", Discarded.EducationNumber), ("ondwnr", Discarded.EducationNumber),
        ("rijksregister", Discarded.NationalNumber), ("paspoort", Discarded.NationalNumber), ("identiteitsbewijs", Discarded.NationalNumber),
        ("v nummer", Discarded.NationalNumber), ("vreemdelingen", Discarded.NationalNumber),
        ("etnici", Discarded.Ethnicity), ("ethnic", Discarded.Ethnicity), ("culturele achtergrond", Discarded.Ethnicity), ("cumi", Discarded.Ethnicity),
        ("nationalit", Discarded.Country), ("geboorteland", Discarded.Country), ("geb land", Discarded.Country), ("land van", Discarded.Country),
        ("land vader", Discarded.Country), ("land moeder", Discarded.Country), ("herkomst", Discarded.Country), ("geboorteplaats", Discarded.Country),
        ("country", Discarded.Country), ("verblijfs", Discarded.Country), ("in nederland sinds", Discarded.Country), ("birth place", Discarded.Country),
        ("gewicht", Discarded.Weight), ("weight", Discarded.Weight),
        ("eck id", Discarded.EckId), ("eckid", Discarded.EckId), ("ketenid", Discarded.EckId), ("keten id", Discarded.EckId),
        ("foto", Discarded.Photo), ("photo", Discarded.Photo), ("picture", Discarded.Photo),
        ("geslacht", Discarded.Sex), ("gender", Discarded.Sex),
        ("gebruikersnaam", Discarded.UserName), ("username", Discarded.UserName), ("user name", Discarded.UserName), ("inlog", Discarded.UserName),
        ("wachtwoord", Discarded.UserName), ("password", Discarded.UserName),
        ("vader", Discarded.Parents), ("moeder", Discarded.Parents), ("ouder", Discarded.Parents), ("verzorger", Discarded.Parents),
        ("voogd", Discarded.Parents), ("parent", Discarded.Parents), ("guardian", Discarded.Parents), ("gezin", Discarded.Parents),
        ("e mail", Discarded.Email), ("email", Discarded.Email), ("mailadres", Discarded.Email),
        ("telefoon", Discarded.Phone), ("mobiel", Discarded.Phone), ("phone", Discarded.Phone), ("noodnummer", Discarded.Phone),
        ("adres", Discarded.Address), ("address", Discarded.Address), ("straatnaam", Discarded.Address), ("woonplaats", Discarded.Address),
        ("geloof", Discarded.Religion), ("religie", Discarded.Religion), ("levensbeschouw", Discarded.Religion), ("godsdienst", Discarded.Religion),
        ("kerkgenootschap", Discarded.Religion), ("religion", Discarded.Religion),
        ("medisch", Discarded.Health), ("medical", Discarded.Health), ("diagnose", Discarded.Health), ("diagnosis", Discarded.Health),
        ("allerg", Discarded.Health), ("medicijn", Discarded.Health), ("huisarts", Discarded.Health), ("verzekering", Discarded.Health),
        ("gezondheid", Discarded.Health), ("stoornis", Discarded.Health), ("indicatie", Discarded.Health), ("zorg", Discarded.Health),
        ("handicap", Discarded.Health), ("beperking", Discarded.Health), ("dyslexie", Discarded.Health),
    ];

    /// <summary>The report key of a column that is never read, whatever the user chooses; null for other columns.</summary>
    public static string? KeyOf(string header)
    {
        var name = HeaderNames.Plain(header);
        if (name.Length == 0)
        {
            return null;
        }

        if (SensitiveNames.TryGetValue(name, out var key))
        {
            return key;
        }

        return name.StartsWith("geslachtsna", StringComparison.Ordinal)
            ? null
            : Array.Find(SensitiveWords, word => name.Contains(word.Word, StringComparison.Ordinal)).Key;
    }
}
