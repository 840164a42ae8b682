using Dapper;
using Npgsql;

namespace InBeeld.Tests.Security;

/// <summary>
/// Goes around the application: a connection with the rights of the web application, in which somebody may have entered. What is
/// done is undone at the end.
/// </summary>
internal sealed class AsApp : IDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private AsApp(TestHouse house)
    {
        connection = house.Database.App.OpenConnection();
        transaction = connection.BeginTransaction();
    }

    public static AsApp Nobody(TestHouse house) => new(house);

    public static AsApp Enter(TestHouse house, Guid session)
    {
        var around = new AsApp(house);
        around.Entered = around.One<Guid?>("select person_id from app.enter(@session)", new { session }) is not null;
        return around;
    }

    public static AsApp Enter(TestHouse house, Somebody who) => Enter(house, house.World.Session(who));

    public bool Entered { get; private set; }

    public List<T> List<T>(string sql, object? args = null) => connection.Query<T>(sql, args, transaction).AsList();

    public T? One<T>(string sql, object? args = null) => connection.QueryFirstOrDefault<T>(sql, args, transaction);

    /// <summary>What it came to: "n rows", or the SQLSTATE of the refusal (42501: not allowed).</summary>
    public string Try(string sql, object? args = null)
    {
        transaction.Save("before");
        try
        {
            return $"{connection.Execute(sql, args, transaction)} rows";
        }
        catch (PostgresException refused)
        {
            transaction.Rollback("before");
            return refused.SqlState;
        }
    }

    /// <summary>Keeps what was done.</summary>
    public void Commit() => transaction.Commit();

    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }
}
