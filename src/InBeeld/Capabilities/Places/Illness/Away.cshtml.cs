using InBeeld.Capabilities.Places.Model;
using InBeeld.Capabilities.Places.Roster;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Illness;

/// <summary>Somebody cannot come from a day until a day: oneself, or for a planner anybody. Why is never asked. Can come again: undone.</summary>
[Needs(Role.Library, Role.LibraryPlanner)]
internal sealed class AwayModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The membership of whoever cannot come; an employee only for oneself.</summary>
    [BindProperty]
    public Guid Member { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    public List<AwayRow> Rows { get; private set; } = [];
    public List<Worker> Workers { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool Plans => user.Is(Role.LibraryPlanner);
    public Guid Me => user.MembershipId ?? Guid.Empty;

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Member, From, To) = (Me, Typed.Of(Today), Typed.Of(Today));
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var who = Plans && Member != Guid.Empty ? Member : Me;
        if (Typed.Day(From) is not { } first || first < Today.AddDays(-7) || first > Today.AddDays(120))
        {
            refusals.Add(new Refusal("From", "Vul in vanaf welke dag."));
            first = Today;
        }

        if (Typed.Day(To) is not { } last || last < Today || last < first || last > first.AddDays(60))
        {
            refusals.Add(new Refusal("To", "De laatste dag is vandaag of later, binnen 60 dagen."));
            last = Today;
        }

        if (refusals.Count == 0)
        {
            var why = await frame.OneAsync<string>("select app.report_away(@Id, @who, @first, @last, @now)", new { Id, who, first, last, now = clock.GetUtcNow() }, ct);
            if (why is { Length: > 0 })
            {
                refusals.Add(new Refusal("Member", "Kies een medewerker van jullie bibliotheek."));
            }
        }

        Refused = refusals;
        if (refusals.Count > 0)
        {
            await LoadAsync(ct);
            return Page();
        }

        journal.Write("report away", [], Facets.None, "", new { membership = who, first, last });
        Saved.Say(HttpContext, Plans ? text["Genoteerd. Wie reserve is en kan, is opgeroepen. Kijk of er nog iemand nodig is."] : text["Genoteerd. De planner weet het en roept zo nodig de reserve op. Beterschap."]);
        return Redirect(Plans ? WeekModel.Address(first.Monday()) : "/shifts/away");
    }

    public async Task<IActionResult> OnPostBackAsync(CancellationToken ct)
    {
        if (await frame.OneAsync<bool>("select app.undo_away(@Id, @now)", new { Id, now = clock.GetUtcNow() }, ct))
        {
            journal.Write("undo away", [], Facets.None, "", new { away = Id });
            Saved.Say(HttpContext, text["Fijn. Diensten die nog vrij zijn staan weer op naam."]);
            return Redirect("/shifts/away");
        }

        Refused = [Refusal.Of("Deze melding is er niet meer.")];
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Rows = await KeepRoster.AwayAsync(frame, user.OrganisationId, Today, Today.AddDays(400), ct);
        Workers = Plans ? await Worker.ListAsync(frame, user.OrganisationId, Today, ct) : [];
        journal.Read("open who is away", [], Facets.None);
        ViewData["Title"] = Plans ? text["Wie kan er niet komen?"] : text["Wanneer kun je niet komen?"];
        ViewData["Menu"] = Plans ? "/roster" : "/shifts";
    }
}
