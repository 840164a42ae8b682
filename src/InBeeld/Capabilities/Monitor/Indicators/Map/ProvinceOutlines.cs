using System.Text.Json;

namespace InBeeld.Capabilities.Monitor.Indicators.Map;

/// <summary>The twelve provinces of the Netherlands, as they come along (see the README). Kadaster / Centraal Bureau voor de Statistiek.</summary>
internal static class ProvinceOutlines
{
    private sealed record Province(string Name, double X, double Y, string Path, string Also = "");

    private sealed record Country(string Source, int Width, int Height, IReadOnlyList<Province> Provinces);

    private static readonly Lazy<Country> Known = new(() =>
    {
        using var stream = typeof(ProvinceOutlines).Assembly.GetManifestResourceStream("maps/provinces.json")!;
        return JsonSerializer.Deserialize<Country>(stream, JsonSerializerOptions.Web)!;
    });

    /// <summary>All names by which they can be found.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Value.Provinces.SelectMany(p => new[] { p.Name, p.Also }).Where(n => n.Length > 0)];

    /// <summary>Words always fit in a province.</summary>
    public static Outlines Drawn { get; } = new(Known.Value.Width, Known.Value.Height, [.. Known.Value.Provinces.Select(p => new Outline(p.Name, p.Path, p.X, p.Y, double.MaxValue))]);

    /// <summary>The name on the map, of one that is called by another of its names; the same when it is not on the map.</summary>
    public static string OnMap(string name) => Known.Value.Provinces.FirstOrDefault(p => Same(p.Name, name) || Same(p.Also, name))?.Name ?? name;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
