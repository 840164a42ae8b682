using InBeeld.Capabilities.Places.Kiosk;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Door;

/// <summary>The tablets of a library: made by a planner with a code that is shown once, revoked when one is lost.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class DevicesModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Device
    {
        public Guid Id { get; set; }
        public string Title { get; set; } = "";
        public DateTimeOffset? CodeUntil { get; set; }
        public DateTimeOffset? PairedAt { get; set; }
        public DateTimeOffset? LastSeenAt { get; set; }
        public DateTimeOffset? RevokedAt { get; set; }
        public DateTimeOffset At { get; set; }

        public bool Works => PairedAt is not null && RevokedAt is null;
    }

    /// <summary>Of the new one, made when the form was shown.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Device> Devices { get; private set; } = [];
    public bool More { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>Of the one that was just made; shown once.</summary>
    public string? Code { get; private set; }

    public string PairAddress => $"{Request.Scheme}://{Request.Host}/kiosk/pair#{Code}";
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Id = Guid.CreateVersion7();
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Title = Title?.Trim() ?? "";
        if (Title.Length is 0 or > 60)
        {
            Refused = [new Refusal("Title", "Geef de tablet een naam van hooguit 60 tekens.")];
            await LoadAsync(ct);
            return Page();
        }

        var code = KioskToken.NewCode();
        var made = await frame.DoAsync("insert into door_device (id, library_id, name, code_hash, code_until, by_person, at) values (@Id, @library, @Title, @hash, @until, @PersonId, @Now) on conflict (id) do nothing",
            new { Id, library = user.OrganisationId, Title, hash = KioskToken.Hash(code), until = Now.AddMinutes(10), user.PersonId, Now }, ct);
        if (made > 0)
        {
            journal.Write("make a tablet", [], Facets.None, "", new { device = Id });
            Code = code[..4] + "-" + code[4..];
        }
        else
        {
            Refused = [Refusal.Of("Deze tablet is al gemaakt. De code was één keer te zien.")];
        }

        (Title, Id) = ("", Guid.CreateVersion7());
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid device, CancellationToken ct)
    {
        if (await frame.DoAsync("update door_device set revoked_at = @Now where id = @device and library_id = @library and revoked_at is null", new { device, Now, library = user.OrganisationId }, ct) == 0)
        {
            return NotFound();
        }

        journal.Write("revoke a tablet", [], Facets.None, "", new { device });
        Saved.Say(HttpContext, text["Ingetrokken. Deze tablet laat niets meer zien."]);
        return Redirect("/door/devices");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Devices = await frame.ListAsync<Device>("""
            select id, name as title, code_until, paired_at, last_seen_at, revoked_at, at from door_device where library_id = @library and (@After::uuid is null or id < @After) order by id desc limit @limit
            """, new { library = user.OrganisationId, After, limit = PageSize + 1 }, ct);
        More = Devices.Count > PageSize;
        Devices = [.. Devices.Take(PageSize).OrderByDescending(d => d.Works)];
        journal.Read("open tablets", [], Facets.None);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/today";
    }

    public string Heading() => Devices.Count(d => d.Works) is > 0 and var working ? text.N(working, "1 tablet werkt aan de deur", "{0} tablets werken aan de deur") : text["Nog geen tablet aan de deur"];
}
