using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Completeness.Contract;

/// <summary>A child of a list of the own organisation that is not in view: what a signal about it begins with.</summary>
internal sealed class ListedChild
{
    public Guid ListId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public DateOnly BirthDate { get; set; }
    public string Place { get; set; } = "";

    public PersonName Name => new(GivenName, Prefix, Surname);

    /// <returns>Null when there is no such row for whoever asks, or its name is gone.</returns>
    public static Task<ListedChild?> OfAsync(Frame frame, Guid row, CancellationToken ct) => frame.OneAsync<ListedChild>("""
        select r.list_id, n.given_name, n.prefix, n.surname, n.birth_date, n.place from completeness_row r join completeness_name n on n.row_id = r.id where r.id = @row
        """, new { row }, ct);

    /// <summary>A signal was made of this row. Which one is not kept.</summary>
    public static async Task SignalledAsync(Frame frame, CurrentUser user, Journal journal, Guid row, DateTimeOffset now, CancellationToken ct)
    {
        if (await frame.OneAsync<Guid?>("""
            update completeness_row set state = 'signalled', changed_by = @PersonId, changed_at = @now, version = version + 1 where id = @row and state <> 'signalled' returning list_id
            """, new { row, user.PersonId, now }, ct) is { } list)
        {
            journal.Write("tick row of list", [], Facets.Identity, "", new { list, to = "signalled" });
        }
    }
}
