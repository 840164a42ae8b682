using InBeeld.Capabilities.Attention.Contract;
using InBeeld.Capabilities.Attention.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Attention.Marks;

/// <summary>In which groups with attention a child is, why, and what somebody put by hand.</summary>
[Needs(Role.Care)]
internal sealed class ChildAttentionModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, PutMark put) : PageModel
{
    internal sealed class TagRow
    {
        public string Tag { get; set; } = "";
        public Guid? RuleId { get; set; }
        public Guid? MarkId { get; set; }
    }

    internal sealed class MarkRow
    {
        public Guid Id { get; set; }
        public string Tag { get; set; } = "";
        public bool Holds { get; set; }
        public string Reason { get; set; } = "";
        public DateOnly Ends { get; set; }
        public string ByName { get; set; } = "";
        public DateTimeOffset At { get; set; }
        public DateTimeOffset? UndoneAt { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Tag { get; set; }

    [BindProperty]
    public bool? Holds { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? Ends { get; set; }

    public Child Child { get; private set; } = new();
    public List<TagRow> Now { get; private set; } = [];
    public List<MarkRow> Marks { get; private set; } = [];
    public RuleBook Book { get; private set; } = null!;
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public string Address => $"/children/{Pupil}/attention";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Ends = clock.Today().AddMonths(6);
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await put.RunAsync(new PutMarkInput(Id, Pupil, Tag ?? "", Holds, Reason ?? "", Ends), ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen: {0}.", text[Tags.Word(outcome.Value.Tag)]], $"{Address}?handler=Undo&mark={outcome.Value.Id}");
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid mark, CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is null || !(await put.UndoAsync(Pupil, mark, ct)).Ok)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["Nu gelden de regels weer."]);
        return Redirect(Address);
    }

    public string Heading() => Now.Count == 0 ? text["{0} zit in geen groep met aandacht", Child.Name.Full] : text.N(Now.Count, "{1} zit in 1 groep met aandacht", "{1} zit in {0} groepen met aandacht", Child.Name.Full);

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { MayCare: true } child)
        {
            return false;
        }

        (Child, Today) = (child, clock.Today());
        Now = await frame.ListAsync<TagRow>("select tag, rule_id, mark_id from app.attention_of(array[@Pupil], @Today) order by tag", new { Pupil, Today }, ct);
        Marks = await frame.ListAsync<MarkRow>("""
            select k.id, k.tag, k.holds, k.reason, k.ends, k.at, k.undone_at, trim(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname)) as by_name
            from attention_mark k left join person b on b.id = k.by_person where k.pupil_id = @Pupil order by k.at desc, k.id desc limit 50
            """, new { Pupil }, ct);
        Book = await RuleBook.OfAsync(frame, user.OrganisationId, user.MunicipalityCode, null, ct);
        journal.Read("open child attention", [Pupil], Facets.Identity | Facets.Needs, "school");
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/attention";
        return true;
    }
}
