using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.StarsOfSchools.Talk;

/// <summary>What to talk about with one school, to take along: what nobody knows, what is not done together, where more is possible, and what one more star takes.</summary>
[Needs(Role.ProgrammeLeader, Role.LibraryPlanner)]
internal sealed class TalkModel(Frame frame, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Location { get; set; }

    public StarsOfWave Found { get; private set; } = null!;
    public StarredSchool School { get; private set; } = null!;
    public TalkAgenda Agenda { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await StarsOfWave.LoadAsync(frame, Wave, ct) is not { } found || found.Schools.FirstOrDefault(s => s.Id == Location) is not { } school)
        {
            return NotFound();
        }

        (Found, School, Agenda) = (found, school, TalkAgenda.Of(found.Questionnaire, found.Answers, school));
        (ViewData["Title"], ViewData["Menu"]) = (text["Om over te praten met {0}", school.Name], "/monitor/dashboard");
        return Page();
    }

    /// <summary>Of which field a question is.</summary>
    public string FieldOf(TalkItem item) => Found.Fields.FirstOrDefault(f => f.Key == item.Item.Field)?.Label.In(text.Language) ?? "";
}
