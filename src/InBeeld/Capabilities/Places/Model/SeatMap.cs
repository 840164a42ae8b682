using System.Globalization;
using System.Text.Json;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>A seat on the map.</summary>
/// <param name="X">Metres from the left.</param>
/// <param name="Y">Metres from above.</param>
/// <param name="State">free, taken, await (expected), clean (to be cleaned first) or shut.</param>
internal sealed record MapSeat(string Label, double X, double Y, string State)
{
    public bool Accessible { get; init; }
    public bool Socket { get; init; }
    public bool Quiet { get; init; }

    /// <summary>Where the child goes: drawn larger.</summary>
    public bool Pointed { get; init; }
}

/// <summary>
/// A room to scale with its seats, as _SeatMap.cshtml draws it (one SVG), with what each state and sign means in _SeatKey.cshtml. All that it says in colour it says in
/// shape too; the same stands in words beside it.
/// </summary>
internal sealed class SeatMap
{
    /// <summary>Units of the drawing in a metre.</summary>
    public const double Scale = 80;

    public static readonly IReadOnlyList<string> States = ["taken", "await", "free", "clean", "shut"];

    private readonly RoomParts parts;

    /// <param name="width">Metres.</param>
    /// <param name="height">Metres.</param>
    /// <param name="plan">As kept with the room; what is not understood is not drawn.</param>
    /// <param name="metres">The distance that holds; 0: no circles.</param>
    public SeatMap(double width, double height, string plan, IReadOnlyList<MapSeat> seats, double metres)
    {
        (Width, Height, Seats, Metres) = (width, height, seats, metres);
        parts = RoomParts.Read(plan);
    }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyList<MapSeat> Seats { get; }

    public double Metres { get; }

    /// <summary>Of the drawing, for ids: two on a page need two.</summary>
    public string Id { get; init; } = "plan";

    /// <summary>What it is a map of, translated.</summary>
    public string Title { get; init; } = "";

    /// <summary>What it shows, in one sentence, translated.</summary>
    public string Description { get; init; } = "";

    /// <summary>What a state means here, translated; a state without a word is left out of the key.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<double[]> Tables => parts.Tables;

    public IReadOnlyList<(double X, double Y, string Text)> Labels => parts.Words;

    public string ViewBox => string.Create(CultureInfo.InvariantCulture, $"-6 -6 {(Width * Scale) + 12:0.#} {(Height * Scale) + 12:0.#}");

    /// <summary>The outline as a path; null: the whole rectangle.</summary>
    public string? Outline => parts.Outline.Count < 3 ? null : "M" + string.Join('L', parts.Outline.Select(p => Units(p[0]) + " " + Units(p[1]))) + "Z";

    /// <summary>Each of these kinds as one path: walls, doors, windows, screens.</summary>
    public string Lines(string kind) => string.Concat(parts.Lines(kind).Select(l => "M" + string.Join('L', l.Select(p => Units(p[0]) + " " + Units(p[1])))));

    /// <summary>Half the distance: two circles that do not overlap are far enough apart.</summary>
    public string Ring => Units(Metres / 2);

    public int Count(string state) => Seats.Count(s => s.State == state);

    /// <summary>Metres in units of the drawing, as SVG writes them in every language.</summary>
    public static string Units(double metres, double add = 0) => ((metres * Scale) + add).ToString("0.#", CultureInfo.InvariantCulture);

    // What stands in room.plan.
    private sealed class RoomParts
    {
        private readonly Dictionary<string, List<List<double[]>>> lines = [];

        public List<double[]> Outline { get; } = [];
        public List<double[]> Tables { get; } = [];
        public List<(double X, double Y, string Text)> Words { get; } = [];

        public List<List<double[]>> Lines(string kind) => lines.GetValueOrDefault(kind) ?? [];

        public static RoomParts Read(string plan)
        {
            var read = new RoomParts();
            using var json = JsonDocument.Parse(plan.Length == 0 ? "{}" : plan);
            foreach (var part in json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array))
            {
                var items = part.Value.EnumerateArray();
                switch (part.Name)
                {
                    case "outline":
                        read.Outline.AddRange(items.Select(i => Numbers(i, 2)).OfType<double[]>());
                        break;
                    case "tables":
                        read.Tables.AddRange(items.Select(i => Numbers(i, 4)).OfType<double[]>());
                        break;
                    case "words":
                        read.Words.AddRange(items.Where(IsWord).Select(i => (i.GetProperty("x").GetDouble(), i.GetProperty("y").GetDouble(), i.GetProperty("text").GetString()!)));
                        break;
                    default:
                        read.lines[part.Name] = [.. items.Where(i => i.ValueKind == JsonValueKind.Array).Select(i => i.EnumerateArray().Select(p => Numbers(p, 2)).OfType<double[]>().ToList()).Where(l => l.Count >= 2)];
                        break;
                }
            }

            return read;
        }

        private static bool IsWord(JsonElement i) => i.ValueKind == JsonValueKind.Object && i.TryGetProperty("x", out var x) && x.ValueKind == JsonValueKind.Number
            && i.TryGetProperty("y", out var y) && y.ValueKind == JsonValueKind.Number && i.TryGetProperty("text", out var t) && t.ValueKind == JsonValueKind.String;

        private static double[]? Numbers(JsonElement of, int count)
        {
            if (of.ValueKind != JsonValueKind.Array || of.GetArrayLength() < count || of.EnumerateArray().Any(n => n.ValueKind != JsonValueKind.Number))
            {
                return null;
            }

            return [.. of.EnumerateArray().Take(count).Select(n => n.GetDouble())];
        }
    }
}
