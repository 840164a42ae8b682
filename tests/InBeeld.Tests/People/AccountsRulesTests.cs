using System.Text;
using InBeeld.Capabilities.People.SignIn;

namespace InBeeld.Tests.People;

public sealed class AccountsRulesTests
{
    // RFC 6238, appendix B (SHA-1): the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void A_code_is_that_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code("12345678901234567890"u8, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    // RFC 4648, section 10, without the padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_key_is_written_as_apps_read_it(string key, string written) => Assert.Equal(written, Totp.Base32(Encoding.ASCII.GetBytes(key)));

    [Fact]
    public void A_code_holds_for_its_half_minute_and_the_ones_beside_it_and_never_twice()
    {
        byte[] key = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
        var moment = new DateTimeOffset(2026, 11, 19, 9, 0, 0, TimeSpan.Zero);
        var step = Totp.StepAt(moment);
        var code = Totp.Code(key, step);
        Assert.Equal(step, Totp.Match(key, code[..3] + " " + code[3..], moment, 0));
        Assert.Equal(step, Totp.Match(key, code, moment.AddSeconds(30), 0));
        Assert.Equal(step, Totp.Match(key, code, moment.AddSeconds(-30), 0));
        Assert.Null(Totp.Match(key, code, moment.AddSeconds(60), 0));
        Assert.Null(Totp.Match(key, code, moment.AddSeconds(-31), 0));
        Assert.Null(Totp.Match(key, code, moment, step));
        Assert.Null(Totp.Match(key, "", moment, 0));
    }

    [Theory]
    [InlineData("kort")]
    [InlineData("elf tekens.")]
    [InlineData("wachtwoord123!")]
    [InlineData("Welkom2024!!")]
    [InlineData("W@chtw00rd2026")]
    [InlineData("qwertyuiop12")]
    [InlineData("123456789012")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("zomer2026zomer")]
    [InlineData("schoolschool1")]
    [InlineData("fenna.kastanje@school.test")]
    [InlineData("Fenna.Kastanje1")]
    [InlineData("Kastanje2026!")]
    public void A_password_that_everybody_tries_is_refused(string password) => Assert.NotNull(PasswordRule.Why(password, "fenna.kastanje@school.test", "Fenna", "Kastanje"));

    [Theory]
    [InlineData("vier paarden op zee")]
    [InlineData("correct horse battery staple")]
    [InlineData("Xk7#mPq2vLw9")]
    [InlineData("het regent op school vandaag")]
    [InlineData("пять зелёных уток")]
    public void A_password_that_is_hard_to_guess_will_do(string password) => Assert.Null(PasswordRule.Why(password, "fenna.kastanje@school.test", "Fenna", "Kastanje"));

    [Fact]
    public void A_password_has_a_longest_length_so_that_hashing_it_costs_no_more_than_it_should() => Assert.NotNull(PasswordRule.Why(string.Concat(Enumerable.Repeat("paard op zee ", 20)), "", ""));
}
