using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Data;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Contact.Model;

/// <summary>What follows from a change of moments, in the same transaction: the states of the children and the coverage of the groups in those weeks.</summary>
internal static class KeepUp
{
    public static async Task AfterAsync(Frame frame, IReadOnlyCollection<Guid> pupils, IReadOnlyCollection<Guid> groups, IEnumerable<DateOnly> days, CancellationToken ct)
    {
        await RecomputeStates.OfPupilsAsync(frame.Connection, frame.Transaction, pupils, ct);
        foreach (var week in days.Select(d => d.Monday()).Distinct().Order())
        {
            await frame.DoAsync("select app.recount(@groups, @week)", new { groups = groups.Order().ToArray(), week }, ct);
        }
    }
}
