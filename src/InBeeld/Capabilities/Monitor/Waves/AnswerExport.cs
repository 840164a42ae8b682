using InBeeld.Capabilities.Monitor.Answering;
using InBeeld.Frames.Exports;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>All answers of a wave as rows: one per unit and question.</summary>
internal static class AnswerExport
{
    public static (string[] Headers, List<Cell[]> Rows) Of(WaveData data, Text text)
    {
        string[] headers = [text["Niveau"], text["Code"], text["Naam"], text["Bibliotheek"], text["Provincie"], text["Sleutel"], text["Begrip"], text["Vraag"], text["Stand"], text["Getal"], text["Antwoord"], text["Ongeveer"]];
        var rows = new List<Cell[]>();
        foreach (var item in data.Questionnaire.InOrder())
        {
            var level = item.Level == ItemLevel.Location ? UnitLine.Location : UnitLine.Library;
            foreach (var unit in data.Answers.Units.Where(u => u.Level == level))
            {
                var library = level == UnitLine.Location ? data.Answers.UnitOf(unit.Parent)! : unit;
                var a = data.Answers[unit.Id, item.Key];
                rows.Add([level == UnitLine.Location ? text["schoollocatie"] : text["bibliotheek"], unit.Features["code"], unit.Name, library.Name, library.Features.GetValueOrDefault("province", ""), item.Key, item.Concept, item.Label.In(text.Language),
                    text[a.Known ? "antwoord" : TypedAnswer.Word(StateNames.Of(a.State))], a.Number is { } n ? n : Cell.Empty, Words(item, a, text), a.About ? text["ongeveer"] : ""]);
            }
        }

        return (headers, rows);
    }

    /// <summary>An answer as people read it.</summary>
    public static string Words(Item item, Answer a, Text text) => a switch
    {
        { Known: false } => "",
        { Number: { } n } => item.Kind == ItemKind.YesNo ? text[n == 0 ? "nee" : "ja"] : n.ToString("#,0.####", System.Globalization.CultureInfo.CurrentCulture),
        { Codes.Count: > 0 } => string.Join(", ", a.Codes.Select(c => item.Options.FirstOrDefault(o => o.Code == c)?.Label.In(text.Language) ?? c)),
        _ => a.Text,
    };
}
