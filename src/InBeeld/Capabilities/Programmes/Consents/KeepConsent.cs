using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Consents;

/// <summary>Notes what a child or parent agreed to, and takes it back; taking back stops at once what it was for.</summary>
internal sealed class KeepConsent(Frame frame, Journal journal, TimeProvider clock)
{
    /// <param name="child">Whose enrolment.</param>
    /// <param name="texts">The versions that were shown.</param>
    /// <param name="by">Who agrees.</param>
    /// <param name="relation">pupil, parent or guardian.</param>
    public async Task<Outcome<Done>> GiveAsync(EnrolmentRow child, Guid[] texts, string by, string? relation, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        if (texts.Length == 0)
        {
            refusals.Add(new Refusal("Texts", "Kies waar iemand ja op zegt."));
        }

        if (by.Length is 0 or > 120)
        {
            refusals.Add(new Refusal("GivenBy", "Vul in wie ja zegt, in hooguit 120 tekens."));
        }

        if (!ConsentText.Relations.Contains(relation))
        {
            refusals.Add(new Refusal("Relation", "Kies wie dit is."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.give_consent(@Id, @texts, @by, @relation, @now)", new { child.Id, texts, by, relation, now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return Refusal.Of(why == "changed" ? "De tekst is net veranderd. Lees de nieuwe tekst en vraag het opnieuw." : "Dit kind staat hier niet (meer).");
        }

        journal.Write("note consent", child.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { enrolment = child.Id, texts });
        return Done.It;
    }

    public async Task<bool> WithdrawAsync(EnrolmentRow child, ConsentRow consent, CancellationToken ct)
    {
        if (await frame.OneAsync<string>("select app.withdraw_consent(@Id, @now)", new { consent.Id, now = clock.GetUtcNow() }, ct) != "")
        {
            return false;
        }

        journal.Write("withdraw consent", child.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { enrolment = child.Id, consent = consent.Id, consent.Kind });
        return true;
    }

    public async Task<Outcome<Done>> WriteTextAsync(string kind, int known, string nl, string en, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        foreach (var (field, typed) in new[] { ("Nl", nl), ("En", en) })
        {
            if (typed.Length is 0 or > 1000)
            {
                refusals.Add(new Refusal(field, "Schrijf de tekst in hooguit 1.000 tekens."));
            }
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (await frame.OneAsync<string>("select app.write_consent_text(@kind, @known, @nl, @en, @now)", new { kind, known, nl, en, now = clock.GetUtcNow() }, ct) != "")
        {
            return Refusals.LostUpdate;
        }

        journal.Write("write consent text", [], Facets.None, "", new { kind });
        return Done.It;
    }
}
