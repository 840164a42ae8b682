using Dapper;
using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.Keep;

/// <summary>A new fund, or the change of one.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class EditModel(Frame frame, CurrentUser user, Text text, KeepFund keep) : PageModel
{
    internal sealed class Place
    {
        public string Code { get; set; } = "";
        public string Name { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid? Fund { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    public FundFields Fields { get; private set; } = new();
    public List<FundCriterion> Criteria { get; private set; } = [];
    public List<Named> Programmes { get; private set; } = [];
    public List<Named> Schools { get; private set; } = [];
    public List<Place> Towns { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public FundRow? Row { get; private set; }

    /// <summary>Somebody saved in between: their version stands in <see cref="Row"/>, what was typed stays in the form.</summary>
    public bool Lost { get; private set; }

    public string Here => Fund is null ? "/programmes/money/funds/new" : $"/programmes/money/funds/{Fund}/change";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Row is { } row)
        {
            (Fields, Version) = (FundFields.Of(row, Criteria), row.Version);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(FundFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.RunAsync(Fund ?? Id, Fund is null ? null : Version, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen."]);
            return Redirect($"/programmes/money/funds/{Fund ?? Id}");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            (Lost, Version) = (true, Row?.Version ?? Version);
        }

        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using (var many = await frame.ManyAsync(FundRow.One + FundCriterion.Select("c.fund_id = @fund") + """
            select id, name from programme where library_id = @library order by state = 'closed', name, id limit 200;
            select distinct o.id, o.name from participant p join organisation o on o.id = p.school_id where p.library_id = @library order by o.name limit 300;
            select distinct m.code, m.name from participant p join organisation o on o.id = p.school_id join municipality m on m.code = o.municipality_code where p.library_id = @library order by m.name limit 300
            """, new { fund = Fund, library = user.OrganisationId }, ct))
        {
            Row = await many.ReadFirstOrDefaultAsync<FundRow>();
            Criteria = (await many.ReadAsync<FundCriterion>()).AsList();
            Programmes = (await many.ReadAsync<Named>()).AsList();
            Schools = (await many.ReadAsync<Named>()).AsList();
            Towns = (await many.ReadAsync<Place>()).AsList();
        }

        (ViewData["Title"], ViewData["Menu"]) = (Row is null ? text["Nieuwe geldbron"].ToString() : text["Wijzig {0}", Row.Name].ToString(), "/programmes/money");
        return Fund is null || Row is not null;
    }
}
