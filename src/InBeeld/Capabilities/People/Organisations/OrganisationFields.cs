using InBeeld.Capabilities.People.ImportOpenData.Reading;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>What somebody fills in of an organisation.</summary>
internal sealed class OrganisationFields
{
    public string? Kind { get; set; }
    public string? Name { get; set; }
    public string? Code { get; set; }
    public string? Level { get; set; }
    public string? Municipality { get; set; }
    public string? MunicipalityName { get; set; }
    public string? BoardCode { get; set; }
    public string? Street { get; set; }
    public string? Postcode { get; set; }
    public string? Place { get; set; }
    public string? Phone { get; set; }
    public string? Website { get; set; }
    public string? HolidayRegion { get; set; }

    /// <summary>Everything that is not right, and each field as it will be stored: trimmed, on one line.</summary>
    public List<Refusal> Check(bool adding)
    {
        var refusals = new List<Refusal>();
        (Kind, Level, Municipality, HolidayRegion) = (Plain(Kind), Plain(Level), Plain(Municipality), Plain(HolidayRegion));
        (Name, Code, MunicipalityName, BoardCode, Street) = (Plain(Name), Plain(Code).ToUpperInvariant(), Plain(MunicipalityName), Plain(BoardCode), Plain(Street));
        (Postcode, Place, Phone, Website) = (Codes.Postcode(Plain(Postcode)), Plain(Place), Plain(Phone), Plain(Website));
        if (!OrganisationWords.Kinds.Contains(Kind))
        {
            refusals.Add(new Refusal("Kind", "Kies welke soort organisatie het is."));
        }

        if (Name.Length == 0 && Kind != "municipality")
        {
            refusals.Add(new Refusal("Name", "Vul de naam van de organisatie in."));
        }

        foreach (var (field, value) in ((string, string)[])[("Name", Name), ("MunicipalityName", MunicipalityName), ("Street", Street), ("Place", Place), ("Phone", Phone), ("Website", Website), ("Postcode", Postcode)])
        {
            if (value.Length > 200)
            {
                refusals.Add(new Refusal(field, "Dit is langer dan {0} tekens.", 200));
            }
        }

        if (Code.Length > 20)
        {
            refusals.Add(new Refusal("Code", "Dit is langer dan {0} tekens.", 20));
        }

        if (Kind == "school" && !OrganisationWords.Levels.Contains(Level))
        {
            refusals.Add(new Refusal("Level", "Kies welk onderwijs de school geeft."));
        }

        // A code is chosen once; one of the demo has a form of its own.
        if (adding && Kind == "municipality" && (Codes.Municipality(Code) is not { } town || town != Code))
        {
            refusals.Add(new Refusal("Code", "De code van een gemeente heeft vier cijfers."));
        }

        if (adding && Kind == "board" && Code.Length > 0 && Codes.Board(Code) is null)
        {
            refusals.Add(new Refusal("Code", "Het nummer van een schoolbestuur heeft vijf cijfers."));
        }

        if (HolidayRegion.Length > 0 && !OrganisationWords.Regions.Contains(HolidayRegion))
        {
            refusals.Add(new Refusal("HolidayRegion", "Kies een vakantieregio uit de lijst."));
        }

        if (Website.Length > 0 && OrganisationWords.Link(Website) is null)
        {
            refusals.Add(new Refusal("Website", "Vul een adres in zoals www.school.nl."));
        }

        return refusals;
    }

    private static string Plain(string? text) => ReadableName.Clean(text ?? "");
}
