using InBeeld.Kernel;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>Where each field stands in this file of DUO, by the column names of before and after 2022, and which kind of school it holds.</summary>
internal sealed class DuoColumns
{
    public required int Width { get; init; }
    public required int? Code { get; init; }
    public required int? Institution { get; init; }
    public required int Name { get; init; }
    public required int Place { get; init; }
    public int? BoardCode { get; private init; }
    public int? BoardName { get; private init; }
    public int? Street { get; private init; }
    public int? HouseNumber { get; private init; }
    public int? Postcode { get; private init; }
    public int? Phone { get; private init; }
    public int? Website { get; private init; }
    public int? Denomination { get; private init; }
    public int? MunicipalityCode { get; private init; }
    public int? MunicipalityName { get; private init; }
    public int? Province { get; private init; }
    public int? Corop { get; private init; }
    public int? RmcCode { get; private init; }
    public int? RmcRegion { get; private init; }
    public int? EducationArea { get; private init; }
    public int? HolidayRegion { get; private init; }

    /// <summary>The column that says per row which kind it is (special schools).</summary>
    public int? KindInRow { get; private init; }

    /// <summary>The kind of the file, for rows that do not say.</summary>
    public required string Kind { get; init; }

    public static Outcome<DuoColumns> Of(IReadOnlyList<string> header, string fileName, string? givenKind)
    {
        var columns = new Columns(header);
        var mbo = columns.HasBegin("MBO INSTELLINGSSOORT");
        var code = columns.Find("VESTIGINGSCODE", "VESTIGINGSNUMMER");
        var institution = columns.Find("INSTELLINGSCODE", "BRIN NUMMER", "BRIN");
        var name = columns.Find("VESTIGINGSNAAM", "NAAM VESTIGING") ?? (mbo ? columns.Find("INSTELLINGSNAAM") : null);
        var place = columns.Find("PLAATSNAAM");
        var street = columns.Find("STRAATNAAM");
        if (columns.HasBegin("LEERLINGEN"))
        {
            return Refusal.Of("Dit bestand heeft aantallen leerlingen. Kies het bestand met de adressen van scholen.");
        }

        if (code is null && institution is null && name is null && place is null)
        {
            return Refusal.Of("De eerste regel heeft geen kolomnamen van DUO. Kies een bestand met adressen van scholen.");
        }

        string[] missing =
        [
            .. Missing(code is null && !(mbo && institution is not null), mbo ? "INSTELLINGSCODE" : "VESTIGINGSCODE"),
            .. Missing(name is null, mbo ? "INSTELLINGSNAAM" : "VESTIGINGSNAAM"),
            .. Missing(street is null, "STRAATNAAM"),
            .. Missing(place is null, "PLAATSNAAM"),
        ];
        if (missing.Length > 0)
        {
            return Refusal.Of("In dit bestand ontbreken deze kolommen: {0}.", string.Join(", ", missing));
        }

        return new DuoColumns
        {
            Width = columns.Count,
            Code = code,
            Institution = institution,
            Name = name!.Value,
            Place = place!.Value,
            Street = street,
            HouseNumber = columns.Find("HUISNUMMER TOEVOEGING", "HUISNUMMER"),
            Postcode = columns.Find("POSTCODE"),
            BoardCode = columns.Find("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG CODE"),
            BoardName = columns.Find("BEVOEGD GEZAG NAAM"),
            Phone = columns.Find("TELEFOONNUMMER"),
            Website = columns.Find("INTERNETADRES"),
            Denomination = columns.Find("DENOMINATIE"),
            MunicipalityCode = columns.Find("GEMEENTENUMMER", "GEMEENTECODE"),
            MunicipalityName = columns.Find("GEMEENTENAAM"),
            Province = columns.Find("PROVINCIE"),
            Corop = columns.Find("COROPGEBIED NAAM"),
            RmcCode = columns.Find("RMC REGIO CODE"),
            RmcRegion = columns.Find("RMC REGIO NAAM"),
            EducationArea = columns.Find("ONDERWIJSGEBIED NAAM"),
            HolidayRegion = columns.Find("VAKANTIEREGIO"),
            KindInRow = columns.Find("SOORT PRIMAIR ONDERWIJS", "SOORT PO", "SOORT VESTIGING", "SOORT ONDERWIJS"),
            Kind = givenKind ?? (mbo ? "mbo" : columns.Has("ONDERWIJSSTRUCTUUR") ? "vo" : KindOfFile(fileName)),
        };
    }

    /// <summary>"So/Vso", "SBO", "Speciaal basisonderwijs". Null: no kind that is known.</summary>
    public static string? KindOf(string text)
    {
        var kind = text.Trim().ToUpperInvariant();
        return kind switch
        {
            "BO" or "BAO" or "BASISONDERWIJS" => "bo",
            "SBO" or "SBAO" or "SPECIAAL BASISONDERWIJS" => "sbo",
            "SO" or "VSO" or "SOVSO" or "SPEC" or "SPECIAAL ONDERWIJS" or "VOORTGEZET SPECIAAL ONDERWIJS" or "(VOORTGEZET) SPECIAAL ONDERWIJS" => "so",
            "VO" or "VOORTGEZET ONDERWIJS" => "vo",
            "MBO" => "mbo",
            _ when kind.Contains('/', StringComparison.Ordinal) => kind.Split('/', StringSplitOptions.TrimEntries).Select(KindOf).Aggregate((a, b) => a == b ? a : a is "so" or "sbo" && b is "so" or "sbo" ? "so" : null),
            _ => null,
        };
    }

    // DUO's names: "02.-alle-schoolvestigingen-basisonderwijs.csv", "…-speciaal-basisonderwijs", "…-(voortgezet)-speciaal-onderwijs", "…-vestigingen-vo".
    private static string KindOfFile(string fileName)
    {
        var name = fileName.ToUpperInvariant();
        return name.Contains("SPECIAAL-BASIS", StringComparison.Ordinal) || name.Contains("SBO", StringComparison.Ordinal) ? "sbo"
            : name.Contains("SPECIAAL", StringComparison.Ordinal) || name.Contains("VSO", StringComparison.Ordinal) ? "so"
            : name.Contains("VOORTGEZET", StringComparison.Ordinal) || name.Contains("-VO", StringComparison.Ordinal) ? "vo"
            : "bo";
    }

    private static string[] Missing(bool missing, string name) => missing ? [name] : [];
}
