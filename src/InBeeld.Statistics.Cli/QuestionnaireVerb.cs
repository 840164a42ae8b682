using System.Globalization;
using System.Text.Json;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Statistics.Cli;

/// <summary>figures questionnaire FILE: the questionnaire as it is always written; or, with --json, whether it can be used and all that is wrong.</summary>
internal static class QuestionnaireVerb
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static string Run(string name, string text, bool json)
    {
        var read = QuestionnaireReader.Read(text);
        if (json)
        {
            var faults = read.Faults.Select(f => new { f.Path, f.Field, Reason = f.Reason.ToString(), f.About, f.Message });
            return JsonSerializer.Serialize(new { read.Fine, Items = read.Questionnaire?.Items.Count ?? 0, Faults = faults }, Options);
        }

        return read.Fine ? QuestionnaireWriter.Write(read.Questionnaire!)
            : throw new UnreadableException(string.Join('\n', read.Faults.Select(f => f.Message).Prepend(string.Create(CultureInfo.InvariantCulture, $"{name}: {read.Faults.Count} faults"))));
    }
}
