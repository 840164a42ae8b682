using InBeeld.Capabilities.People.Model;
using InBeeld.Kernel;
using Microsoft.AspNetCore.Identity;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>Passkeys: the question to the browser, and the check of its answer. Identity's handler does the WebAuthn part; what the answer is held against waits in the cookie of the step.</summary>
internal sealed class Passkeys(IPasskeyHandler<Person> handler, UserManager<Person> people, HalfSignedIn half)
{
    /// <summary>Asks for any passkey, or for one of a person whose password was right.</summary>
    /// <returns>The options for <c>navigator.credentials.get()</c>, as JSON.</returns>
    public async Task<string> AskAsync(HttpContext http, Guid? person, string from)
    {
        var known = person is { } id ? await people.FindByIdAsync(id.ToString()) : null;
        var asked = await handler.MakeRequestOptionsAsync(known!, http);
        half.Keep(http, person, from, asked.AssertionState);
        return asked.RequestOptionsJson;
    }

    /// <returns>Whose passkey answered, or null when the answer is not right.</returns>
    public async Task<Person?> AnswerAsync(HttpContext http, HalfSignedIn.Step step, string credential)
    {
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = step.Passkey });
        if (!result.Succeeded || result.User.ClosedAt is not null || (step.Person is { } expected && expected != result.User.Id))
        {
            return null;
        }

        // The counter of the key, so that a copy of it is noticed.
        await people.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return result.User;
    }

    /// <returns>The options for <c>navigator.credentials.create()</c>, as JSON.</returns>
    public async Task<string> OfferAsync(HttpContext http, Person person)
    {
        var offered = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = person.Id.ToString(), Name = person.Email ?? person.Name.Full, DisplayName = person.Name.Full }, http);
        half.Keep(http, person.Id, "", offered.AttestationState);
        return offered.CreationOptionsJson;
    }

    public async Task<Outcome<Done>> AddAsync(HttpContext http, Person person, string credential, string name)
    {
        var step = half.Read(http);
        half.Drop(http);
        if (step?.Passkey is null || step.Person != person.Id)
        {
            return Refusal.Of("De passkey is niet gemaakt. Probeer het nog een keer.");
        }

        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = step.Passkey });
        if (!result.Succeeded || result.UserEntity.Id != person.Id.ToString())
        {
            return Refusal.Of("De passkey is niet gemaakt. Probeer het nog een keer.");
        }

        result.Passkey.Name = name;
        await people.AddOrUpdatePasskeyAsync(person, result.Passkey);
        return Done.It;
    }
}
