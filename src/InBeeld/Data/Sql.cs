using Dapper;
using Npgsql;

namespace InBeeld.Data;

/// <summary>Statements in one transaction, of the web or of the command line.</summary>
internal sealed class Sql(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
{
    public NpgsqlConnection Connection => connection;

    public NpgsqlTransaction Transaction => transaction;

    public Task<int> DoAsync(string sql, object? args = null) => connection.ExecuteAsync(Command(sql, args));

    public async Task<T> OneAsync<T>(string sql, object? args = null) => await connection.QuerySingleAsync<T>(Command(sql, args));

    public async Task<T?> FirstAsync<T>(string sql, object? args = null) => await connection.QueryFirstOrDefaultAsync<T>(Command(sql, args));

    public async Task<List<T>> ListAsync<T>(string sql, object? args = null) => (await connection.QueryAsync<T>(Command(sql, args))).AsList();

    private CommandDefinition Command(string sql, object? args) => new(sql, args, transaction, commandTimeout: 600, cancellationToken: ct);
}
