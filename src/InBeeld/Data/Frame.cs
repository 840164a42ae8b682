using Dapper;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace InBeeld.Data;

/// <summary>
/// The transaction of one request. Its first statement puts who asks into the database's frame (app.enter); without that
/// statement row-level security shows nothing, so forgetting it fails closed.
/// </summary>
internal sealed class Frame(InBeeldDb db, CurrentUser user) : IAsyncDisposable
{
    private IDbContextTransaction? transaction;

    public NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    public NpgsqlTransaction? Transaction => transaction?.GetDbTransaction() as NpgsqlTransaction;

    public async Task BeginAsync(CancellationToken ct) => transaction ??= await db.Database.BeginTransactionAsync(ct);

    /// <returns>False when the session has ended, rested too long, or belongs to nobody.</returns>
    public async Task<bool> EnterAsync(Guid sessionId, CancellationToken ct)
    {
        await BeginAsync(ct);
        var who = await Connection.QuerySingleOrDefaultAsync<Entered>(new CommandDefinition("select * from app.enter(@sessionId)", new { sessionId }, Transaction, cancellationToken: ct));
        if (who is null)
        {
            return false;
        }

        user.SessionId = sessionId;
        user.Become(who);
        return true;
    }

    /// <summary>Rows straight from the database, inside the request's transaction.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, object? args, CancellationToken ct)
    {
        await BeginAsync(ct);
        return (await Connection.QueryAsync<T>(new CommandDefinition(sql, args, Transaction, cancellationToken: ct))).AsList();
    }

    public async Task<T?> OneAsync<T>(string sql, object? args, CancellationToken ct)
    {
        await BeginAsync(ct);
        return await Connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, args, Transaction, cancellationToken: ct));
    }

    /// <summary>Several statements in one journey; each answer is read in turn, in their order.</summary>
    public async Task<SqlMapper.GridReader> ManyAsync(string sql, object? args, CancellationToken ct)
    {
        await BeginAsync(ct);
        var answers = await Connection.QueryMultipleAsync(new CommandDefinition(sql, args, Transaction, cancellationToken: ct));
        // Who stops reading halfway only lets the rest go by: Dapper would call off a running statement through this, and with it the whole transaction.
        answers.Command = null!;
        return answers;
    }

    public async Task<int> DoAsync(string sql, object? args, CancellationToken ct)
    {
        await BeginAsync(ct);
        return await Connection.ExecuteAsync(new CommandDefinition(sql, args, Transaction, cancellationToken: ct));
    }

    /// <summary>For statements over many rows, which may take minutes.</summary>
    public async Task<Sql> LongAsync(CancellationToken ct)
    {
        await BeginAsync(ct);
        return new Sql(Connection, Transaction!, ct);
    }

    public async Task CommitAsync(CancellationToken ct)
    {
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
            await transaction.DisposeAsync();
            transaction = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
        {
            await transaction.DisposeAsync();
            transaction = null;
        }
    }
}
