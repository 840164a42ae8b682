using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Materials;

/// <summary>What schools ask of the library besides places: the library sees what to do first, a school what it asked.</summary>
[Needs(Role.Library, Role.LibraryPlanner, Role.Teacher, Role.Care, Role.Principal, Role.Office)]
internal sealed class MaterialsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Other { get; set; } = "";
        public string Kind { get; set; } = "";
        public string What { get; set; } = "";
        public int Number { get; set; }
        public DateOnly NeededOn { get; set; }
        public string? FileName { get; set; }
        public bool HasFile { get; set; }
        public string State { get; set; } = "";
        public string Answer { get; set; } = "";
    }

    /// <summary>One of the states; without: what is asked or ready.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public int Open { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool Works => user.Is(Role.Library, Role.LibraryPlanner);

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(PageSize, ct);

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        After = null;
        await LoadAsync(5000, ct);
        string[] headers = [Works ? text["School"] : text["Bibliotheek"], text["Soort"], text["Wat"], text["Aantal"], text["Nodig op"], text["Stand"], text["Antwoord"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Materiaal"], user.OrganisationName), text["Materiaal"], headers,
            Rows.ConvertAll(r => new Cell[] { r.Other, text[MaterialWords.Kind(r.Kind)], r.What, r.Number, r.NeededOn, text[MaterialWords.State(r.State)], r.Answer }));
    }

    /// <param name="request">Which.</param>
    /// <param name="to">The state it gets; back to asked undoes it.</param>
    public async Task<IActionResult> OnPostAsync(Guid request, string to, CancellationToken ct)
    {
        Answer = Answer?.Trim() ?? "";
        if (!(Works ? to is "asked" or "ready" or "handed" or "declined" : to is "asked" or "withdrawn"))
        {
            return NotFound();
        }

        if (to == "declined" && Answer.Length is 0 or > 300)
        {
            Refused = [new Refusal("Answer", "Schrijf in hooguit 300 tekens waarom het niet kan.")];
            await LoadAsync(PageSize, ct);
            return Page();
        }

        if (await frame.DoAsync("update material_request set state = @to, answer = @Answer, state_by = @PersonId, state_at = @now, version = version + 1 where id = @request and state <> @to and (@Works or state in ('asked', 'withdrawn'))",
            new { to, Answer = to == "declined" ? Answer : "", user.PersonId, now = clock.GetUtcNow(), request, Works }, ct) == 0)
        {
            return await frame.OneAsync<bool>("select exists (select 1 from material_request where id = @request and state = @to)", new { request, to }, ct) ? Redirect("/materials") : NotFound();
        }

        if (Works && to is "ready" or "declined")
        {
            await frame.DoAsync("select app.tell_material(@request)", new { request }, ct);
        }

        journal.Write("change material", [], Facets.None, "", new { request, to });
        Saved.Say(HttpContext, text[to switch { "ready" => "Het ligt klaar. De school krijgt bericht.", "handed" => "Opgehaald.", "declined" => "De school krijgt bericht met de reden.", "withdrawn" => "Je vraag is ingetrokken.", _ => "Het staat weer open." }], to == "asked" ? null : $"/materials?request={request}&to=asked");
        return Redirect("/materials");
    }

    private async Task LoadAsync(int most, CancellationToken ct)
    {
        State = MaterialWords.States.Contains(State) ? State : null;
        Rows = await frame.ListAsync<Row>($"""
            select r.id, o.name as other, r.kind, r.what, r.number, r.needed_on, r.file_name, r.content is not null as has_file, r.state, r.answer
            from material_request r join organisation o on o.id = {(Works ? "r.school_id" : "r.library_id")}
            where {(Works ? "r.library_id" : "r.school_id")} = @OrganisationId and {(State is null ? "r.state in ('asked', 'ready')" : "r.state = @State")}
              and (@After::uuid is null or (r.needed_on, r.id) > (select x.needed_on, x.id from material_request x where x.id = @After)) order by r.needed_on, r.id limit @limit
            """, new { user.OrganisationId, State, After, limit = most + 1 }, ct);
        More = Rows.Count > most;
        Rows = [.. Rows.Take(most)];
        Open = await frame.OneAsync<int>($"select count(*)::integer from material_request where {(Works ? "library_id" : "school_id")} = @OrganisationId and state = 'asked'", new { user.OrganisationId }, ct);
        journal.Read("list materials", [], Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), Works ? "/materials" : "/bookings");
    }

    public string Heading() => Open == 0 ? text["Er staat niets open"] : Works ? text.N(Open, "Maak 1 ding klaar", "Maak {0} dingen klaar") : text.N(Open, "Je wacht op 1 ding van de bibliotheek", "Je wacht op {0} dingen van de bibliotheek");
}
