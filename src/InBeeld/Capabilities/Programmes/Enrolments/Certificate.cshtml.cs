using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Enrolments;

/// <summary>A certificate to print: what a child took part in, when, and how often it was there.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class CertificateModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Part
    {
        public string Module { get; set; } = "";
        public string Theme { get; set; } = "";
        public int Times { get; set; }
        public DateTimeOffset First { get; set; }
        public DateTimeOffset Last { get; set; }
    }

    internal sealed class Paper
    {
        public string Programme { get; set; } = "";
        public string Library { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    public EnrolmentRow Row { get; private set; } = new();
    public Paper Of { get; private set; } = new();
    public List<Part> Parts { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row || await frame.OneAsync<Paper>("select p.name as programme, o.name as library from programme p join organisation o on o.id = p.library_id where p.id = @ProgrammeId", new { row.ProgrammeId }, ct) is not { } of)
        {
            return NotFound();
        }

        (Row, Of) = (row, of);
        Parts = await frame.ListAsync<Part>("""
            select m.name as module, m.theme, count(*)::integer as times, min(lower(s.during)) as first, max(lower(s.during)) as last from attendance a join programme_session s on s.id = a.session_id join programme_group g on g.id = s.group_id join programme_module m on m.id = g.module_id
            where a.enrolment_id = @Enrolment and a.state in ('present', 'late') group by m.id order by m.position, m.id
            """, new { Enrolment }, ct);
        journal.Read("print certificate", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (text["Certificaat van {0}", row.Name.Full].ToString(), "/programmes");
        return Page();
    }
}
