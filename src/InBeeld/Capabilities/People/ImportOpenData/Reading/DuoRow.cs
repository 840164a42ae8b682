namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>
/// A location of a school, as DUO publishes it. A null field: the file has no such column, so what is stored stays;
/// an empty one: the file says there is none.
/// </summary>
internal sealed record DuoRow
{
    public required long Line { get; init; }

    /// <summary>VESTIGINGSCODE ("16AH00"); for an mbo institution its four characters.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>bo, sbo, so (with vso), vo or mbo.</summary>
    public required string Kind { get; init; }

    public string Level => LevelOf(Kind);

    public string? BoardCode { get; init; }
    public string? BoardName { get; init; }
    public string? Street { get; init; }
    public string? Postcode { get; init; }
    public string? Place { get; init; }
    public string? Phone { get; init; }
    public string? Website { get; init; }
    public string? Denomination { get; init; }
    public string? MunicipalityCode { get; init; }
    public string? MunicipalityName { get; init; }
    public string? Province { get; init; }
    public string? Corop { get; init; }
    public string? RmcCode { get; init; }
    public string? RmcRegion { get; init; }
    public string? EducationArea { get; init; }

    /// <summary>Noord, Midden, Zuid or empty.</summary>
    public string? HolidayRegion { get; init; }

    public static string LevelOf(string kind) => kind switch
    {
        "bo" => "primary",
        "sbo" or "so" => "special",
        "vo" => "secondary",
        "mbo" => "mbo",
        _ => "",
    };
}
