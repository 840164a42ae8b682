using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>Switches organisations on and off. Off: nobody can work there; nothing is erased.</summary>
internal sealed class SwitchOrganisation(Frame frame, Journal journal, CurrentUser user, TimeProvider clock)
{
    private sealed record Row(string Kind, string Name, bool Gone);

    /// <returns>The name.</returns>
    public async Task<Outcome<string>> RunAsync(Guid organisation, bool on, CancellationToken ct)
    {
        var row = await frame.OneAsync<Row>("select kind, name, gone_on is not null as gone from organisation where id = @organisation for update", new { organisation }, ct);
        if (row is null)
        {
            return Refusal.Of("Deze organisatie bestaat niet.");
        }

        if (!on && organisation == user.OrganisationId)
        {
            return Refusal.Of("Je werkt nu zelf voor deze organisatie. Zet haar uit vanuit een andere.");
        }

        if (on && row.Gone)
        {
            return Refusal.Of("Deze school staat niet meer in de gegevens van DUO. Lees eerst een nieuw bestand in.");
        }

        await frame.DoAsync("update organisation set is_on = @on, switched_on_at = case when @on then @now else switched_on_at end, version = version + 1 where id = @organisation and is_on <> @on", new { organisation, on, now = clock.GetUtcNow() }, ct);
        journal.Write(on ? "switch on organisation" : "switch off organisation", [], Facets.None, details: new { organisation });
        return row.Name;
    }

    /// <summary>The municipality itself, as an organisation of that kind with the municipality's code; made when it is not there yet.</summary>
    /// <returns>Its id.</returns>
    public async Task<Outcome<Guid>> MunicipalityAsync(string code, CancellationToken ct)
    {
        var id = await frame.OneAsync<Guid?>("""
            with made as (
              insert into organisation (id, kind, code, name, municipality_code, source, is_on, switched_on_at)
              select @id, 'municipality', m.code, 'Gemeente ' || m.name, m.code, 'own', true, @now from municipality m where m.code = @code
              on conflict (kind, code) do update set is_on = true, switched_on_at = @now, version = organisation.version + 1
              returning id)
            select id from made
            """, new { id = Guid.CreateVersion7(), code, now = clock.GetUtcNow() }, ct);
        if (id is not { } organisation)
        {
            return Refusal.Of("Deze gemeente bestaat niet.");
        }

        journal.Write("switch on organisation", [], Facets.None, details: new { organisation });
        return organisation;
    }

    /// <summary>All schools of a municipality that are off and have not stopped.</summary>
    /// <returns>How many were switched on.</returns>
    public async Task<int> SchoolsAsync(string code, CancellationToken ct)
    {
        var switched = await frame.DoAsync(
            "update organisation set is_on = true, switched_on_at = @now, version = version + 1 where kind = 'school' and municipality_code = @code and not is_on and gone_on is null",
            new { code, now = clock.GetUtcNow() }, ct);
        journal.Write("switch on schools of municipality", [], Facets.None, details: new { municipality = code, switched });
        return switched;
    }
}
