using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using Npgsql;

namespace InBeeld.Capabilities.People.Invitations;

/// <summary>An installation without an administrator prints a link at its start: who can read that screen, may make the first one.</summary>
internal static class FirstAdministratorLink
{
    /// <returns>The path of a new link, or null when there is an administrator.</returns>
    public static async Task<string?> MakeAsync(Database database, CancellationToken ct)
    {
        var token = Token.New();
        // Of several nodes that start together each prints its own; the last ten work until one is used.
        await using var command = database.Owner.CreateCommand("""
            insert into setting (key, value) select 'first_administrator', jsonb_build_array($1::text) where not app.has_administrator()
            on conflict (key) do update set value = jsonb_path_query_array(excluded.value || setting.value, '$[0 to 9]')
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Convert.ToHexStringLower(Token.Hash(token)) });
        return await command.ExecuteNonQueryAsync(ct) == 0 ? null : "/first-administrator/" + token;
    }
}
