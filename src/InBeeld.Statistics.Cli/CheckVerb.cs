using System.Text.Encodings.Web;
using System.Text.Json;
using InBeeld.Statistics.Consistency;
using InBeeld.Statistics.Consistency.Reading;

namespace InBeeld.Statistics.Cli;

/// <summary>figures check FILE. The fields stand in docs/figures-check.md.</summary>
internal static class CheckVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Answer(string name, string text, bool json)
    {
        var running = name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
            || (name == "-" && !text.TrimStart().StartsWith('{'));
        if (running)
        {
            var read = FigureReader.Read(text, out var trouble) ?? throw new UnreadableException(trouble!);
            var problem = read.Problem();
            var answer = FiguresCheck.Run(problem);
            var certain = FiguresCheck.Run(read.CertainProblem());
            return json ? CheckReport.Json(problem, answer, read, certain).ToJsonString(Indented) : CheckReport.Text(problem, answer, read);
        }
        else
        {
            var problem = SmallFormat.Read(text, out var trouble) ?? throw new UnreadableException(trouble!);
            var answer = FiguresCheck.Run(problem);
            return json ? CheckReport.Json(problem, answer).ToJsonString(Indented) : CheckReport.Text(problem, answer, null);
        }
    }
}
