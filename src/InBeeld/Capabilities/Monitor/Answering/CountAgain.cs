using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Answering;

/// <summary>An answer that another count gave.</summary>
/// <param name="Was">Null: there was none.</param>
/// <param name="Now">Null: there is none any more.</param>
internal sealed record Recounted(SheetUnit Unit, Item Item, SheetAnswer? Was, SheetAnswer? Now);

/// <summary>Counts again what InBeeld registered itself. What somebody typed or confirmed stays.</summary>
internal sealed class CountAgain(Frame frame, Journal journal, TimeProvider clock)
{
    /// <summary>What InBeeld can count, by the concept of the question; app.wave_counts does it.</summary>
    public static readonly IReadOnlyList<string> Concepts = ["participants", "sessions", "visits", AgreementSigned];

    public const string AgreementSigned = "agreement-signed";

    // More would not fit in a sentence that somebody reads.
    private const int MostTold = 4;

    /// <param name="again">The sheet as it stands afterwards.</param>
    /// <returns>What is different now.</returns>
    public async Task<Outcome<IReadOnlyList<Recounted>>> RunAsync(Sheet sheet, Func<Task<Sheet?>> again, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.recount_wave(@root, @now)", new { root = sheet.Library.Id, now = clock.GetUtcNow() }, ct) ?? "gone";
        if (why != "" || await again() is not { } fresh)
        {
            return Refusal.Of(KeepAnswers.Sentence(why));
        }

        List<Recounted> changed = [.. from item in fresh.Counted
                                      from unit in fresh.Units(item)
                                      let was = sheet.Of(unit.Id, item.Key)
                                      let now = fresh.Of(unit.Id, item.Key)
                                      where (was?.Origin == Registered || now?.Origin == Registered) && was?.Number != now?.Number
                                      select new Recounted(unit, item, was, now)];
        journal.Write("count wave again", [], Facets.None, "", new { wave = sheet.Wave.Id, library = sheet.Library.Id, answers = changed.Count });
        return changed;
    }

    public static string Told(IReadOnlyList<Recounted> changed, Text text)
    {
        if (changed.Count == 0)
        {
            return text["Opnieuw geteld. Er is niets veranderd."];
        }

        string Of(Item item, SheetAnswer? answer) => answer is null ? text["nog geen antwoord"] : AnswerExport.Words(item, answer.Answer, text);
        var told = changed.Take(MostTold).Select(c => (c.Unit.Level == UnitLine.Location ? c.Unit.Name + ": " : "") + text["{0} Was {1}, nu {2}.", c.Item.Label.In(text.Language), Of(c.Item, c.Was), Of(c.Item, c.Now)]).ToList();
        if (changed.Count > MostTold)
        {
            told.Add(text.N(changed.Count - MostTold, "En nog 1 antwoord.", "En nog {0} antwoorden."));
        }

        return string.Join(' ', [text["Opnieuw geteld."], .. told]);
    }

    private const string Registered = "registered";
}
