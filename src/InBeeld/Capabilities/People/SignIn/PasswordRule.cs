using InBeeld.Capabilities.People.Model;
using Microsoft.AspNetCore.Identity;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>
/// What a password may not be besides too short: what everybody tries first. No rule about capitals and signs: they make people
/// choose Welkom2024! and tell an attacker so.
/// </summary>
internal sealed class PasswordRule : IPasswordValidator<Person>
{
    public const int Shortest = 12;
    public const int Longest = 200;

    // The words that the lists of leaked passwords begin with, in Dutch and English; alone, repeated, or with digits and signs around them.
    private static readonly string[] Words =
    [
        "wachtwoord", "password", "passwort", "passw0rd", "welkom", "welcome", "inbeeld", "geheim", "secret", "letmein", "qwertyuiop", "qwerty", "azertyuiop", "azerty", "asdfghjkl",
        "zxcvbnm", "admin", "administrator", "beheerder", "school", "basisschool", "leerkracht", "juf", "meester", "nederland", "amsterdam", "rotterdam", "feyenoord", "ajax", "psv",
        "iloveyou", "ikhouvanjou", "sunshine", "princess", "prinses", "monkey", "dragon", "football", "voetbal", "baseball", "superman", "batman", "pokemon", "trustno1", "whatever", "computer", "internet",
        "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "lente", "zomer", "herfst", "winter", "spring", "summer", "autumn",
        "januari", "februari", "maart", "april", "juni", "juli", "augustus", "september", "oktober", "november", "december", "test", "abc", "hallo", "hello", "changeme", "verandermij",
    ];

    private const string Rows = "abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm azertyuiop 01234567890123456789 1qaz2wsx3edc4rfv5tgb6yhn7ujm";

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(Why(password ?? "", user.Email ?? "", user.GivenName, user.Surname) is { } why ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = why }) : IdentityResult.Success);

    /// <summary>The sentence (a key of the texts) that says why this password is refused, or null when it will do.</summary>
    public static string? Why(string password, string email, params string[] names)
    {
        if (password.Length < Shortest)
        {
            return "Kies een wachtwoord van minstens 12 tekens. Drie of vier woorden achter elkaar is goed en makkelijk te onthouden.";
        }

        if (password.Length > Longest)
        {
            return "Kies een wachtwoord van hooguit 200 tekens.";
        }

        var plain = password.ToLowerInvariant();
        var bare = Bare(plain);
        var own = names.Append(email).Append(email.Split('@')[0]).Select(part => part.ToLowerInvariant().Trim()).Where(part => part.Length >= 3).ToList();
        if (own.Any(part => plain == part || (Bare(part).Length >= 3 && bare == Bare(part)) || (part.Contains('@') && plain.Contains(part, StringComparison.Ordinal))))
        {
            return "Gebruik niet je naam of e-mailadres als wachtwoord.";
        }

        return TooCommon(plain, bare) ? "Dit wachtwoord proberen inbrekers als eerste. Kies een ander." : null;
    }

    private static bool TooCommon(string plain, string bare)
    {
        if (plain.Distinct().Count() < 4 || IsRepeated(plain) || IsRun(plain))
        {
            return true;
        }

        // What is left after taking away all that everybody uses: nothing, or too little to matter.
        foreach (var word in Words.OrderByDescending(word => word.Length))
        {
            bare = bare.Replace(Bare(word), "", StringComparison.Ordinal);
        }

        return bare.Length < 3;
    }

    // Letters only, with the usual digits and signs read as the letter they stand for: "w@chtw00rd" is "wachtwoord".
    private static string Bare(string text)
    {
        var end = text.TrimEnd([.. "0123456789!@#$%^&*().,?-_+= "]).TrimStart([.. "0123456789!@#$%^&*().,?-_+= "]);
        return string.Concat(end.Select(c => c switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', '!' => 'i', _ => c }).Where(char.IsLetter));
    }

    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, text.Length / 2).Any(block => block <= 6 && text.Select((c, i) => c == text[i % block]).All(same => same));

    private static bool IsRun(string text) => Rows.Split(' ').Any(row => row.Contains(text, StringComparison.Ordinal) || new string([.. row.Reverse()]).Contains(text, StringComparison.Ordinal));
}
