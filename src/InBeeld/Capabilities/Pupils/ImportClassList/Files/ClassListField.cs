namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>What a column of a table can be.</summary>
internal enum ClassListField
{
    Ignore,

    /// <summary>The school's own number for the pupil (leerlingnummer).</summary>
    Key,
    GivenName,

    /// <summary>All first names; the first of them counts when there is no given name.</summary>
    FirstNames,
    Initials,
    Prefix,
    Surname,

    /// <summary>"Noor van den Berg" or "Berg, Noor van den".</summary>
    FullName,
    BirthDate,
    Group,
    YearGroup,
    Postcode,
    JoinedOn,
    LeftOn,

    /// <summary>Sensitive: thrown away and counted, whatever the user chooses.</summary>
    Discard,
}

internal static class ClassListFields
{
    /// <summary>What people see for each field, in Dutch; the English stands in Texts.en.json.</summary>
    public static IReadOnlyDictionary<ClassListField, string> Names { get; } = new Dictionary<ClassListField, string>
    {
        [ClassListField.Ignore] = "Niet gebruiken",
        [ClassListField.Key] = "Leerlingnummer",
        [ClassListField.GivenName] = "Roepnaam",
        [ClassListField.FirstNames] = "Voornamen",
        [ClassListField.Initials] = "Voorletters",
        [ClassListField.Prefix] = "Tussenvoegsel",
        [ClassListField.Surname] = "Achternaam",
        [ClassListField.FullName] = "Hele naam",
        [ClassListField.BirthDate] = "Geboortedatum",
        [ClassListField.Group] = "Groep of klas",
        [ClassListField.YearGroup] = "Jaargroep of leerjaar",
        [ClassListField.Postcode] = "Postcode",
        [ClassListField.JoinedOn] = "Datum van inschrijving",
        [ClassListField.LeftOn] = "Datum van uitschrijving",
        [ClassListField.Discard] = "Gevoelig: wordt weggegooid",
    };
}
