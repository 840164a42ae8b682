using System.ComponentModel.DataAnnotations;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.People.Account;

/// <summary>What holds for the name and address of an account, wherever they are filled in.</summary>
internal static class PersonFields
{
    /// <summary>Without spaces around it and double ones in it.</summary>
    public static string Clean(string? typed) => string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static IEnumerable<Refusal> Check(string? given, string? prefix, string? surname)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            yield return new Refusal("GivenName", "Vul de voornaam in.");
        }

        if (string.IsNullOrWhiteSpace(surname))
        {
            yield return new Refusal("Surname", "Vul de achternaam in.");
        }

        if ((given?.Length ?? 0) > 100 || (prefix?.Length ?? 0) > 30 || (surname?.Length ?? 0) > 100)
        {
            yield return new Refusal("GivenName", "Deze naam is te lang: hooguit 100 tekens per deel.");
        }
    }

    public static IEnumerable<Refusal> CheckEmail(string? email)
    {
        if (string.IsNullOrWhiteSpace(email) || email.Length > 254 || email.Any(char.IsWhiteSpace) || !new EmailAddressAttribute().IsValid(email))
        {
            yield return new Refusal("Email", "Vul een e-mailadres in, zoals naam@school.nl.");
        }
    }
}
