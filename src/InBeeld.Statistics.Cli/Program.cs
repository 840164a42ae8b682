using System.Text.Json;
using InBeeld.Statistics.Cli;

// figures VERB FILE [--json]: reads a problem, writes the answer. Exit code 0: answered; 2: the problem cannot be read.
return Figures.Run(args, Console.In, Console.Out, Console.Error);

namespace InBeeld.Statistics.Cli
{
    /// <summary>What "figures" can do, by name.</summary>
    internal static class Figures
    {
        /// <summary>Each takes the name and the text of a file and whether the answer is JSON, and gives the text of the answer.</summary>
        public static readonly SortedDictionary<string, Func<string, string, bool, string>> Verbs = new(StringComparer.Ordinal)
        {
            ["check"] = CheckVerb.Answer,
            ["questionnaire"] = QuestionnaireVerb.Run,
            ["stars"] = StarsVerb.Run,
            ["suppress"] = (_, text, json) => SuppressVerb.Run(text, json),
        };

        public static int Run(string[] args, TextReader given, TextWriter answer, TextWriter trouble)
        {
            var json = args.Contains("--json");
            var words = args.Where(a => a != "--json").ToArray();
            if (words.Length != 2 || !Verbs.TryGetValue(words[0], out var answers))
            {
                trouble.WriteLine($"figures {string.Join('|', Verbs.Keys)} FILE [--json]");
                return 2;
            }

            try
            {
                answer.WriteLine(answers(words[1], words[1] == "-" ? given.ReadToEnd() : File.ReadAllText(words[1]), json));
                return 0;
            }
            catch (Exception e) when (e is JsonException or UnreadableException or IOException or UnauthorizedAccessException)
            {
                trouble.WriteLine(e.Message);
                return 2;
            }
        }
    }

    /// <summary>A problem that cannot be answered because of what stands in it; the message names the field and the reason.</summary>
    internal sealed class UnreadableException(string message) : Exception(message);
}
