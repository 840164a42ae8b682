using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace InBeeld.Tests.People;

/// <summary>A passkey in software: makes and uses a key as a browser with an authenticator does (WebAuthn level 3, ES256, attestation "none").</summary>
internal sealed class AccountsPasskey(Uri site) : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private byte[] owner = [];
    private uint used;

    public string Origin => site.GetLeftPart(UriPartial.Authority);

    /// <summary>What <c>navigator.credentials.create()</c> would answer to this question.</summary>
    public string Make(string options)
    {
        using var question = JsonDocument.Parse(options);
        owner = WebEncoders.Base64UrlDecode(question.RootElement.GetProperty("user").GetProperty("id").GetString()!);
        var point = key.ExportParameters(false).Q;
        // A COSE key: kty EC2, alg ES256, crv P-256, x, y.
        byte[] cose = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Head(flags: 0x45), .. new byte[16], (byte)(id.Length >> 8), (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xa0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Answer(new { clientDataJSON = B(ClientData("webauthn.create", question)), attestationObject = B(attestation), transports = new[] { "internal" } });
    }

    /// <summary>What <c>navigator.credentials.get()</c> would answer.</summary>
    public string Use(string options, bool verified = true)
    {
        using var question = JsonDocument.Parse(options);
        var client = ClientData("webauthn.get", question);
        used++;
        var data = Head(verified ? (byte)0x05 : (byte)0x01);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Answer(new { clientDataJSON = B(client), authenticatorData = B(data), signature = B(key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)), userHandle = B(owner) });
    }

    public void Dispose() => key.Dispose();

    private byte[] Head(byte flags) => [.. SHA256.HashData(Encoding.ASCII.GetBytes(site.Host)), flags, (byte)(used >> 24), (byte)(used >> 16), (byte)(used >> 8), (byte)used];

    private byte[] ClientData(string type, JsonDocument question) => JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = question.RootElement.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false });

    private string Answer(object response) => JsonSerializer.Serialize(new { id = B(id), rawId = B(id), type = "public-key", clientExtensionResults = new { }, response });

    private static string B(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
