using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Cleaning;

/// <summary>What is cleaned more often, and at which times of a day.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class PointsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Point
    {
        public Guid Id { get; set; }
        public string Title { get; set; } = "";
        public string Kind { get; set; } = "";
        public string[] Clocks { get; set; } = [];
        public IEnumerable<TimeOnly> Times => Clocks.Select(c => TimeOnly.Parse(c, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Of the new one, made when the form was shown.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    public PointFields Fields { get; private set; } = new();
    public List<Point> Points { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(PointFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (fields.Check() is { Count: > 0 } refusals)
        {
            Refused = refusals;
            await LoadAsync(ct);
            return Page();
        }

        var made = await frame.DoAsync("insert into clean_point (id, library_id, name, kind, times, by_person, at) values (@Id, @library, @Title, @Kind, @clocks::time[], @PersonId, @now) on conflict (id) do nothing",
            new { Id, library = user.OrganisationId, fields.Title, fields.Kind, clocks = fields.Clock.Select(t => t.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)).ToArray(), user.PersonId, now = clock.GetUtcNow() }, ct);
        if (made > 0)
        {
            journal.Write("add point to clean", [], Facets.None, "", new { point = Id });
        }

        Saved.Say(HttpContext, text["{0} staat op de lijst.", fields.Title!]);
        return Redirect("/cleaning/points");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid point, CancellationToken ct) => await MarkAsync(point, clock.GetUtcNow(), "remove point to clean", "Van de lijst gehaald. Het logboek blijft.", ct);

    public async Task<IActionResult> OnPostBackAsync(Guid point, CancellationToken ct) => await MarkAsync(point, null, "put back point to clean", "Het staat weer op de lijst.", ct);

    private async Task<IActionResult> MarkAsync(Guid point, DateTimeOffset? removed, string useCase, string sentence, CancellationToken ct)
    {
        if (await frame.DoAsync("update clean_point set removed_at = @removed, version = version + 1 where id = @point and library_id = @library", new { point, removed, library = user.OrganisationId }, ct) == 0)
        {
            return NotFound();
        }

        journal.Write(useCase, [], Facets.None, "", new { point });
        Saved.Say(HttpContext, text[sentence], removed is null ? null : $"/cleaning/points?handler=Back&point={point}");
        return Redirect("/cleaning/points");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Id = Id == Guid.Empty || Refused.Count == 0 ? Guid.CreateVersion7() : Id;
        Points = await frame.ListAsync<Point>("select id, name as title, kind, times::text[] as clocks from clean_point where library_id = @library and removed_at is null order by name, id limit 200", new { library = user.OrganisationId }, ct);
        journal.Read("open points to clean", [], Facets.None);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/cleaning";
    }

    public string Heading() => Points.Count == 0 ? text["Zet erbij wat vaker schoon moet"] : text.N(Points.Count, "1 ruimte met vaste tijden", "{0} ruimtes met vaste tijden");
}
