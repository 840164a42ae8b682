using System.Text.Json;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Rooms.Change;

/// <summary>One seat as the table of seats has it: its name, what it has, whether it is fixed, and whether it goes.</summary>
internal sealed record SeatFields(string Label, bool Accessible, bool Socket, bool Quiet, bool Computer, string ByHand, bool Gone)
{
    public static SeatFields Of(SeatRow s) => new(s.Label, s.Accessible, s.Socket, s.Quiet, s.Computer, s.ByHand, false);

    /// <summary>In one value; the name last, for it may hold any sign.</summary>
    public string Kept() => $"{(Accessible ? "a" : "")}{(Socket ? "s" : "")}{(Quiet ? "q" : "")}{(Computer ? "c" : "")}{(Gone ? "-" : "")}|{ByHand}|{Label}";

    public static SeatFields? Read(string kept) => kept.Split('|', 3) is [var has, var byHand, var label]
        ? new SeatFields(label.Trim(), has.Contains('a', StringComparison.Ordinal), has.Contains('s', StringComparison.Ordinal), has.Contains('q', StringComparison.Ordinal), has.Contains('c', StringComparison.Ordinal), byHand, has.Contains('-', StringComparison.Ordinal))
        : null;

    public string Told(Text text)
    {
        var has = new[] { (Accessible, "Voor een rolstoel"), (Socket, "Stopcontact"), (Quiet, "Stil"), (Computer, "Computer"), (ByHand == "in", "Altijd in gebruik"), (ByHand == "out", "Nooit in gebruik"), (Gone, "Verwijderd") }.Where(h => h.Item1).Select(h => text[h.Item2]);
        return string.Join(", ", has.Prepend(Label));
    }
}

/// <summary>The table of seats as it was sent.</summary>
internal static class SeatForm
{
    private static readonly string[] Boxes = ["accessible", "socket", "quiet", "computer", "gone"];

    public static Dictionary<Guid, SeatFields> Read(IFormCollection form)
    {
        var rows = new Dictionary<Guid, SeatFields>();
        if (form["Rows"].ToString() is { Length: > 0 } kept)
        {
            foreach (var (id, value) in Kept(kept))
            {
                Take(id, value);
            }

            return rows;
        }

        var has = Boxes.ToDictionary(k => k, k => form[k].ToHashSet());
        foreach (var (name, value) in form)
        {
            if (name.StartsWith("r.", StringComparison.Ordinal))
            {
                Take(name[2..], value.ToString());
            }
            else if (name.StartsWith("l.", StringComparison.Ordinal) && Guid.TryParse(name[2..], out var id))
            {
                var key = id.ToString();
                rows[id] = new SeatFields(value.ToString().Trim(), has["accessible"].Contains(key), has["socket"].Contains(key), has["quiet"].Contains(key), has["computer"].Contains(key), form["h." + key].ToString(), has["gone"].Contains(key));
            }
        }

        return rows;

        void Take(string id, string value)
        {
            if (Guid.TryParse(id, out var seat) && SeatFields.Read(value) is { } fields)
            {
                rows[seat] = fields;
            }
        }
    }

    public static string Keep(IReadOnlyDictionary<Guid, SeatFields> rows) => JsonSerializer.Serialize(rows.ToDictionary(r => r.Key.ToString(), r => r.Value.Kept()));

    private static Dictionary<string, string> Kept(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
