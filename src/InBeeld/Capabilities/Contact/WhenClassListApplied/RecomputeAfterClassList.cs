using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Contact.WhenClassListApplied;

/// <summary>New children get a state, moved ones stand in their new group, and this week counts who is on the list now.</summary>
internal sealed class RecomputeAfterClassList(Frame frame, TimeProvider clock) : IHandle<ClassListApplied>
{
    public async Task HandleAsync(ClassListApplied told, CancellationToken ct)
    {
        await RecomputeStates.OfPupilsAsync(frame.Connection, frame.Transaction, told.Pupils, ct);
        if (told.Groups.Count > 0)
        {
            await frame.DoAsync("select app.recount(@groups, @week)", new { groups = told.Groups.Order().ToArray(), week = clock.Today().Monday() }, ct);
        }
    }
}
