using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.Worries;

/// <summary>One worry: what was flagged, and the answer that whoever flagged it sees.</summary>
[Needs(Role.Care)]
internal sealed class OpenWorryModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, HandleWorry handle) : PageModel
{
    internal sealed class Row
    {
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string? GroupName { get; set; }
        public string Text { get; set; } = "";
        public short Urgency { get; set; }
        public DateTimeOffset At { get; set; }
        public string State { get; set; } = "";
        public string Answer { get; set; } = "";
        public int Version { get; set; }
        public string ByName { get; set; } = "";
        public string? TakenByName { get; set; }
        public DateTimeOffset? TakenAt { get; set; }
        public DateTimeOffset? DoneAt { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public Row Worry { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Answer, Version) = (Worry.Answer, Worry.Version);
        Was = BothVersions.Keep([("Answer", Worry.Answer)]);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => ReplyAsync(finish: false, ct);

    public Task<IActionResult> OnPostFinishAsync(CancellationToken ct) => ReplyAsync(finish: true, ct);

    private async Task<IActionResult> ReplyAsync(bool finish, CancellationToken ct)
    {
        var outcome = await handle.ReplyAsync(new ReplyInput(Id, Version, Answer ?? "", finish), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, finish ? text["Afgerond. Wie het meldde ziet je antwoord."] : text["Opgeslagen. Wie het meldde ziet je antwoord."], finish ? $"/worries?handler=Take&worry={Id}" : null);
            return Redirect(finish ? "/worries" : $"/worries/{Id}");
        }

        Refused = outcome.Refusals;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (outcome.IsLostUpdate())
        {
            Both = new BothVersions([new FieldVersions("Answer", text["Antwoord"], Answer ?? "", Worry.Answer)], Was ?? "");
            Version = Worry.Version;
        }

        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var row = await frame.OneAsync<Row>("""
            select w.pupil_id, p.given_name, p.prefix, p.surname, g.name as group_name, w.text, w.urgency, w.at, w.state, w.answer, w.version, w.taken_at, w.done_at,
              trim(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname)) as by_name, trim(concat_ws(' ', t.given_name, nullif(t.prefix, ''), t.surname)) as taken_by_name
            from worry w join pupil p on p.id = w.pupil_id left join school_group g on g.id = p.group_id left join person b on b.id = w.by_person left join person t on t.id = w.taken_by
            where w.id = @Id and w.school_id = @OrganisationId
            """, new { Id, user.OrganisationId }, ct);
        if (row is null)
        {
            return false;
        }

        (Worry, Today) = (row, clock.Today());
        journal.Read("open worry", [row.PupilId], Facets.Identity | Facets.Care);
        ViewData["Title"] = text["Zorg over {0}", row.Name.Full];
        return true;
    }
}
