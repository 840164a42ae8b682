using InBeeld.Capabilities.Contact.ClassList;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.WholeClass;

[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class WholeClassModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, LogWholeClass log) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Group { get; set; }

    [BindProperty]
    public Guid Batch { get; set; }

    [BindProperty]
    public List<Guid> Pupils { get; set; } = [];

    [BindProperty]
    public string Channel { get; set; } = "video";

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public TimeOnly? Time { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public GroupHead Head { get; private set; } = new();
    public List<ClassRow> Rows { get; private set; } = [];
    public List<Refusal> Refusals { get; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Batch = Guid.CreateVersion7();
        Pupils = [.. Rows.Where(r => r.StateOn(Today) != "none").Select(r => r.Id)];
        Day = Today;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await log.RunAsync(new LogWholeClassInput(Batch, Group, Pupils, new Told(Channel, Reached.Pupil, Day ?? Today, Time, Note: Note ?? "")), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text.N(outcome.Value, "Opgeslagen: 1 kind gesproken, {1}.", "Opgeslagen: {0} kinderen gesproken, {1}.", text[Channels.Word(Channel)]), $"/contacts/{Batch}/undo");
            return Redirect("/groups/" + Group);
        }

        Refusals.AddRange(outcome.Refusals);
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var head = await ClassListQuery.HeadAsync(frame, Group, user.Groups, Today, ct);
        if (head is null || !(user.Groups.Contains(Group) || (user.Is(Role.Care, Role.Principal) && head.SchoolId == user.OrganisationId)))
        {
            return false;
        }

        Head = head;
        Rows = await ClassListQuery.RowsAsync(frame, Group, ct);
        journal.Read("open class list", Rows.Select(r => r.Id), Facets.Identity | Facets.Contact, "group", new { group = Group });
        ViewData["Title"] = text["Iedereen gezien"];
        ViewData["Menu"] = user.Is(Role.Teacher) ? "/my-class" : "/school";
        return true;
    }
}
