using Npgsql;
using NpgsqlTypes;

namespace InBeeld.Demonstration;

/// <summary>Rows for one table, written at once by COPY.</summary>
/// <param name="columns">"id:uuid, name:text, …"; types: uuid, text, texts, int, small, bool, date, moment, json, number.</param>
internal sealed class DemoTable(string name, string columns)
{
    private readonly (string Name, NpgsqlDbType Type)[] columns = [.. columns.Split(", ").Select(c => c.Split(':')).Select(c => (c[0], TypeOf(c[1])))];

    public string Name => name;

    public List<object?[]> Rows { get; } = [];

    public void Add(params object?[] row)
    {
        if (row.Length != columns.Length)
        {
            throw new InvalidOperationException($"{name} has {columns.Length} columns, the row {row.Length}");
        }

        Rows.Add(row);
    }

    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {name} ({string.Join(", ", columns.Select(c => c.Name))}) from stdin (format binary)", ct);
        foreach (var row in Rows)
        {
            await copy.StartRowAsync(ct);
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is { } value)
                {
                    await copy.WriteAsync(value, columns[i].Type, ct);
                }
                else
                {
                    await copy.WriteNullAsync(ct);
                }
            }
        }

        await copy.CompleteAsync(ct);
    }

    private static NpgsqlDbType TypeOf(string type) => type switch
    {
        "uuid" => NpgsqlDbType.Uuid,
        "text" => NpgsqlDbType.Text,
        "texts" => NpgsqlDbType.Array | NpgsqlDbType.Text,
        "int" => NpgsqlDbType.Integer,
        "small" => NpgsqlDbType.Smallint,
        "bool" => NpgsqlDbType.Boolean,
        "date" => NpgsqlDbType.Date,
        "moment" => NpgsqlDbType.TimestampTz,
        "json" => NpgsqlDbType.Jsonb,
        "number" => NpgsqlDbType.Numeric,
        _ => throw new ArgumentException($"No type named {type}", nameof(type)),
    };
}
