using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>
/// Time-based codes of an authenticator app (RFC 6238, SHA-1, 30 seconds, 6 digits: what every app knows). Pure: the moment comes from
/// the caller. Identity's own provider reads the clock of the machine and accepts a code twice, hence this one.
/// </summary>
internal static class Totp
{
    public const int KeyBytes = 20;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The number of the half minute that a moment lies in.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 30;

    /// <summary>The code of one half minute: six digits.</summary>
    public static string Code(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // SHA-1 is what the apps speak; as a keyed hash it is sound.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The half minute whose code was typed, of the one now and its two neighbours (clocks differ), and later than the last one used.</summary>
    /// <returns>Null when the code is of none of them.</returns>
    public static long? Match(ReadOnlySpan<byte> key, string typed, DateTimeOffset moment, long lastUsed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        long? found = null;
        for (var step = StepAt(moment) - 1; step <= StepAt(moment) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), Encoding.ASCII.GetBytes(digits)) && step > lastUsed)
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The key as an app wants it: base 32 without padding. Twenty bytes give thirty-two letters.</summary>
    public static string Base32(ReadOnlySpan<byte> key)
    {
        var text = new StringBuilder();
        int buffer = 0, bits = 0;
        foreach (var b in key)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return bits > 0 ? text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    /// <summary>The address that a QR code or a tap on a phone gives to the app.</summary>
    public static string Address(ReadOnlySpan<byte> key, string account) =>
        $"otpauth://totp/InBeeld:{Uri.EscapeDataString(account)}?secret={Base32(key)}&issuer=InBeeld";
}
