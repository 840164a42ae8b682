using System.Text.Json;
using InBeeld.Capabilities.Attention.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Attention.Rules;

/// <summary>What a change of rules does: children who come in and go out. Null: fewer than <paramref name="Least"/>. Not exact: at least so many.</summary>
internal sealed record RuleTrial(int Least, bool Exact, int? More, int? Less);

/// <param name="Id">Of the version, made with the form: a double tap is one version.</param>
/// <param name="Number">The version that was shown; when there is a later one, somebody else changed the rules.</param>
internal sealed record ChangeRuleInput(Guid Id, Guid Rule, int Number);

/// <summary>The rules of the own school or municipality: each change is a new version, and the last one can be taken back.</summary>
internal sealed class SaveRules(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public Task<RuleBook> NowAsync(CancellationToken ct) => RuleBook.OfAsync(frame, user.OrganisationId, user.MunicipalityCode, null, ct);

    public async Task<RuleTrial> TryAsync(RuleBook book, CancellationToken ct) =>
        JsonSerializer.Deserialize<RuleTrial>((await frame.OneAsync<string>("select app.attention_trial(@rules::jsonb, @off, @today)::text", new { rules = book.OwnJson, off = book.Off.ToArray(), today = clock.Today() }, ct))!, JsonSerializerOptions.Web)!;

    public async Task<Outcome<RuleBook>> AddAsync(Guid version, int number, AttentionRule rule, CancellationToken ct)
    {
        await LockAsync(ct);
        if (await IsThereAsync(version, ct))
        {
            return await NowAsync(ct);
        }

        var outcome = (await NowAsync(ct)) is var now && now.Number == number ? now.With(rule) : Refusals.LostUpdate;
        return outcome.Ok ? await WriteAsync(version, outcome.Value, "add", rule.Tag, ct) : outcome;
    }

    /// <summary>An own rule goes; another is switched off, or on again.</summary>
    public async Task<Outcome<RuleBook>> ChangeAsync(ChangeRuleInput input, CancellationToken ct)
    {
        await LockAsync(ct);
        var now = await NowAsync(ct);
        if (await IsThereAsync(input.Id, ct))
        {
            return now;
        }

        if (now.Number != input.Number)
        {
            return Refusals.LostUpdate;
        }

        if (now.Find(input.Rule) is not { } rule)
        {
            return Refusal.Of("Deze regel is er niet (meer).");
        }

        return await WriteAsync(input.Id, now.Without(rule), rule.From == AttentionRule.Own ? "remove" : now.Off.Contains(rule.Id) ? "on" : "off", rule.Tag, ct);
    }

    /// <summary>Takes back the last version, as long as nobody made another; the rules become those of the version before it.</summary>
    public async Task<Outcome<RuleBook>> UndoAsync(int number, CancellationToken ct)
    {
        await LockAsync(ct);
        var now = await NowAsync(ct);
        if (number < 1 || now.Number != number)
        {
            return Refusals.LostUpdate;
        }

        return await WriteAsync(Guid.CreateVersion7(), await RuleBook.OfAsync(frame, user.OrganisationId, user.MunicipalityCode, number - 1, ct), "undo", "", ct, number + 1);
    }

    private async Task<Outcome<RuleBook>> WriteAsync(Guid version, RuleBook book, string change, string tag, CancellationToken ct, int? number = null)
    {
        var next = number ?? book.Number + 1;
        var made = await frame.DoAsync("""
            insert into attention_version (id, organisation_id, number, rules, off, change, rule_tag, by_person, at) values (@version, @OrganisationId, @next, @rules::jsonb, @off, @change, @tag, @PersonId, @now) on conflict (id) do nothing
            """, new { version, user.OrganisationId, next, rules = book.OwnJson, off = book.Off.ToArray(), change, tag, user.PersonId, now = clock.GetUtcNow() }, ct);
        if (made == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("save attention rules", [], Facets.None, "", new { version = next, change, tag });
        return book;
    }

    private Task<int> LockAsync(CancellationToken ct) => frame.DoAsync("select pg_advisory_xact_lock(471151, hashtext(@OrganisationId::text))", new { user.OrganisationId }, ct);

    private async Task<bool> IsThereAsync(Guid version, CancellationToken ct) => await frame.OneAsync<Guid?>("select id from attention_version where id = @version and organisation_id = @OrganisationId", new { version, user.OrganisationId }, ct) is not null;
}
