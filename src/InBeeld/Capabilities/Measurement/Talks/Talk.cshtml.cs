using System.Text;
using InBeeld.Capabilities.Measurement.Design;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Said = InBeeld.Frames.Saved;
using Words = InBeeld.Kernel.Web.Text;

namespace InBeeld.Capabilities.Measurement.Talks;

/// <summary>One talk: the guide with a field per question, the appointment, and what was said.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class TalkModel(Frame frame, Journal journal, Words text, TimeProvider clock, KeepTalk keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Talk { get; set; }

    public TalkRow Row { get; private set; } = new();
    public MeasurementRow Of { get; private set; } = new();
    public List<NoteField> Fields { get; private set; } = [];
    public List<KeepTalk.Stored> Saved { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public Guide? Guide => Of.Design.GuideFor(Row.Role);
    public DateOnly Today => clock.Today();

    public string QuestionOf(string key) => Fields.Find(f => f.Key == key)?.Question ?? "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetCalendarAsync(CancellationToken ct) => await LoadAsync(ct)
        ? File(Encoding.UTF8.GetBytes(TalkCalendar.Of([Row], Of.Name, text, clock.GetUtcNow())), "text/calendar; charset=utf-8", "gesprek.ics")
        : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        foreach (var field in Fields)
        {
            string Typed(string prefix) => Request.Form[prefix + field.Key].ToString().ReplaceLineEndings("\n");
            (field.Words, field.Was, field.Retro) = (Typed("n_").Trim(), Typed("w_"), Typed("r_") == "true");
        }

        var outcome = await keep.NotesAsync(Row, Of.Open, Fields, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Said.Say(HttpContext, text["Opgeslagen."]);
        return Redirect($"/measurements/talks/{Talk}");
    }

    public async Task<IActionResult> OnPostTurnAsync(string to, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !Of.Open || !await keep.TurnAsync(Talk, to, ct))
        {
            return NotFound();
        }

        Said.Say(HttpContext, text["Opgeslagen."], $"/measurements/talks/{Talk}?handler=Turn&to={Row.State}");
        return Redirect($"/measurements/talks/{Talk}");
    }

    public async Task<IActionResult> OnPostBackAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !Of.Open || !await keep.MoveBackAsync(Talk, ct))
        {
            return NotFound();
        }

        Said.Say(HttpContext, text["Het gesprek is verplaatst."], $"/measurements/talks/{Talk}?handler=Back");
        return Redirect($"/measurements/talks/{Talk}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using (var all = await frame.ManyAsync($"""
            {TalkRow.Sql} where t.id = @Talk and t.removed_at is null and t.library_id = app.organisation();
            {MeasurementRow.Sql} where m.id = (select measurement_id from measurement_talk where id = @Talk) and m.removed_at is null;
            select id, question, words, retro from measurement_note where talk_id = @Talk order by id
            """, new { Talk }, ct))
        {
            if (await all.ReadFirstOrDefaultAsync<TalkRow>() is not { } row || await all.ReadFirstOrDefaultAsync<MeasurementRow>() is not { Mine: true } of)
            {
                return false;
            }

            (Row, Of, Saved) = (row, of, [.. await all.ReadAsync<KeepTalk.Stored>()]);
        }

        Fields = KeepTalk.Fields(Of.Design, Row.Role, Saved, text);
        journal.Read("open measurement talk", [], Facets.None, "", new { talk = Talk });
        (ViewData["Title"], ViewData["Menu"]) = (text["Gesprek met {0}, {1}", MeasurementWords.Respondent(Row.Role, Row.Number, text), MeasurementWords.Round(Row.RoundNumber, text)], "/measurements");
        return true;
    }
}
