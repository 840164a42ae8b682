using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Homework;

/// <summary>One organisation that helps with homework: its hours, for whom, and how to reach it.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class EditModel(Frame frame, Text text, KeepPartner keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Partner { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    public PartnerFields Fields { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public PartnerRow? Row { get; private set; }

    /// <summary>What a colleague saved in between; what was typed stays in the form above it.</summary>
    public PartnerRow? Theirs { get; private set; }

    public string Here => Partner is null ? "/homework/new" : $"/homework/{Partner}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Fields, Version) = (Row is null ? new PartnerFields() : PartnerFields.Of(Row), Row?.Version ?? 0);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(PartnerFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.RunAsync(Partner ?? Id, Partner is null ? null : Version, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["{0} staat erin.", fields.Name ?? ""]);
            return Redirect("/homework");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            Theirs = (await PartnerRow.ListAsync(frame, Partner, ct)).FirstOrDefault();
            Version = Theirs?.Version ?? Version;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(bool back, CancellationToken ct)
    {
        if (Partner is not { } id || !await keep.RemoveAsync(id, !back, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, back ? text["Staat weer op de lijst."] : text["Van de lijst gehaald."], back ? null : $"/homework/{id}?handler=Remove&back=true");
        return Redirect("/homework");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Row = Partner is null ? null : (await PartnerRow.ListAsync(frame, Partner, ct)).FirstOrDefault();
        (ViewData["Title"], ViewData["Menu"]) = (Row?.Name ?? text["Wie helpt met huiswerk?"], "/materials");
        return Partner is null || Row is not null;
    }
}
