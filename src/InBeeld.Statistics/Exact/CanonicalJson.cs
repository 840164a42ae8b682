using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InBeeld.Statistics.Exact;

/// <summary>One way to write a JSON value, whatever the version of the runtime: RFC 8785 (names in the order of their signs, no spaces), with whole numbers only. Other numbers are written as texts by who uses it.</summary>
public static class CanonicalJson
{
    /// <exception cref="ArgumentException">A number is not a whole number of at most 15 digits.</exception>
    public static string Write(JsonNode? node)
    {
        var to = new StringBuilder();
        Write(node, to);
        return to.ToString();
    }

    /// <summary>Of the UTF-8 bytes, in lower case hexadecimals.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Write(JsonNode? node, StringBuilder to)
    {
        switch (node)
        {
            case null:
                to.Append("null");
                break;
            case JsonObject o:
                Listed(o.OrderBy(p => p.Key, StringComparer.Ordinal), '{', '}', to, p =>
                {
                    Text(p.Key, to);
                    to.Append(':');
                    Write(p.Value, to);
                });
                break;
            case JsonArray a:
                Listed(a, '[', ']', to, n => Write(n, to));
                break;
            default:
                Value(node, to);
                break;
        }
    }

    private static void Listed<T>(IEnumerable<T> all, char open, char close, StringBuilder to, Action<T> one)
    {
        to.Append(open);
        var first = true;
        foreach (var item in all)
        {
            if (!first)
                to.Append(',');
            first = false;
            one(item);
        }

        to.Append(close);
    }

    private static void Value(JsonNode node, StringBuilder to)
    {
        switch (node.GetValueKind())
        {
            case JsonValueKind.True or JsonValueKind.False:
                to.Append(node.GetValueKind() == JsonValueKind.True ? "true" : "false");
                break;
            case JsonValueKind.String:
                Text(node.GetValue<string>(), to);
                break;
            default:
                if (!long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) || Math.Abs(whole) > 999_999_999_999_999)
                    throw new ArgumentException($"{node.ToJsonString()} is not a whole number of at most 15 digits", nameof(node));
                to.Append(whole.ToString(CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>A text with its quotes.</summary>
    internal static void Text(string text, StringBuilder to)
    {
        to.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\b' => to.Append("\\b"),
                '\t' => to.Append("\\t"),
                '\n' => to.Append("\\n"),
                '\f' => to.Append("\\f"),
                '\r' => to.Append("\\r"),
                < ' ' => to.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => to.Append(c),
            };
        }

        to.Append('"');
    }
}
