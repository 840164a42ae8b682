using System.Security.Cryptography;
using System.Text.Json;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Privacy.EmergencyAccess;

/// <summary>Find a child by whole surname and birth date, say why, and see it for three hours; and end that earlier.</summary>
[Needs(Role.Care, Role.Coordinator)]
internal sealed class EmergencyAccessModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, TakeEmergencyAccess take, IDataProtectionProvider protection) : PageModel
{
    internal sealed record Child(Guid Id, string GivenName, string Surname, string SchoolName);

    internal sealed class Mine
    {
        public Guid Id { get; set; }
        public Guid PupilId { get; set; }
        public string? GivenName { get; set; }
        public string? Surname { get; set; }
        public string Reason { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public bool Running { get; set; }
    }

    [BindProperty]
    public string? Surname { get; set; }

    [BindProperty]
    public DateOnly? Born { get; set; }

    /// <summary>What the search named, sealed: only those can be chosen, and they need not be searched again when something is missing.</summary>
    [BindProperty]
    public string? FoundBefore { get; set; }

    [BindProperty]
    public Guid? Pupil { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool Sure { get; set; }

    public IReadOnlyList<Child>? Found { get; private set; }
    public List<Mine> All { get; private set; } = [];
    public List<Refusal> Refused { get; } = [];
    public DateOnly Today { get; private set; }

    public IEnumerable<Mine> Running => All.Where(a => a.Running);

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostFindAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (string.IsNullOrWhiteSpace(Surname))
        {
            Refused.Add(new Refusal("Surname", "Vul de achternaam in, zonder tussenvoegsel."));
        }

        if (Born is null || Born > Today)
        {
            Refused.Add(new Refusal("Born", "Vul de geboortedatum in."));
        }

        if (Refused.Count > 0)
        {
            return Page();
        }

        if (await frame.OneAsync<int>("select app.searches_left('emergency')", null, ct) == 0)
        {
            journal.Refused("search for emergency access", [], "too often");
            Refused.Add(Refusal.Of("Je zocht het laatste uur al tien keer. Probeer het later opnieuw."));
            return Page();
        }

        Found = await frame.ListAsync<Child>("select id, given_name, surname, school_name from app.find_for_emergency(@Surname, @Born)", new { Surname, Born }, ct);
        journal.Read("search for emergency access", Found.Select(f => f.Id), Facets.Identity, "search", new { found = Found.Count });
        FoundBefore = Protector.Protect(JsonSerializer.Serialize(Found));
        Pupil = Found.Count == 1 ? Found[0].Id : null;
        return Page();
    }

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken ct)
    {
        Found = Unseal();
        if (Found.All(f => f.Id != Pupil))
        {
            Refused.Add(new Refusal("Pupil", "Kies welk kind je bedoelt."));
        }
        else
        {
            var outcome = await take.RunAsync(new TakeEmergencyAccessInput(Pupil!.Value, Reason ?? "", Sure), ct);
            if (outcome.Ok)
            {
                Saved.Say(HttpContext, text["Je hebt drie uur toegang. De gemeente en de privacyfunctionaris weten het."]);
                return Redirect($"/children/{Pupil}");
            }

            Refused.AddRange(outcome.Refusals);
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid access, CancellationToken ct)
    {
        if (await frame.OneAsync<Guid?>("select app.end_emergency(@access)", new { access }, ct) is not { } pupil)
        {
            return NotFound();
        }

        journal.Write("end emergency access", [pupil], Facets.None, "", new { access });
        Saved.Say(HttpContext, text["Je toegang is gestopt."]);
        return Redirect("/emergency-access");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        // While it runs the child is seen and has its name here; afterwards the line stays, without the name.
        All = await frame.ListAsync<Mine>("""
            select e.id, e.pupil_id, p.given_name, trim(concat_ws(' ', nullif(p.prefix, ''), p.surname)) as surname, e.reason, e.starts, e.ends, e.ends > now() as running
            from emergency_access e left join pupil p on p.id = e.pupil_id and e.ends > now() where e.person_id = @PersonId order by e.starts desc limit 20
            """, new { user.PersonId }, ct);
        journal.Read("open emergency access", Running.Select(r => r.PupilId), Facets.Identity, "emergency");
        ViewData["Title"] = Heading();
    }

    public string Heading() => Running.Any() ? text.N(Running.Count(), "Je hebt nu spoedtoegang tot 1 kind", "Je hebt nu spoedtoegang tot {0} kinderen") : text["Spoedtoegang tot een kind"];

    private List<Child> Unseal()
    {
        try
        {
            return JsonSerializer.Deserialize<List<Child>>(Protector.Unprotect(FoundBefore ?? ""))!;
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private IDataProtector Protector => protection.CreateProtector("emergency", user.PersonId.ToString());
}
