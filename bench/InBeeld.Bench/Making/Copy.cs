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
