using InBeeld.Capabilities.People.Account;
using InBeeld.Capabilities.People.Model;
using InBeeld.Capabilities.People.SignIn;
using InBeeld.Kernel;
using Microsoft.AspNetCore.Identity;

namespace InBeeld.Capabilities.People.Invitations;

/// <summary>A new account, for somebody who came with a link.</summary>
internal sealed class MakeAccount(UserManager<Person> people, TimeProvider clock)
{
    internal sealed record Input(string Email, string GivenName, string Prefix, string Surname, string Password, string Language);

    public async Task<Outcome<Person>> RunAsync(Input input)
    {
        var refusals = PersonFields.Check(input.GivenName, input.Prefix, input.Surname).Concat(PersonFields.CheckEmail(input.Email)).ToList();
        if (PasswordRule.Why(input.Password, input.Email, input.GivenName, input.Surname) is { } why)
        {
            refusals.Add(new Refusal("password", why));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (await people.FindByEmailAsync(input.Email) is not null)
        {
            return new Refusal("Email", "Dit e-mailadres is al in gebruik bij een ander account.");
        }

        var person = new Person { Email = input.Email, GivenName = input.GivenName, Prefix = input.Prefix, Surname = input.Surname, Language = input.Language, CreatedAt = clock.GetUtcNow() };
        // People sign in by their address, which can change; the name of the account does not.
        person.UserName = person.Id.ToString();
        var made = await people.CreateAsync(person, input.Password);
        return made.Succeeded ? person : throw new InvalidOperationException("The account was refused: " + string.Join("; ", made.Errors.Select(e => e.Description)));
    }
}
