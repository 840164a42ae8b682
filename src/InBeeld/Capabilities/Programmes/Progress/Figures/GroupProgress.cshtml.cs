using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Capabilities.Programmes.Progress.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Progress.Figures;

/// <summary>How far the children of a group are with their goals: from where each began to where it is. As a file without names.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class GroupProgressModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Line
    {
        public Guid Id { get; set; }
        public Guid? PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string State { get; set; } = "";
        public bool Agreed { get; set; }

        /// <summary>Null: a child without a goal.</summary>
        public Guid? GoalId { get; set; }

        public string Words { get; set; } = "";
        public DateOnly? StoppedOn { get; set; }
        public int Start { get; set; }

        /// <summary>Null: not measured again.</summary>
        public int? Level { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public Guid Group { get; set; }

    public GroupRow Row { get; private set; } = new();
    public List<Line> Lines { get; private set; } = [];
    public ProgressFigures Figures { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        string[] headers = [text["Kind"], text["Doel"], text["Begin"], text["Nu"], text["Verschil"]];
        var children = Lines.Where(l => l.Agreed && l.GoalId is not null).GroupBy(l => l.Id).SelectMany((child, i) => child.Select((l, g) => new Cell[] { text["kind {0}", i + 1], g + 1, l.Start, l.Level, l.Level - l.Start })).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(clock.Today(), Row.Name, user.OrganisationName), Row.Name, headers, children);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await GroupRow.OfAsync(frame, Group, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        using var rows = await frame.ManyAsync($"""
            select e.id, p.pupil_id, p.given_name, p.prefix, p.surname, e.state, a.agreed, g.id as goal_id, coalesce(g.words, '') as words, g.stopped_on, coalesce(s.start, h.start, 0) as start, m.level
              from group_member k join enrolment e on e.id = k.enrolment_id join participant p on p.id = e.participant_id
                cross join lateral (select exists (select 1 from consent c where c.enrolment_id = e.id and c.kind = 'measure' and c.withdrawn_at is null) as agreed) a
                left join goal g on g.enrolment_id = e.id left join goal_scale h on h.goal_id = g.id and h.number = g.scale
                left join lateral (select x.scale, x.level from goal_measurement x where x.goal_id = g.id and x.who = 'guide' and x.replaced_at is null and a.agreed order by x.scale desc, x.day desc limit 1) m on true
                left join goal_scale s on s.goal_id = g.id and s.number = m.scale
              where k.group_id = @Group and e.state in ('placed', 'done', 'dropped') order by p.sort_key, p.surname, p.given_name, e.id, g.at, g.id limit 800;
            select {ProgressFigures.Columns} from app.goal_changes(@ProgrammeId, @Group) c
            """, new { Group, row.ProgrammeId }, ct);
        Lines = [.. await rows.ReadAsync<Line>()];
        Figures = await rows.ReadSingleAsync<ProgressFigures>();
        journal.Read("open group progress", Lines.Select(l => l.PupilId).OfType<Guid>().Distinct(), Facets.Identity | Facets.Needs, "", new { group = Group });
        (ViewData["Title"], ViewData["Menu"]) = ($"{row.Name}: {Figures.Finding(text)}", "/programmes");
        return true;
    }
}
