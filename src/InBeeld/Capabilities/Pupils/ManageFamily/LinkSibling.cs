using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Capabilities.Pupils.ManageFamily;

/// <summary>The whole name and birth date of a child of another school, as the care professional knows them.</summary>
internal sealed record ExactChild(string GivenName, string Surname, DateOnly Born);

/// <param name="Other">The brother or sister.</param>
/// <param name="Exact">Only for a child of another school.</param>
internal sealed record LinkSiblingInput(Child Child, Guid Other, ExactChild? Exact = null);

/// <summary>Makes two children one family, or takes them apart again. What may be linked is decided by the database (app.link_family).</summary>
internal sealed class LinkSibling(Frame frame, Journal journal)
{
    /// <returns>How many children joined the family; 0 when they were one already.</returns>
    public Task<Outcome<int>> RunAsync(LinkSiblingInput input, CancellationToken ct) => DoAsync(
        "select app.link_family(@child, @other, @GivenName, @Surname, @Born)", input.Child.Id, input.Other, input.Exact, "link family", "Dit kind kun je niet koppelen.", ct);

    public Task<Outcome<int>> UndoAsync(Child child, Guid other, CancellationToken ct) => DoAsync(
        "select app.unlink_family(@child, @other)", child.Id, other, null, "unlink family", "Dit kind hoort niet (meer) bij dit gezin.", ct);

    private async Task<Outcome<int>> DoAsync(string sql, Guid child, Guid other, ExactChild? exact, string useCase, string otherwise, CancellationToken ct)
    {
        Guid[] moved;
        await frame.DoAsync("savepoint family", null, ct);
        try
        {
            moved = await frame.OneAsync<Guid[]>(sql, new { child, other, GivenName = exact?.GivenName ?? "", Surname = exact?.Surname ?? "", Born = exact?.Born }, ct) ?? [];
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            await frame.DoAsync("rollback to savepoint family", null, ct);
            journal.Refused(useCase, [child, other], "not allowed");
            return Refusal.Of(otherwise);
        }

        if (moved.Length > 0)
        {
            journal.Write(useCase, [child, .. moved], Facets.Identity | Facets.Contact, exact is null ? "" : "exact name");
        }

        return moved.Length;
    }
}
