using InBeeld.Capabilities.Contact.ClassList;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Contact.CorrectContact;

[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class CorrectContactModel(InBeeldDb db, Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, ChangeContact change) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Moment { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public LogForm Form { get; set; } = new();

    [BindProperty]
    public string? Why { get; set; }

    public ContactMoment Now { get; private set; } = null!;
    public string GivenName { get; private set; } = "";
    public List<ContactMomentHistory> History { get; private set; } = [];
    public List<Refusal> Refusals { get; } = [];
    public bool Theirs { get; private set; }
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Version = Now.Version;
        Form = new LogForm { Moment = Now.Id, Pupil = Now.PupilId, Channel = Now.Channel, Reached = Now.Reached, Day = Now.Day, Time = TimeOnly.FromDateTime(Amsterdam.Local(Now.At).DateTime), Language = Now.Language, Through = Now.Through, Went = Now.Went, Note = Now.Note };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await FinishAsync(await change.CorrectAsync(Moment, Version, Form.Told(Today), ct), text["Opgeslagen. De vorige versie blijft bewaard."], ct);

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) =>
        await FinishAsync(await change.WithdrawAsync(Moment, Version, Why ?? "", ct), text["Ingetrokken. Het contact telt niet meer mee."], ct);

    private async Task<IActionResult> FinishAsync(Outcome<ContactMoment> outcome, string said, CancellationToken ct)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, said);
            return Redirect("/children/" + outcome.Value.PupilId);
        }

        Refusals.AddRange(outcome.Refusals);
        db.ChangeTracker.Clear();
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (outcome.Refusals.Any(r => r.Field == "Version"))
        {
            // Their version is shown beside what was typed; saving again is then a choice.
            (Theirs, Version) = (true, Now.Version);
            ModelState.Remove(nameof(Version));
        }

        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var moment = await db.ContactMoments.AsNoTracking().SingleOrDefaultAsync(m => m.Id == Moment, ct);
        if (moment is null || !(moment.ByPerson == user.PersonId || user.Is(Role.Care, Role.Principal)))
        {
            return false;
        }

        Now = moment;
        History = await db.ContactMomentHistories.AsNoTracking().Where(h => h.MomentId == Moment).OrderByDescending(h => h.ReplacedAt).ToListAsync(ct);
        GivenName = await frame.OneAsync<string>("select given_name from pupil where id = @PupilId", new { moment.PupilId }, ct) ?? "";
        journal.Read("open contact", [moment.PupilId], Facets.Contact);
        ViewData["Title"] = text["Contact veranderen"];
        return GivenName.Length > 0;
    }
}
