using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Demand;

/// <summary>Asks the schools around how many children need what, and keeps what a school answers. Numbers only, of no child.</summary>
internal sealed class AskDemand(Frame frame, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> AskAsync(Guid id, Guid programme, string? closes, string question, string? size, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var (day, each, today) = (Typed.Day(closes), Typed.Number(size), clock.Today());
        if (day is null || day < today || day > today.AddYears(1))
        {
            refusals.Add(new Refusal("Closes", "Kies een dag vanaf vandaag, binnen een jaar."));
        }

        if (each is not (>= 1 and <= 100))
        {
            refusals.Add(new Refusal("Size", "Vul een aantal in van 1 tot en met 100."));
        }

        if (question.Length > 500)
        {
            refusals.Add(new Refusal("Question", "Schrijf hooguit {0} tekens.", 500));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.ask_demand(@id, @programme, @day, @question, @each, @now)", new { id, programme, day, question, each, now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return Refusal.Of(why switch { "empty" => "Maak eerst een module. Daarnaar vraag je de scholen.", "open" => "Er loopt al een vraag aan scholen.", _ => "Dat staat hier niet (meer)." });
        }

        journal.Write("ask demand", [], Facets.None, "", new { programme, round = id });
        return Done.It;
    }

    /// <param name="children">Typed numbers by module; empty counts as none.</param>
    public async Task<Outcome<Done>> AnswerAsync(Guid round, int version, IReadOnlyDictionary<Guid, string?> children, string note, CancellationToken ct)
    {
        var refusals = children.Where(c => !string.IsNullOrWhiteSpace(c.Value) && Typed.Number(c.Value) is not (>= 0 and <= 500)).Select(c => new Refusal("n-" + c.Key, "Vul een aantal in van 0 tot en met 500.")).ToList();
        if (note.Length > 500)
        {
            refusals.Add(new Refusal("Note", "Schrijf hooguit {0} tekens.", 500));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.answer_demand(@round, @version, @modules, @counts, @note, @now)",
            new { round, version, modules = children.Keys.ToArray(), counts = children.Values.Select(v => Typed.Number(v) ?? 0).ToArray(), note, now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return why == "changed" ? Refusals.LostUpdate : Refusal.Of("Deze vraag is gesloten. Bel de bibliotheek als je nog iets wilt wijzigen.");
        }

        journal.Write("answer demand", [], Facets.None, "", new { round });
        return Done.It;
    }
}
