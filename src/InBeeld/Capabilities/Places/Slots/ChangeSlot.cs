using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Slots;

/// <summary>The limits of a time as they are filled in.</summary>
internal sealed class LimitFields
{
    public string? Most { get; set; }
    public string? MostPerSchool { get; set; }

    /// <summary>yes or no.</summary>
    public string? Supervision { get; set; }

    public static LimitFields Of(SlotRow s) => new() { Most = Typed.Of(s.Most), MostPerSchool = Typed.Of(s.MostPerSchool), Supervision = s.NeedsSupervision ? "yes" : "no" };
}

/// <summary>The planner changes the limits of a time, closes it with a reason, or opens it again. When there is more room, who waits gets an offer.</summary>
internal sealed class ChangeSlot(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> LimitsAsync(SlotRow slot, int version, LimitFields f, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var (most, perSchool, supervision) = (Typed.Number("Most", f.Most, 1000, refusals), Typed.Number("MostPerSchool", f.MostPerSchool, 1000, refusals), f.Supervision != "no");
        if (refusals.Count > 0)
        {
            return refusals;
        }

        if ((slot.Most, slot.MostPerSchool, slot.NeedsSupervision) == (most, perSchool, supervision))
        {
            return Done.It;
        }

        if (await frame.DoAsync("update slot set most = @most, most_per_school = @perSchool, needs_supervision = @supervision, version = version + 1 where id = @Id and library_id = @OrganisationId and version = @version", new { slot.Id, user.OrganisationId, most, perSchool, supervision, version }, ct) == 0)
        {
            return Refusals.LostUpdate;
        }

        await frame.OneAsync<int>("select app.fill_slot(@Id, @now)", new { slot.Id, now = clock.GetUtcNow() }, ct);
        journal.Write("change slot", [], Facets.None, "", new { slot = slot.Id });
        return Done.It;
    }

    /// <returns>How many children lost their place.</returns>
    public async Task<Outcome<int>> CloseAsync(Guid slot, string? reason, CancellationToken ct)
    {
        if (reason?.Trim() is not { Length: > 0 and <= 200 } why)
        {
            return new Refusal("Reason", "Schrijf kort op waarom. De scholen lezen dit.");
        }

        var hit = await frame.OneAsync<int>("select app.close_slot(@slot, @why, null, @now)", new { slot, why, now = clock.GetUtcNow() }, ct);
        journal.Write("close slot", [], Facets.None, why, new { slot });
        return hit;
    }

    public async Task<Outcome<Done>> ReopenAsync(Guid slot, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.reopen_slot(@slot, @now)", new { slot, now = clock.GetUtcNow() }, ct);
        if (why is "")
        {
            journal.Write("reopen slot", [], Facets.None, "", new { slot });
            return Done.It;
        }

        return Refusal.Of(why switch
        {
            "overlap" => "Er is nu een andere tijd in deze ruimte. Kies een nieuwe tijd.",
            "closure" => "De bibliotheek is dan gesloten. Haal eerst de sluiting weg.",
            "programme" => "Er is dan een programma in deze ruimte.",
            "hours" => "Deze tijd valt nu buiten de openingstijden.",
            _ => "Deze tijd kan niet weer open.",
        });
    }
}
