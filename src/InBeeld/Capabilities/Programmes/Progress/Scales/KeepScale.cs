using InBeeld.Capabilities.Programmes.Progress.Goals;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Progress.Scales;

/// <summary>Makes short scales of a library, gives them other words (a next version), takes them away, and chooses which a programme asks.</summary>
internal sealed class KeepScale(Frame frame, Journal journal, TimeProvider clock)
{
    /// <param name="known">The version that was shown; 0 for a new one.</param>
    public async Task<Outcome<Done>> RunAsync(Guid scale, int known, string respondent, string nl, string en, string[] steps, string[] stepsEn, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        if (nl.Length is 0 or > 200)
        {
            refusals.Add(new Refusal("Nl", "Schrijf de zin in hooguit 200 tekens."));
        }

        if (en.Length > 200)
        {
            refusals.Add(new Refusal("En", "Schrijf hooguit {0} tekens.", 200));
        }

        for (var i = 0; i < 5; i++)
        {
            if (steps[i].Length is 0 or > 60)
            {
                refusals.Add(new Refusal($"Steps[{i}]", "Schrijf bij elk antwoord een paar woorden, hooguit 60 tekens."));
            }

            if (stepsEn[i].Length > 60)
            {
                refusals.Add(new Refusal($"StepsEn[{i}]", "Schrijf hooguit {0} tekens.", 60));
            }
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        // Half a translation is none.
        var english = en.Length > 0 && stepsEn.All(s => s.Length > 0);
        var why = await frame.OneAsync<string>("select app.keep_short_scale(@scale, @known, @respondent, @nl, @en, @steps, @stepsEn, @now)", new { scale, known, respondent, nl, en = english ? en : "", steps, stepsEn = english ? stepsEn : [], now = clock.GetUtcNow() }, ct);
        if (why == "many")
        {
            return Refusal.Of("Er zijn al 50 korte vragen. Haal er eerst een weg.");
        }

        if (KeepGoal.Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("keep short scale", [], Facets.None, "", new { scale });
        return Done.It;
    }

    /// <summary>The words before again.</summary>
    /// <param name="known">The version that is undone.</param>
    public async Task<Outcome<Done>> UndoAsync(Guid scale, int known, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.undo_short_scale(@scale, @known)", new { scale, known }, ct);
        if (why == "answered")
        {
            return Refusal.Of("Er is net al geantwoord op de nieuwe woorden. Wijzig de vraag opnieuw.");
        }

        if (KeepGoal.Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("keep short scale", [], Facets.None, "", new { scale, undone = known });
        return Done.It;
    }

    public async Task<bool> TurnAsync(Guid scale, bool back, CancellationToken ct)
    {
        if (!await frame.OneAsync<bool>("select app.turn_short_scale(@scale, @back, @now)", new { scale, back, now = clock.GetUtcNow() }, ct))
        {
            return false;
        }

        journal.Write("keep short scale", [], Facets.None, "", new { scale, back });
        return true;
    }

    public async Task<Outcome<Done>> ChooseAsync(Guid programme, Guid[] chosen, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.choose_scales(@programme, @chosen)", new { programme, chosen }, ct);
        if (why == "many")
        {
            return new Refusal("Scales", "Kies er hooguit 12.");
        }

        if (KeepGoal.Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("choose short scales", [], Facets.None, "", new { programme });
        return Done.It;
    }
}
