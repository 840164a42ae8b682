using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Monitor.Indicators;

/// <summary>Computes all figures of a closed wave and freezes the groups, in one transaction; or computes them anew to see that they come out the same.</summary>
internal sealed class ComputeWave(Frame frame, Journal journal, TimeProvider clock)
{
    private sealed class Kept
    {
        public Guid Unit { get; set; }
        public string Indicator { get; set; } = "";
        public string Sha256 { get; set; } = "";
    }

    /// <returns>How many figures were kept.</returns>
    public async Task<Outcome<int>> RunAsync(Guid waveId, CancellationToken ct)
    {
        var data = await WaveData.LoadAsync(frame, waveId, ct);
        if (data is null || data.Wave.State != "closed")
        {
            return NotClosed;
        }

        var all = WaveFigures.Of(waveId.ToString(), data.Questionnaire, data.Answers);
        var why = await frame.OneAsync<string>("select app.keep_figures(@waveId, @head::jsonb, @figures::jsonb, @groups::jsonb, @comparisons::jsonb, @now)", new
        {
            waveId, head = all.Head(data.Questionnaire), figures = WaveFigures.Rows(all.Figures), groups = WaveFigures.Rows(all.Groups), comparisons = WaveFigures.Rows(all.Comparisons), now = clock.GetUtcNow(),
        }, ct);
        if (why != "")
        {
            return NotClosed;
        }

        journal.Write("compute wave", [], Facets.None, "", new { wave = waveId, figures = all.Figures.Count });
        return all.Figures.Count;
    }

    /// <summary>Computes everything again from the answers and compares the hashes with those that are kept.</summary>
    public async Task<Outcome<(int Same, int Other)>> CheckAsync(Guid waveId, CancellationToken ct)
    {
        var data = await WaveData.LoadAsync(frame, waveId, ct);
        var kept = await frame.ListAsync<Kept>("select f.unit_id as unit, f.indicator, f.sha256 from wave_figure f where f.wave_id = @waveId", new { waveId }, ct);
        if (data is null || kept.Count == 0)
        {
            return Refusal.Of("Bereken eerst de cijfers.");
        }

        var anew = WaveFigures.Of(waveId.ToString(), data.Questionnaire, data.Answers).Figures.ToDictionary(f => (f.Unit, f.Indicator), f => f.Sha256);
        var same = kept.Count(k => anew.GetValueOrDefault((WaveData.Id(k.Unit), k.Indicator)) == k.Sha256);
        journal.Read("check figures", [], Facets.None, "", new { wave = waveId, same, other = kept.Count - same });
        return (same, kept.Count - same);
    }

    private static Refusal NotClosed => Refusal.Of("Cijfers kun je berekenen als de peiling gesloten is.");
}
