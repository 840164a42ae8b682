using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace InBeeld.Frames;

/// <summary>
/// Sends mail through the server of the installation: Mail:Host, Mail:Port (25), Mail:From, Mail:Tls (true or false), and Mail:Site, the address at which people
/// open InBeeld. Without host or sender nothing is sent.
/// </summary>
internal sealed class OutgoingMail(IConfiguration configuration)
{
    public bool IsOn => Host.Length > 0 && From.Length > 0;

    /// <summary>"https://inbeeld.example", without a slash at the end; empty when not told.</summary>
    public string Site => (configuration["Mail:Site"] ?? "").TrimEnd('/');

    private string Host => configuration["Mail:Host"] ?? "";

    private string From => configuration["Mail:From"] ?? "";

    /// <exception cref="SmtpException">The server cannot be reached or refuses.</exception>
    /// <exception cref="FormatException">That is no address.</exception>
    public async Task SendAsync(string to, string subject, string body, CancellationToken ct)
    {
        using var message = new MailMessage(From, to, subject, body) { BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        // Other programs need not answer it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient(Host, int.TryParse(configuration["Mail:Port"], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 25)
        {
            EnableSsl = string.Equals(configuration["Mail:Tls"], "true", StringComparison.OrdinalIgnoreCase),
            Timeout = 20_000,
        };
        await client.SendMailAsync(message, ct);
    }
}
