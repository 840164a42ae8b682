using System.Text.Json;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>One municipality of a GeoJSON file: its place in the file (the first is 1), code, name, outline; or why it could not be read.</summary>
internal sealed record GeoFeature(int Number, string Code, string Name, Boundary? Boundary, Rejected? Why);

/// <summary>
/// Reads a GeoJSON FeatureCollection feature by feature: of the file only one feature at a time is in memory.
/// Limits: 200 MB a file, 64 MB a feature, 5.000 features, 500.000 points an outline, 64 levels deep.
/// </summary>
internal sealed class GeoFeatures(Stream stream)
{
    private const int MostBytesOfFeature = 64 * 1024 * 1024;
    private const int MostFeatures = 5000;
    private static readonly string[] CodeNames = ["gemeentecode", "statcode", "gm_code", "code", "GM_CODE", "gemeentenummer", "identificatie"];
    private static readonly string[] CodeNameNames = ["gemeentenaam", "statnaam", "gm_naam", "naam", "name", "GM_NAAM"];

    private byte[] buffer = new byte[64 * 1024];
    private int from;
    private int filled;
    private bool end;
    private JsonReaderState state;
    private bool inFeatures;
    private bool done;
    private string? lastName;
    private int depthOfFeatures = -1;

    public int Read { get; private set; }

    /// <summary>Set when the file stopped being GeoJSON; what came before is good.</summary>
    public Refusal? Broken { get; private set; }

    public static bool LooksLikeIt(Stream stream)
    {
        Span<byte> begin = stackalloc byte[256];
        stream.Position = 0;
        var got = stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        var text = begin[..got];
        text = text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? text[3..] : text;
        text = text.TrimStart(" \r\n\t"u8);
        return text.Length > 0 && text[0] == (byte)'{';
    }

    public IEnumerable<GeoFeature> All()
    {
        if (stream.Length > OpenDataText.MostBytes)
        {
            Broken = Refusal.Of("Het bestand is groter dan {0} MB.", OpenDataText.MostBytes / 1024 / 1024);
            yield break;
        }

        stream.Position = 0;
        while (Next() is { } feature)
        {
            yield return feature;
        }

        if (Broken is null && Read == 0)
        {
            Broken = Refusal.Of("In dit GeoJSON-bestand staan geen gemeenten (features).");
        }
    }

    private GeoFeature? Next()
    {
        while (!done && Broken is null)
        {
            try
            {
                if (Step(out var feature))
                {
                    return feature;
                }
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException)
            {
                Broken = Refusal.Of("Dit is geen goed GeoJSON-bestand: na {0} gemeenten ging het mis, op regel {1}.", Read, ((problem as JsonException)?.LineNumber ?? 0) + 1);
            }
        }

        return null;
    }

    /// <returns>True when a feature was read; false: go on (more was read into the buffer, or the end was reached).</returns>
    private bool Step(out GeoFeature? feature)
    {
        feature = null;
        var reader = new Utf8JsonReader(buffer.AsSpan(from, filled - from), end, state);
        while (true)
        {
            var before = reader;
            if (!reader.Read())
            {
                return More(before);
            }

            if (inFeatures && reader.CurrentDepth == depthOfFeatures + 1 && reader.TokenType is not JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    var start = (int)reader.TokenStartIndex;
                    if (!reader.TrySkip())
                    {
                        return More(before);
                    }

                    feature = Feature(buffer.AsMemory(from + start, (int)reader.BytesConsumed - start));
                    Keep(reader);
                    return true;
                }

                throw new JsonException("A feature is an object");
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when reader.CurrentDepth == 1:
                    lastName = reader.GetString();
                    break;
                case JsonTokenType.StartArray when reader.CurrentDepth == 1 && lastName == "features":
                    (inFeatures, depthOfFeatures) = (true, 1);
                    break;
                case JsonTokenType.EndArray when inFeatures && reader.CurrentDepth == 1:
                    inFeatures = false;
                    break;
                case JsonTokenType.EndObject when reader.CurrentDepth == 0:
                    done = true;
                    Keep(reader);
                    return false;
                default:
                    break;
            }

            if (Read > MostFeatures)
            {
                Broken = Refusal.Of("In dit bestand staan meer dan {0} vlakken.", MostFeatures);
                return false;
            }
        }
    }

    private void Keep(Utf8JsonReader reader)
    {
        from += (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    // What was read stays read; the rest moves to the front and the file goes on behind it. A feature that fills the buffer makes it larger.
    private bool More(Utf8JsonReader reader)
    {
        Keep(reader);
        if (end)
        {
            if (!done)
            {
                throw new JsonException("The file ends early");
            }

            return false;
        }

        buffer.AsSpan(from, filled - from).CopyTo(buffer);
        filled -= from;
        from = 0;
        if (filled == buffer.Length)
        {
            if (buffer.Length >= MostBytesOfFeature)
            {
                Broken = Refusal.Of("Een gemeente in dit bestand is groter dan {0} MB.", MostBytesOfFeature / 1024 / 1024);
                return false;
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var got = stream.Read(buffer, filled, buffer.Length - filled);
        if (filled == 0 && Read == 0 && got >= 3 && buffer.AsSpan(0, got).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            from = 3;
        }

        filled += got;
        end = got == 0;
        return false;
    }

    private GeoFeature Feature(ReadOnlyMemory<byte> json)
    {
        Read++;
        try
        {
            return Of(json);
        }
        catch (InvalidOperationException)
        {
            // Half a letter in a text.
            return new GeoFeature(Read, "", "", null, new Rejected(0, "Deze gemeente heeft tekens die niet te lezen zijn."));
        }
    }

    private GeoFeature Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var properties = root.TryGetProperty("properties", out var p) && p.ValueKind == JsonValueKind.Object ? p : root;
        var name = ReadableName.Clean(First(properties, CodeNameNames) ?? "");
        name = name.Length > 100 ? name[..100] : name;
        var given = First(properties, CodeNames) ?? "";
        if (Codes.Municipality(given) is not { } code)
        {
            return new GeoFeature(Read, "", name, null, new Rejected(0, "Het gemeentenummer {0} klopt niet.", given.Length > 40 ? given[..40] : given));
        }

        if (!root.TryGetProperty("geometry", out var geometry))
        {
            return new GeoFeature(Read, code, name, null, new Rejected(0, "De omtrek heeft geen coördinaten."));
        }

        var (boundary, why) = Boundary.Of(geometry);
        return new GeoFeature(Read, code, name, boundary, why);
    }

    private static string? First(JsonElement properties, string[] names)
    {
        foreach (var name in names)
        {
            if (properties.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                return value.ToString();
            }
        }

        return null;
    }
}
