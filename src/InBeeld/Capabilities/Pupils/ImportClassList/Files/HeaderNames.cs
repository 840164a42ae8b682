using System.Globalization;
using System.Text;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Recognises columns by their headers, as ParnasSys, ESIS, Magister, SOMtoday and OneRoster write them and as people do.</summary>
internal static class HeaderNames
{
    // The first name of a field is the best one: it wins when two columns say the same.
    private static readonly (ClassListField Field, string[] Names)[] Known =
    [
        (ClassListField.Key, ["leerlingnummer", "leerlingnr", "lln nr", "llnr", "leerlingcode", "stamnummer", "stamnr", "studentnummer",
            "studentnr", "deelnemernummer", "leerling id", "pupil number", "student number", "student id", "pupil id", "sourced id",
            "key", "nummer", "nr", "id"]),
        (ClassListField.GivenName, ["roepnaam", "voornaam", "voornaam leerling", "roepnaam leerling", "given name", "first name", "preferred name", "call name"]),
        (ClassListField.FirstNames, ["voornamen", "doopnamen", "officiele voornamen", "first names"]),
        (ClassListField.Initials, ["voorletters", "voorletter", "initialen", "initials"]),
        (ClassListField.Prefix, ["tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "tussenv", "tv", "tsv", "voorv", "prefix", "infix", "middle name"]),
        (ClassListField.Surname, ["achternaam", "achternaam leerling", "familienaam", "geslachtsnaam", "surname", "last name", "family name"]),
        (ClassListField.FullName, ["volledige naam", "naam leerling", "leerlingnaam", "naam", "leerling", "hele naam", "full name", "name",
            "pupil name", "student name", "pupil", "student"]),
        (ClassListField.BirthDate, ["geboortedatum", "geb datum", "geboorte datum", "gebdatum", "geboren", "geboren op", "date of birth",
            "birth date", "dob", "birthday"]),
        (ClassListField.Group, ["groep", "klas", "stamgroep", "stamklas", "basisgroep", "groepsnaam", "klasnaam", "groepnaam", "naam groep",
            "lesgroep", "huidige groep", "class", "group", "homeroom", "form"]),
        (ClassListField.YearGroup, ["jaargroep", "leerjaar", "jaarlaag", "leerjaar groep", "year group", "year", "grade", "grades"]),
        (ClassListField.Postcode, ["postcode", "pc", "postal code", "zip", "zip code", "post code"]),
        (ClassListField.JoinedOn, ["instroomdatum", "inschrijfdatum", "datum inschrijving", "ingeschreven op", "datum in", "begindatum",
            "start date", "joined on", "enrolled on"]),
        (ClassListField.LeftOn, ["uitstroomdatum", "uitschrijfdatum", "datum uitschrijving", "uitgeschreven op", "datum uit", "einddatum",
            "end date", "left on"]),
    ];

    /// <summary>The likely field and how good the name is for it (0 is best); Ignore when the header says nothing to us.</summary>
    public static (ClassListField Field, int Rank) Guess(string header)
    {
        if (SensitiveHeaders.KeyOf(header) is not null)
        {
            return (ClassListField.Discard, 0);
        }

        var name = Plain(header);
        foreach (var (field, names) in Known)
        {
            var rank = Array.FindIndex(names, known => known == name || known.Replace(" ", "", StringComparison.Ordinal) == name);
            if (rank >= 0)
            {
                return (field, rank);
            }
        }

        return (ClassListField.Ignore, 0);
    }

    public static bool IsKnown(string header) => Guess(header).Field != ClassListField.Ignore;

    /// <summary>Whether the header is one that only programs for secondary schools write.</summary>
    public static bool IsOfSecondary(string header) =>
        Plain(header) is "stamnr" or "stamnummer" or "stamklas" or "opleiding" or "profiel" or "studie" or "studierichting";

    /// <summary>"Geb.datum" and "geb_datum" become "geb datum", "Geboortedatum " becomes "geboortedatum", "birthDate" "birth date".</summary>
    public static string Plain(string header)
    {
        var plain = new StringBuilder();
        var before = ' ';
        foreach (var c in (NameText.OrNull(header) ?? "").Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var starts = !char.IsLetterOrDigit(c) || (char.IsUpper(c) && char.IsLower(before));
            if (starts && plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }

            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }

            before = c;
        }

        return plain.ToString().Trim();
    }
}
