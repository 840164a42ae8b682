using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Planning;
using InBeeld.Planning.Funds;

namespace InBeeld.Capabilities.Funds.Mix;

/// <summary>Computes what waits in fund_work.</summary>
internal sealed class DoFundWork(Database database, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DoFundWork> log) : LongComputation<DoFundWork.Taken, PlanFunds>(database, scopes, clock, log)
{
    protected override string Trouble => "A computation of who pays could not be worked on now";

    protected override string Take => "select t.*, t.plan_id as id from app.take_fund_work() t";

    protected override string Beat => "select app.beat_fund_work(@Id, @far::jsonb)";

    protected override string End => "select app.end_fund_work(@Id, @why)";

    protected override Task<Refusal?> MayAsync(IServiceProvider services, Taken taken, CancellationToken ct)
    {
        var user = services.GetRequiredService<CurrentUser>();
        return Task.FromResult(user.Role == Role.ProgrammeLeader && user.OrganisationId == taken.LibraryId ? null : Refusal.Of("Jouw rol mag dit geld niet meer zien. Er is niets bewaard."));
    }

    protected override async Task<Outcome<Done>> ComputeAsync(Taken taken, CancellationToken enough, CancellationToken ct)
    {
        var read = await InNameOfAsync(taken, plans => plans.ReadAsync(taken.ProgrammeId, ct), ct);
        if (!read.Ok)
        {
            return read.Refusals[0];
        }

        var answer = await AsideAsync(() => FundPlanner.Solve(read.Value.Problem, PlanFunds.Limit, taken, enough), ct);
        return await InNameOfAsync(taken, plans => plans.KeepAsync(taken.Id, taken.ProgrammeId, read.Value, answer, ct), ct);
    }

    internal sealed class Taken : TakenComputation, IProgress<Progress>
    {
        public Guid LibraryId { get; set; }
        public Guid? ProgrammeId { get; set; }

        public void Report(Progress value) => Far = new SoFar((long)value.Best, (long)Math.Max(0, value.Bound));
    }
}
