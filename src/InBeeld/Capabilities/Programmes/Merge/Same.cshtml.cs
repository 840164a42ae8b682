using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Merge;

/// <summary>Two participants who are one child. What happens is said first, because it cannot be undone.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class SameModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    [BindProperty]
    public Guid? Other { get; set; }

    public EnrolmentRow Row { get; private set; } = new();
    public List<SameChild> Others { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Others.Find(o => o.Id == Other) is not { } other)
        {
            Refused = [new Refusal("Other", "Kies welk kind hetzelfde is.")];
            return Page();
        }

        // The one that a school knows stays; of two, the one that is at the school now.
        var (gone, kept) = other.PupilId is null || (other.Left && Row.PupilId is not null) ? (other.Id, Row.ParticipantId) : (Row.ParticipantId, other.Id);
        var why = await frame.OneAsync<string>("select app.merge_participants(@gone, @kept, @now)", new { gone, kept, now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            Refused = [Refusal.Of(why == "claims" ? "Voor beide betaalt dezelfde geldbron, of samen te veel. Laat eerst een bijdrage vervallen." : "Dat kan nu niet meer.")];
            return Page();
        }

        journal.Write("merge participants", (Row.PupilId ?? other.PupilId) is { } pupil ? [pupil] : [], Facets.Identity | Facets.Contact, "", new { gone, kept });
        Saved.Say(HttpContext, text["Dit is nu één kind."]);
        return Redirect($"/programmes/people/{Enrolment}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Others = await SameChild.OfAsync(frame, row, ct);
        journal.Read("compare participants", Others.Select(o => o.PupilId).Append(row.PupilId).OfType<Guid>().Distinct(), Facets.Identity, "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (text["Is dit hetzelfde kind?"], "/programmes");
        return true;
    }
}
