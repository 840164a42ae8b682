using System.Text.Json;
using InBeeld.Planning.Cli;

// plan seats FILE: reads a problem in JSON, writes the answer in JSON. Exit code 0: answered; 1: stopped; 2: the problem cannot be read.
return Plan.Run(args, Console.Out, Console.Error);

namespace InBeeld.Planning.Cli
{
    /// <summary>What "plan" can do, by name. Each takes the text of a file and gives the text of the answer.</summary>
    internal static class Plan
    {
        /// <summary>Written in the file of each problem.</summary>
        public static readonly SortedDictionary<string, Func<string, CancellationToken, string>> Verbs = new(StringComparer.Ordinal)
        {
            ["allocate"] = Allocate.Solve,
            ["funds"] = FundsVerb.Solve,
            ["place"] = PlaceVerb.Run,
            ["roster"] = RosterVerb.Solve,
            ["seats"] = SeatsVerb.Run,
        };

        public static int Run(string[] args, TextWriter answer, TextWriter trouble)
        {
            if (args.Length != 2 || !Verbs.TryGetValue(args[0], out var solve))
            {
                trouble.WriteLine($"plan {string.Join('|', Verbs.Keys)} FILE");
                return 2;
            }

            try
            {
                using var stop = new CancellationTokenSource();
                Console.CancelKeyPress += (_, e) =>
                {
                    e.Cancel = true;
                    stop.Cancel();
                };
                answer.WriteLine(solve(args[1] == "-" ? Console.In.ReadToEnd() : File.ReadAllText(args[1]), stop.Token));
                return 0;
            }
            catch (Exception e) when (e is JsonException or UnreadableException or IOException or UnauthorizedAccessException)
            {
                trouble.WriteLine(e.Message);
                return 2;
            }
        }
    }

    /// <summary>A problem that cannot be solved because of what stands in it; the message names the field and the reason.</summary>
    internal sealed class UnreadableException(string message) : Exception(message);
}
