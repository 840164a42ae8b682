using Dapper;
using Npgsql;

namespace InBeeld.Bench.Making;

/// <summary>
/// Takes indexes, keys, references and triggers of tables away before a big load, and puts the same ones back after it. References are
/// checked then, over all rows at once; what the triggers would have written is written directly.
/// </summary>
internal sealed class Aside
{
    private string[] tables = [];

    private readonly List<(string Drop, string Make)> references = [];
    private readonly List<(string Drop, string Make)> keys = [];
    private readonly List<(string Drop, string Make)> indexes = [];

    public static async Task<Aside> TakeAsync(NpgsqlConnection connection, string[] tables, CancellationToken ct)
    {
        var aside = new Aside { tables = tables };
        foreach (var (table, name, type, definition) in await connection.QueryAsync<(string, string, string, string)>("""
            select c.conrelid::regclass::text, quote_ident(c.conname), c.contype::text, pg_get_constraintdef(c.oid) from pg_constraint c
            where c.contype in ('p', 'u', 'f', 'x') and (c.conrelid = any (@tables::regclass[]) or c.confrelid = any (@tables::regclass[])) order by 1, 2
            """, new { tables }))
        {
            (type == "f" ? aside.references : aside.keys).Add(($"alter table {table} drop constraint {name}", $"alter table {table} add constraint {name} {definition}"));
        }

        foreach (var (name, definition) in await connection.QueryAsync<(string, string)>("""
            select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
            where i.indrelid = any (@tables::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')) order by 1
            """, new { tables }))
        {
            aside.indexes.Add(($"drop index {name}", definition));
        }

        foreach (var table in tables)
        {
            await connection.ExecuteAsync($"alter table {table} disable trigger user");
        }

        foreach (var (drop, _) in aside.references.Concat(aside.keys).Concat(aside.indexes))
        {
            await connection.ExecuteAsync(new CommandDefinition(drop, cancellationToken: ct));
        }

        return aside;
    }

    public async Task PutBackAsync(NpgsqlConnection connection, int streams, CancellationToken ct)
    {
        await connection.ExecuteAsync($"set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = {streams}");
        foreach (var (_, make) in keys.Concat(indexes).Concat(references))
        {
            Report.Say(make);
            await connection.ExecuteAsync(new CommandDefinition(make, commandTimeout: 0, cancellationToken: ct));
        }

        foreach (var table in tables)
        {
            await connection.ExecuteAsync($"alter table {table} enable trigger user");
        }
    }
}
