using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.People.ManagePeople;

/// <summary>Gives somebody who is known here a role, or gives it again.</summary>
internal sealed class GiveRole(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    internal sealed record Input(Guid Person, string Role);

    public async Task<Outcome<Done>> RunAsync(Input input, Desk desk, CancellationToken ct)
    {
        if (!desk.Roles.Contains(input.Role))
        {
            journal.Refused("give role", [], "may not give this role", new { input.Person, input.Role, organisation = desk.Id });
            return new Refusal("role", "Deze rol kun jij hier niet geven.");
        }

        var args = new { input.Person, input.Role, organisation = desk.Id, today = clock.Today(), by = user.PersonId };
        // A role that stops on a day to come goes on; one that stopped begins anew.
        var goesOn = await frame.DoAsync("update membership set ends = null where person_id = @Person and organisation_id = @organisation and role = @Role and ends >= @today and starts <= @today", args, ct);
        if (goesOn == 0 && await frame.DoAsync("insert into membership (person_id, organisation_id, role, starts, added_by) values (@Person, @organisation, @Role, @today, @by) on conflict do nothing", args, ct) == 0)
        {
            return new Refusal("role", "Die rol was er al.");
        }

        journal.Write("give role", [], Facets.None, "", new { input.Person, input.Role, organisation = desk.Id });
        return Done.It;
    }
}
