using InBeeld.Capabilities.People.Account;
using InBeeld.Capabilities.People.ManagePeople;
using InBeeld.Capabilities.People.Model;
using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Identity;

namespace InBeeld.Capabilities.People.Invitations;

using Desk = ManagePeople.Desk;

/// <summary>Invites somebody by a link that holds for a week. There is one open link per address and role: an older one stops.</summary>
internal sealed class Invite(Frame frame, UserManager<Person> people, CurrentUser user, Journal journal, TimeProvider clock)
{
    public static readonly TimeSpan Holds = TimeSpan.FromDays(7);

    internal sealed record Input(Guid Id, string Email, string GivenName, string Prefix, string Surname, string Role, IReadOnlyList<Guid> Groups);

    /// <returns>The token for the link: the only time that it is known.</returns>
    public async Task<Outcome<string>> RunAsync(Input input, Desk desk, CancellationToken ct)
    {
        var refusals = PersonFields.Check(input.GivenName, input.Prefix, input.Surname).Concat(PersonFields.CheckEmail(input.Email)).ToList();
        if (!desk.Roles.Contains(input.Role))
        {
            refusals.Add(new Refusal("role", input.Role.Length == 0 ? "Kies een rol." : "Deze rol kun jij hier niet geven."));
            journal.Refused("invite", [], "may not give this role", new { input.Role, organisation = desk.Id });
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var email = people.NormalizeEmail(input.Email)!;
        var args = new { input.Id, email, organisation = desk.Id, input.Role, now = clock.GetUtcNow(), today = clock.Today() };
        if (await frame.OneAsync<bool>("""
            select exists (select 1 from membership m join person p on p.id = m.person_id
              where p.normalized_email = @email and m.organisation_id = @organisation and m.role = @Role and (m.ends is null or m.ends >= @today))
            """, args, ct))
        {
            return new Refusal("Email", "Wie dit e-mailadres heeft, heeft deze rol hier al.");
        }

        await frame.DoAsync("update invitation set withdrawn_at = @now where normalized_email = @email and organisation_id = @organisation and role = @Role and id <> @Id and accepted_at is null and withdrawn_at is null", args, ct);
        var token = Token.New();
        await frame.DoAsync("""
            insert into invitation (id, token_hash, email, normalized_email, given_name, prefix, surname, organisation_id, role, groups, invited_by, created_at, expires_at)
            values (@Id, @hash, @typed, @email, @GivenName, @Prefix, @Surname, @organisation, @Role, @groups, @by, @now, @expires) on conflict (id) do nothing
            """, new { input.Id, hash = Token.Hash(token), typed = input.Email, email, input.GivenName, input.Prefix, input.Surname, organisation = desk.Id, input.Role, groups = input.Role == Role.Teacher ? input.Groups.ToArray() : [], by = user.PersonId, args.now, expires = args.now + Holds }, ct);
        journal.Write("invite", [], Facets.None, "", new { invitation = input.Id, input.Role, organisation = desk.Id });
        return token;
    }

    /// <summary>A new link for somebody whose old one was lost or ran out; the old one stops.</summary>
    public async Task<string?> AgainAsync(Guid invitation, CancellationToken ct)
    {
        var token = Token.New();
        var now = clock.GetUtcNow();
        if (await frame.DoAsync("update invitation set token_hash = @hash, expires_at = @expires, withdrawn_at = null where id = @invitation and accepted_at is null", new { hash = Token.Hash(token), expires = now + Holds, invitation }, ct) == 0)
        {
            return null;
        }

        journal.Write("invite again", [], Facets.None, "", new { invitation });
        return token;
    }

    public async Task<bool> WithdrawAsync(Guid invitation, CancellationToken ct)
    {
        if (await frame.DoAsync("update invitation set withdrawn_at = @now where id = @invitation and accepted_at is null and withdrawn_at is null", new { now = clock.GetUtcNow(), invitation }, ct) == 0)
        {
            return false;
        }

        journal.Write("withdraw invitation", [], Facets.None, "", new { invitation });
        return true;
    }
}
