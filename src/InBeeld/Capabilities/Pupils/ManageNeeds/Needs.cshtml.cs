using System.Security.Cryptography;
using System.Text.Json;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Pupils.ManageNeeds;

/// <summary>The tick list of what a child needs.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class NeedsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, SaveNeeds save, IDataProtectionProvider protection) : PageModel
{
    internal sealed class Row
    {
        public string Kind { get; set; } = "";
        public DateOnly Since { get; set; }
        public DateOnly? EndedOn { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public List<string> Ticked { get; set; } = [];

    [BindProperty]
    public List<string> Shown { get; set; } = [];

    public Child Child { get; private set; } = new();
    public List<Row> Rows { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public IEnumerable<Row> Open => Rows.Where(r => r.EndedOn is null);

    public IEnumerable<Row> Ended => Rows.Where(r => r.EndedOn is not null);

    public string Address => $"/children/{Pupil}/needs";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { MayNeeds: true } child)
        {
            return NotFound();
        }

        (Child, Today) = (child, clock.Today());
        Rows = await frame.ListAsync<Row>("select kind, since, ended_on from need where pupil_id = @Pupil order by ended_on desc nulls first, since desc limit 100", new { Pupil }, ct);
        journal.Read("open needs", [Pupil], child.MayCare ? Facets.Needs | Facets.Care : Facets.Needs);
        ViewData["Title"] = text["Wat speelt er bij {0}?", child.Name.Full];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { MayNeeds: true } child)
        {
            return NotFound();
        }

        var saved = await save.RunAsync(new SaveNeedsInput(child, Shown, Ticked), ct);
        if (!saved.Nothing)
        {
            var sentence = text["Opgeslagen: wat er speelt bij {0}.", child.GivenName] + (saved.HandedToCare > 0 ? " " + text["Alleen de zorgcoördinator ziet wat je over gezondheid of veiligheid aanvinkte."] : "");
            Saved.Say(HttpContext, sentence, saved.Added.Length + saved.Ended.Length > 0 ? $"{Address}?handler=Undo&change={Uri.EscapeDataString(Protector.Protect(JsonSerializer.Serialize(saved)))}" : null);
        }

        return Redirect($"/children/{Pupil}");
    }

    public async Task<IActionResult> OnPostUndoAsync(string change, CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { MayNeeds: true } child)
        {
            return NotFound();
        }

        try
        {
            await save.UndoAsync(child, JsonSerializer.Deserialize<NeedsSaved>(Protector.Unprotect(change ?? ""))!, ct);
        }
        catch (CryptographicException)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["Teruggezet: wat er speelt bij {0}.", child.GivenName]);
        return Redirect($"/children/{Pupil}");
    }

    // What changed travels in the address of the undo button, where no one else may read or alter it.
    private IDataProtector Protector => protection.CreateProtector("needs", Pupil.ToString(), user.PersonId.ToString());
}
