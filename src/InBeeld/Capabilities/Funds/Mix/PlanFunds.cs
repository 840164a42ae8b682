using System.Text.Json;
using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Planning;
using InBeeld.Planning.Funds;

namespace InBeeld.Capabilities.Funds.Mix;

/// <summary>What a computation needs, without names: what is uncovered per child, and which funds may pay.</summary>
/// <param name="Enrolments">In the order of the pupils of the problem.</param>
/// <param name="Funds">In the order of the funds of the problem.</param>
internal sealed record Question(FundProblem Problem, IReadOnlyList<Guid> Enrolments, IReadOnlyList<Guid> Funds);

/// <summary>How good a proposal is; amounts in whole cents.</summary>
internal sealed record Figures(int Children, long Cost, long Uncovered, long Bound, long FirstCome, int Claims, int ProvenGoals, double Seconds);

/// <summary>Computes who pays what for which child so that the least stays uncovered, and keeps it as a proposal: nothing is promised by it. Asked by a page, done by <see cref="DoFundWork"/>.</summary>
internal sealed class PlanFunds(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public const int MostChildren = 2000;
    public static readonly Limits Limit = new(10);

    private sealed class Child
    {
        public Guid Id { get; set; }
        public long Cost { get; set; }
    }

    /// <param name="plan">Made with the form, so that a double tap computes once.</param>
    public async Task<Outcome<Done>> AskAsync(Guid plan, Guid? programme, CancellationToken ct)
    {
        // What cannot be computed is told with the form still there.
        var read = await ReadAsync(programme, ct);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        return await frame.OneAsync<bool>("select app.ask_fund_work(@plan, @programme, @SessionId)", new { plan, programme, user.SessionId }, ct) ? Done.It : Refusal.Of("Er wordt al gerekend. Wacht tot dat klaar is, of stop het.");
    }

    public async Task<Outcome<Question>> ReadAsync(Guid? programme, CancellationToken ct)
    {
        var funds = (await FundRow.ListAsync(frame, user.OrganisationId, ct)).FindAll(f => f.Open && f.Left > 0);
        if (funds.Count == 0)
        {
            return Refusal.Of("Er is geen open geldbron met geld. Voeg er een toe.");
        }

        var children = await frame.ListAsync<Child>("""
            with e as materialized (select e.id, e.placed_on from enrolment e where e.library_id = @library and e.placed_on is not null and (@programme::uuid is null or e.programme_id = @programme)),
            k as (select enrolment_id as id, sum(cents) as cost from app.enrolment_costs(array(select id from e)) group by 1), c as (select enrolment_id as id, sum(counts) as covered from fund_claim where enrolment_id in (select id from e) group by 1)
            select e.id, (k.cost - coalesce(c.covered, 0))::bigint as cost from e join k on k.id = e.id left join c on c.id = e.id where k.cost > coalesce(c.covered, 0) order by e.placed_on, e.id limit @limit
            """, new { library = user.OrganisationId, programme, limit = MostChildren + 1 }, ct);
        if (children.Count == 0)
        {
            return Refusal.Of("Er is niets meer te dekken. Kijk of is ingevuld wat meedoen kost.");
        }

        if (children.Count > MostChildren)
        {
            return Refusal.Of("Dit zijn te veel kinderen tegelijk. Kies één programma.");
        }

        var index = funds.Select((f, i) => (f.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var paying = await frame.ListAsync<(Guid Enrolment, Guid Fund)>("select c.enrolment_id, c.fund_id from fund_claim c where c.library_id = @library and c.counts > 0", new { library = user.OrganisationId }, ct);
        var pays = paying.ToHashSet();
        var may = (await FundOption.ListAsync(frame, [.. children.Select(c => c.Id)], clock.GetUtcNow(), ct)).Where(o => o.May && index.ContainsKey(o.FundId) && !pays.Contains((o.EnrolmentId, o.FundId))).ToLookup(o => o.EnrolmentId);
        var problem = new FundProblem(
            children.ConvertAll(c => new FundPupil(c.Id.ToString(), c.Cost, [.. may[c.Id].Select(o => new FundShare(index[o.FundId], o.Most))])),
            funds.ConvertAll(f => new Fund(f.Id.ToString(), f.Left, f.Most, f.Pays switch { "rest" => Pays.Rest, "fixed" => Pays.Fixed, _ => Pays.Part }, f.Amount ?? 0, f.Least, f.Preference)));
        return new Question(problem, children.ConvertAll(c => c.Id), funds.ConvertAll(f => f.Id));
    }

    /// <returns>Refused when somebody asked to drop it just before.</returns>
    public async Task<Outcome<Done>> KeepAsync(Guid plan, Guid? programme, Question question, FundAnswer answer, CancellationToken ct)
    {
        var figures = new Figures(question.Enrolments.Count, question.Problem.Pupils.Sum(p => p.Cost), answer.Worth.Uncovered, answer.Bound.Uncovered, answer.FirstCome.Uncovered, answer.Claims.Count, answer.ProvenGoals, Math.Round(answer.Seconds, 2));
        var lines = answer.Claims.Select(c => (Enrolment: question.Enrolments[c.Pupil], Fund: (Guid?)question.Funds[c.Fund], c.Cents, Why: "", Funds: Array.Empty<Guid>()))
            .Concat(answer.NotPaid.Select(n => (Enrolment: question.Enrolments[n.Pupil], Fund: (Guid?)null, n.Cents, Why: n.Why.ToString(), Funds: n.Funds.Select(f => question.Funds[f]).ToArray())));
        await frame.DoAsync("""
            insert into fund_plan (id, library_id, programme_id, figures, by_person, at) values (@plan, @library, @programme, @figures::jsonb, @person, @now);
            insert into fund_plan_line (plan_id, enrolment_id, fund_id, cents, why, funds)
              select @plan, x.e, x.f, x.c, x.w, x.s from jsonb_to_recordset(@lines::jsonb) as x (e uuid, f uuid, c bigint, w text, s uuid[]);
            delete from fund_plan where applied_at is null and id in (select p.id from fund_plan p where p.library_id = @library order by p.at desc offset 20)
            """, new
        {
            plan, programme, library = user.OrganisationId, person = user.PersonId, now = clock.GetUtcNow(), figures = JsonSerializer.Serialize(figures, JsonSerializerOptions.Web),
            lines = JsonSerializer.Serialize(lines.Select(l => new { e = l.Enrolment, f = l.Fund, c = l.Cents, w = l.Why, s = l.Funds })),
        }, ct);
        if (!await frame.OneAsync<bool>("select app.end_fund_work(@plan, null)", new { plan }, ct))
        {
            return Refusal.Of(FundWork.Dropped);
        }

        journal.Write("plan funds", [], Facets.None, "", new { plan, programme, children = question.Enrolments.Count });
        return Done.It;
    }

    /// <param name="keep">Take the best so far; else nothing of it stays.</param>
    public async Task StopAsync(Guid plan, bool keep, CancellationToken ct)
    {
        if (await frame.DoAsync("update fund_work set stop = @how where plan_id = @plan and trouble is null", new { plan, how = keep ? FundWork.Keep : FundWork.Drop }, ct) > 0)
        {
            journal.Write("stop plan funds", [], Facets.None, "", new { plan, keep });
        }
    }
}
