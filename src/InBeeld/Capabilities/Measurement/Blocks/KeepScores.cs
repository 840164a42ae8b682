using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Measurement.Blocks;

/// <summary>One judgement as it is typed: the stage as "", "0" to "3", and why; and how it stood when the form was shown.</summary>
internal sealed class ScoreField
{
    public string Level { get; init; } = "";
    public string Stage { get; set; } = "";
    public string Why { get; set; } = "";
    public string Was { get; set; } = "";

    /// <summary>What a colleague kept in between; null: nothing.</summary>
    public string? Theirs { get; set; }

    public string Now => Stage + "|" + Why;
}

/// <summary>Keeps how far a building block is at the three levels in a round, with why.</summary>
internal sealed class KeepScores(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(MeasurementRow of, Guid round, IReadOnlyList<ScoreRow> stored, string block, IReadOnlyList<ScoreField> fields, CancellationToken ct)
    {
        if (!of.Open)
        {
            return Refusal.Of("De meting is gesloten. Open haar eerst weer.");
        }

        foreach (var f in fields)
        {
            if (f.Stage is not ("" or "0" or "1" or "2" or "3") || f.Why.Length > 500 || (f.Stage.Length == 0 && f.Why.Length > 0))
            {
                return f.Why.Length > 500 ? new Refusal("why_" + f.Level, "Schrijf hooguit {0} tekens.", 500) : new Refusal("stage_" + f.Level, "Kies een stand.");
            }

            if (f.Stage.Length > 0 && f.Why.Length == 0)
            {
                return new Refusal("why_" + f.Level, "Schrijf waarom je deze stand kiest.");
            }

            var now = stored.FirstOrDefault(s => s.Block == block && s.Level == f.Level) is { } s ? s.Stage + "|" + s.Why : "|";
            if (now != f.Was && now != f.Now)
            {
                (f.Theirs, f.Was) = (now, now);
            }
        }

        if (fields.Any(f => f.Theirs is not null))
        {
            return Refusals.LostUpdate;
        }

        foreach (var f in fields.Where(f => f.Now != f.Was && f.Stage.Length > 0))
        {
            await frame.DoAsync("""
                insert into measurement_score (id, library_id, measurement_id, round_id, block, level, stage, why, by_person, at) values (@id, @OrganisationId, @Measurement, @round, @block, @Level, @stage::smallint, @Why, @PersonId, @now)
                  on conflict (round_id, block, level) do update set stage = excluded.stage, why = excluded.why, version = measurement_score.version + 1
                """, new { id = Guid.CreateVersion7(), user.OrganisationId, Measurement = of.Id, round, block, f.Level, stage = f.Stage, f.Why, user.PersonId, now = clock.GetUtcNow() }, ct);
        }

        journal.Write("judge measurement blocks", [], Facets.None, "", new { measurement = of.Id, round, block });
        return Done.It;
    }
}
