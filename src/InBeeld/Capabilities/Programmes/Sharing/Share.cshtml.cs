using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Sharing;

/// <summary>Publishes a programme of the own library for all others, in editions, and says who copied it.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class ShareModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, CopyProgramme copy) : PageModel
{
    internal sealed class Taker
    {
        public string Library { get; set; } = "";
        public int Number { get; set; }
        public DateOnly Day { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Note { get; set; }

    public ProgrammeRow Row { get; private set; } = new();
    public ProgrammeContent What { get; private set; } = new();
    public List<EditionRow> Editions { get; private set; } = [];
    public List<Taker> Takers { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Note = Note?.Trim() ?? "";
        var outcome = await copy.PublishAsync(Id, Programme, What, Note, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Gedeeld. Alle bibliotheken kunnen het nu bekijken en overnemen."], $"/programmes/{Programme}/share?handler=Turn&edition={Id}&shown=false");
        return Redirect($"/programmes/{Programme}/share");
    }

    public async Task<IActionResult> OnPostTurnAsync(Guid edition, bool shown, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !Editions.Exists(e => e.Id == edition) || !await frame.OneAsync<bool>("select app.turn_edition(@edition, @shown, @now)", new { edition, shown, now = clock.GetUtcNow() }, ct))
        {
            return NotFound();
        }

        journal.Write("publish programme", [], Facets.None, "", new { programme = Programme, edition, shown });
        Saved.Say(HttpContext, shown ? text["Weer gedeeld."] : text["Niet meer gedeeld. Wie het overnam, houdt het."], $"/programmes/{Programme}/share?handler=Turn&edition={edition}&shown={(shown ? "false" : "true")}");
        return Redirect($"/programmes/{Programme}/share");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { } row || row.LibraryId != user.OrganisationId)
        {
            return false;
        }

        Row = row;
        What = await EditionRow.NowAsync(frame, row, Today, ct);
        Editions = await EditionRow.OfProgrammeAsync(frame, Programme, ct);
        Takers = await frame.ListAsync<Taker>("select library, number, day from app.copied_by(@Programme)", new { Programme }, ct);
        (ViewData["Title"], ViewData["Menu"]) = (text["Deel {0}", row.Name].ToString(), "/programmes");
        return true;
    }
}
