using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Flyer;

/// <summary>A programme on paper, for at school and at the desk: what, when, where, free, and a code to the page to sign up.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class FlyerModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Moment
    {
        public int Weekday { get; set; }
        public TimeOnly Opens { get; set; }
        public TimeOnly Closes { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    public ProgrammeRow Row { get; private set; } = new();
    public List<string> ForWhom { get; private set; } = [];

    /// <summary>When its groups meet; none when they are not planned yet, or when there are too many to name.</summary>
    public List<Moment> Moments { get; private set; } = [];

    public DateOnly Today => clock.Today();

    /// <summary>Null: only schools bring children to this programme.</summary>
    public string? Link => Row.ByFamily ? $"{Request.Scheme}://{Request.Host}/meedoen/{Row.Slug}" : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        ForWhom = (await ProgrammeRow.CriteriaAsync(frame, Programme, ct)).FindAll(c => c.Kind != "question").ConvertAll(c => c.Says(text));
        Moments = await frame.ListAsync<Moment>("select distinct weekday, opens, closes from programme_group where programme_id = @Programme and state = 'open' and capacity > 1 order by 1, 2, 3 limit 5", new { Programme }, ct);
        Moments = Moments.Count == 5 ? [] : Moments;
        journal.Read("print flyer", [], Facets.None, "", new { programme = Programme });
        (ViewData["Title"], ViewData["Menu"]) = (text["Flyer van {0}", row.Name], "/programmes");
        return Page();
    }
}
