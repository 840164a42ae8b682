using System.Text.Json;
using InBeeld.Capabilities.Monitor.Publications;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Releases;

namespace InBeeld.Capabilities.Monitor.Infographics.Making;

/// <summary>All infographics of a wave: asked, read, kept, told.</summary>
internal sealed class PlanInfographics(Frame frame, CurrentUser user, TimeProvider clock)
{
    /// <summary>Units of one wave.</summary>
    public const int MostUnits = 40_000;

    /// <summary>A wave with all that was told of it, by so many publications.</summary>
    internal sealed record Read(WaveData Data, ILookup<string, EarlierRelease> Before, int Known);

    private static readonly Refusal Gone = Refusal.Of("Deze peiling is er niet of is niet van jullie.");

    public async Task<Outcome<Done>> AskAsync(Guid wave, Guid work, CancellationToken ct) => await frame.OneAsync<string>("select app.ask_infographics(@wave, @work, @SessionId)", new { wave, work, user.SessionId }, ct) switch
    {
        "" => Done.It,
        "open" => Refusal.Of("Deze peiling is nog open. Maak de infographics als zij gesloten is."),
        "busy" => Refusal.Of("Er wordt al aan gewerkt. Wacht tot dat klaar is, of stop het."),
        _ => Gone,
    };

    public Task StopAsync(Guid wave, CancellationToken ct) => frame.OneAsync<bool>("select app.stop_infographics(@wave)", new { wave }, ct);

    public async Task<Outcome<Read>> ReadAsync(Guid wave, CancellationToken ct)
    {
        if (await WaveData.LoadAsync(frame, wave, ct) is not { } data)
        {
            return Gone;
        }

        return data.Answers.Units.Count > MostUnits ? Refusal.Of("Deze peiling heeft meer dan {0} bibliotheken en scholen. Dat is te veel.", MostUnits) : await WithBeforeAsync(data, ct);
    }

    /// <summary>Keeps the pictures, and in the ledger what they tell everybody.</summary>
    public async Task<Outcome<Done>> KeepAsync(Guid wave, Guid work, Made made, CancellationToken ct)
    {
        var rows = JsonSerializer.Serialize(made.Figures.Select(m => new { unit = Guid.Parse(m.Id), level = m.Level, name = m.Name, figures = JsonSerializer.Deserialize<JsonElement>(m.Write()) }), JsonSerializerOptions.Web);
        if (!await frame.OneAsync<bool>("select app.end_infographics(@work, null)", new { work }, ct))
        {
            return Refusal.Of(AskedComputation.Dropped);
        }

        if (await frame.OneAsync<int>("select app.keep_infographics(@wave, @rows::jsonb, @now)", new { wave, rows, now = clock.GetUtcNow() }, ct) < 0)
        {
            return Gone;
        }

        var released = made.Released;
        var why = await frame.OneAsync<string>("select app.keep_publication(@id, @wave, 'infographics', @Known, @head::jsonb, @figures::jsonb, @tables::jsonb, @now)", new { id = Guid.CreateVersion7(), wave, made.Known, head = released.Head(), figures = released.Figures(), tables = released.Tables(), now = clock.GetUtcNow() }, ct);
        return why switch
        {
            "" or "same" => Done.It,
            "changed" => Refusal.Of("Intussen is er iets gepubliceerd. Maak de infographics opnieuw."),
            _ => Gone,
        };
    }

    private async Task<Read> WithBeforeAsync(WaveData data, CancellationToken ct)
    {
        var (before, known) = await KeepPublication.BeforeAsync(frame, data.Wave.Id, null, ct);
        return new(data, before, known);
    }

    /// <returns>How many libraries and schools were told.</returns>
    public async Task<Outcome<int>> TellAsync(Guid wave, CancellationToken ct)
    {
        var told = await frame.OneAsync<int>("select app.tell_infographics(@wave, @now)", new { wave, now = clock.GetUtcNow() }, ct);
        return told < 0 ? Refusal.Of("Maak eerst de infographics van deze peiling.") : told;
    }
}

/// <summary>All pictures of a wave, and what they tell everybody.</summary>
internal sealed record Made(IReadOnlyList<UnitFigures> Figures, ReleasedWave Released, int Known);
