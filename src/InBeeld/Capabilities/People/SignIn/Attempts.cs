using InBeeld.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>
/// Counts tries per account in Identity's lockout columns. A try is counted before it is judged, in one statement that holds the
/// row until the answer is there: a hundred guesses at the same moment are still a hundred.
/// </summary>
internal sealed class Attempts(Frame frame, IOptions<IdentityOptions> options, TimeProvider clock)
{
    internal sealed class Try
    {
        public Guid Id { get; set; }
        public string? PasswordHash { get; set; }
        public bool TwoFactorEnabled { get; set; }
        public int AccessFailedCount { get; set; }
        public DateTimeOffset? LockoutEnd { get; set; }
    }

    private const string Take = """
        update person set
          access_failed_count = case when access_failed_count + 1 >= @most then 0 else access_failed_count + 1 end,
          lockout_end = case when access_failed_count + 1 >= @most then @until end
        where {0} and closed_at is null and (lockout_end is null or lockout_end <= @now)
        returning id, password_hash, two_factor_enabled, access_failed_count, lockout_end
        """;

    /// <returns>Null when nobody has this address, or when it was tried too often.</returns>
    public Task<Try?> TakeAsync(string normalizedEmail, CancellationToken ct) => TakeAsync(Take.Replace("{0}", "normalized_email = @normalizedEmail", StringComparison.Ordinal), normalizedEmail, Guid.Empty, ct);

    /// <returns>Null when this person tried too often.</returns>
    public Task<Try?> TakeAsync(Guid person, CancellationToken ct) => TakeAsync(Take.Replace("{0}", "id = @person", StringComparison.Ordinal), "", person, ct);

    /// <summary>Right, but not signed in yet: this try does not count, the ones before it still do. Else a known password would give endless guesses at the code.</summary>
    public Task PutBackAsync(Try one, CancellationToken ct) =>
        frame.DoAsync("update person set access_failed_count = @before, lockout_end = null where id = @Id", new { one.Id, before = one.LockoutEnd is null ? one.AccessFailedCount - 1 : options.Value.Lockout.MaxFailedAccessAttempts - 1 }, ct);

    /// <summary>Signed in: all tries are forgotten.</summary>
    public Task ForgetAsync(Guid person, CancellationToken ct) => frame.DoAsync("update person set access_failed_count = 0, lockout_end = null where id = @person", new { person }, ct);

    private Task<Try?> TakeAsync(string sql, string normalizedEmail, Guid person, CancellationToken ct)
    {
        var lockout = options.Value.Lockout;
        var now = clock.GetUtcNow();
        return frame.OneAsync<Try>(sql, new { normalizedEmail, person, now, most = lockout.MaxFailedAccessAttempts, until = now + lockout.DefaultLockoutTimeSpan }, ct);
    }
}
