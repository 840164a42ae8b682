using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>A secret that stands in a link: 256 random bits. Only its hash is kept, so that a copy of the database opens nothing.</summary>
internal static class Token
{
    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token));
}
