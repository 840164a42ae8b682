using System.Globalization;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Why a file is refused or a row rejected.</summary>
internal enum ReasonCode
{
    // The whole file
    EmptyFile,
    TooLarge,
    UnknownEncoding,
    WrongEncoding,
    NoXml,
    NoEdexml,
    UnsupportedVersion,
    HasDtd,
    BrokenXml,
    TooDeep,
    PieceTooLong,
    TooManyNames,
    NoSchool,
    NoSchoolYear,
    WrongSchoolYear,
    WrongSchoolCode,
    NoPupils,
    TooManyRows,
    TooManyGroups,
    TooManyTeachers,
    TooManyLocations,
    KeysAreBsn,
    NoTable,
    IsEdexml,
    OldExcel,
    EncryptedExcel,
    OtherSpreadsheet,
    BrokenExcel,
    ExcelTooLarge,
    HeaderOnly,
    TooManyColumns,
    OpenQuote,
    NoNameColumn,
    ColumnTwice,

    // One row
    NoKey,
    WrongKey,
    SameKey,
    SamePupil,
    NoName,
    NameTooLong,
    ControlCharacters,
    UnknownGroup,
    UnreadableDate,
    BirthDateInFuture,
    BirthDateTooEarly,
    TooFewCells,
    TooManyCells,
    CellTooLong,
}

