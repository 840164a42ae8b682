using System.Security.Cryptography;
using System.Text;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>Links by which a library without an account answers. What stands in a link is shown once; the database keeps a hash.</summary>
internal sealed class KeepLinks(Frame frame, Journal journal, TimeProvider clock)
{
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <param name="part">Empty: the whole questionnaire.</param>
    /// <returns>Per library what stands in its link.</returns>
    public async Task<Outcome<IReadOnlyDictionary<Guid, string>>> MakeAsync(Guid wave, IReadOnlyCollection<Guid> libraries, string part, CancellationToken ct)
    {
        var tokens = libraries.Distinct().ToDictionary(l => l, _ => RandomNumberGenerator.GetHexString(64, lowercase: true));
        var why = await frame.OneAsync<string>("select app.make_wave_links(@units, @part, @hashes, @now)", new { units = tokens.Keys.ToArray(), part, hashes = tokens.Values.Select(Hash).ToArray(), now = clock.GetUtcNow() }, ct) ?? "gone";
        if (why != "")
        {
            return Refusal.Of(why == "closed" ? "Deze peiling is gesloten. Er is niets opgeslagen." : "Dat staat hier niet (meer).");
        }

        journal.Write("make wave links", [], Facets.None, "", new { wave, links = tokens.Count });
        return tokens;
    }

    public async Task<bool> WithdrawAsync(Guid wave, Guid link, CancellationToken ct)
    {
        var gone = await frame.OneAsync<bool>("select app.withdraw_wave_link(@link, @now)", new { link, now = clock.GetUtcNow() }, ct);
        if (gone)
        {
            journal.Write("withdraw wave link", [], Facets.None, "", new { wave, link });
        }

        return gone;
    }
}
