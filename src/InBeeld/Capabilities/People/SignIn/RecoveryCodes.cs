using System.Security.Cryptography;
using System.Text;
using InBeeld.Data;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>Ten codes for when the phone is gone. They are shown once and kept as hashes; each works one time.</summary>
internal sealed class RecoveryCodes(Frame frame, TimeProvider clock)
{
    public const int Count = 10;

    // Without letters and digits that look alike.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Makes ten new ones; the old ones stop. The answer is the only time that they can be read.</summary>
    public async Task<List<string>> RenewAsync(Guid person, CancellationToken ct)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)))).ToList();
        await frame.DoAsync("delete from recovery_code where person_id = @person", new { person }, ct);
        await frame.DoAsync("insert into recovery_code (person_id, hash) select @person, unnest(@hashes)", new { person, hashes = codes.Select(code => Hash(person, code)).ToArray() }, ct);
        return codes;
    }

    /// <summary>Uses a code up. Two at once: one of them wins.</summary>
    public async Task<bool> UseAsync(Guid person, string typed, CancellationToken ct) =>
        await frame.DoAsync("update recovery_code set used_at = @now where person_id = @person and hash = @hash and used_at is null", new { now = clock.GetUtcNow(), person, hash = Hash(person, typed) }, ct) == 1;

    public async Task<int> LeftAsync(Guid person, CancellationToken ct) =>
        await frame.OneAsync<int>("select count(*)::integer from recovery_code where person_id = @person and used_at is null", new { person }, ct);

    private static byte[] Hash(Guid person, string code) =>
        SHA256.HashData([.. person.ToByteArray(), .. Encoding.UTF8.GetBytes(string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)))]);
}
