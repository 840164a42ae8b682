using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.Holidays;

/// <summary>The holidays of the three regions, per school year: look, add, and on a page of its own change or remove.</summary>
[Needs(Role.Administrator)]
internal sealed class RegionHolidaysModel(Frame frame, Text text, TimeProvider clock, SaveHoliday save) : PageModel
{
    /// <summary>Also school years that are over.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Past { get; set; }

    [BindProperty]
    public HolidayForm Form { get; set; } = new();

    public List<HolidayRow> Rows { get; private set; } = [];
    public List<Refusal> Refusals { get; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form = new HolidayForm { Id = Guid.CreateVersion7(), Regions = [.. HolidayWords.Regions] };
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await save.AddAsync(Form, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. De standen van de kinderen worden bijgewerkt."]);
            return Redirect("/holidays");
        }

        Refusals.AddRange(outcome.Refusals);
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var firstYear = DateOnly.ParseExact(HolidayWords.SchoolYear(Today)[..4] + "-08-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Rows = await frame.ListAsync<HolidayRow>("select id, region, school_id, name, starts, ends from holiday where school_id is null and (@Past or starts >= @firstYear) order by starts, region", new { Past, firstYear }, ct);
        ViewData["Title"] = text["Vakanties"];
    }
}
