using System.Text.Json;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Releases;

namespace InBeeld.Capabilities.Monitor.Publications;

/// <summary>Decides what of a closed wave everybody may see, publishes it, and takes it back. What was published before is read from the ledger.</summary>
internal sealed class KeepPublication(Frame frame, Journal journal, TimeProvider clock)
{
    /// <summary>What was decided, and beside how many publications of the wave.</summary>
    internal sealed record Decided(WaveData Data, ReleasedWave Released, int Known);

    internal sealed class Told
    {
        public Guid Id { get; set; }
        public string TableKey { get; set; } = "";
        public string Cells { get; set; } = "[]";

        /// <summary>The newest open data, with the same choice as now.</summary>
        public bool Stays { get; set; }
    }

    private static readonly Refusal Gone = Refusal.Of("Deze peiling is er niet of is niet van jullie.");

    public async Task<Outcome<Decided>> DecideAsync(Guid wave, ReleaseChoice choice, CancellationToken ct)
    {
        if (await WaveData.LoadAsync(frame, wave, ct) is not { } data)
        {
            return Gone;
        }

        if (data.Wave.State != "closed")
        {
            return Refusal.Of("Publiceren kan als de peiling gesloten is.");
        }

        var (before, known) = await BeforeAsync(frame, wave, choice, ct);
        return new Decided(data, ReleasedWave.Of(data, choice, before, ct), known);
    }

    /// <summary>All that was told of a wave per table, and by how many publications.</summary>
    /// <param name="choice">Of open data that is decided now; null: of something else.</param>
    public static async Task<(ILookup<string, EarlierRelease> Before, int Known)> BeforeAsync(Frame frame, Guid wave, ReleaseChoice? choice, CancellationToken ct)
    {
        var told = await frame.ListAsync<Told>("""
            select p.id, coalesce(c.table_key, '') as table_key, coalesce(c.cells::text, '[]') as cells,
              p.kind = 'open-data' and p.level = @level and p.policy = @policy::jsonb and not exists (select 1 from publication x where x.wave_id = p.wave_id and x.kind = p.kind and x.edition > p.edition) as stays
            from publication p left join publication_cells c on c.publication_id = p.id where p.wave_id = @wave order by p.at, p.id
            """, new { wave, level = choice?.Level, policy = choice?.Written() ?? "{}" }, ct);
        return (told.Where(t => t.TableKey.Length > 0).ToLookup(t => t.TableKey, t => new EarlierRelease(t.Id.ToString(), JsonSerializer.Deserialize<List<ReleasedCell>>(t.Cells, JsonSerializerOptions.Web)!, t.Stays), StringComparer.Ordinal), told.Select(t => t.Id).Distinct().Count());
    }

    /// <param name="seen">The hash of what was looked at; when the answers changed since, nothing is published.</param>
    public async Task<Outcome<Done>> PublishAsync(Guid wave, Guid id, ReleaseChoice choice, string seen, CancellationToken ct)
    {
        var decided = await DecideAsync(wave, choice, ct);
        if (!decided.Ok)
        {
            return decided.Refusals[0];
        }

        var (released, known) = (decided.Value.Released, decided.Value.Known);
        if (released.Sha256 != seen)
        {
            return Refusal.Of("Er is intussen iets veranderd. Kijk nog eens wat er te zien wordt.");
        }

        if (released.Shown == 0)
        {
            return Refusal.Of("Er is niets wat je mag laten zien.");
        }

        var why = await frame.OneAsync<string>("select app.keep_publication(@id, @wave, 'open-data', @known, @head::jsonb, @figures::jsonb, @tables::jsonb, @now)", new { id, wave, known, head = released.Head(), figures = released.Figures(), tables = released.Tables(), now = clock.GetUtcNow() }, ct);
        if (why == "")
        {
            journal.Write("publish open data", [], Facets.None, "", new { wave, publication = id, released.Shown, released.Hidden });
        }

        return why switch
        {
            "" or "kept" => Done.It,
            "open" => Refusal.Of("Publiceren kan als de peiling gesloten is."),
            "same" => Refusal.Of("Precies dit is al gepubliceerd."),
            "changed" => Refusal.Of("Er is intussen iets veranderd. Kijk nog eens wat er te zien wordt."),
            _ => Gone,
        };
    }

    public async Task<Outcome<Done>> WithdrawAsync(Guid publication, string? reason, CancellationToken ct)
    {
        var why = string.IsNullOrWhiteSpace(reason) ? "why" : reason.Length > 500 ? "long" : await frame.OneAsync<string>("select app.withdraw_publication(@publication, @reason, @now)", new { publication, reason = reason.Trim(), now = clock.GetUtcNow() }, ct);
        if (why == "")
        {
            journal.Write("withdraw open data", [], Facets.None, "", new { publication });
        }

        return why switch
        {
            "" => Done.It,
            "why" => new Refusal("Reason", "Schrijf waarom."),
            "long" => new Refusal("Reason", "Gebruik hooguit {0} tekens.", 500),
            _ => Refusal.Of("Deze publicatie is er niet of is al ingetrokken."),
        };
    }
}
