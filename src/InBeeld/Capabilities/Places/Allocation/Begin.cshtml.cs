using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>Begins an allocation: a name, the days of the places, and until when schools can ask.</summary>
[Needs(Role.Coordinator)]
internal sealed class BeginModel(Text text, TimeProvider clock, KeepAllocation keep) : PageModel
{
    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public AllocationFields Fields { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public void OnGet()
    {
        var monday = clock.Today().AddDays(14 - (((int)clock.Today().DayOfWeek + 6) % 7));
        Fields = new AllocationFields { Starts = Typed.Of(monday), Ends = Typed.Of(monday.AddDays(39)), RequestsUntil = Typed.Of(monday.AddDays(-4)) };
        Head();
    }

    public async Task<IActionResult> OnPostAsync(AllocationFields fields, CancellationToken ct)
    {
        Fields = fields;
        Head();
        var outcome = await keep.BeginAsync(Id, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["De verdeling is begonnen. Scholen zien haar bij Plekken."]);
            return Redirect($"/allocation/{Id}");
        }

        Refused = outcome.Refusals;
        return Page();
    }

    private void Head() => (ViewData["Title"], ViewData["Menu"]) = (text["Nieuwe verdeling"], "/places");
}
