using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Waves.Make;

/// <summary>A new wave: which questionnaire, over which year, when. Who takes part comes next.</summary>
[Needs(Role.Researcher)]
internal sealed class NewModel(Frame frame, Text text, TimeProvider clock, KeepWave keep) : PageModel
{
    internal sealed class Published
    {
        public Guid Id { get; set; }
        public string Title { get; set; } = "";
        public int Version { get; set; }
    }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public KeepWave.Input Fields { get; private set; } = new();
    public List<Published> Questionnaires { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>The school year of today and the two before it, and the next.</summary>
    public IEnumerable<int> Years => Enumerable.Range(-2, 4).Select(n => SchoolYear + n).Reverse();

    private int SchoolYear => clock.Today() is { Month: >= 8 } today ? today.Year : clock.Today().Year - 1;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Fields = new KeepWave.Input { Kind = "school-year", SchoolYear = Typed.Of(SchoolYear - 1), Opens = Typed.Of(clock.Today()), Closes = Typed.Of(clock.Today().AddDays(42)) };
    }

    public async Task<IActionResult> OnPostAsync(KeepWave.Input fields, CancellationToken ct)
    {
        Fields = fields;
        var chosen = await frame.OneAsync<KeepWave.Chosen>(WaveQuestionnaires.One, new { fields.Questionnaire }, ct);
        var outcome = await keep.MakeAsync(Id, fields, chosen, ct);
        if (outcome.Ok)
        {
            return Redirect($"/monitor/waves/{Id}/units");
        }

        await LoadAsync(ct);
        Refused = outcome.Refusals;
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Questionnaires = await frame.ListAsync<Published>(WaveQuestionnaires.All, new { text.Language }, ct);
        (ViewData["Title"], ViewData["Menu"]) = (text["Een nieuwe peiling"].ToString(), "/monitor/waves");
    }
}
