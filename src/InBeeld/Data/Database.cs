using System.Security.Cryptography;
using System.Text;
using InBeeld.Data.EmbeddedServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace InBeeld.Data;

/// <summary>
/// The database that this run works on: the given one, or the embedded server in the data folder. Two ways in:
/// the owner migrates and does the work of the command line; the web application uses inbeeld_app, which owns nothing.
/// </summary>
internal sealed class Database(string owner, string? app = null, EmbeddedPostgres? embedded = null) : IAsyncDisposable
{
    public const string AppRole = "inbeeld_app";

    public string OwnerConnection { get; } = owner;

    public string AppConnection { get; } = app ?? DeriveApp(owner);

    public NpgsqlDataSource Owner => field ??= Source(OwnerConnection, "inbeeld owner");

    public NpgsqlDataSource App => field ??= Source(AppConnection, "inbeeld");

    public static async Task<Database> OpenAsync(IConfiguration configuration, string dataFolder, Action<string> say, CancellationToken ct)
    {
        if (configuration.GetConnectionString("InBeeld") is { Length: > 0 } given)
        {
            return new Database(given, configuration.GetConnectionString("InBeeldApp"));
        }

        var server = await EmbeddedPostgres.StartAsync(new EmbeddedServerOptions(Path.GetFullPath(dataFolder), say), ct);
        return new Database(server.ConnectionString(), embedded: server);
    }

    /// <summary>Makes or updates the role of the application and brings the tables to this version. Safe to run twice, and by two at once.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using (var connection = await Owner.OpenConnectionAsync(ct))
        await using (var tx = await connection.BeginTransactionAsync(ct))
        {
            var password = new NpgsqlConnectionStringBuilder(AppConnection).Password ?? "";
            await using var command = new NpgsqlCommand($"""
                select pg_advisory_xact_lock(471101);
                do $$ begin
                  if not exists (select 1 from pg_roles where rolname = '{AppRole}') then create role {AppRole} login noinherit; end if;
                end $$;
                -- Planning with the policies costs more than running: a prepared statement keeps its plan. (All lookups are by id.)
                alter role {AppRole} set plan_cache_mode = 'force_generic_plan';
                do $$ begin
                  -- Only a superuser may say these; an owner with createrole makes a role that has none of them.
                  if exists (select 1 from pg_roles where rolname = '{AppRole}' and (rolsuper or rolcreatedb or rolcreaterole or rolbypassrls)) then
                    alter role {AppRole} with nosuperuser nocreatedb nocreaterole nobypassrls;
                  end if;
                end $$;
                alter role {AppRole} with login password '{password.Replace("'", "''", StringComparison.Ordinal)}';
                """, connection, tx);
            await command.ExecuteNonQueryAsync(ct);
            await tx.CommitAsync(ct);
        }

        await using var db = new InBeeldDb(new DbContextOptionsBuilder<InBeeldDb>().UseNpgsql(Owner, o => o.MigrationsHistoryTable("migration")).ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning)).Options);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await db.Database.MigrateAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        await App.DisposeAsync();
        if (embedded is not null)
        {
            await embedded.DisposeAsync();
        }
    }

    // Without a connection string of its own the application's password follows from the owner's: the same on every node, and changed with it by `migrate`.
    private static string DeriveApp(string owner)
    {
        var from = new NpgsqlConnectionStringBuilder(owner);
        var key = Encoding.UTF8.GetBytes(from.Password ?? "");
        return new NpgsqlConnectionStringBuilder(owner) { Username = AppRole, Password = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(AppRole))) }.ConnectionString;
    }

    static Database() => DapperTypes.Register();

    private static NpgsqlDataSource Source(string connection, string name)
    {
        var builder = new NpgsqlDataSourceBuilder(connection);
        builder.ConnectionStringBuilder.ApplicationName = name;
        // Everything is set per transaction, so a connection needs no reset; this also suits a transaction pooler.
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 200;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 3;
        builder.ConnectionStringBuilder.IncludeErrorDetail = false;
        builder.ConnectionStringBuilder.Timezone = "UTC";
        return builder.Build();
    }
}
