using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>Makes an organisation by hand, and changes what people may change of one.</summary>
internal sealed class SaveOrganisation(Frame frame, Journal journal)
{
    /// <param name="id">Made when the form was shown: sending it twice makes one organisation.</param>
    public async Task<Outcome<Guid>> AddAsync(Guid id, OrganisationFields fields, CancellationToken ct)
    {
        var refusals = fields.Check(adding: true);
        var links = refusals.Count > 0 ? null : await LinksAsync(fields, refusals, ct);
        if (links is null)
        {
            return refusals;
        }

        if (fields.Code!.Length > 0 && await frame.OneAsync<string>("select name from organisation where kind = @Kind and code = @Code and id <> @id", new { fields.Kind, fields.Code, id }, ct) is { } other)
        {
            return new Refusal("Code", "Deze code is al van {0}.", other);
        }

        if (fields.Kind == "municipality")
        {
            await frame.DoAsync("insert into municipality (code, name) values (@Code, coalesce(nullif(@MunicipalityName, ''), nullif(@Name, ''), @Code)) on conflict do nothing", fields, ct);
        }

        await frame.DoAsync("""
            insert into organisation (id, kind, code, name, level, municipality_code, board_id, street, postcode, place, phone, website, holiday_region, source)
            values (@id, @Kind, nullif(@Code, ''), case when @Name = '' then 'Gemeente ' || (select name from municipality where code = @Code) else @Name end,
              case when @Kind = 'school' then @Level else '' end, case when @Kind = 'municipality' then @Code else nullif(@Municipality, '') end, @Board,
              @Street, @Postcode, @Place, @Phone, @Website, case when @Kind = 'school' then @HolidayRegion else '' end, 'own')
            on conflict (id) do nothing
            """, Args(id, fields, links.Value, 0), ct);
        journal.Write("add organisation", [], Facets.None, details: new { organisation = id });
        return id;
    }

    /// <param name="version">That was shown; when it is another by now, nothing is changed and the refusal names field Version.</param>
    public async Task<Outcome<Guid>> ChangeAsync(Guid id, int version, OrganisationFields fields, EditableFields editable, CancellationToken ct)
    {
        var refusals = fields.Check(adding: false);
        // What cannot be changed here need not be right here.
        refusals.RemoveAll(r => editable is EditableFields.Name or EditableFields.HolidayRegion && r.Field != editable.ToString());
        var links = refusals.Count > 0 ? null : await LinksAsync(fields, refusals, ct);
        if (links is null)
        {
            return refusals;
        }

        var set = editable switch
        {
            EditableFields.All => """
                name = @Name, level = case when kind = 'school' then @Level else '' end, municipality_code = case when kind = 'municipality' then municipality_code else nullif(@Municipality, '') end, board_id = @Board,
                street = @Street, postcode = @Postcode, place = @Place, phone = @Phone, website = @Website, holiday_region = case when kind = 'school' then @HolidayRegion else '' end
                """,
            EditableFields.Name => "name = @Name",
            EditableFields.HolidayRegion => "holiday_region = @HolidayRegion",
            _ => null,
        };
        if (set is null)
        {
            return Refusal.Of("Deze gegevens komen van DUO en zijn hier niet te wijzigen.");
        }

        var changed = await frame.DoAsync($"update organisation set {set}, version = version + 1 where id = @id and version = @version", Args(id, fields, links.Value, version), ct);
        if (changed == 0)
        {
            return new Refusal("Version", "Iemand anders wijzigde dit intussen. Kijk wat er nu staat en sla opnieuw op.");
        }

        journal.Write("change organisation", [], Facets.None, details: new { organisation = id });
        return id;
    }

    private static object Args(Guid id, OrganisationFields f, (Guid? Board, bool Known) links, int version) => new
    {
        id, version, f.Kind, f.Code, f.Name, f.Level, f.Municipality, links.Board, f.Street, f.Postcode, f.Place, f.Phone, f.Website, f.HolidayRegion,
    };

    private async Task<(Guid? Board, bool Known)?> LinksAsync(OrganisationFields fields, List<Refusal> refusals, CancellationToken ct)
    {
        Guid? board = null;
        if (fields.BoardCode!.Length > 0)
        {
            board = await frame.OneAsync<Guid?>("select id from organisation where kind = 'board' and code = @BoardCode", new { fields.BoardCode }, ct);
            if (board is null)
            {
                refusals.Add(new Refusal("BoardCode", "Er is geen schoolbestuur met nummer {0}.", fields.BoardCode));
            }
        }

        if (fields.Municipality!.Length > 0 && await frame.OneAsync<string>("select code from municipality where code = @Municipality", new { fields.Municipality }, ct) is null)
        {
            refusals.Add(new Refusal("Municipality", "Kies een gemeente uit de lijst."));
        }

        return refusals.Count > 0 ? null : (board, true);
    }
}

/// <summary>What people may change: of an own organisation everything; of one of DUO only what DUO does not say.</summary>
internal enum EditableFields
{
    Nothing,
    All,
    Name,
    HolidayRegion,
}
