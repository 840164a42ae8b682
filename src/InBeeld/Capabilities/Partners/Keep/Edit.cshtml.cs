using InBeeld.Capabilities.Partners.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Forms;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Keep;

/// <summary>A new record of the network, or the change of one: an organisation, a person, who takes part, a task, an agreement, a policy, a condition or a risk.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class EditModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepRecord keep) : PageModel
{
    // A form has a field of this name too.
    [FromRoute(Name = "what")]
    public string What { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid? Record { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    public Sheet Sheet { get; private set; } = new([]);
    public string Back { get; private set; } = "/partners";
    public string Here => Record is null ? $"/partners/{What}/new" : $"/partners/{What}/{Record}/change";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } loaded)
        {
            return NotFound();
        }

        (Sheet, Version) = (loaded.Stands, loaded.Version);
        if (Record is null)
        {
            Sheet.Preset(Request.Query);
            Sheet["Starts"] = Sheet.Lines.Any(l => l.Name == "Starts") ? Typed.Of(clock.Today()) : "";
        }

        Back = Record is { } id ? loaded.Thing.Home(id, Sheet) : "/partners";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } loaded)
        {
            return NotFound();
        }

        var (thing, stands, version) = loaded;
        Sheet = new Sheet(stands.Lines);
        Back = Record is { } known ? thing.Home(known, stands) : "/partners";
        if (!Sheet.Read(Request.Form))
        {
            return Page();
        }

        var id = Record ?? Id;
        var outcome = await keep.RunAsync(thing, id, Record is null ? null : Version, Sheet, ct);
        if (!outcome.Ok)
        {
            Sheet.Refused.AddRange(outcome.Refusals);
            if (outcome.IsLostUpdate())
            {
                Sheet.Clash(stands, Request.Form["Was"]);
                Version = version;
            }

            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen."], Record is null ? $"/partners/{What}/{id}/change?handler=Remove" : null);
        return Redirect(thing.Home(id, Sheet));
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) => await TurnAsync(false, ct);

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken ct) => await TurnAsync(true, ct);

    private async Task<IActionResult> TurnAsync(bool back, CancellationToken ct)
    {
        if (Thing.Of(What) is not { } thing || Record is not { } id || !await keep.RemoveAsync(thing, id, back, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, back ? text["Het staat er weer."] : text["Weggehaald."], $"/partners/{What}/{id}/change?handler={(back ? "Remove" : "Restore")}");
        return Redirect(What switch { "tasks" => "/partners/tasks", "agreements" => "/partners/agreements", "policies" => "/partners/policies", "fits" or "conditions" or "risks" => "/partners/network", _ => "/partners" });
    }

    private async Task<(Thing Thing, Sheet Stands, int Version)?> LoadAsync(CancellationToken ct)
    {
        if (Thing.Of(What) is not { } thing)
        {
            return null;
        }

        var stands = new Sheet(thing.Lines(await Choices.AllAsync(frame, text, clock.Today(), ct), text));
        int? version = 0;
        if (Record is { } id)
        {
            version = await keep.FindAsync(thing, id, stands, ct);
            journal.Read("open network record", [], Facets.None, "", new { what = What, record = id });

            // What was chosen once may not be in the list any more, such as who has left; it stays what it is.
            stands = stands.With([.. stands.Lines.Select(l => l.Choices is { } choices && stands[l.Name] is { Length: > 0 } value && !choices.Any(c => c.Value == value) ? l with { Choices = [.. choices, new Choice(value, text["Zoals het nu is"])] } : l)]);
        }

        (ViewData["Title"], ViewData["Menu"]) = (Record is null ? text[thing.New].ToString() : text[thing.Change].ToString(), "/partners");
        return version is { } v ? (thing, stands, v) : null;
    }
}
