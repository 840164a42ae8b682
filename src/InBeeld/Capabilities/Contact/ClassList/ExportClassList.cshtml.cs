using InBeeld.Frames.Exports;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.ClassList;

/// <summary>The class list as a file: the same rows, with the same filter, as on the screen.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class ExportClassListModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid group, string? @as, string? state, CancellationToken ct)
    {
        var today = clock.Today();
        var head = await ClassListQuery.HeadAsync(frame, group, user.Groups, today, ct);
        if (head is null || !(user.Groups.Contains(group) || (user.Is(Role.Care, Role.Principal) && head.SchoolId == user.OrganisationId)))
        {
            return NotFound();
        }

        var norms = ClassListModel.Json<List<Norm>>(head.Norms);
        var rows = (await ClassListQuery.RowsAsync(frame, group, ct)).Where(r => !StateOrder.All.Contains(state) || r.StateOn(today) == state).ToList();
        journal.Read("export class list", rows.Select(r => r.Id), Facets.Identity | Facets.Contact | Facets.Needs, "group", new { group, @as, state });
        string[] headers = [text["Roepnaam"], text["Tussenvoegsel"], text["Achternaam"], text["Stand"], text["Laatst"], text["Wat speelt er"], text["Afspraak"]];
        var cells = rows.Select(r => new Cell[]
        {
            r.GivenName, r.Prefix, r.Surname, text[StateTagHelper.WordOf(r.StateOn(today))], r.Last(text, today),
            string.Join(", ", (r.Needs ?? []).Select(n => text[NeedKinds.Word(n)])), StateOrder.NormWords(Norm.For(r.Level, norms), text),
        }).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(today, text["klassenlijst"], head.SchoolName, head.Name), head.Name, headers, cells);
    }
}
