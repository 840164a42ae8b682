using System.Globalization;
using System.Text.Json;

namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>A library or school location that a wave asks about, as it goes in frozen.</summary>
/// <param name="Level">library or location.</param>
/// <param name="Code">By which it is found again in another wave.</param>
/// <param name="Parent">Of a location: the code of its library; else "".</param>
/// <param name="Features">What is known without asking: province, municipality, sizeClass, education, pupils.</param>
/// <param name="Organisation">The library in InBeeld, when the register says so.</param>
internal sealed record UnitLine(string Level, string Code, string Name, string Parent, string Province, IReadOnlyDictionary<string, string> Features, Guid? Organisation = null, decimal Weight = 1)
{
    public const string Library = "library", Location = "location";

    /// <summary>By how many school locations a library serves, when nobody says how large it is: up to 9 small, up to 24 middle, from there large.</summary>
    public static string SizeClass(int locations) => locations < 10 ? "klein" : locations < 25 ? "middel" : "groot";

    /// <summary>Gives every library without one a size class.</summary>
    public static List<UnitLine> Sized(IReadOnlyCollection<UnitLine> lines)
    {
        var served = lines.Where(l => l.Level == Location).GroupBy(l => l.Parent).ToDictionary(g => g.Key, g => g.Count());
        return [.. lines.Select(l => l.Level == Library && !l.Features.ContainsKey("sizeClass")
            ? l with { Features = new Dictionary<string, string>(l.Features) { ["sizeClass"] = SizeClass(served.GetValueOrDefault(l.Code)) } }
            : l)];
    }

    public static Dictionary<string, string> Known(string province, string municipality, string education = "", long? pupils = null, string sizeClass = "") =>
        new (string Name, string Value)[] { ("province", province), ("municipality", municipality), ("education", education), ("pupils", pupils?.ToString(CultureInfo.InvariantCulture) ?? ""), ("sizeClass", sizeClass) }
            .Where(f => f.Value.Length > 0).ToDictionary(f => f.Name, f => f.Value);

    /// <summary>The rows as app.freeze_wave takes them.</summary>
    public static string Json(IEnumerable<UnitLine> lines) => JsonSerializer.Serialize(lines, JsonSerializerOptions.Web);
}
