using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Desk.StandardAnswers;

/// <param name="Id">Made with the form: a double tap makes one.</param>
/// <param name="Version">0: a new one.</param>
internal sealed record SaveAnswerInput(Guid Id, int Version, Guid? Subject, string Title, string Words);

/// <summary>The coordinator keeps the standard answers of the desk.</summary>
internal sealed class SaveAnswer(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> SaveAsync(SaveAnswerInput input, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        if (input.Title.Trim().Length is 0 or > 120)
        {
            refusals.Add(new Refusal("Heading", "Geef het antwoord een korte naam."));
        }

        if (string.IsNullOrWhiteSpace(input.Words))
        {
            refusals.Add(new Refusal("Words", "Schrijf eerst iets op."));
        }
        else if (input.Words.Length > 4000)
        {
            refusals.Add(new Refusal("Words", "Gebruik hooguit {0} tekens.", 4000));
        }

        if (input.Subject is not null && !await frame.OneAsync<bool>("select exists (select 1 from desk_subject where id = @Subject and municipality_code = @MunicipalityCode)", new { input.Subject, user.MunicipalityCode }, ct))
        {
            refusals.Add(new Refusal("Subject", "Kies een onderwerp."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var args = new { input.Id, input.Version, input.Subject, Title = input.Title.Trim(), Words = input.Words.Trim(), user.MunicipalityCode };
        if (await frame.OneAsync<bool>("select exists (select 1 from desk_answer where id = @Id and (title, words) = (@Title, @Words) and subject_id is not distinct from @Subject)", args, ct))
        {
            return Done.It;
        }

        var saved = input.Version == 0
            ? await frame.DoAsync("insert into desk_answer (id, municipality_code, subject_id, title, words) values (@Id, @MunicipalityCode, @Subject, @Title, @Words) on conflict do nothing", args, ct)
            : await frame.DoAsync("update desk_answer set subject_id = @Subject, title = @Title, words = @Words, version = version + 1 where id = @Id and version = @Version and removed_at is null", args, ct);
        if (saved == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("save standard answer", [], Facets.None, "", new { answer = input.Id });
        return Done.It;
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken ct)
    {
        if (await frame.DoAsync("update desk_answer set removed_at = coalesce(removed_at, @now), version = version + 1 where id = @id", new { id, now = clock.GetUtcNow() }, ct) == 0)
        {
            return false;
        }

        journal.Write("remove standard answer", [], Facets.None, "", new { answer = id });
        return true;
    }
}
