using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Join;

/// <summary>Who wants to take part, as a child or parent fills it in.</summary>
internal sealed class JoinFields
{
    /// <summary>pupil, parent, or third: somebody who does this for their work.</summary>
    public string? Who { get; set; }

    /// <summary>Of who does this for their work without an own sign-in: the organisation, and whom of it the library may call.</summary>
    public string? Organisation { get; set; }

    public string? Worker { get; set; }

    /// <summary>Who does this for their work says that child and parent know and want it.</summary>
    public bool Agreed { get; set; }

    public string? GivenName { get; set; }
    public string? Prefix { get; set; }
    public string? Surname { get; set; }
    public string? Born { get; set; }
    public string? School { get; set; }
    public string? Year { get; set; }
    public List<Guid> Yes { get; set; } = [];
    public string? Wish { get; set; }
    public string? Contact { get; set; }

    /// <summary>A phone number or an e-mail address.</summary>
    public string? Reach { get; set; }

    public string? Speaks { get; set; } = "nl";

    public PersonName Name => new(GivenName ?? "", Prefix ?? "", Surname ?? "");

    public string ForWork => Who == "third" ? $"{Organisation}, {Worker}" : "";

    public string Email => Reach?.Contains('@', StringComparison.Ordinal) == true ? Reach : "";

    public string Phone => Email.Length == 0 ? Reach ?? "" : "";

    /// <param name="known">The organisation is known by the sign-in.</param>
    public List<Refusal> Check(IReadOnlyList<Criterion> criteria, DateOnly today, Text text, bool known = false)
    {
        static string Trimmed(string? typed) => typed?.Trim().ReplaceLineEndings("\n") ?? "";
        (GivenName, Prefix, Surname, School, Wish, Contact, Reach, Organisation, Worker) = (Trimmed(GivenName), Trimmed(Prefix), Trimmed(Surname), Trimmed(School), Trimmed(Wish), Trimmed(Contact), Trimmed(Reach), Trimmed(Organisation), Trimmed(Worker));
        var refusals = new List<Refusal>();
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(field, sentence, args));
            }
        }

        When(Who is not ("pupil" or "parent" or "third"), "Who", "Kies wie je bent.");
        When(Who == "third" && !known && Organisation.Length is (0 or > 60), "Organisation", "Vul de naam van je organisatie in, in hooguit {0} tekens.", 60);
        When(Who == "third" && !known && Worker.Length is (0 or > 58), "Worker", "Vul je naam en telefoonnummer in, in hooguit {0} tekens.", 58);
        When(Who == "third" && !Agreed, "Agreed", "Meld een kind alleen aan als kind en ouder dat weten en willen.");
        When(GivenName.Length is 0 or > 60, "GivenName", "Vul de voornaam in, in hooguit {0} tekens.", 60);
        When(Prefix.Length > 20, "Prefix", "Schrijf hooguit {0} tekens.", 20);
        When(Surname.Length is 0 or > 80, "Surname", "Vul de achternaam in, in hooguit {0} tekens.", 80);
        var born = Typed.Day(Born);
        When(born is null || born > today || born < today.AddYears(-30), "Born", "Vul de geboortedatum in.");
        When(School.Length is 0 or > 120, "School", "Vul de naam van de school in, in hooguit {0} tekens.", 120);
        var year = Typed.Number(Year);
        When(!string.IsNullOrEmpty(Year) && year is not (>= 1 and <= 8 or >= 11 and <= 16), "Year", "Kies een jaar uit de lijst.");
        When(Wish.Length > 1000, "Wish", "Schrijf hooguit {0} tekens.", 1000);
        When(Contact.Length is 0 or > 120, "Contact", "Vul in wie we mogen bellen of mailen, in hooguit {0} tekens.", 120);
        When(Email.Length > 0 ? Email.Length > 200 || Email.IndexOf('@', StringComparison.Ordinal) is var at && (at == 0 || at == Email.Length - 1) : Phone.Count(char.IsAsciiDigit) < 8 || Phone.Length > 30, "Reach", "Vul een telefoonnummer of e-mailadres in.");
        When(!HomeLanguages.All.Contains(Speaks ?? ""), "Speaks", "Kies een taal uit de lijst.");
        foreach (var c in criteria.Where(c => c.NotYet(new Facts("", year, born, Yes), today, text) is not null))
        {
            refusals.Add(c.Kind == "question" ? new Refusal($"q-{c.Id}", "Nog niet, want hier staat geen ja bij: {0}", c.Question) : new Refusal(c.Kind == "age" ? "Born" : "Year", "Nog niet, want dit is voor: {0}.", c.Says(text)));
        }

        return refusals;
    }
}
