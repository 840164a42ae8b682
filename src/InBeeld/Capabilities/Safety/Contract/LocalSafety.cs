using Dapper;
using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Safety.Contract;

/// <summary>Whom to call about safety in a municipality: the local Veilig Thuis.</summary>
internal sealed record SafetyContact(string Name, string Phone, string Hours, string Website)
{
    /// <summary>Day and night, free, everywhere: connects to the Veilig Thuis of the region.</summary>
    public const string NationalPhone = "0800 2000";

    public const string Emergency = "112";
}

/// <summary>
/// The local Veilig Thuis of whoever is signed in, for the partial Contract/_Emergency.cshtml. It is drawn after the page's transaction ended; the number is
/// public, so it is read without entering.
/// </summary>
internal sealed class LocalSafety(Database database, CurrentUser user)
{
    /// <returns>Null when the municipality has not filled it in: then the national number holds.</returns>
    public async Task<SafetyContact?> OfMineAsync(CancellationToken ct)
    {
        if (user.MunicipalityCode.Length == 0)
        {
            return null;
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<SafetyContact>(new CommandDefinition("select name, phone, hours, website from safety_contact where municipality_code = @MunicipalityCode", new { user.MunicipalityCode }, cancellationToken: ct));
    }
}
