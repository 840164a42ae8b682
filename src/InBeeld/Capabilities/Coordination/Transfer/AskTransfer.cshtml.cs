using InBeeld.Capabilities.Coordination.CaseList;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Transfer;

/// <summary>Asks another municipality to take a case over, with the ground for it.</summary>
[Needs(Role.Coordinator)]
internal sealed class AskTransferModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, Transfers transfers) : PageModel
{
    internal sealed class Town
    {
        public Guid? Id { get; set; }
        public string Code { get; set; } = "";
        public string Name { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Case { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>The code of a municipality.</summary>
    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Ground { get; set; }

    [BindProperty]
    public string? GroundWords { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public CaseRow Row { get; private set; } = new();
    public List<Town> Towns { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>A municipality that was chosen and does not work with InBeeld.</summary>
    public Town? NotHere { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Id = Guid.CreateVersion7();
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var town = Towns.FirstOrDefault(t => t.Code == To);
        if (town is { Id: null })
        {
            NotHere = town;
            return Page();
        }

        var outcome = await transfers.AskAsync(new AskTransferInput(Id, Case, Row.PupilId!.Value, town?.Id ?? Guid.Empty, Ground ?? "", GroundWords ?? "", Words ?? ""), ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["De vraag ligt bij {0}. Tot zij overnemen blijft de zaak hier.", outcome.Value], $"/transfers?handler=Withdraw&transfer={Id}");
        return Redirect("/transfers");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await frame.OneAsync<CaseRow>($"select {CaseListQuery.Columns} from care_case c {CaseListQuery.Joins} where c.id = @Case and c.municipality_id = @OrganisationId and c.state <> 'closed'", new { Case, user.OrganisationId, today = clock.Today() }, ct) is not { PupilId: { } pupil } row)
        {
            return false;
        }

        Row = row;
        Towns = await frame.ListAsync<Town>("select (select o.id from organisation o where o.kind = 'municipality' and o.code = m.code and o.is_on) as id, m.code, m.name from municipality m where m.code <> @MunicipalityCode order by m.name, m.code", new { user.MunicipalityCode }, ct);
        journal.Read("open transfer form", [pupil], Facets.Identity);
        ViewData["Title"] = text["Zaak van {0} overdragen", row.Called(text)];
        ViewData["Menu"] = "/cases";
        return true;
    }
}
