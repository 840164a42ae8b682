using System.Net;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Join;

/// <summary>Signs a child up without an account. The database counts how often that happens in a day; who is known already gets the same answer as who is not.</summary>
internal sealed class JoinProgramme(Frame frame, Journal journal, TimeProvider clock, Text text)
{
    public async Task<Outcome<Done>> RunAsync(Guid id, string slug, JoinFields f, IReadOnlyList<Criterion> criteria, IPAddress? address, CancellationToken ct)
    {
        var refusals = f.Check(criteria, clock.Today(), text);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("""
            select app.join_programme(@id, @slug, @Who, @GivenName, @Prefix, @Surname, @born, @School, @year, @Contact, @Phone, @Email, @Speaks, @Wish, @yes, @SortKey, @ForWork, @network, @now)
            """, new { id, slug, f.Who, f.GivenName, f.Prefix, f.Surname, born = Typed.Day(f.Born), f.School, year = Typed.Number(f.Year), f.Contact, f.Phone, f.Email, f.Speaks, f.Wish, yes = f.Yes.ToArray(), f.Name.SortKey, f.ForWork, network = Network(address), now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return Refusal.Of(why == "busy" ? "Er kwamen vandaag veel aanmeldingen. Probeer het morgen, of bel de bibliotheek." : "Dit programma is dicht. Kijk of er een ander past.");
        }

        // Nobody is signed in, so nobody's name stands in the journal, and nothing that says who it is about.
        journal.Write("join programme", [], Facets.Identity | Facets.Contact, "", new { enrolment = id });
        return Done.It;
    }

    // Who has one address of IPv6 has the whole network of it.
    internal static byte[] Network(IPAddress? address) => address switch
    {
        null => [],
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().GetAddressBytes(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => address.GetAddressBytes()[..8],
        _ => address.GetAddressBytes(),
    };
}
