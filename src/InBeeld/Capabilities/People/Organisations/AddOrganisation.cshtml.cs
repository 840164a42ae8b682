using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Organisations;

[Needs(Role.Administrator)]
internal sealed class AddOrganisationModel(Frame frame, Text text, SaveOrganisation save) : PageModel
{
    [BindProperty]
    public Guid Id { get; set; }

    public OrganisationFields Fields { get; private set; } = new() { Kind = "library" };

    public List<Refusal> Refusals { get; } = [];

    public List<ListOrganisationsModel.Town> Towns { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Id = Guid.CreateVersion7();
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(OrganisationFields fields, CancellationToken ct)
    {
        Fields = fields;
        var outcome = await save.AddAsync(Id, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. De organisatie staat nog uit."]);
            return Redirect("/organisations/" + outcome.Value);
        }

        Refusals.AddRange(outcome.Refusals);
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Towns = await frame.ListAsync<ListOrganisationsModel.Town>("select code, name from municipality order by name", null, ct);
        ViewData["Title"] = text["Nieuwe organisatie"];
        ViewData["Menu"] = "/organisations";
    }
}
