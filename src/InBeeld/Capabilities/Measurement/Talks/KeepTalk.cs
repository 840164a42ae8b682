using InBeeld.Capabilities.Measurement.Design;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Measurement.Talks;

/// <summary>One answer as it stands and as it is typed.</summary>
internal sealed class NoteField
{
    public string Key { get; init; } = "";
    public string Question { get; init; } = "";

    /// <summary>The number of the research question; 0: none.</summary>
    public int Of { get; init; }

    public string Words { get; set; } = "";
    public bool Retro { get; set; }

    /// <summary>How it stood when the form was shown.</summary>
    public string Was { get; set; } = "";

    /// <summary>What a colleague wrote in between; null: nothing.</summary>
    public string? Theirs { get; set; }
}

/// <summary>Keeps what somebody said in a talk, and whether the talk was held, moved or called off.</summary>
internal sealed class KeepTalk(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public const int Longest = 4000;

    internal sealed class Stored
    {
        public Guid Id { get; set; }
        public string Question { get; set; } = "";
        public string Words { get; set; } = "";
        public bool Retro { get; set; }
    }

    public Task<List<Stored>> NotesAsync(Guid talk, CancellationToken ct) => frame.ListAsync<Stored>("select id, question, words, retro from measurement_note where talk_id = @talk order by id", new { talk }, ct);

    /// <summary>All answers of a talk at once; an empty one is taken away. What a colleague changed in between is shown first.</summary>
    public async Task<Outcome<Done>> NotesAsync(TalkRow talk, bool open, IReadOnlyList<NoteField> fields, CancellationToken ct)
    {
        if (!open)
        {
            return Refusal.Of("De meting is gesloten. Open haar eerst weer.");
        }

        if (!talk.Agreed)
        {
            return Refusal.Of(talk.Role == "pupil" ? "Leg eerst de toestemming vast, van kind en ouder. Wat je typte staat er nog." : "Leg eerst de toestemming vast. Wat je typte staat er nog.");
        }

        if (fields.FirstOrDefault(f => f.Words.Length > Longest) is { } longer)
        {
            return new Refusal("n_" + longer.Key, "Schrijf hooguit {0} tekens.", Longest);
        }

        var stored = (await NotesAsync(talk.Id, ct)).ToDictionary(n => n.Question);
        foreach (var field in fields)
        {
            var now = stored.GetValueOrDefault(field.Key)?.Words ?? "";
            if (now != field.Was && now != field.Words)
            {
                (field.Theirs, field.Was) = (now, now);
            }
        }

        if (fields.Any(f => f.Theirs is not null))
        {
            return Refusals.LostUpdate;
        }

        foreach (var field in fields)
        {
            var known = stored.GetValueOrDefault(field.Key);
            if (field.Words.Length == 0 ? known is null : known?.Words == field.Words && known.Retro == field.Retro)
            {
                continue;
            }

            await frame.DoAsync(field.Words.Length == 0
                ? "delete from measurement_note where talk_id = @talk and question = @Key"
                : """
                  insert into measurement_note (id, library_id, measurement_id, talk_id, respondent_id, question, words, retro, by_person, at) values (@id, @OrganisationId, @MeasurementId, @talk, @RespondentId, @Key, @Words, @Retro, @PersonId, @now)
                    on conflict (talk_id, question) do update set words = excluded.words, retro = excluded.retro, version = measurement_note.version + 1
                  """, new { id = Guid.CreateVersion7(), talk = talk.Id, talk.MeasurementId, talk.RespondentId, field.Key, field.Words, field.Retro, user.OrganisationId, user.PersonId, now = clock.GetUtcNow() }, ct);
        }

        if (talk.State == "planned" && fields.Any(f => f.Words.Length > 0))
        {
            await TurnAsync(talk.Id, "held", ct);
        }

        journal.Write("keep measurement notes", [], Facets.None, "", new { talk = talk.Id });
        return Done.It;
    }

    /// <param name="to">planned, held or cancelled.</param>
    public async Task<bool> TurnAsync(Guid talk, string to, CancellationToken ct)
    {
        if (to is not ("planned" or "held" or "cancelled") || await frame.DoAsync("update measurement_talk set state = @to, version = version + 1 where id = @talk and removed_at is null", new { talk, to }, ct) == 0)
        {
            return false;
        }

        journal.Write("turn measurement talk", [], Facets.None, "", new { talk, to });
        return true;
    }

    /// <summary>Back to when it was before it was moved; the other way round again.</summary>
    public async Task<bool> MoveBackAsync(Guid talk, CancellationToken ct)
    {
        if (await frame.DoAsync("update measurement_talk set day = was_day, time = was_time, was_day = day, was_time = time, version = version + 1 where id = @talk and was_day is not null and removed_at is null", new { talk }, ct) == 0)
        {
            return false;
        }

        journal.Write("turn measurement talk", [], Facets.None, "", new { talk, to = "back" });
        return true;
    }

    /// <summary>The questions of the guide with what was noted; what was noted at a question that is switched off stays to be seen.</summary>
    public static List<NoteField> Fields(MeasurementDesign design, string role, IReadOnlyList<Stored> notes, Kernel.Web.Text text)
    {
        var fields = (design.GuideFor(role)?.Questions ?? []).Where(q => q.On || notes.Any(n => n.Question == q.Key)).Select(q => new NoteField { Key = q.Key, Question = q.Words.In(text), Of = design.Number(q.Of) }).ToList();
        fields.Add(new NoteField { Key = "", Question = text["Wat viel verder op?"] });
        foreach (var field in fields)
        {
            var note = notes.FirstOrDefault(n => n.Question == field.Key);
            (field.Words, field.Was, field.Retro) = (note?.Words ?? "", note?.Words ?? "", note?.Retro ?? false);
        }

        return fields;
    }
}
