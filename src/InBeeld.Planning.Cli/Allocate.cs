using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using InBeeld.Planning.Allocation;

namespace InBeeld.Planning.Cli;

/// <summary>plan allocate FILE: children and places in, who goes where out. See docs/planning-allocation.md.</summary>
internal static class Allocate
{
    public static string Solve(string text, CancellationToken stop)
    {
        using var document = JsonDocument.Parse(text);
        var (problem, limits, units) = AllocateReading.Read(document.RootElement);
        try
        {
            return Answer(problem, Allocator.Solve(problem, limits, null, stop), units);
        }
        catch (ArgumentException e)
        {
            throw new UnreadableException(e.Message);
        }
    }

    private static string Answer(AllocationProblem problem, AllocationAnswer answer, AllocateReading.Parts parts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("assignments");
            for (var c = 0; c < answer.PlaceOf.Length; c++)
            {
                if (answer.PlaceOf[c] < 0)
                    continue;
                var child = problem.Children[c];
                json.WriteStartObject();
                json.WriteString("child", child.Id);
                json.WriteString("place", problem.Places[answer.PlaceOf[c]].Id);
                json.WriteNumber("cost", parts.Cost(child.Options.First(o => o.Place == answer.PlaceOf[c]).Cost));
                json.WriteBoolean("kept", child.Previous == answer.PlaceOf[c]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("unplaced");
            foreach (var unplaced in answer.Unplaced)
                Unplaced(json, problem, unplaced);
            json.WriteEndArray();
            json.WriteStartObject("objective");
            json.WriteNumber("placed", answer.PlaceOf.Count(p => p >= 0));
            Worth(json, answer.Worth, parts);
            json.WriteEndObject();
            json.WriteStartObject("bound");
            Worth(json, answer.Bound, parts);
            json.WriteEndObject();
            json.WriteBoolean("proven", answer.Proven);
            json.WriteString("method", answer.Method);
            FirstCome(json, answer.FirstCome, parts);
            Groups(json, problem, answer);
            json.WriteNumber("seconds", Math.Round(answer.Seconds, 3));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Worth(Utf8JsonWriter json, Worth worth, AllocateReading.Parts parts)
    {
        json.WriteNumber("unplacedWeight", parts.Weight(worth.UnplacedWeight));
        json.WriteNumber("kept", worth.Kept);
        json.WriteNumber("cost", parts.Cost(worth.Cost));
    }

    private static void FirstCome(Utf8JsonWriter json, FirstCome first, AllocateReading.Parts parts)
    {
        json.WriteStartObject("firstCome");
        json.WriteNumber("placed", first.Placed);
        json.WriteNumber("weight", parts.Weight(first.Weight));
        Worth(json, first.Worth, parts);
        json.WriteEndObject();
    }

    private static void Groups(Utf8JsonWriter json, AllocationProblem problem, AllocationAnswer answer)
    {
        var groups = Enumerable.Range(0, answer.PlaceOf.Length).Where(c => problem.Children[c].Group is not null)
            .GroupBy(c => problem.Children[c].Group!, StringComparer.Ordinal).ToArray();
        if (groups.Length == 0)
            return;
        json.WriteStartArray("groups");
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("group", group.Key);
            json.WriteNumber("children", group.Count());
            json.WriteNumber("placed", group.Count(c => answer.PlaceOf[c] >= 0));
            json.WriteNumber("places", group.Select(c => answer.PlaceOf[c]).Where(p => p >= 0).Distinct().Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Unplaced(Utf8JsonWriter json, AllocationProblem problem, Unplaced unplaced)
    {
        var (code, explanation) = unplaced.Why switch
        {
            Why.NoOptions => ("no-options", "No place was given as an option."),
            Why.TooLarge => ("too-large", "Takes more than any of its places has, even when empty."),
            Why.NothingInCommon => ("nothing-in-common", "The children who go together have no place in common that is large enough."),
            Why.Full when unplaced.Places.Count == 1 => ("full", "The only place that can be reached is full with children of equal or higher weight."),
            Why.Full => ("full", $"All {unplaced.Places.Count} places that can be reached are full with children of equal or higher weight, also when they move to their other options."),
            Why.NotWorth => ("no-weight", "Weighs nothing, so gets a place only where that costs nothing extra."),
            _ => ("no-room-found", "No way was found to make room without leaving out as much weight or more."),
        };
        json.WriteStartObject();
        json.WriteString("child", problem.Children[unplaced.Child].Id);
        json.WriteString("reason", code);
        json.WriteString("explanation", explanation);
        json.WriteStartArray("places");
        foreach (var place in unplaced.Places)
            json.WriteStringValue(problem.Places[place].Id);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
