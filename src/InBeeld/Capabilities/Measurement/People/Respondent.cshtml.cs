using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Capabilities.Measurement.Talks;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.People;

/// <summary>Somebody who is spoken to, by role and number: what they agreed to and the talks; taking the agreement back, with what is then removed.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class RespondentModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepConsent keep) : PageModel
{
    internal sealed class Head
    {
        public Guid Id { get; set; }
        public Guid MeasurementId { get; set; }
        public string Role { get; set; } = "";
        public int Number { get; set; }
        public string Label { get; set; } = "";
        public bool Withdrawn { get; set; }
        public bool Agreed { get; set; }
        public int Notes { get; set; }
        public int Fragments { get; set; }
        public int Quotes { get; set; }
        public string[] Codes { get; set; } = [];
    }

    internal sealed class Given
    {
        public string GivenBy { get; set; } = "";
        public string How { get; set; } = "";
        public DateOnly Day { get; set; }
        public int TextVersion { get; set; }
        public string Words { get; set; } = "";
        public bool Withdrawn { get; set; }
    }

    private static readonly string[] OfChild = ["self", "parent"], OfOthers = ["self"];

    [BindProperty(SupportsGet = true)]
    public Guid Respondent { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? By { get; set; }

    [BindProperty]
    public string? How { get; set; }

    [BindProperty]
    public string? Day { get; set; }

    public Head Row { get; private set; } = new();
    public MeasurementRow Of { get; private set; } = new();
    public List<Given> Consents { get; private set; } = [];
    public List<TalkRow> Talks { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>Whether the page asks if the agreement is to be taken back.</summary>
    public bool Asking { get; private set; }

    public DateOnly Today => clock.Today();

    /// <summary>Who did not agree yet.</summary>
    public List<string> Missing => [.. (Row.Role == "pupil" ? OfChild : OfOthers).Where(by => !Consents.Exists(c => c.GivenBy == by && !c.Withdrawn))];

    /// <summary>Research questions that lose evidence.</summary>
    public int[] Findings => [.. Row.Codes.Select(Of.Design.Number).Where(n => n > 0).Order()];

    public async Task<IActionResult> OnGetAsync(bool withdraw, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Asking, Day) = (withdraw && !Row.Withdrawn, Typed.Of(Today));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.GiveAsync(Of, Respondent, Row.Role, Id, By, How, Day, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Vastgelegd."]);
        return Redirect($"/measurements/respondents/{Respondent}");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !await keep.WithdrawAsync(Respondent, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["Ingetrokken. Wat er is gezegd, is verwijderd."]);
        return Redirect($"/measurements/respondents/{Respondent}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using (var all = await frame.ManyAsync($"""
            select r.id, r.measurement_id, r.role, r.number, r.label, r.withdrawn_at is not null as withdrawn, app.measurement_agreed(r.id) as agreed, (select count(*)::integer from measurement_note n where n.respondent_id = r.id) as notes,
              (select count(*)::integer from measurement_fragment f where f.respondent_id = r.id and f.removed_at is null) as fragments, (select count(*)::integer from measurement_fragment f where f.respondent_id = r.id and f.removed_at is null and f.quote = 'approved') as quotes,
              array(select distinct c.question from measurement_code c join measurement_fragment f on f.id = c.fragment_id where f.respondent_id = r.id and exists (select 1 from measurement_finding x where x.measurement_id = r.measurement_id and x.question = c.question and x.removed_at is null)) as codes
              from measurement_respondent r where r.id = @Respondent and r.removed_at is null and r.library_id = app.organisation();
            {MeasurementRow.Sql} where m.id = (select measurement_id from measurement_respondent where id = @Respondent) and m.removed_at is null;
            select given_by, how, day, text_version, words, withdrawn_at is not null as withdrawn from measurement_consent where respondent_id = @Respondent order by at, id;
            {TalkRow.Sql} where t.respondent_id = @Respondent and t.removed_at is null order by t.day, t.time, t.id
            """, new { Respondent }, ct))
        {
            if (await all.ReadFirstOrDefaultAsync<Head>() is not { } row || await all.ReadFirstOrDefaultAsync<MeasurementRow>() is not { Mine: true } of)
            {
                return false;
            }

            (Row, Of, Consents, Talks) = (row, of, [.. await all.ReadAsync<Given>()], [.. await all.ReadAsync<TalkRow>()]);
        }

        journal.Read("open measurement respondent", [], Facets.None, "", new { respondent = Respondent });
        (ViewData["Title"], ViewData["Menu"]) = (MeasurementWords.Respondent(Row.Role, Row.Number, text), "/measurements");
        return true;
    }
}
