using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Talks;

/// <summary>Talks in passing with a parent of a child that takes part: who, how, and one line when there is something to keep. They count as contact.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class TalksModel(Frame frame, Journal journal, Text text, TimeProvider clock, LogTalk log) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Talk
    {
        public Guid Id { get; set; }
        public string Who { get; set; } = "";
        public string How { get; set; } = "";
        public string Words { get; set; } = "";
        public string By { get; set; } = "";
        public DateTimeOffset At { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Who { get; set; } = "parent";

    [BindProperty]
    public string? How { get; set; }

    [BindProperty]
    public string? Line { get; set; }

    public EnrolmentRow Row { get; private set; } = new();
    public List<Talk> Talks { get; private set; } = [];
    public bool More { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Line = Line?.Trim() ?? "";
        var outcome = await log.RunAsync(Row, Id, Who, How, Line, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Gesprek met {0} vastgelegd.", text[LogTalk.WhoWord(Who!)].ToString().ToLowerInvariant()], $"/programmes/people/{Enrolment}/talks?handler=Undo&talk={Id}");
        return Redirect($"/programmes/people/{Enrolment}");
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid talk, CancellationToken ct)
    {
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row || !await log.UndoAsync(row, talk, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["Het gesprek is weg."]);
        return Redirect($"/programmes/people/{Enrolment}/talks");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Talks = await frame.ListAsync<Talk>("""
            select t.id, t.who, t.how, t.words, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) as by, t.at from parent_talk t join person p on p.id = t.by_person
            where t.enrolment_id = @Enrolment and t.removed_at is null and (@Before::uuid is null or (t.at, t.id) < (select b.at, b.id from parent_talk b where b.id = @Before)) order by t.at desc, t.id desc limit @limit
            """, new { Enrolment, Before, limit = PageSize + 1 }, ct);
        More = Talks.Count > PageSize;
        Talks = [.. Talks.Take(PageSize)];
        journal.Read("list parent talks", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Contact, "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (Talks.Count == 0 ? text["Nog geen gesprek met ouders van {0}", row.GivenName] : text["Gesprekken met ouders van {0}", row.GivenName], "/programmes");
        return true;
    }
}
