using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Measurement.People;

/// <summary>Keeps that somebody agreed, to which text, or that they take it back; then all they said is deleted.</summary>
internal sealed class KeepConsent(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock)
{
    public async Task<Outcome<Done>> GiveAsync(MeasurementRow of, Guid respondent, string role, Guid id, string? by, string? how, string? day, CancellationToken ct)
    {
        if (!of.Open)
        {
            return Refusal.Of("De meting is gesloten. Open haar eerst weer.");
        }

        if (by is not ("self" or "parent") || (by == "parent" && role != "pupil"))
        {
            return new Refusal("By", "Kies wie toestemming gaf.");
        }

        if (how is not ("paper" or "spoken" or "online"))
        {
            return new Refusal("How", "Kies hoe de toestemming is gegeven.");
        }

        if (Typed.Day(day) is not { } on || on > clock.Today() || on < clock.Today().AddYears(-3))
        {
            return new Refusal("Day", "Kies de dag waarop de toestemming is gegeven.");
        }

        var agreed = of.Design.Consent;
        if (await frame.DoAsync("""
            insert into measurement_consent (id, library_id, measurement_id, respondent_id, given_by, how, day, text_version, words, by_person, at) values (@id, @OrganisationId, @Measurement, @respondent, @by, @how, @on, @Version, @words, @PersonId, @now) on conflict do nothing
            """, new { id, user.OrganisationId, Measurement = of.Id, respondent, by, how, on, agreed.Version, words = agreed.Words.In(text), user.PersonId, now = clock.GetUtcNow() }, ct) > 0)
        {
            journal.Write("note measurement consent", [], Facets.None, "", new { respondent, by, agreed.Version });
        }

        return Done.It;
    }

    /// <summary>Cannot be undone.</summary>
    public async Task<bool> WithdrawAsync(Guid respondent, CancellationToken ct)
    {
        if (!await frame.OneAsync<bool>("select app.withdraw_from_measurement(@respondent, @now)", new { respondent, now = clock.GetUtcNow() }, ct))
        {
            return false;
        }

        journal.Write("withdraw measurement consent", [], Facets.None, "", new { respondent });
        return true;
    }
}
