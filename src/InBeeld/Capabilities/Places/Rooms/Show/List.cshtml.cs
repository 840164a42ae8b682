using System.Globalization;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Rooms.Show;

/// <summary>The rooms of one's own library, with how many can sit in them under the rule of today.</summary>
[Needs(Role.LibraryPlanner, Role.Library)]
internal sealed class ListModel(Frame frame, CurrentUser user, Text text, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public decimal Width { get; set; }
        public decimal Height { get; set; }
        public int Seats { get; set; }
        public int? Open { get; set; }
        public int? UpperBound { get; set; }
        public bool Proven { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public RuleRow Rule { get; private set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rule = await RuleRow.OnAsync(frame, user.OrganisationId, clock.Today(), ct);
        Rows = await frame.ListAsync<Row>($"""
            select r.id, r.name, r.width, r.height, (select count(*)::integer from seat s where s.room_id = r.id and s.removed_at is null) as seats, cardinality(c.chosen) as open, c.upper_bound, coalesce(c.proven, false) as proven
            from room r left join seat_choice c on c.room_id = r.id and c.metres = @Metres and c.screens = @Screens and c.replaced_at is null
            where r.library_id = @OrganisationId and r.removed_at is null {(After is null ? "" : "and (r.name, r.id) > (select a.name, a.id from room a where a.id = @After)")} order by r.name, r.id limit @limit
            """, new { user.OrganisationId, Rule.Metres, Rule.Screens, After, limit = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        ViewData["Title"] = Heading();
    }

    public string Metres(decimal metres) => metres.ToString("0.##", CultureInfo.CurrentCulture);

    public string Heading() => Rows.Count == 0 && After is null ? text["Nog geen zalen"]
        : More || After is not null ? text["Zalen en plekken"]
        : text.N(Rows.Sum(r => r.Open ?? 0), "1 plek in {1}", "{0} plekken in {1}", text.N(Rows.Count, "1 zaal", "{0} zalen"));
}
