using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.People.Account;

/// <summary>The own account: what it has to sign in with, and what follows when that changes.</summary>
internal sealed class OwnAccount(Frame frame, CurrentUser user, StartSession start, RecoveryCodes recovery, TimeProvider clock)
{
    internal sealed class Has
    {
        public string Email { get; set; } = "";
        public bool Password { get; set; }
        public bool Totp { get; set; }
        public int Passkeys { get; set; }
        public int Codes { get; set; }
        public int Sessions { get; set; }

        /// <summary>Whether the mail of the day is sent; without a choice it is.</summary>
        public bool DailyMail { get; set; }
        public bool SecondFactor => Totp || Passkeys > 0;
    }

    public async Task<Has> HasAsync(CancellationToken ct) => (await frame.OneAsync<Has>("""
        select coalesce(p.email, '') as email, p.password_hash is not null as password, exists (select 1 from totp t where t.person_id = p.id) as totp,
          (select count(*)::integer from person_passkey k where k.user_id = p.id) as passkeys,
          (select count(*)::integer from recovery_code c where c.person_id = p.id and c.used_at is null) as codes,
          (select count(*)::integer from session s where s.person_id = p.id and s.ended_at is null and s.ends_at > @now) as sessions,
          coalesce((select d.wanted from daily_mail d where d.person_id = p.id), true) as daily_mail
        from person p where p.id = @PersonId
        """, new { user.PersonId, now = clock.GetUtcNow() }, ct))!;

    public Task<int> ChooseMailAsync(bool wanted, CancellationToken ct) =>
        frame.DoAsync("insert into daily_mail (person_id, wanted, at) values (@PersonId, @wanted, @now) on conflict (person_id) do update set wanted = excluded.wanted, at = excluded.at", new { user.PersonId, wanted, now = clock.GetUtcNow() }, ct);

    /// <summary>
    /// A second factor was added: every other session ends, this one goes on under a new id, strong from now on.
    /// </summary>
    /// <returns>The recovery codes, when there were none left to hold on to.</returns>
    public async Task<List<string>?> StepUpAsync(HttpContext http, string how, CancellationToken ct)
    {
        await frame.DoAsync("update person set two_factor_enabled = true where id = @PersonId", new { user.PersonId }, ct);
        var codes = await recovery.LeftAsync(user.PersonId, ct) > 0 ? null : await recovery.RenewAsync(user.PersonId, ct);
        await EndOthersAsync(ct);
        await start.RunAsync(http, user.PersonId, strong: true, ct, how);
        return codes;
    }

    /// <summary>A second factor was taken away. When it was the last, the account is down to a password again, and so is the session.</summary>
    public async Task StepDownAsync(HttpContext http, CancellationToken ct)
    {
        await EndOthersAsync(ct);
        if ((await HasAsync(ct)).SecondFactor)
        {
            return;
        }

        await frame.DoAsync("update person set two_factor_enabled = false where id = @PersonId; delete from recovery_code where person_id = @PersonId", new { user.PersonId }, ct);
        await start.RunAsync(http, user.PersonId, strong: false, ct, "second factor removed");
    }

    public Task<int> EndOthersAsync(CancellationToken ct) =>
        frame.DoAsync("update session set ended_at = @now where person_id = @PersonId and id <> @SessionId and ended_at is null", new { now = clock.GetUtcNow(), user.PersonId, user.SessionId }, ct);
}
