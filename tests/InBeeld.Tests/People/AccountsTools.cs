using InBeeld.Capabilities.People.Model;
using InBeeld.Capabilities.People.SignIn;
using Microsoft.AspNetCore.Identity;

namespace InBeeld.Tests.People;

/// <summary>What people in these tests sign in with.</summary>
internal static class AccountsTools
{
    public const string Password = "drie ganzen in de mist";

    private static readonly Lazy<string> Hash = new(() => new PasswordHasher<Person>().HashPassword(new Person(), Password));

    public static Somebody WithPassword(this Somebody who)
    {
        who.World.Do("update person set password_hash = @hash where id = @Id", new { hash = Hash.Value, who.Id });
        return who;
    }

    /// <summary>With an authenticator app; gives its key.</summary>
    public static byte[] WithApp(this Somebody who)
    {
        byte[] key = [.. Enumerable.Range(0, Totp.KeyBytes).Select(i => (byte)(i * 7))];
        who.WithPassword().World.Do("insert into totp (person_id, key, confirmed_at, last_step) values (@Id, @key, now(), 0); update person set two_factor_enabled = true where id = @Id", new { who.Id, key });
        return key;
    }

    public static string CodeNow(this TestHouse house, byte[] key) => Totp.Code(key, Totp.StepAt(house.Clock.GetUtcNow()));

    /// <summary>Fills in the sign-in page.</summary>
    public static async Task<PageAnswer> SignInAsync(this Visitor visitor, string email, string password = Password, string from = "/") =>
        await visitor.SubmitAsync(await visitor.GetAsync("/sign-in?from=" + Uri.EscapeDataString(from)), "form[action='/sign-in']", ("Email", email), ("password", password));

    /// <summary>The step after the password.</summary>
    public static async Task<PageAnswer> CodeAsync(this Visitor visitor, string code, bool recovery = false) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/sign-in/second-factor" + (recovery ? "?with=recovery-code" : "")), "form.ib-form", ("code", code));

    public static async Task<bool> SignedInAsync(this Visitor visitor) => (await visitor.GetAsync("/account")).Status == System.Net.HttpStatusCode.OK;
}
