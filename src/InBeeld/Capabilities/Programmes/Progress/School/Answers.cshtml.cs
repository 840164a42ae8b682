using InBeeld.Capabilities.Programmes.Progress.Measure;
using InBeeld.Capabilities.Programmes.Progress.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Progress.School;

/// <summary>What the school sees of its own child in class, for a programme, and tests it may share. The school reads its own answers and nothing else of the programme.</summary>
[Needs(Role.Teacher, Role.Care)]
internal sealed class AnswersModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, AnswerAsSchool school) : PageModel
{
    internal sealed class Takes
    {
        public Guid Id { get; set; }
        public Guid ProgrammeId { get; set; }
        public string Programme { get; set; } = "";
        public string State { get; set; } = "";
    }

    internal sealed class ScaleOf : ShortScale
    {
        public Guid ProgrammeId { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public Guid Enrolment { get; set; }

    [BindProperty]
    public Guid Batch { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Day { get; set; }

    [BindProperty]
    public string? Moment { get; set; } = "during";

    public TestFields Fields { get; private set; } = new();
    public Child Child { get; private set; } = new();
    public List<Takes> Programmes { get; private set; } = [];
    public ILookup<Guid, ScaleOf> Scales { get; private set; } = Array.Empty<ScaleOf>().ToLookup(s => s.ProgrammeId);
    public List<AnswerRow> Answered { get; private set; } = [];
    public List<TestRow> Tests { get; private set; } = [];
    public Dictionary<Guid, string> Chosen { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public bool OfTest { get; private set; }
    public DateOnly Today => clock.Today();
    public string Here => $"/children/{Pupil}/programmes/answers";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Day = Fields.Day = Typed.Of(Today);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var scales = Programmes.Where(p => p.Id == Enrolment).SelectMany(p => Scales[p.ProgrammeId]).ToList();
        Chosen = scales.ToDictionary(s => s.Id, s => Request.Form["answer-" + s.Id].ToString());
        List<Said> answers = [.. from s in scales let level = Typed.Number(Chosen[s.Id]) where level is >= 1 and <= 5 select new Said(s.Id, Guid.TryParse(Request.Form["text-" + s.Id], out var shown) ? shown : s.TextId, level.Value)];
        return Answer(await school.AnswerAsync(Pupil, Enrolment, Batch, Typed.Day(Day), ProgressWords.Moments.Contains(Moment) ? Moment! : "during", answers, ct), text["Dank je. De bibliotheek ziet je antwoord."], $"{Here}?handler=TakeBack&enrolment={Enrolment}&batch={Batch}");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct) =>
        await LoadAsync(ct) ? Answer(await school.UndoAsync(Pupil, Enrolment, Batch, ct), text["Je antwoord is teruggenomen."], null) : NotFound();

    public async Task<IActionResult> OnPostGiveAsync(TestFields fields, CancellationToken ct)
    {
        (Fields, OfTest) = (fields, true);
        return await LoadAsync(ct) ? Answer(await school.GiveAsync(Pupil, Enrolment, fields, ct), text["Opgeslagen. Wie het programma uitvoert, ziet deze toets."], $"{Here}?handler=Turn&enrolment={Enrolment}&test={fields.Id}") : NotFound();
    }

    public async Task<IActionResult> OnPostTurnAsync(Guid test, bool back, CancellationToken ct) =>
        await LoadAsync(ct) ? Answer(await school.TurnTestAsync(Pupil, Enrolment, test, back, ct), back ? text["De toets staat er weer."] : text["De toets is teruggenomen."], back ? null : $"{Here}?handler=Turn&enrolment={Enrolment}&test={test}&back=true") : NotFound();

    private IActionResult Answer(Outcome<Done> outcome, string sentence, string? undo)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, sentence, undo);
            return Redirect(Here);
        }

        Refused = outcome.Refusals;
        (Day, Fields.Day) = (Day ?? Typed.Of(Today), Fields.Day ?? Typed.Of(Today));
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        Child = child;
        using var rows = await frame.ManyAsync($"""
            select e.id, e.programme_id, p.name as programme, e.state from enrolment e join participant x on x.id = e.participant_id join programme p on p.id = e.programme_id
              where x.pupil_id = @Pupil and e.school_sees and e.state in ('placed', 'done') order by e.state <> 'placed', p.name, e.id limit 20;
            select c.programme_id, z.* from ({ShortScale.Sql} where s.respondent = 'teacher' and s.removed_at is null) z join programme_scale c on c.scale_id = z.id
              where c.programme_id in (select e.programme_id from enrolment e join participant x on x.id = e.participant_id where x.pupil_id = @Pupil and e.school_sees) order by z.id;
            {AnswerRow.Sql} join enrolment e on e.id = a.enrolment_id join participant x on x.id = e.participant_id where x.pupil_id = @Pupil and a.school_id = @OrganisationId and a.replaced_at is null order by a.day desc, a.id desc limit 50;
            {TestRow.Sql} join enrolment e on e.id = t.enrolment_id join participant x on x.id = e.participant_id where x.pupil_id = @Pupil and t.school_id = @OrganisationId and t.removed_at is null order by t.day desc, t.id desc limit 50
            """, new { Pupil, user.OrganisationId }, ct);
        Programmes = [.. await rows.ReadAsync<Takes>()];
        Scales = (await rows.ReadAsync<ScaleOf>()).ToLookup(s => s.ProgrammeId);
        Answered = [.. await rows.ReadAsync<AnswerRow>()];
        Tests = [.. await rows.ReadAsync<TestRow>()];
        journal.Read("open school answers", [Pupil], Facets.Identity | Facets.Needs);
        (ViewData["Title"], ViewData["Menu"]) = (Programmes.Count == 0 ? text["{0} doet nu nergens mee", child.GivenName].ToString() : text["Wat zie je bij {0} in de klas?", child.GivenName].ToString(), "/programmes");
        return true;
    }
}
