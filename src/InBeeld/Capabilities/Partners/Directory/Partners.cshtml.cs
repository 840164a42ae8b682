using InBeeld.Data;
using InBeeld.Capabilities.Partners.Model;
using InBeeld.Capabilities.Partners.Network;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Directory;

/// <summary>The organisations that a library works together with, and what asks for attention.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class PartnersModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    /// <summary>Part of the name of an organisation.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<PartnerRow> Rows { get; private set; } = [];
    public List<Reminder> Reminders { get; private set; } = [];
    public int All { get; private set; }
    public bool More { get; private set; }
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Find = Find?.Trim() is { Length: > 0 } find ? find[..Math.Min(find.Length, 100)] : null;
        var words = Find is null ? null : "%" + Find.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        using var all = await frame.ManyAsync($"""
            {PartnerRow.Sql} where n.removed_at is null and (@words::text is null or n.name ilike @words or n.department ilike @words)
              and (@After::uuid is null or (n.name, n.id) > (select x.name, x.id from network_partner x where x.id = @After)) order by n.name, n.id limit @limit;
            {Reminder.Sql};
            select count(*)::integer from network_partner where removed_at is null
            """, new { words, After, today = Today, limit = PageSize + 1 }, ct);
        Rows = [.. await all.ReadAsync<PartnerRow>()];
        Reminders = [.. await all.ReadAsync<Reminder>()];
        All = await all.ReadSingleAsync<int>();
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("list partners", [], Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/partners");
    }

    /// <summary>The whole network: who takes part in what, at which level, with the address of their work.</summary>
    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        var rows = await LinkRow.ListAsync(frame, null, Today, 20000, ct);
        journal.Read("export network", [], Facets.None);
        string[] headers = [text["Programma"], text["Niveau"], text["Organisatie"], text["Soort"], text["Naam"], text["Functie"], text["Telefoon van het werk"], text["E-mail van het werk"], text["Vanaf"], text["Tot en met"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Netwerk"], user.OrganisationName), text["Netwerk"], headers,
            rows.ConvertAll(r => new Cell[] { r.Programme, text[PartnerWords.LevelWord(r.Level)], r.Partner, text[PartnerWords.KindWord(r.Kind)], r.Person, r.Function, r.Phone, r.Email, r.Starts, r.Ends is { } ends ? ends : "" }));
    }

    public string Heading() => All == 0 ? text["Nog geen partners"] : text.N(All, "1 partner in het netwerk", "{0} partners in het netwerk");
}
