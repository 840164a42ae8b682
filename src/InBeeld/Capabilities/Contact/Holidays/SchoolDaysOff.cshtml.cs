using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.Holidays;

/// <summary>The days off of one school, beside the holidays of its region.</summary>
[Needs(Role.Principal, Role.Office)]
internal sealed class SchoolDaysOffModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, SaveHoliday save) : PageModel
{
    [BindProperty]
    public HolidayForm Form { get; set; } = new();

    public List<HolidayRow> Own { get; private set; } = [];
    public List<HolidayRow> OfRegion { get; private set; } = [];
    public List<Refusal> Refusals { get; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form = new HolidayForm { Id = Guid.CreateVersion7() };
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await save.AddAsync(Form, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. De standen van de kinderen zijn bijgewerkt."]);
            return Redirect("/school/holidays");
        }

        Refusals.AddRange(outcome.Refusals);
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        // This school year and what comes.
        var from = DateOnly.ParseExact(HolidayWords.SchoolYear(Today)[..4] + "-08-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var rows = await frame.ListAsync<HolidayRow>("""
            select id, region, school_id, name, starts, ends from holiday
            where ends >= @from and (school_id = @OrganisationId or (school_id is null and region = @HolidayRegion)) order by starts, name
            """, new { from, user.OrganisationId, user.HolidayRegion }, ct);
        Own = [.. rows.Where(r => r.SchoolId is not null)];
        OfRegion = [.. rows.Where(r => r.SchoolId is null && HolidayWords.SchoolYear(r.Starts) == HolidayWords.SchoolYear(Today) || r.SchoolId is null && r.Starts > Today && r.Starts <= Today.AddDays(366))];
        ViewData["Title"] = text["Vrije dagen"];
    }
}
