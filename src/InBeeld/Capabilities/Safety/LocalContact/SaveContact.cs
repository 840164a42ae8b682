using InBeeld.Capabilities.Safety.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Safety.LocalContact;

/// <param name="Version">The version that was shown; 0 when there was none.</param>
internal sealed record SaveContactInput(int Version, SafetyContact Contact);

/// <summary>The coordinator writes down which Veilig Thuis the municipality has, and its number.</summary>
internal sealed class SaveContact(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(SaveContactInput input, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var contact = new SafetyContact(input.Contact.Name.Trim(), input.Contact.Phone.Trim(), input.Contact.Hours.Trim(), input.Contact.Website.Trim());
        if (contact.Name.Length is 0 or > 120)
        {
            refusals.Add(new Refusal("ContactName", "Vul de naam in, zoals Veilig Thuis en de regio."));
        }

        if (contact.Phone.Count(char.IsAsciiDigit) < 3 || contact.Phone.Length > 40 || contact.Phone.Any(c => !char.IsAsciiDigit(c) && !"+() -".Contains(c, StringComparison.Ordinal)))
        {
            refusals.Add(new Refusal("Phone", "Vul een telefoonnummer in."));
        }

        if (contact.Hours.Length > 200)
        {
            refusals.Add(new Refusal("Hours", "Gebruik hooguit {0} tekens.", 200));
        }

        if (contact.Website.Length > 200 || (contact.Website.Length > 0 && (!Uri.TryCreate(contact.Website, UriKind.Absolute, out var site) || site.Scheme != Uri.UriSchemeHttps)))
        {
            refusals.Add(new Refusal("Website", "Vul een adres in dat begint met https://, of laat het leeg."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var args = new { user.MunicipalityCode, contact.Name, contact.Phone, contact.Hours, contact.Website, input.Version, now = clock.GetUtcNow(), user.PersonId };
        var same = await frame.OneAsync<bool>("select exists (select 1 from safety_contact where municipality_code = @MunicipalityCode and (name, phone, hours, website) = (@Name, @Phone, @Hours, @Website))", args, ct);
        if (same)
        {
            return Done.It;
        }

        var saved = input.Version == 0
            ? await frame.DoAsync("insert into safety_contact (municipality_code, name, phone, hours, website, changed_at, changed_by) values (@MunicipalityCode, @Name, @Phone, @Hours, @Website, @now, @PersonId) on conflict do nothing", args, ct)
            : await frame.DoAsync("update safety_contact set name = @Name, phone = @Phone, hours = @Hours, website = @Website, version = version + 1, changed_at = @now, changed_by = @PersonId where municipality_code = @MunicipalityCode and version = @Version", args, ct);
        if (saved == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("set safety contact", [], Facets.None, "", new { user.MunicipalityCode });
        return Done.It;
    }
}
