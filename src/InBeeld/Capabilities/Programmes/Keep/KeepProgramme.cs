using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Keep;

/// <summary>Makes a programme of the own library or changes it, with for whom it is; opens it for children, or closes it.</summary>
internal sealed class KeepProgramme(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    /// <param name="version">Null: a new one with this id.</param>
    public async Task<Outcome<Done>> RunAsync(Guid id, int? version, DateOnly? stood, ProgrammeFields f, CancellationToken ct)
    {
        if (f.Check(stood, clock.Today()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var values = new
        {
            id,
            version,
            user.OrganisationId,
            user.PersonId,
            f.Name,
            f.Kind,
            f.Audience,
            f.Aim,
            f.About,
            f.Materials,
            f.Provider,
            f.Location,
            places = Typed.Number(f.Places),
            starts = Typed.Day(f.Starts),
            ends = Typed.Day(f.Ends),
            f.ByFamily,
            slug = ProgrammeFields.Slug(f.Name!, id),
            now = clock.GetUtcNow(),
        };
        if (version is null)
        {
            if (await frame.DoAsync("""
                insert into programme (id, library_id, name, kind, aim, about, materials, provider, location, places, starts, ends, slug, by_family, audience, by_person, at)
                  values (@id, @OrganisationId, @Name, @Kind, @Aim, @About, @Materials, @Provider, @Location, @places, @starts, @ends, @slug, @ByFamily, @Audience, @PersonId, @now) on conflict (id) do nothing
                """, values, ct) == 0)
            {
                return Done.It;
            }
        }
        else if (await frame.DoAsync("""
            update programme set name = @Name, kind = @Kind, audience = @Audience, aim = @Aim, about = @About, materials = @Materials, provider = @Provider, location = @Location, places = @places, starts = @starts, ends = @ends, by_family = @ByFamily, version = version + 1
            where id = @id and version = @version
            """, values, ct) == 0)
        {
            return Refusals.LostUpdate;
        }

        var criteria = f.Criteria();
        await frame.DoAsync("delete from programme_criterion where programme_id = @id", new { id }, ct);
        for (var i = 0; i < criteria.Count; i++)
        {
            var (criterion, kind, least, most, levels, question) = criteria[i];
            await frame.DoAsync("insert into programme_criterion (id, programme_id, position, kind, least, most, levels, question) values (@criterion, @id, @i, @kind, @least, @most, @levels, @question)", new { criterion, id, i, kind, least, most, levels, question }, ct);
        }

        journal.Write("keep programme", [], Facets.None, "", new { programme = id });
        return Done.It;
    }

    /// <param name="to">open or closed; who takes part stays.</param>
    public async Task<bool> TurnAsync(Guid id, string to, CancellationToken ct)
    {
        if (to is not ("open" or "closed") || await frame.DoAsync("update programme set state = @to, version = version + 1 where id = @id and library_id = @OrganisationId and state <> @to", new { id, to, user.OrganisationId }, ct) == 0)
        {
            return await frame.OneAsync<bool>("select exists (select 1 from programme where id = @id and state = @to)", new { id, to }, ct);
        }

        journal.Write("turn programme", [], Facets.None, "", new { programme = id, to });
        return true;
    }
}
