using InBeeld.Capabilities.People.Model;
using Microsoft.AspNetCore.Identity;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>Is this the password of this account? An unknown address costs the same work as a known one, so that the time tells nothing.</summary>
internal sealed class CheckPassword(Attempts attempts, UserManager<Person> people, IPasswordHasher<Person> hasher)
{
    // Made once, with the same hasher and so the same rounds as the real ones.
    private static string? nobodysHash;

    /// <returns>The try, with whose account it is; null when it is not right, or when it was tried too often.</returns>
    public async Task<Attempts.Try?> RunAsync(string email, string password, CancellationToken ct) =>
        Judge(await attempts.TakeAsync(people.NormalizeEmail(email.Trim())!, ct), password);

    /// <summary>The own password once more, before something that reaches far.</summary>
    public async Task<Attempts.Try?> RunAsync(Guid person, string password, CancellationToken ct) => Judge(await attempts.TakeAsync(person, ct), password);

    private Attempts.Try? Judge(Attempts.Try? one, string password)
    {
        nobodysHash ??= hasher.HashPassword(new Person(), Token.New());
        var right = hasher.VerifyHashedPassword(new Person(), one?.PasswordHash ?? nobodysHash, password) != PasswordVerificationResult.Failed;
        return right && one?.PasswordHash is not null ? one : null;
    }
}
