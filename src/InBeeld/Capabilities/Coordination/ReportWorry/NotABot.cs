using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;

namespace InBeeld.Capabilities.Coordination.ReportWorry;

/// <summary>
/// Keeps programs that fill in forms away from the page without account: a field that people leave empty, a few seconds between showing and sending, no
/// list of links. Nothing is dropped in silence: whoever is refused reads what to do.
/// </summary>
internal sealed partial class NotABot(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Links = 2;
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(12);

    private readonly IDataProtector protector = protection.CreateProtector("report-shown");

    /// <summary>When the form was shown, so that it cannot be made up.</summary>
    public string Stamp() => protector.Protect(clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    /// <returns>The sentence that says what to do; null when nothing is strange.</returns>
    /// <param name="stamp">From the form.</param>
    /// <param name="trap">The field that people leave empty.</param>
    /// <param name="texts">What was typed.</param>
    public string? Sentence(string? stamp, string? trap, params string?[] texts)
    {
        if (!string.IsNullOrEmpty(trap))
        {
            return "Dit konden we niet versturen. Laat het veld over een website leeg, of bel de gemeente.";
        }

        if (Shown(stamp) is not { } shown || clock.GetUtcNow() - shown > Latest)
        {
            return "De pagina stond lang open. Kijk of alles klopt en verstuur het nog een keer.";
        }

        if (clock.GetUtcNow() - shown < Soonest)
        {
            return "Dat ging heel snel. Wacht een paar tellen en verstuur het nog een keer.";
        }

        return texts.Sum(t => Link().Count(t ?? "")) > Links ? "Er staan te veel links in je tekst. Haal ze weg, of bel de gemeente." : null;
    }

    /// <summary>A stamp that is still good goes along to the next try, so that waiting helps.</summary>
    public string Keep(string? stamp) => Shown(stamp) is { } shown && clock.GetUtcNow() - shown <= Latest ? stamp! : Stamp();

    private DateTimeOffset? Shown(string? stamp)
    {
        try
        {
            return string.IsNullOrEmpty(stamp) ? null : new DateTimeOffset(long.Parse(protector.Unprotect(stamp), CultureInfo.InvariantCulture), TimeSpan.Zero);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"https?://|www\.|\[url|<a\s", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}

/// <summary>How often one address may report, or ask after a report, per hour; and a last dam per municipality and day. Per node, as elsewhere.</summary>
internal sealed class ReportLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> reports;
    private readonly PartitionedRateLimiter<string> states;

    public ReportLimits(IConfiguration configuration)
    {
        reports = PerHour(Number(configuration, "Report:PerHour", 5));
        states = PerHour(Number(configuration, "Report:StatesPerHour", 20));
        PerDay = Number(configuration, "Report:PerDay", 200);
    }

    /// <summary>Reports without account per municipality in a day.</summary>
    public int PerDay { get; }

    public bool MayReport(HttpContext http) => Take(reports, http);

    public bool MayAsk(HttpContext http) => Take(states, http);

    public void Dispose()
    {
        reports.Dispose();
        states.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<string> limiter, HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(Address(http.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    // Who has one address of IPv6 has the whole network of it.
    private static string Address(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes(), 0, 8),
        _ => address.ToString(),
    };

    private static PartitionedRateLimiter<string> PerHour(int times) => PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = times, Window = TimeSpan.FromHours(1), QueueLimit = 0 }));

    private static int Number(IConfiguration configuration, string key, int standard) => int.TryParse(configuration[key], CultureInfo.InvariantCulture, out var set) && set > 0 ? set : standard;
}
