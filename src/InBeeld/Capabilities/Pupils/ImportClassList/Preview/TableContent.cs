using System.IO.Compression;
using System.Text.Json;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Preview;

/// <summary>
/// The table of a CSV or XLSX file as it may wait in the database while somebody chooses its columns: sensitive columns are empty, and so are columns
/// that hold burgerservicenummers, whatever their header says.
/// </summary>
/// <param name="Table">Without what may not be stored.</param>
/// <param name="Emptied">What was thrown away per column, by its number from 0: a key of <see cref="Discarded.Names"/>.</param>
/// <param name="Discarded">How many values of each kind were thrown away.</param>
internal sealed record TableContent(Table Table, IReadOnlyDictionary<int, string> Emptied, IReadOnlyDictionary<string, int> Discarded)
{
    public static TableContent Of(Table table)
    {
        var emptied = new Dictionary<int, string>();
        var discarded = new Discarded();
        for (var column = 0; column < table.Headers.Count; column++)
        {
            if ((SensitiveHeaders.KeyOf(table.Headers[column]) ?? (HoldsBsn(table, column) ? Files.Discarded.Bsn : null)) is { } what)
            {
                emptied[column] = what;
                discarded.Add(what, table.Rows.Count(row => !string.IsNullOrWhiteSpace(row.Cells[column])));
            }
        }

        var rows = emptied.Count == 0 ? table.Rows : [.. table.Rows.Select(row => row with { Cells = [.. row.Cells.Select((cell, column) => emptied.ContainsKey(column) ? "" : cell)] })];
        return new TableContent(table with { Rows = rows }, emptied, discarded.ToDictionary());
    }

    /// <summary>The mapping with which this table can be read: a column that was emptied is no longer anything.</summary>
    public ColumnMapping Settle(ColumnMapping mapping) => mapping with
    {
        Columns = [.. mapping.Columns.Select((choice, column) => Emptied.ContainsKey(column) && choice.Field != ClassListField.Discard ? choice with { Field = ClassListField.Ignore } : choice)],
    };

    /// <summary>The first values of a column that are not empty, as examples.</summary>
    public IReadOnlyList<string> Examples(int column, int most = 3) =>
        [.. Table.Rows.Select(row => row.Cells[column].Trim()).Where(cell => cell.Length > 0).Distinct().Take(most).Select(cell => cell.Length > 40 ? cell[..40] + "…" : cell)];

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(zip, new Kept(
                Table.Kind, [.. Table.Headers], [.. Table.Rows.Select(row => new KeptRow(row.Line, [.. row.Cells]))],
                [.. Table.Rejected.Select(row => new KeptReject(row.Line, row.Key, row.Field, KeptReason.Of(row.Reason)))], new(Emptied), new(Discarded)));
        }

        return bytes.ToArray();
    }

    public static TableContent FromBytes(byte[] content)
    {
        using var zip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        var kept = JsonSerializer.Deserialize<Kept>(zip)!;
        var table = new Table(kept.Kind, kept.Headers, [.. kept.Rows.Select(row => new TableRow(row.Line, row.Cells))],
            [.. kept.Rejected.Select(row => new RejectedRow(row.Line, row.Key, row.Field, row.Reason.ToReason()))]);
        return new TableContent(table, kept.Emptied, kept.Discarded);
    }

    private static bool HoldsBsn(Table table, int column)
    {
        var watch = new BsnWatch();
        foreach (var row in table.Rows)
        {
            watch.See(row.Cells[column]);
        }

        return watch.KeysAreBsn;
    }

    private sealed record Kept(TableKind Kind, List<string> Headers, List<KeptRow> Rows, List<KeptReject> Rejected, Dictionary<int, string> Emptied, Dictionary<string, int> Discarded);

    private sealed record KeptRow(int Line, List<string> Cells);

    private sealed record KeptReject(int Line, string? Key, string? Field, KeptReason Reason);
}

/// <summary>A reason as it is kept: its code and what goes into its sentence, so that it can be said in any language later.</summary>
internal sealed record KeptReason(string Code, JsonElement? First, JsonElement? Second)
{
    public static KeptReason Of(Reason reason) => new(reason.Code.ToString(), Element(reason.First), Element(reason.Second));

    public static string Json(Reason reason) => JsonSerializer.Serialize(Of(reason), ClassListImport.Json);

    public static Reason FromJson(string json) => JsonSerializer.Deserialize<KeptReason>(json, ClassListImport.Json)!.ToReason();

    public Reason ToReason() => new(Enum.Parse<ReasonCode>(Code), Value(First), Value(Second));

    private static JsonElement? Element(object? value) => value is null ? null : JsonSerializer.SerializeToElement(value);

    private static object? Value(JsonElement? element) => element switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.Number } number => number.GetInt64(),
        { } text => text.GetString(),
    };
}
