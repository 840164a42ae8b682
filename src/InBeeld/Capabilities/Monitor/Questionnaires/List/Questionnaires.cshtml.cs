using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Questionnaires.List;

/// <summary>The questionnaires of the own institute, each with its newest version.</summary>
[Needs(Role.Researcher)]
internal sealed class QuestionnairesModel(Frame frame, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Key { get; set; } = "";
        public string TitleNl { get; set; } = "";
        public string TitleEn { get; set; } = "";
        public string Education { get; set; } = "";
        public int Number { get; set; }
        public string State { get; set; } = "";
        public int Items { get; set; }
        public int Faults { get; set; }
        public DateTimeOffset? PublishedAt { get; set; }
        public int Published { get; set; }
    }

    /// <summary>The key that the page before ended with.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await frame.ListAsync<Row>("""
            select v.id, q.key, v.title_nl, v.title_en, v.education, v.number, v.state, v.items, v.faults, v.published_at, (select count(*) from questionnaire_version p where p.questionnaire_id = q.id and p.state = 'published')::integer as published
              from questionnaire q join lateral (select * from questionnaire_version x where x.questionnaire_id = q.id order by x.number desc limit 1) v on true
              where @After::text is null or q.key > @After order by q.key limit @most
            """, new { After = After is { Length: > 0 and <= 60 } ? After : null, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        (ViewData["Title"], ViewData["Menu"]) = (Rows.Count == 0 && After is null ? text["Nog geen vragenlijsten"] : text["Vragenlijsten"], "/monitor/questionnaires");
    }
}
