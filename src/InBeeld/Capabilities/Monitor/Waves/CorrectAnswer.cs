using InBeeld.Capabilities.Monitor.Answering;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>Corrects an answer after closing; what stood there and why it changed stays readable.</summary>
internal sealed class CorrectAnswer(Frame frame, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(Sheet sheet, SheetUnit unit, Item item, TypedAnswer typed, int known, string why, CancellationToken ct)
    {
        var read = typed.Read(item, "value");
        var refusals = read.Refusals.ToList();
        if (why.Length is 0 or > 500)
        {
            refusals.Add(new Refusal("Why", "Schrijf waarom, in hooguit {0} tekens.", 500));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var a = read.Value;
        var answer = await frame.OneAsync<string>("select app.correct_wave_answer(@unit, @item, @known, @state, @Number, @codes, @Text, @About, @why, @now)",
            new { unit = unit.Id, item = item.Key, known, state = StateNames.Of(a.State), a.Number, codes = a.Codes.ToArray(), a.Text, a.About, why, now = clock.GetUtcNow() }, ct);
        if (answer != "")
        {
            return answer switch { "changed" => Refusals.LostUpdate, "not-now" => Refusal.Of("De peiling is nog niet gesloten. Vraag de bibliotheek zelf te wijzigen."), _ => Refusal.Of("Dat staat hier niet (meer).") };
        }

        journal.Write("correct wave answer", [], Facets.None, why, new { wave = sheet.Wave.Id, unit = unit.Id, item = item.Key });
        return Done.It;
    }
}
