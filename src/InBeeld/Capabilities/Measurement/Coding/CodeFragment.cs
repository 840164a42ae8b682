using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Measurement.Coding;

/// <summary>Makes a fragment of what somebody said, gives it codes, and keeps whether it may be quoted.</summary>
internal sealed class CodeFragment(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    /// <param name="version">Null: a new one with this id, out of a note.</param>
    /// <param name="noNames">Somebody looked: the words that look like a name are none.</param>
    public async Task<Outcome<Done>> KeepAsync(MeasurementRow of, Guid id, int? version, Guid? note, string? words, string? quote, bool noNames, CancellationToken ct)
    {
        words = (words ?? "").Trim().ReplaceLineEndings("\n");
        if (words.Length is 0 or > 1000)
        {
            return words.Length == 0 ? new Refusal("Words", "Schrijf het fragment op.") : new Refusal("Words", "Schrijf hooguit {0} tekens.", 1000);
        }

        if (quote is not ("no" or "asked" or "approved" or "refused"))
        {
            return new Refusal("Quote", "Kies of het een citaat is.");
        }

        if (!of.Open)
        {
            return Refusal.Of("De meting is gesloten. Open haar eerst weer.");
        }

        if (quote != "no" && !noNames && NameLike.In(words, of) is { Count: > 0 } names)
        {
            return new Refusal("NoNames", "Lijkt op een naam: {0}. Haal weg, of zeg dat het geen naam is.", string.Join(", ", names.Take(8)));
        }

        var args = new { id, version, note, words, quote, day = clock.Today(), user.OrganisationId, user.PersonId, now = clock.GetUtcNow() };
        var done = version is null
            ? await frame.DoAsync("""
                insert into measurement_fragment (id, library_id, measurement_id, round_id, respondent_id, note_id, words, quote, quote_on, retro, by_person, at)
                  select @id, n.library_id, n.measurement_id, t.round_id, n.respondent_id, n.id, @words, @quote, case when @quote = 'approved' then @day::date end, n.retro, @PersonId, @now from measurement_note n join measurement_talk t on t.id = n.talk_id where n.id = @note on conflict (id) do nothing
                """, args, ct)
            : await frame.DoAsync("update measurement_fragment set words = @words, quote = @quote, quote_on = case when @quote = 'approved' then coalesce(quote_on, @day::date) end, version = version + 1 where id = @id and version = @version and removed_at is null and erased_at is null", args, ct);
        if (done == 0 && version is not null)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("keep measurement fragment", [], Facets.None, "", new { fragment = id, quote });
        return Done.It;
    }

    public async Task<Outcome<Done>> CodeAsync(MeasurementRow of, Guid fragment, Guid id, string? question, string? block, string? level, CancellationToken ct)
    {
        (block, level) = (block ?? "", level ?? "");
        if (!of.Design.Asked.Any(q => q.Key == question) || (block.Length > 0 && !of.Design.Used.Any(b => b.Key == block)) || (level.Length > 0 && !MeasurementWords.Levels.Contains(level)))
        {
            return new Refusal("Question", "Kies de onderzoeksvraag, en als het kan een bouwsteen en een niveau.");
        }

        if (!of.Open)
        {
            return Refusal.Of("De meting is gesloten. Open haar eerst weer.");
        }

        await frame.DoAsync("insert into measurement_code (id, library_id, measurement_id, fragment_id, question, block, level, by_person, at) select @id, f.library_id, f.measurement_id, f.id, @question, @block, @level, @PersonId, @now from measurement_fragment f where f.id = @fragment and f.removed_at is null on conflict do nothing",
            new { id, fragment, question, block, level, user.PersonId, now = clock.GetUtcNow() }, ct);
        journal.Write("code measurement fragment", [], Facets.None, "", new { fragment, question, block, level });
        return Done.It;
    }

    public async Task<bool> UncodeAsync(Guid fragment, Guid code, CancellationToken ct)
    {
        if (await frame.DoAsync("delete from measurement_code where id = @code and fragment_id = @fragment", new { fragment, code }, ct) == 0)
        {
            return false;
        }

        journal.Write("code measurement fragment", [], Facets.None, "", new { fragment, gone = code });
        return true;
    }

    public async Task<bool> RemoveAsync(Guid fragment, bool back, CancellationToken ct)
    {
        if (await frame.DoAsync("update measurement_fragment set removed_at = @at, version = version + 1 where id = @fragment and library_id = @OrganisationId and (removed_at is null) = (@at::timestamptz is not null)", new { fragment, user.OrganisationId, at = back ? (DateTimeOffset?)null : clock.GetUtcNow() }, ct) == 0)
        {
            return false;
        }

        journal.Write(back ? "put back measurement record" : "remove measurement record", [], Facets.None, "", new { what = "fragments", record = fragment });
        return true;
    }
}
