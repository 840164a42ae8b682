using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Slots;

/// <summary>New times in a room, once or every week. What clashes is listed per date before anything is made.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class NewModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, MakeSlots make) : PageModel
{
    internal sealed record Choice(string Kind, Guid Id, string Name);

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public bool Seen { get; set; }

    /// <summary>Also in the holidays of the schools.</summary>
    [BindProperty]
    public bool Holidays { get; set; }

    public SlotFields Fields { get; private set; } = new();
    public List<Choice> Choices { get; private set; } = [];
    public List<Occurrence>? Dates { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public IEnumerable<Occurrence> Fit => (Dates ?? []).Where(d => d.Fits && (Holidays || !d.Holiday));

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(SlotFields fields, CancellationToken ct)
    {
        Fields = fields;
        var looked = await make.LookAsync(fields, ct);
        if (!looked.Ok)
        {
            Refused = looked.Refusals;
        }
        else if (!Seen && (looked.Value.Count > 1 || looked.Value.Exists(o => !o.Fits || o.Holiday)))
        {
            Dates = looked.Value;
        }
        else
        {
            var outcome = await make.RunAsync(Id, fields, Holidays, ct);
            if (outcome.Ok && outcome.Value > 0)
            {
                Saved.Say(HttpContext, text.N(outcome.Value, "1 tijd gemaakt.", "{0} tijden gemaakt."));
                return Redirect($"/slots?day={fields.Day}");
            }

            Refused = outcome.Ok ? [Refusal.Of("Er is niets gemaakt. Geen van deze dagen kan.")] : outcome.Refusals;
            Dates = looked.Value;
        }

        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Choices = await frame.ListAsync<Choice>("""
            select 'room' as kind, id, name from room where library_id = @OrganisationId and removed_at is null
            union all select distinct 'town', o.id, o.name from place_agreement a join organisation o on o.id = a.municipality_id where a.library_id = @OrganisationId and a.state = 'agreed' order by 1, 3
            """, new { user.OrganisationId }, ct);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/slots";
    }

    public string Heading() => Dates is { } dates ? text["{0} van de {1} dagen kunnen", Fit.Count(), dates.Count] : text["Wanneer kunnen kinderen komen?"];

    /// <summary>What is in the way on a date, or that schools are closed.</summary>
    public string Why(Occurrence o) => o.Clash switch
    {
        "past" => text["Deze tijd is al voorbij"],
        "night" => text["Een tijd begint en eindigt op één dag"],
        "closure" => text["Gesloten: {0}", o.Reason ?? ""],
        "hours" => text["Buiten de openingstijden"],
        "overlap" => text["Er is dan al een tijd in deze ruimte"],
        "programme" => text["Er is dan een programma in deze ruimte"],
        "no_choice" => text["Bereken eerst de plekken van deze ruimte"],
        _ => o.Holiday ? text["Schoolvakantie of vrije dag"] : "",
    };
}
