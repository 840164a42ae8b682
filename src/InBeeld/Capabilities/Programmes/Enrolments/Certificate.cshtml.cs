using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Enrolments;

/// <summary>A module in which somebody was there.</summary>
internal sealed class Part
{
    /// <summary>Of @enrolments, per module in their order.</summary>
    public const string Sql = """
        select a.enrolment_id, m.name as module, m.theme, count(*)::integer as times, min(lower(s.during)) as first, max(lower(s.during)) as last from attendance a join programme_session s on s.id = a.session_id join programme_group g on g.id = s.group_id join programme_module m on m.id = g.module_id
        where a.enrolment_id = any (@enrolments) and a.state in ('present', 'late') group by a.enrolment_id, m.id order by m.position, m.id
        """;

    public Guid EnrolmentId { get; set; }
    public string Module { get; set; } = "";
    public string Theme { get; set; } = "";
    public int Times { get; set; }
    public DateTimeOffset First { get; set; }
    public DateTimeOffset Last { get; set; }
}

/// <summary>Which programme of which library.</summary>
internal sealed class Paper
{
    public const string Sql = "select p.name as programme, o.name as library from programme p join organisation o on o.id = p.library_id where p.id = @ProgrammeId";

    public string Programme { get; set; } = "";
    public string Library { get; set; } = "";
}

/// <summary>What stands on one certificate.</summary>
internal sealed record Certified(PersonName Child, Paper Of, IReadOnlyList<Part> Parts, DateOnly Today);

/// <summary>A certificate to print: what a child took part in, when, and how often it was there.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class CertificateModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    public EnrolmentRow Row { get; private set; } = new();
    public Paper Of { get; private set; } = new();
    public List<Part> Parts { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row || await frame.OneAsync<Paper>(Paper.Sql, new { row.ProgrammeId }, ct) is not { } of)
        {
            return NotFound();
        }

        (Row, Of) = (row, of);
        Parts = await frame.ListAsync<Part>(Part.Sql, new { enrolments = new[] { Enrolment } }, ct);
        journal.Read("print certificate", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (text["Certificaat van {0}", row.Name.Full].ToString(), "/programmes");
        return Page();
    }
}
