using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.CaseList;

/// <summary>Keeps, renames, shares and removes the saved lists of who is signed in. What others shared cannot be changed.</summary>
internal sealed class KeepList(Frame frame, CurrentUser user, Journal journal)
{
    public const int AtMost = 50;

    /// <param name="id">Made with the form: sending it twice keeps one list.</param>
    /// <param name="query">As it stands in the address; only what is known of it is kept.</param>
    public async Task<Outcome<string>> SaveAsync(Guid id, string? title, string? query, bool shared, CancellationToken ct)
    {
        if (Check(title) is { } refusal)
        {
            return refusal;
        }

        if (await frame.OneAsync<int>("select count(*)::integer from working_list where organisation_id = @OrganisationId and person_id = @PersonId and removed_at is null and id <> @id", new { user.OrganisationId, user.PersonId, id }, ct) >= AtMost)
        {
            return new Refusal("Title", "Je hebt al {0} lijsten. Haal er eerst een weg.", AtMost);
        }

        await frame.DoAsync("insert into working_list (id, organisation_id, person_id, name, query, shared) values (@id, @OrganisationId, @PersonId, @title, @query, @shared) on conflict (id) do nothing",
            new { id, user.OrganisationId, user.PersonId, title = title!.Trim(), query = CaseFilter.Parse(query).Query, shared }, ct);
        journal.Write("save working list", [], Facets.None, "", new { list = id, shared });
        return title.Trim();
    }

    public async Task<Outcome<string>> ChangeAsync(Guid id, string? title, bool shared, CancellationToken ct) =>
        Check(title) is { } refusal ? refusal : await DoAsync(id, "name = @title, shared = @shared", new { id, user.PersonId, user.OrganisationId, title = title!.Trim(), shared }, "change working list", ct);

    public Task<Outcome<string>> RemoveAsync(Guid id, CancellationToken ct) => DoAsync(id, "removed_at = now()", new { id, user.PersonId, user.OrganisationId }, "remove working list", ct);

    public Task<Outcome<string>> BackAsync(Guid id, CancellationToken ct) => DoAsync(id, "removed_at = null", new { id, user.PersonId, user.OrganisationId }, "put back working list", ct);

    private async Task<Outcome<string>> DoAsync(Guid id, string set, object args, string useCase, CancellationToken ct)
    {
        if (await frame.OneAsync<string>($"update working_list set {set} where id = @id and person_id = @PersonId and organisation_id = @OrganisationId returning name", args, ct) is not { } name)
        {
            return Refusal.Of("Deze lijst is er niet (meer).");
        }

        journal.Write(useCase, [], Facets.None, "", new { list = id });
        return name;
    }

    private static Refusal? Check(string? title) => string.IsNullOrWhiteSpace(title) ? new Refusal("Title", "Geef de lijst een naam.") : title.Trim().Length > 100 ? new Refusal("Title", "Gebruik hooguit {0} tekens.", 100) : null;
}
