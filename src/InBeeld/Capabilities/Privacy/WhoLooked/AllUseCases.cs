using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>The parts together.</summary>
internal static partial class UseCases
{
    // Made when first asked: the parts stand in several files, and the order in which their fields are made is not said.
    private static readonly Lazy<Dictionary<string, string>> Everything = new(Together);

    public static IReadOnlyCollection<string> Known => Everything.Value.Keys;

    public static IEnumerable<string> Sentences => Everything.Value.Values;

    /// <summary>A refused request is told as such, whatever it asked for; a use case without a sentence is shown by its name.</summary>
    public static string Sentence(string useCase, string kind, Text text) => kind == "refused" ? text["Vroeg iets dat niet mocht"] : Everything.Value.TryGetValue(useCase, out var sentence) ? text[sentence] : useCase;

    private static Dictionary<string, string> Together() => new[] { Words, OfStaff, OfProgrammes, OfProgress, OfThreads, OfFunds, OfPartners, OfMonitor, OfWaves, OfFigures, OfMeasurement }.SelectMany(part => part).ToDictionary();
}
