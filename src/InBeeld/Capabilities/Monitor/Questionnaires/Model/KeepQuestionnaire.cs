using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Model;

/// <summary>Makes a questionnaire, changes a draft, publishes it and makes the next version. Every change keeps how it was before, so that it can be undone.</summary>
internal sealed class KeepQuestionnaire(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    private const int MostSteps = 50;

    private sealed class Kept
    {
        public string State { get; set; } = "";
        public string Definition { get; set; } = "";
        public int Revision { get; set; }
    }

    /// <summary>A new questionnaire with a first draft; a double tap makes one.</summary>
    /// <param name="id">Of the draft, made when the form was shown.</param>
    public async Task<Outcome<Done>> MakeAsync(Guid id, Questionnaire first, CancellationToken ct)
    {
        if (!QuestionnaireLimits.IsKey(first.Key))
        {
            return new Refusal("Key", "Een sleutel heeft kleine letters, cijfers en streepjes, en begint met een letter.");
        }

        var args = Args(id, first with { Version = 1, Crosswalk = null });
        // The same form sent twice makes one; a key that is taken is refused.
        if (await frame.OneAsync<bool>("select exists (select 1 from questionnaire_version where id = @id)", args, ct))
        {
            return Done.It;
        }

        if (await frame.DoAsync("insert into questionnaire (id, institute_id, key, by_person, at) values (@questionnaire, @institute, @key, @by, @now) on conflict do nothing", args, ct) == 0)
        {
            return new Refusal("Key", "Er is al een vragenlijst met de sleutel {0}.", first.Key);
        }

        await InsertAsync(args, ct);
        journal.Write("make questionnaire", [], Facets.None, "", new { version = id });
        return Done.It;
    }

    /// <summary>Changes a draft by what the function makes of it as it is now; the function refuses when it was changed by somebody else.</summary>
    /// <returns>The new revision; with it the change can be undone.</returns>
    public async Task<Outcome<int>> ChangeAsync(Guid id, Func<Questionnaire, Outcome<Questionnaire>> change, CancellationToken ct)
    {
        var (now, kept) = await LockAsync(id, ct);
        if (now is null)
        {
            return kept!;
        }

        var changed = change(QuestionnaireReader.Read(now.Definition).Questionnaire!);
        return changed.Ok ? await WriteAsync(id, now, changed.Value, ct) : changed.Refusals.ToList();
    }

    /// <summary>Puts a draft back as it was before a change, when nobody changed it since.</summary>
    public async Task<Outcome<int>> UndoAsync(Guid id, int revision, CancellationToken ct)
    {
        var (now, kept) = await LockAsync(id, ct);
        if (now is null)
        {
            return kept!;
        }

        var before = await frame.OneAsync<string>("select definition from questionnaire_step where version_id = @id and revision = @revision", new { id, revision }, ct);
        return now.Revision != revision || before is null
            ? Refusal.Of("Dit kan niet meer terug: daarna is de vragenlijst weer gewijzigd.")
            : await WriteAsync(id, now, QuestionnaireReader.Read(before).Questionnaire!, ct);
    }

    /// <summary>Publishes a draft as it was seen; it never changes after that.</summary>
    public async Task<Outcome<Done>> PublishAsync(Guid id, int revision, CancellationToken ct)
    {
        var (now, kept) = await LockAsync(id, ct);
        if (now is null)
        {
            return kept!;
        }

        if (now.Revision != revision)
        {
            return Refusals.LostUpdate;
        }

        if (!QuestionnaireReader.Read(now.Definition).Fine)
        {
            return Refusal.Of("Herstel eerst wat nog niet klopt. Daarna kun je publiceren.");
        }

        await frame.DoAsync("update questionnaire_version set state = 'published', published_by = @by, published_at = @now where id = @id", new { id, by = user.PersonId, now = clock.GetUtcNow() }, ct);
        journal.Write("publish questionnaire", [], Facets.None, "", new { version = id });
        return Done.It;
    }

    /// <summary>A draft of the next version of a published one; when there is a draft already, that one.</summary>
    public async Task<Outcome<Guid>> NextAsync(VersionRow published, Guid id, CancellationToken ct)
    {
        if (await frame.OneAsync<Guid?>("select id from questionnaire_version where questionnaire_id = @QuestionnaireId and state = 'draft'", published, ct) is { } draft)
        {
            return draft;
        }

        var number = 1 + await frame.OneAsync<int>("select max(number) from questionnaire_version where questionnaire_id = @QuestionnaireId", published, ct);
        var next = published.Questionnaire with { Version = number, Crosswalk = null };
        if (await InsertAsync(Args(id, next, published.QuestionnaireId), ct) == 0)
        {
            return await frame.OneAsync<Guid>("select id from questionnaire_version where questionnaire_id = @QuestionnaireId and state = 'draft'", published, ct);
        }

        journal.Write("make questionnaire", [], Facets.None, "", new { version = id });
        return id;
    }

    // Two who change the same draft come one after the other.
    private async Task<(Kept? Now, Refusal? Why)> LockAsync(Guid id, CancellationToken ct)
    {
        var state = await frame.OneAsync<string>("select state from questionnaire_version where id = @id", new { id }, ct);
        var now = state == "draft" ? await frame.OneAsync<Kept>("select state, definition, revision from questionnaire_version where id = @id for update", new { id }, ct) : null;
        return now is null ? (null, Refusal.Of("Deze versie is gepubliceerd en wijzigt niet meer. Maak een nieuwe versie.")) : (now, null);
    }

    private async Task<Outcome<int>> WriteAsync(Guid id, Kept now, Questionnaire changed, CancellationToken ct)
    {
        var definition = QuestionnaireWriter.Write(changed);
        if (definition.Length > QuestionnaireReader.MostCharacters || changed.Items.Count > QuestionnaireLimits.Items)
        {
            return Refusal.Of("Deze vragenlijst is te groot: hooguit {0} vragen en 1 MB.", QuestionnaireLimits.Items);
        }

        var args = Args(id, changed);
        args.Revision = now.Revision + 1;
        args.Was = now.Definition;
        await frame.DoAsync("""
            insert into questionnaire_step (version_id, revision, definition, by_person, at) values (@Id, @Revision, @Was, @By, @Now);
            delete from questionnaire_step where version_id = @Id and revision <= @Revision - @MostSteps;
            update questionnaire_version set title_nl = @TitleNl, title_en = @TitleEn, education = @Education, items = @Items, faults = @Faults, definition = @Definition, revision = @Revision where id = @Id
            """, args, ct);
        journal.Write("change questionnaire", [], Facets.None, "", new { version = id });
        return args.Revision;
    }

    private Task<int> InsertAsync(Arguments args, CancellationToken ct) => frame.DoAsync("""
        insert into questionnaire_version (id, questionnaire_id, number, title_nl, title_en, education, items, faults, definition, by_person, at)
          values (@Id, @Questionnaire, @Number, @TitleNl, @TitleEn, @Education, @Items, @Faults, @Definition, @By, @Now) on conflict do nothing
        """, args, ct);

    private sealed record Arguments(Guid Id, Guid Questionnaire, Guid Institute, string Key, int Number, string TitleNl, string TitleEn, string Education, int Items, int Faults, string Definition, Guid By, DateTimeOffset Now)
    {
        public int Revision { get; set; }
        public string Was { get; set; } = "";
        public int MostSteps => KeepQuestionnaire.MostSteps;
    }

    private Arguments Args(Guid id, Questionnaire q, Guid? questionnaire = null)
    {
        var definition = QuestionnaireWriter.Write(q);
        return new(id, questionnaire ?? Guid.CreateVersion7(), user.OrganisationId, q.Key, q.Version, Short(q.Title.Nl, 200), Short(q.Title.En, 200), Short(q.Education, 20), q.Items.Count, QuestionnaireReader.Read(definition).Faults.Count, definition, user.PersonId, clock.GetUtcNow());
    }

    private static string Short(string text, int most) => text.Length > most ? text[..most] : text;
}
