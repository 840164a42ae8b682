using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Kiosk;

/// <summary>Exchanges the code of a planner, once, for the token of this tablet.</summary>
[OpenToAll("A tablet that has no token yet gives the code that a planner sees once; codes hold ten minutes and guessing is limited")]
internal sealed class PairModel(Frame frame, Journal journal, TimeProvider clock, IWebHostEnvironment environment) : PageModel
{
    // Who pairs it works there: in the language of the application.
    public KioskText Words { get; } = new(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    public bool Wrong { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken ct)
    {
        var token = KioskToken.NewToken();
        var device = await frame.OneAsync<Guid?>("select app.kiosk_pair(@code, @token, @now)", new { code = KioskToken.Hash(KioskToken.Plain(code)), token = KioskToken.Hash(token), now = clock.GetUtcNow() }, ct);
        if (device is null)
        {
            journal.Refused("pair a tablet", [], "code");
            Wrong = true;
            return Page();
        }

        journal.Write("pair a tablet", [], Facets.None, "device", new { device });
        KioskToken.Give(HttpContext, token, environment.IsProduction());
        return Redirect("/kiosk");
    }
}
