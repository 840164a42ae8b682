using InBeeld.Capabilities.Monitor.Publications;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Monitor.Infographics.Making;

/// <summary>Makes what waits in infographic_work.</summary>
internal sealed class DoInfographics(Database database, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DoInfographics> log) : LongComputation<DoInfographics.Taken, PlanInfographics>(database, scopes, clock, log)
{
    protected override string Trouble => "The infographics of a wave could not be made now";

    protected override string Take => "select t.*, t.work_id as id from app.take_infographics() t";

    protected override string Beat => "select app.beat_infographics(@Id, @far::jsonb)";

    protected override string End => "select app.end_infographics(@Id, @why)";

    protected override Task<Refusal?> MayAsync(IServiceProvider services, Taken taken, CancellationToken ct) =>
        Task.FromResult(services.GetRequiredService<CurrentUser>().Role == Role.Researcher ? null : Refusal.Of("Jouw rol mag deze peiling niet meer zien. Er is niets bewaard."));

    protected override async Task<Outcome<Done>> ComputeAsync(Taken taken, CancellationToken enough, CancellationToken ct)
    {
        var read = await InNameOfAsync(taken, plans => plans.ReadAsync(taken.WaveId, ct), ct);
        if (!read.Ok)
        {
            return read.Refusals[0];
        }

        var made = await AsideAsync(() => All(read.Value, taken, ct), ct);
        return await InNameOfAsync(taken, plans => plans.KeepAsync(taken.WaveId, taken.Id, made, ct), ct);
    }

    private static Made All(PlanInfographics.Read read, Taken taken, CancellationToken ct)
    {
        var (data, made, of) = (read.Data, new List<UnitFigures>(), read.Data.Answers.Units.Count);
        var making = new MakeFigures(data.Questionnaire, data.Answers, WaveRow.Year(data.Wave.SchoolYear), read.Before);
        foreach (var figures in making.All())
        {
            ct.ThrowIfCancellationRequested();
            made.Add(figures);
            taken.Tell(new(made.Count, of));
        }

        return new(made, ReleasedWave.OfPictures(making), read.Known);
    }

    internal sealed class Taken : TakenComputation
    {
        public Guid WaveId { get; set; }

        public void Tell(SoFar far) => Far = far;
    }
}
