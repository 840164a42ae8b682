using InBeeld.Capabilities.Attention.Contract;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Attention.ListChildren;

/// <summary>The children in a group with attention, by what comes first.</summary>
[Needs(Role.Care, Role.Principal, Role.Coordinator)]
internal sealed class ListChildrenModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private const int MostInFile = 10_000;

    internal sealed record GroupChoice(Guid Id, string Name);

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public AttentionFilter Filter { get; private set; } = new(null, null, null, null);
    public List<AttentionRow> Rows { get; private set; } = [];
    public List<GroupChoice> Groups { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }

    public bool SeesCare => user.Is(Role.Care, Role.Coordinator);

    public bool OfSchool => user.Is(Role.Care, Role.Principal);

    public async Task OnGetAsync(string? tag, Guid? group, string? reached, string? need, CancellationToken ct)
    {
        (Today, Filter) = (clock.Today(), AttentionFilter.Of(tag, group, reached, need));
        Rows = await AttentionQuery.RowsAsync(frame, user, Filter, Today, After, AttentionQuery.PageSize + 1, ct);
        More = Rows.Count > AttentionQuery.PageSize;
        Rows = [.. Rows.Take(AttentionQuery.PageSize)];
        Groups = OfSchool ? await frame.ListAsync<GroupChoice>("select id, name from school_group where school_id = @OrganisationId and kind = 'group' and ended_on is null order by year_group, name", new { user.OrganisationId }, ct) : [];
        journal.Read("open attention", Rows.Select(r => r.Id), Shown, Reason);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = OfSchool ? "/attention" : "/attention/figures";
    }

    public async Task<IActionResult> OnGetExportAsync(string? tag, Guid? group, string? reached, string? need, string? @as, CancellationToken ct)
    {
        (Today, Filter) = (clock.Today(), AttentionFilter.Of(tag, group, reached, need));
        var rows = await AttentionQuery.RowsAsync(frame, user, Filter, Today, null, MostInFile, ct);
        journal.Read("export attention", rows.Select(r => r.Id), Shown, Reason, new { Filter.Query, @as });
        string[] headers = [text["Roepnaam"], text["Tussenvoegsel"], text["Achternaam"], text["Groep"], text["School"], text["Soort aandacht"], text["Stand"], text["Laatst bereikt"], text["Wat speelt er"]];
        var cells = rows.Select(r => new Cell[]
        {
            r.GivenName, r.Prefix, r.Surname, r.GroupName ?? "", r.SchoolName, string.Join(", ", r.Tags.Select(t => text[Tags.Word(t)])), text[StateTagHelper.WordOf(r.State)], r.LastReachedDay,
            string.Join(", ", (r.Needs ?? []).Select(n => text[NeedKinds.Word(n)])),
        }).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Groepen met aandacht"], user.OrganisationName), text["Groepen met aandacht"], headers, cells);
    }

    /// <summary>"57 kinderen hebben eigen aandacht nodig, 12 deze week nog niet bereikt".</summary>
    public string Heading()
    {
        var (total, not) = Rows.Count == 0 ? (0, 0) : (Rows[0].Total, Rows[0].NotReached);
        return total == 0 ? text["Geen kinderen in een groep met aandacht"]
            : text.N(total, "1 kind heeft eigen aandacht nodig", "{1} kinderen hebben eigen aandacht nodig", Show.Number(total)) + ", " + (not == 0 ? text["iedereen deze week bereikt"] : text["{0} deze week nog niet bereikt", Show.Number(not)]);
    }

    /// <summary>Why the list is in this order; what somebody may not see plays no part in it.</summary>
    public string Order() => SeesCare ? text["Nieuwkomers en kinderen van een asielzoekerscentrum met een onveilig thuis staan bovenaan. Daarna komt wie het langst niet bereikt is."] : text["Wie het langst niet bereikt is, staat bovenaan."];

    public string Next() => $"/attention?{(Filter.Query.Length > 0 ? Filter.Query + "&" : "")}after={Rows[^1].Cursor}";

    private Facets Shown => Facets.Identity | Facets.Needs | (OfSchool ? Facets.Contact : 0) | (SeesCare ? Facets.Care : 0);

    private string Reason => OfSchool ? "school" : "municipality";
}
