using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Capabilities.Desk.Subjects;

/// <param name="Id">Null: a new one.</param>
/// <param name="Handler">A membership or a team of the municipality; null: the coordinators.</param>
internal sealed record SaveSubjectInput(Guid? Id, int Version, string Name, Guid? Handler);

/// <summary>The coordinator keeps the subjects of the desk, to whom each goes, and how soon there is an answer.</summary>
internal sealed class SaveSubject(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> SaveAsync(SaveSubjectInput input, CancellationToken ct)
    {
        var name = input.Name.Trim();
        if (name.Length is 0 or > 80)
        {
            return new Refusal("Subject", "Geef het onderwerp een korte naam.");
        }

        var person = input.Handler is null ? null : await frame.OneAsync<Guid?>("select membership_id from app.desk_handlers(@MunicipalityCode) where membership_id = @Handler", new { user.MunicipalityCode, input.Handler }, ct);
        var team = input.Handler is null || person is not null ? null : await frame.OneAsync<Guid?>("select id from organisation where id = @Handler and kind = 'team' and is_on and municipality_code = @MunicipalityCode", new { user.MunicipalityCode, input.Handler }, ct);
        if (input.Handler is not null && person is null && team is null)
        {
            return new Refusal("Handler", "Kies iemand of een team van jouw gemeente.");
        }

        var args = new { input.Id, input.Version, name, person, team, user.MunicipalityCode };
        await frame.DoAsync("savepoint subject", null, ct);
        try
        {
            var saved = input.Id is null
                ? await frame.DoAsync("insert into desk_subject (municipality_code, name, handler_membership_id, handler_team_id) values (@MunicipalityCode, @name, @person, @team)", args, ct)
                : await frame.DoAsync("update desk_subject set name = @name, handler_membership_id = @person, handler_team_id = @team, version = version + 1 where id = @Id and version = @Version and removed_at is null", args, ct);
            if (saved == 0)
            {
                return Refusals.LostUpdate;
            }
        }
        catch (PostgresException twin) when (twin.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await frame.DoAsync("rollback to savepoint subject", null, ct);
            return new Refusal("Subject", "Dit onderwerp is er al.");
        }

        journal.Write("save desk subject", [], Facets.None, "", new { subject = input.Id });
        return Done.It;
    }

    /// <summary>Questions that have it keep it; new ones cannot choose it.</summary>
    public async Task<Outcome<Done>> RemoveAsync(Guid id, CancellationToken ct)
    {
        if (await frame.OneAsync<int>("select count(*)::integer from desk_subject where municipality_code = @MunicipalityCode and removed_at is null and id <> @id", new { user.MunicipalityCode, id }, ct) == 0)
        {
            return Refusal.Of("Er moet een onderwerp blijven.");
        }

        if (await frame.DoAsync("update desk_subject set removed_at = coalesce(removed_at, @now), version = version + 1 where id = @id", new { id, now = clock.GetUtcNow() }, ct) == 0)
        {
            return Refusal.Of("Dit onderwerp is er niet (meer).");
        }

        journal.Write("remove desk subject", [], Facets.None, "", new { subject = id });
        return Done.It;
    }

    public async Task<Outcome<Done>> SetDaysAsync(int? days, CancellationToken ct)
    {
        if (days is not (>= 1 and <= 30))
        {
            return new Refusal("Days", "Kies 1 tot en met 30 werkdagen.");
        }

        await frame.DoAsync("insert into desk_setting (municipality_code, answer_days) values (@MunicipalityCode, @days) on conflict (municipality_code) do update set answer_days = excluded.answer_days", new { user.MunicipalityCode, days }, ct);
        journal.Write("set desk answer days", [], Facets.None, "", new { days });
        return Done.It;
    }
}
