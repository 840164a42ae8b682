using System.Text.Encodings.Web;
using System.Text.Json;

namespace InBeeld.Bench;

/// <summary>How many pupils and moments to make, over how many connections.</summary>
internal sealed record Size(int Pupils, long Moments, int Streams);

internal static class Report
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Say(string text) => Console.Error.WriteLine(text);
}
