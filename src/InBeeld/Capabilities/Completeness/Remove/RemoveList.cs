using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Completeness.Remove;

/// <summary>Removes a list with everything that came of it. It still counts for the limit of the day.</summary>
internal sealed class RemoveList(Frame frame, Journal journal)
{
    /// <returns>False when there is no such list.</returns>
    public async Task<bool> RunAsync(Guid list, CancellationToken ct)
    {
        if (!await frame.OneAsync<bool>("select app.remove_completeness_list(@list)", new { list }, ct))
        {
            return false;
        }

        journal.Write("remove list", [], Facets.Identity, "", new { list });
        return true;
    }
}
