using System.Text.Json;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>Computes what waits in allocation_work.</summary>
internal sealed class DoAllocationWork(Database database, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DoAllocationWork> log) : LongComputation<DoAllocationWork.Taken, TryAllocation>(database, scopes, clock, log)
{
    private readonly TimeProvider watch = clock;

    protected override string Trouble => "A computation of places could not be worked on now";

    protected override string Take => "select t.*, t.run_id as id from app.take_allocation_work() t";

    protected override string Beat => "select app.beat_allocation_work(@Id, @far::jsonb)";

    protected override string End => "select app.end_allocation_work(@Id, @why)";

    protected override async Task<Refusal?> MayAsync(IServiceProvider services, Taken taken, CancellationToken ct) =>
        services.GetRequiredService<CurrentUser>().Role == Role.Coordinator && await AllocationRow.FindAsync(services.GetRequiredService<Frame>(), taken.AllocationId, ct) is not null
            ? null : Refusal.Of("Jouw rol mag deze verdeling niet meer zien. Er is niets bewaard.");

    protected override async Task<Outcome<Done>> ComputeAsync(Taken taken, CancellationToken enough, CancellationToken ct)
    {
        var choices = JsonSerializer.Deserialize<Choices>(taken.Settings, JsonSerializerOptions.Web)!;
        var read = await InNameOfAsync(taken, tries => tries.ReadAsync(taken.AllocationId, ct), ct);
        if (!read.Ok)
        {
            return read.Refusals[0];
        }

        var plan = await AsideAsync(() => read.Value.Compute(choices, watch, taken, enough, ct), ct);
        var kept = await InNameOfAsync(taken, tries => tries.KeepAsync(taken.Id, read.Value, choices, plan, taken.Enough.IsCancellationRequested, ct), ct);
        return kept.Ok ? Done.It : kept.Refusals[0];
    }

    internal sealed class Taken : TakenComputation, IProgress<SoFar>
    {
        public Guid AllocationId { get; set; }
        public string Settings { get; set; } = "{}";

        public void Report(SoFar value) => Far = value;
    }
}
