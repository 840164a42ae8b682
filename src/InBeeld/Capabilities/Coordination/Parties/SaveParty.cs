using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.Parties;

/// <param name="Carries">How many open cases it says it can carry, as typed; empty: not said.</param>
internal sealed record PartyInput(Guid Id, string Name, string Party, string Carries);

/// <summary>Adds, changes and switches the teams and partners of the own municipality.</summary>
internal sealed class SaveParty(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    private sealed class Found
    {
        public string Name { get; set; } = "";
        public bool IsOn { get; set; }
        public int Open { get; set; }
    }

    public async Task<Outcome<string>> AddAsync(PartyInput input, CancellationToken ct)
    {
        var refusals = Check(input, out var carries);
        if (!PartyWords.Teams.Contains(input.Party) && !PartyWords.Partners.Contains(input.Party))
        {
            refusals.Add(new Refusal("Party", "Kies wat voor team of partner het is."));
        }

        if (refusals.Count == 0 && await TakenAsync(input, ct))
        {
            refusals.Add(new Refusal("Name", "Er is al een team of partner met deze naam."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        await frame.DoAsync("""
            insert into organisation (id, kind, name, party, municipality_code, carries, is_on, switched_on_at, source) values (@Id, @kind, @Name, @Party, @MunicipalityCode, @carries, true, @now, 'own') on conflict (id) do nothing
            """, new { input.Id, Name = input.Name.Trim(), input.Party, kind = PartyWords.Teams.Contains(input.Party) ? "team" : "partner", carries, user.MunicipalityCode, now = clock.GetUtcNow() }, ct);
        journal.Write("add party", [], Facets.None, details: new { organisation = input.Id });
        return input.Name.Trim();
    }

    public async Task<Outcome<string>> ChangeAsync(PartyInput input, int version, CancellationToken ct)
    {
        var refusals = Check(input, out var carries);
        if (refusals.Count == 0 && await TakenAsync(input, ct))
        {
            refusals.Add(new Refusal("Name", "Er is al een team of partner met deze naam."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (await frame.DoAsync("update organisation set name = @Name, carries = @carries, version = version + 1 where id = @Id and version = @version and kind in ('team', 'partner') and municipality_code = @MunicipalityCode",
            new { input.Id, Name = input.Name.Trim(), carries, version, user.MunicipalityCode }, ct) == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("change party", [], Facets.None, details: new { organisation = input.Id });
        return input.Name.Trim();
    }

    /// <summary>A team that leads open cases stays on: those go to another first.</summary>
    public async Task<Outcome<string>> SwitchAsync(Guid id, bool on, CancellationToken ct)
    {
        var found = await frame.OneAsync<Found>("""
            select o.name, o.is_on, (select count(*)::integer from care_case c where c.lead_organisation_id = o.id and c.state in ('open', 'closing')) as open
            from organisation o where o.id = @id and o.kind in ('team', 'partner') and o.municipality_code = @MunicipalityCode for update of o
            """, new { id, user.MunicipalityCode }, ct);
        if (found is null)
        {
            return Refusal.Of("Deze partij is er niet (meer).");
        }

        if (!on && found.Open > 0)
        {
            return new Refusal("Off", "{0} leidt nog {1} zaken. Geef die eerst aan een ander.", found.Name, found.Open);
        }

        await frame.DoAsync("update organisation set is_on = @on, switched_on_at = case when @on then @now else switched_on_at end, version = version + 1 where id = @id and is_on <> @on", new { id, on, now = clock.GetUtcNow() }, ct);
        journal.Write(on ? "switch on party" : "switch off party", [], Facets.None, details: new { organisation = id });
        return found.Name;
    }

    private Task<bool> TakenAsync(PartyInput input, CancellationToken ct) => frame.OneAsync<bool>(
        "select exists (select 1 from organisation where kind in ('team', 'partner') and municipality_code = @MunicipalityCode and lower(name) = lower(@Name) and id <> @Id)", new { user.MunicipalityCode, Name = input.Name.Trim(), input.Id }, ct);

    private static List<Refusal> Check(PartyInput input, out int? carries)
    {
        var refusals = new List<Refusal>();
        carries = null;
        if (string.IsNullOrWhiteSpace(input.Name) || input.Name.Trim().Length > 200)
        {
            refusals.Add(new Refusal("Name", "Vul een naam in van hooguit {0} tekens.", 200));
        }

        if (!string.IsNullOrWhiteSpace(input.Carries))
        {
            if (int.TryParse(input.Carries.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number <= 10_000)
            {
                carries = number;
            }
            else
            {
                refusals.Add(new Refusal("Carries", "Vul een getal in van 0 tot {0}.", 10_000));
            }
        }

        return refusals;
    }
}
