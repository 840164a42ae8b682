using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.Costs;

/// <summary>Changes a part of what taking part costs, or takes it away.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class PriceModel(Frame frame, Text text, KeepPrice keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Price { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public PriceRow Row { get; private set; } = new();
    public PriceFields Fields { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>Somebody saved in between: their version stands in <see cref="Row"/>.</summary>
    public bool Lost { get; private set; }
    public string Here => $"/programmes/money/prices/{Price}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Fields, Version) = (PriceFields.Of(Row), Row.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(PriceFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.RunAsync(Price, Row.ProgrammeId, Version, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen."]);
            return Redirect($"/programmes/{Row.ProgrammeId}/money");
        }

        Refused = outcome.Refusals;
        (Lost, Version) = outcome.IsLostUpdate() ? (true, Row.Version) : (false, Version);
        return Page();
    }

    /// <param name="back">For undo: it stays after all.</param>
    public async Task<IActionResult> OnPostRemoveAsync(bool back, CancellationToken ct)
    {
        if (!await keep.RemoveAsync(Price, back, ct))
        {
            return NotFound();
        }

        var programme = await frame.OneAsync<Guid>("select programme_id from programme_price where id = @Price", new { Price }, ct);
        Saved.Say(HttpContext, back ? text["Het staat er weer."] : text["Weggehaald. De kosten per kind zijn opnieuw berekend."], back ? null : $"{Here}?handler=Remove&back=true");
        return Redirect($"/programmes/{programme}/money");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await PriceRow.OfAsync(frame, Price, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        (ViewData["Title"], ViewData["Menu"]) = (text["Wijzig {0}", row.Name].ToString(), "/programmes/money");
        return true;
    }
}
