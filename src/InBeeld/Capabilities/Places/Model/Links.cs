using System.Security.Cryptography;
using System.Text;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>Secrets that stand in addresses: 128 bits of chance. Only their SHA-256 is kept.</summary>
internal static class Links
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
