using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Forms;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Keep;

/// <summary>A new measurement or a record of one, or the change of it: a round, somebody to speak to, an appointment, a document, a finding.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class EditModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepRow keep) : PageModel
{
    internal sealed class Found
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public int Number { get; set; }
        public string Role { get; set; } = "";
        public string Label { get; set; } = "";
    }

    // A form has a field of this name too.
    [FromRoute(Name = "what")]
    public string? What { get; set; }

    [FromRoute(Name = "measurement")]
    public Guid? Measurement { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Record { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    public Sheet Sheet { get; private set; } = new([]);
    public string Back { get; private set; } = "/measurements";
    public string Here { get; private set; } = "";

    private bool closed;

    private string Named => What ?? "measurements";

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
            foreach (var (name, value) in new[] { ("Starts", Typed.Of(clock.Today())), ("Day", Named == "talks" ? Typed.Of(clock.Today()) : ""), ("Keep", "6"), ("Minutes", "45") })
            {
                Sheet[name] = Sheet.Lines.Any(l => l.Name == name) ? value : "";
            }
        }

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
        if (!Sheet.Read(Request.Form))
        {
            return Page();
        }

        if (closed && thing.Table != "measurement")
        {
            Sheet.Refused.Add(Refusal.Of("De meting is gesloten. Open haar eerst weer."));
            return Page();
        }

        var id = Record ?? Id;
        var outcome = await keep.RunAsync(thing, Measurement ?? id, id, Record is null ? null : Version, Sheet, ct);
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

        Saved.Say(HttpContext, text["Opgeslagen."], Record is null && What is not null ? $"/measurements/{What}/{id}/change?handler=Remove" : null);
        return Redirect(thing.Home(Measurement ?? id, id));
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) => await TurnAsync(false, ct);

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken ct) => await TurnAsync(true, ct);

    private async Task<IActionResult> TurnAsync(bool back, CancellationToken ct)
    {
        if (Thing.Of(Named) is not { } thing || Record is not { } id || !await keep.RemoveAsync(thing, id, back, ct))
        {
            return NotFound();
        }

        var of = thing.Table == "measurement" ? null : await frame.OneAsync<Guid?>($"select measurement_id from {thing.Table} where id = @id", new { id }, ct);
        Saved.Say(HttpContext, back ? text["Het staat er weer."] : text["Weggehaald."], $"/measurements/{Named}/{id}/change?handler={(back ? "Remove" : "Restore")}");
        return Redirect(of is { } m ? $"/measurements/{m}{(Named == "findings" ? "/findings" : "")}" : "/measurements");
    }

    private async Task<(Thing Thing, Sheet Stands, int Version)?> LoadAsync(CancellationToken ct)
    {
        if (Thing.Of(Named) is not { } thing || (What == "measurements" && Record is null))
        {
            return null;
        }

        var version = 0;
        if (Record is { } id)
        {
            if (await keep.FindAsync(thing, id, ct) is not { } found)
            {
                return null;
            }

            (version, Measurement) = (found.Version, found.Measurement);
        }

        MeasurementRow? row = null;
        if (Measurement is { } m && (row = await MeasurementRow.OwnAsync(frame, m, ct)) is null)
        {
            return null;
        }

        closed = row is { Open: false };
        var stands = new Sheet(thing.Lines(await OptionsAsync(row, ct), text));
        if (Record is { } known)
        {
            await keep.FillAsync(thing, known, stands, ct);
            journal.Read("open measurement record", [], Facets.None, "", new { what = Named, record = known });

            // What was chosen once may be switched off since; it stays what it is.
            stands = stands.With([.. stands.Lines.Select(l => l.Choices is { } choices && stands[l.Name] is { Length: > 0 } value && !choices.Any(c => c.Value == value) ? l with { Choices = [.. choices, new Choice(value, text["Zoals het nu is"])] } : l)]);
        }

        Here = Record is { } r ? $"/measurements/{Named}/{r}/change" : row is null ? "/measurements/new" : $"/measurements/{row.Id}/{Named}/new";
        Back = row is null ? "/measurements" : Record is { } shown ? thing.Home(row.Id, shown) : $"/measurements/{row.Id}";
        (ViewData["Title"], ViewData["Menu"]) = (Record is null ? text[thing.New].ToString() : text[thing.Change].ToString(), "/measurements");
        return (thing, stands, version);
    }

    private async Task<Options> OptionsAsync(MeasurementRow? row, CancellationToken ct)
    {
        using var all = await frame.ManyAsync("""
            select id, name from programme where library_id = app.organisation() order by starts desc, id limit 500;
            select id, number from measurement_round where measurement_id = @Id and removed_at is null order by number desc;
            select id, role, number, label from measurement_respondent where measurement_id = @Id and removed_at is null and withdrawn_at is null order by role, number limit 500
            """, new { row?.Id }, ct);
        var programmes = (await all.ReadAsync<Found>()).Select(p => new Choice(p.Id.ToString(), p.Name)).ToList();
        var rounds = (await all.ReadAsync<Found>()).Select(o => new Choice(o.Id.ToString(), MeasurementWords.Round(o.Number, text))).ToList();
        var people = (await all.ReadAsync<Found>()).Select(p => new Choice(p.Id.ToString(), MeasurementWords.Respondent(p.Role, p.Number, text) + (p.Label.Length > 0 ? $" ({p.Label})" : ""))).ToList();
        return new Options(programmes, rounds, people,
            [.. (row?.Design.Asked ?? []).Select((q, i) => new Choice(q.Key, $"{i + 1}. {q.Words.In(text)}"))], [.. (row?.Design.Used ?? []).Select(b => new Choice(b.Key, b.Name.In(text)))]);
    }
}
