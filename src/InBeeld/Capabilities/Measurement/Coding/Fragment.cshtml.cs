using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Coding;

/// <summary>A piece of what somebody said: its words, whether it may be quoted, and its codes. A new one comes out of a note.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class FragmentModel(Frame frame, Journal journal, Text text, CodeFragment code) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Fragment { get; set; }

    /// <summary>The note that a new one is made of.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? From { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public Guid CodeId { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Quote { get; set; } = "no";

    [BindProperty]
    public bool NoNames { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Block { get; set; }

    [BindProperty]
    public string? Level { get; set; }

    public FragmentRow Row { get; private set; } = new();
    public MeasurementRow Of { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>What a colleague wrote in between.</summary>
    public string? Theirs { get; private set; }

    public string Here => Fragment is null ? $"/measurements/{Of.Id}/coding/new" : $"/measurements/fragments/{Fragment}";

    public string CodeWord(string packed)
    {
        var parts = packed.Split('|');
        var block = Of.Design.Blocks.FirstOrDefault(b => b.Key == parts[1])?.Name.In(text);
        return string.Join(", ", new[] { text["vraag {0}", Of.Design.Number(parts[0])], block, parts[2].Length > 0 ? text[MeasurementWords.LevelWord(parts[2])] : null }.Where(p => p is not null));
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Words, Quote, Version) = (Row.Words, Fragment is null ? "no" : Row.Quote, Row.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Fragment is null && !Of.Design.Asked.Any(q => q.Key == Question))
        {
            Refused = [new Refusal("Question", "Kies de onderzoeksvraag, en als het kan een bouwsteen en een niveau.")];
            return Page();
        }

        var id = Fragment ?? Id;
        var outcome = await code.KeepAsync(Of, id, Fragment is null ? null : Version, From, Words, Quote, NoNames, ct);
        if (outcome.Ok && Fragment is null)
        {
            outcome = await code.CodeAsync(Of, id, CodeId, Question, Block, Level, ct);
        }

        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            if (outcome.IsLostUpdate())
            {
                (Theirs, Version) = (Row.Words, Row.Version);
            }

            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen."], Fragment is null ? $"/measurements/fragments/{id}?handler=Remove" : null);
        return Redirect($"/measurements/fragments/{id}");
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken ct)
    {
        if (Fragment is not { } id || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await code.CodeAsync(Of, id, CodeId, Question, Block, Level, ct);
        if (!outcome.Ok)
        {
            (Refused, Words, Quote, Version) = (outcome.Refusals, Row.Words, Row.Quote, Row.Version);
            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen."], $"/measurements/fragments/{id}?handler=Uncode&code={CodeId}");
        return Redirect($"/measurements/fragments/{id}");
    }

    public async Task<IActionResult> OnPostUncodeAsync([FromQuery(Name = "code")] Guid? fromLink, [FromForm(Name = "code")] Guid? fromForm, CancellationToken ct)
    {
        if (Fragment is not { } id || (fromForm ?? fromLink) is not { } gone || !await LoadAsync(ct) || Row.CodeIds.ToList().IndexOf(gone) is not (>= 0 and var at) || !await code.UncodeAsync(id, gone, ct))
        {
            return NotFound();
        }

        var was = Row.Codes[at].Split('|');
        Saved.Say(HttpContext, text["Weggehaald."], $"/measurements/fragments/{id}?handler=Again&question={was[0]}&block={was[1]}&level={was[2]}");
        return Redirect($"/measurements/fragments/{id}");
    }

    /// <summary>Puts back a code that was taken away.</summary>
    public async Task<IActionResult> OnPostAgainAsync([FromQuery] string? question, [FromQuery] string? block, [FromQuery] string? level, CancellationToken ct)
    {
        if (Fragment is not { } id || !await LoadAsync(ct) || !(await code.CodeAsync(Of, id, Guid.CreateVersion7(), question, block, level, ct)).Ok)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["Het staat er weer."]);
        return Redirect($"/measurements/fragments/{id}");
    }

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) => RemoveAsync(false, ct);

    public Task<IActionResult> OnPostRestoreAsync(CancellationToken ct) => RemoveAsync(true, ct);

    private async Task<IActionResult> RemoveAsync(bool back, CancellationToken ct)
    {
        if (Fragment is not { } id || !await code.RemoveAsync(id, back, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, back ? text["Het staat er weer."] : text["Weggehaald."], $"/measurements/fragments/{id}?handler={(back ? "Remove" : "Restore")}");
        return Redirect($"/measurements/{await frame.OneAsync<Guid>("select measurement_id from measurement_fragment where id = @id", new { id }, ct)}/coding");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using (var all = await frame.ManyAsync(Fragment is null
            ? $"""
              select '00000000-0000-0000-0000-000000000000'::uuid as id, n.measurement_id, n.respondent_id, o.number as round_number, r.role, r.number, left(n.words, 1000) as words, 'no' as quote, n.retro, false as erased, 0 as version from measurement_note n join measurement_talk t on t.id = n.talk_id
                join measurement_round o on o.id = t.round_id join measurement_respondent r on r.id = n.respondent_id where n.id = @From and n.library_id = app.organisation();
              {MeasurementRow.Sql} where m.id = (select measurement_id from measurement_note where id = @From) and m.removed_at is null
              """
            : $"""
              {FragmentRow.Sql} where f.id = @Fragment and f.removed_at is null and f.library_id = app.organisation();
              {MeasurementRow.Sql} where m.id = (select measurement_id from measurement_fragment where id = @Fragment) and m.removed_at is null
              """, new { Fragment, From }, ct))
        {
            if (await all.ReadFirstOrDefaultAsync<FragmentRow>() is not { } row || await all.ReadFirstOrDefaultAsync<MeasurementRow>() is not { Mine: true } of)
            {
                return false;
            }

            (Row, Of) = (row, of);
        }

        journal.Read("open measurement fragment", [], Facets.None, "", new { fragment = Fragment, note = From });
        (ViewData["Title"], ViewData["Menu"]) = (Fragment is null ? text["Nieuw fragment"].ToString() : text.N(Row.Codes.Length, "Fragment met 1 code", "Fragment met {0} codes"), "/measurements");
        return true;
    }
}
