using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Agreements;

/// <summary>Answers one of the conditions. What changes asks both sides again.</summary>
internal sealed class KeepCondition(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(Guid agreement, string kind, int version, ConditionFields fields, CancellationToken ct)
    {
        if (await PlaceRow.FindAsync(frame, agreement, ct) is not { Open: true } || !PlaceWords.Conditions.Contains(kind))
        {
            return KeepTerms.Gone;
        }

        if (fields.Check() is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var now = (await ConditionRow.ListAsync(frame, agreement, ct)).First(c => c.Kind == kind);
        if ((now.Answer, now.Remark, now.Action, now.Who, now.ByOn) == (fields.Answer, fields.Remark, fields.Action, fields.Who, fields.Day))
        {
            return Done.It;
        }

        var changed = await frame.DoAsync("""
            update place_condition set answer = @Answer, remark = @Remark, action = @Action, who = @Who, by_on = @Day, version = version + 1
            where agreement_id = @agreement and kind = @kind and version = @version
            """, new { agreement, kind, version, fields.Answer, fields.Remark, fields.Action, fields.Who, fields.Day }, ct);
        if (changed == 0)
        {
            return Refusals.LostUpdate;
        }

        await KeepTerms.HappenedAsync(frame, user, clock, agreement, "condition", kind + ":" + fields.Answer, "place-changed", ct);
        journal.Write("answer place condition", [], Facets.None, "", new { agreement, kind, answer = fields.Answer });
        return Done.It;
    }
}
