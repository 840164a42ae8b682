using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Funds.Keep;

/// <summary>Makes a fund of the own library or changes it, with for which children and programmes; closes it or opens it again. What was promised stays.</summary>
internal sealed class KeepFund(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    /// <param name="version">Null: a new one with this id.</param>
    public async Task<Outcome<Done>> RunAsync(Guid id, int? version, FundFields f, CancellationToken ct)
    {
        var (refused, values) = f.Check(id, version, user.OrganisationId, user.PersonId, clock.GetUtcNow());
        if (values is null)
        {
            return refused;
        }

        if (version is null)
        {
            if (await frame.DoAsync("""
                insert into fund (id, library_id, name, kind, starts, ends, ceiling, pays, amount, per_pupil, per_session, per_hour, most, least, preference, contact, account, account_by, by_person, at)
                  values (@id, @library, @Name, @Kind, @starts, @ends, @ceiling, @Pays, @amount, @pupil, @session, @hour, @most, @least, @preference, @Contact, @Account, @by, @person, @now) on conflict (id) do nothing
                """, values, ct) == 0)
            {
                return Done.It;
            }
        }
        else
        {
            // Who promises money takes this lock too: what is counted here still holds when it is saved.
            await frame.DoAsync("select 1 from fund where id = @id for update", new { id }, ct);
            var taken = await frame.OneAsync<long>("select coalesce(sum(counts), 0)::bigint from fund_claim where fund_id = @id", new { id }, ct);
            if (Typed.Cents(f.Ceiling) < taken)
            {
                return new Refusal("Ceiling", "Van deze geldbron is al {0} toegezegd of besteed. Minder dan dat kan niet.", Show.Cents(taken));
            }

            if (await frame.DoAsync("""
                update fund set name = @Name, kind = @Kind, starts = @starts, ends = @ends, ceiling = @ceiling, pays = @Pays, amount = @amount, per_pupil = @pupil, per_session = @session, per_hour = @hour, most = @most, least = @least, preference = @preference,
                  contact = @Contact, account = @Account, account_by = @by, version = version + 1 where id = @id and version = @version
                """, values, ct) == 0)
            {
                return Refusals.LostUpdate;
            }
        }

        await frame.DoAsync("""
            delete from fund_programme where fund_id = @id; insert into fund_programme (fund_id, programme_id) select @id, p.id from programme p where p.id = any (@programmes) and p.library_id = @library
            """, new { id, programmes = f.Programmes?.ToArray() ?? [], library = user.OrganisationId }, ct);
        await KeepCriteriaAsync(id, f, ct);
        journal.Write("keep fund", [], Facets.None, "", new { fund = id });
        return Done.It;
    }

    /// <param name="to">open or closed; what was promised stays.</param>
    public async Task<bool> TurnAsync(Guid id, string to, CancellationToken ct)
    {
        if (to is not ("open" or "closed") || await frame.DoAsync("update fund set state = @to, version = version + 1 where id = @id and state <> @to", new { id, to }, ct) == 0)
        {
            return await frame.OneAsync<bool>("select exists (select 1 from fund where id = @id and state = @to)", new { id, to }, ct);
        }

        journal.Write("turn fund", [], Facets.None, "", new { fund = id, to });
        return true;
    }

    // A question that stays keeps its evidence; one that is asked in other words is another question.
    private async Task KeepCriteriaAsync(Guid id, FundFields f, CancellationToken ct)
    {
        var criteria = f.Criteria();
        await frame.DoAsync("update fund_criterion set removed_at = @now where fund_id = @id and removed_at is null and (kind <> 'question' or not question = any (@stay))", new { id, now = clock.GetUtcNow(), stay = criteria.Select(c => c.Question).ToArray() }, ct);
        for (var i = 0; i < criteria.Count; i++)
        {
            var (kind, least, most, levels, value, question) = criteria[i];
            await frame.DoAsync("""
                insert into fund_criterion (id, fund_id, position, kind, least, most, levels, value, question) select @criterion, @id, @i, @kind, @least, @most, @levels, @value, @question
                  where not exists (select 1 from fund_criterion c where c.fund_id = @id and c.removed_at is null and c.kind = 'question' and c.question = @question)
                """, new { criterion = Guid.CreateVersion7(), id, i, kind, least, most, levels, value, question }, ct);
        }
    }
}
