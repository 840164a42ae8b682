using Npgsql;
using NpgsqlTypes;

namespace InBeeld.Bench.Making;

/// <summary>One COPY in binary form.</summary>
internal sealed class Copy : IDisposable
{
    private readonly NpgsqlBinaryImporter importer;

    public Copy(NpgsqlConnection connection, string table, string columns)
    {
        importer = connection.BeginBinaryImport($"copy {table} ({columns}) from stdin (format binary)");
        importer.Timeout = TimeSpan.Zero;
    }

    public long Rows { get; private set; }

    public Copy Row()
    {
        importer.StartRow();
        Rows++;
        return this;
    }

    public Copy Put(Guid value) => Put(value, NpgsqlDbType.Uuid);

    public Copy Put(string value) => Put(value, NpgsqlDbType.Text);

    public Copy Put(int value) => Put(value, NpgsqlDbType.Integer);

    public Copy Put(short value) => Put(value, NpgsqlDbType.Smallint);

    public Copy Put(bool value) => Put(value, NpgsqlDbType.Boolean);

    public Copy Put(DateOnly value) => Put(value, NpgsqlDbType.Date);

    public Copy Put(DateTime utc) => Put(utc, NpgsqlDbType.TimestampTz);

    public Copy Put(decimal value) => Put(value, NpgsqlDbType.Numeric);

    public Copy Put(double value) => Put(value, NpgsqlDbType.Double);

    public Copy Put(byte[] value) => Put(value, NpgsqlDbType.Bytea);

    public Copy Put(string[] value) => Put(value, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public Copy Put(Guid[] value) => Put(value, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public Copy Put(TimeOnly value) => Put(value, NpgsqlDbType.Time);

    public Copy Put(TimeOnly[] value) => Put(value, NpgsqlDbType.Array | NpgsqlDbType.Time);

    /// <summary>From the first moment up to the second.</summary>
    public Copy Put(DateTime from, DateTime to) => Put(new NpgsqlRange<DateTime>(from, true, to, false), NpgsqlDbType.TimestampTzRange);

    public Copy PutOrNull<T>(T? value, NpgsqlDbType type) where T : struct
    {
        if (value is { } there)
        {
            importer.Write(there, type);
        }
        else
        {
            importer.WriteNull();
        }

        return this;
    }

    public Copy PutJson(string value) => Put(value, NpgsqlDbType.Jsonb);

    public Copy PutNull()
    {
        importer.WriteNull();
        return this;
    }

    public long Done()
    {
        importer.Complete();
        return Rows;
    }

    public void Dispose() => importer.Dispose();

    private Copy Put<T>(T value, NpgsqlDbType type)
    {
        importer.Write(value, type);
        return this;
    }
}