/// <summary>
/// A reason with what the sentence needs: at most two arguments, line numbers, limits or codes. Never the name or the
/// birth date of a pupil, since reasons end up in reports and logs.
/// </summary>
internal sealed record Reason(ReasonCode Code, object? First = null, object? Second = null)
{
    private static readonly Dictionary<ReasonCode, string> Sentences = new()
    {
        [ReasonCode.EmptyFile] = "Het bestand is leeg.",
        [ReasonCode.TooLarge] = "Het bestand is groter dan {0} MB.",
        [ReasonCode.UnknownEncoding] = "Het bestand gebruikt een tekenset die we niet kennen: {0}.",
        [ReasonCode.WrongEncoding] = "Er staan tekens in het bestand die niet passen bij de tekenset {0}.",
        [ReasonCode.NoXml] = "Dit is geen XML-bestand.",
        [ReasonCode.NoEdexml] = "Dit is geen EDEXML-bestand. Het begint met “{0}” en niet met “EDEX”.",
        [ReasonCode.UnsupportedVersion] = "Dit bestand is EDEXML {0}. We lezen EDEXML 2.0 en 2.1.",
        [ReasonCode.HasDtd] = "Er staat een DTD in het bestand. Dat is niet veilig, daarom lezen we het bestand niet.",
        [ReasonCode.BrokenXml] = "Het bestand is kapot of afgebroken op regel {0}. We gebruiken er niets van.",
        [ReasonCode.TooDeep] = "Op regel {0} staan te veel elementen in elkaar.",
        [ReasonCode.PieceTooLong] = "Op regel {0} staat een te lang stuk zonder einde.",
        [ReasonCode.TooManyNames] = "Het bestand heeft meer dan {0} verschillende elementen. Zo ziet een klassenlijst er niet uit.",
        [ReasonCode.NoSchool] = "Er staat geen school in het bestand.",
        [ReasonCode.NoSchoolYear] = "Er staat geen schooljaar in het bestand.",
        [ReasonCode.WrongSchoolYear] = "Het schooljaar “{0}” klopt niet. Een goed voorbeeld is 2026-2027.",
        [ReasonCode.WrongSchoolCode] = "De schoolcode “{0}” klopt niet. Een goed voorbeeld is 99ZZ met vestiging 00.",
        [ReasonCode.NoPupils] = "Er staan geen leerlingen in het bestand.",
        [ReasonCode.TooManyRows] = "Er staan meer dan {0} leerlingen of rijen in het bestand.",
        [ReasonCode.TooManyGroups] = "Er staan meer dan {0} groepen in het bestand.",
        [ReasonCode.TooManyTeachers] = "Er staan meer dan {0} leerkrachten in het bestand.",
        [ReasonCode.TooManyLocations] = "Er staan meer dan {0} vestigingen in het bestand.",
        [ReasonCode.KeysAreBsn] = "De leerlingnummers in dit bestand lijken burgerservicenummers. Die mogen we niet bewaren.",
        [ReasonCode.NoTable] = "Dit is geen CSV- of Excelbestand.",
        [ReasonCode.IsEdexml] = "Dit is een XML-bestand. Kies EDEXML om het in te lezen.",
        [ReasonCode.OldExcel] = "Dit is een oud Excelbestand (.xls). Sla het op als .xlsx en probeer het opnieuw.",
        [ReasonCode.EncryptedExcel] = "Dit Excelbestand heeft een wachtwoord. Sla het op zonder wachtwoord en probeer het opnieuw.",
        [ReasonCode.OtherSpreadsheet] = "Dit rekenblad is geen Excelbestand. Sla het op als .xlsx en probeer het opnieuw.",
        [ReasonCode.BrokenExcel] = "Dit Excelbestand is kapot. Open het in Excel, sla het op en probeer het opnieuw.",
        [ReasonCode.ExcelTooLarge] = "Dit Excelbestand wordt uitgepakt te groot. Het mag niet groter zijn dan {0} MB.",
        [ReasonCode.HeaderOnly] = "Het bestand heeft een kopregel, maar geen leerlingen.",
        [ReasonCode.TooManyColumns] = "Het bestand heeft meer dan {0} kolommen.",
        [ReasonCode.OpenQuote] = "Op regel {0} begint een aanhalingsteken dat niet wordt gesloten. We gebruiken niets van het bestand.",
        [ReasonCode.NoNameColumn] = "Kies een kolom voor de roepnaam, de achternaam of de hele naam.",
        [ReasonCode.ColumnTwice] = "Twee kolommen zijn gekozen voor hetzelfde gegeven: “{0}” en “{1}”. Kies er een.",
        [ReasonCode.NoKey] = "Er is geen leerlingnummer of sleutel.",
        [ReasonCode.WrongKey] = "De sleutel is te lang of heeft vreemde tekens.",
        [ReasonCode.SameKey] = "Dezelfde sleutel staat ook op regel {0}.",
        [ReasonCode.SamePupil] = "Dezelfde naam met dezelfde geboortedatum staat ook op regel {0}.",
        [ReasonCode.NoName] = "Er is geen naam.",
        [ReasonCode.NameTooLong] = "De naam is langer dan {0} tekens.",
        [ReasonCode.ControlCharacters] = "Er staan vreemde tekens in de naam.",
        [ReasonCode.UnknownGroup] = "De groep “{0}” staat niet in het bestand.",
        [ReasonCode.UnreadableDate] = "De datum is niet te lezen.",
        [ReasonCode.BirthDateInFuture] = "De geboortedatum ligt in de toekomst.",
        [ReasonCode.BirthDateTooEarly] = "De geboortedatum ligt voor {0}.",
        [ReasonCode.TooFewCells] = "De rij heeft {1} cellen. Dat moeten er {0} zijn.",
        [ReasonCode.TooManyCells] = "De rij heeft {1} cellen. Dat mogen er hoogstens {0} zijn.",
        [ReasonCode.CellTooLong] = "Een cel heeft meer dan {0} tekens.",
    };

    /// <summary>The Dutch sentence with {0} and {1} open: the key under which a translation is found.</summary>
    public string Key => Sentences[Code];

    /// <summary>What goes into {0} and {1}.</summary>
    public object[] Arguments => (First, Second) switch
    {
        (null, _) => [],
        (not null, null) => [First],
        _ => [First, Second],
    };

    /// <summary>All Dutch sentences of this file, for whoever checks the translations.</summary>
    public static IReadOnlyCollection<string> Keys => Sentences.Values;

    /// <summary>The sentence in Dutch, whatever the language of the thread.</summary>
    public string ToDutch() => string.Format(CultureInfo.InvariantCulture, Key, Arguments);
}
