using InBeeld.Kernel;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Coordination.Signalling;

/// <summary>A child as the one who signals knows it: by name. Nobody searches pupils with it; the municipality finds out who it is.</summary>
internal sealed class NamedChild
{
    public string? GivenName { get; set; }
    public string? Prefix { get; set; }
    public string? Surname { get; set; }
    public DateOnly? BirthDate { get; set; }
    public string? SchoolName { get; set; }
    public string? Address { get; set; }
    public string? Postcode { get; set; }
    public string? Place { get; set; }
    public string? Phone { get; set; }

    public PersonName Name => new((GivenName ?? "").Trim(), (Prefix ?? "").Trim(), (Surname ?? "").Trim());

    public IEnumerable<Refusal> Check(DateOnly today)
    {
        if (Name.Given.Length == 0 && Name.Surname.Length == 0)
        {
            yield return new Refusal("GivenName", "Vul de naam van het kind in, zo goed als je die weet.");
        }

        if (BirthDate is { } born && (born > today || born < today.AddYears(-30)))
        {
            yield return new Refusal("BirthDate", "Controleer de geboortedatum.");
        }

        foreach (var (name, value, most) in new[] { ("GivenName", GivenName, 200), ("Prefix", Prefix, 40), ("Surname", Surname, 200), ("SchoolName", SchoolName, 200), ("Address", Address, 200), ("Postcode", Postcode, 7), ("Place", Place, 100), ("Phone", Phone, 40) })
        {
            if (value?.Trim().Length > most)
            {
                yield return new Refusal(name, "Gebruik hooguit {0} tekens.", most);
            }
        }
    }
}
