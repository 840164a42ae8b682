using System.Globalization;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Advisers;

/// <summary>Which employee helps which school, for how many hours. Only with the agreement of the school.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class ListModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private static readonly string[] Kinds = ["reading", "media"];

    public const int PageSize = 50;

    internal sealed record Option(Guid Id, string Name);

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>"membership:kind".</summary>
    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public string? At { get; set; }

    [BindProperty]
    public string? Hours { get; set; }

    [BindProperty]
    public string? Starts { get; set; }

    [BindProperty]
    public string? Ends { get; set; }

    [BindProperty]
    public string? Remark { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public List<AdviserRow> Rows { get; private set; } = [];
    public List<Option> Schools { get; private set; } = [];
    public List<(string Value, string Name, string Kind)> Advisers { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Starts, Ends) = (Typed.Of(Today), Typed.Of(Today.AddMonths(3)));
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var refusals = new List<Refusal>();
        Remark = Remark?.Trim().ReplaceLineEndings("\n") ?? "";
        var chosen = Advisers.Find(a => a.Value == Who);
        if (chosen.Value is null)
        {
            refusals.Add(new Refusal("Who", "Kies een leesconsulent of mediacoach."));
        }

        if (Schools.Find(s => s.Id.ToString() == At) is not { } school)
        {
            refusals.Add(new Refusal("At", "Kies een school."));
            school = new Option(Guid.Empty, "");
        }

        if (!decimal.TryParse(Hours?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) || hours is <= 0 or > 40)
        {
            refusals.Add(new Refusal("Hours", "Vul een aantal uren in, hoogstens 40."));
        }

        if (Typed.Day(Starts) is not { } first || Typed.Day(Ends) is not { } last || last < first || last < Today || last > first.AddYears(2))
        {
            refusals.Add(new Refusal("Ends", "Vul een eerste en een laatste dag in, binnen twee jaar."));
            (first, last) = (Today, Today);
        }

        if (Remark.Length > 500)
        {
            refusals.Add(new Refusal("Remark", "Dit is langer dan {0} tekens.", 500));
        }

        Refused = refusals;
        if (refusals.Count > 0)
        {
            return Page();
        }

        var parts = Who!.Split(':');
        var made = await frame.DoAsync("insert into adviser (id, library_id, membership_id, kind, school_id, hours, starts, ends, remark, by_person, at) values (@Id, @OrganisationId, @member, @kind, @school, @hours, @first, @last, @Remark, @PersonId, @now) on conflict (id) do nothing",
            new { Id, user.OrganisationId, member = Guid.Parse(parts[0]), kind = parts[1], school = school.Id, hours, first, last, Remark, user.PersonId, now = clock.GetUtcNow() }, ct);
        if (made > 0)
        {
            await frame.DoAsync("select app.tell(null, @school, r, 'adviser-asked', null, '/advisers/school', jsonb_build_array(@OrganisationName::text)) from unnest(array['principal', 'care']) r", new { school = school.Id, user.OrganisationName }, ct);
            journal.Write("ask adviser", [], Facets.None, "", new { adviser = Id });
            Saved.Say(HttpContext, text["Gevraagd. De school geeft eerst akkoord."]);
        }

        return Redirect("/advisers");
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.answer_adviser(@Id, 'ended', @Reason, @now)", new { Id, Reason, now = clock.GetUtcNow() }, ct);
        if (why is "")
        {
            journal.Write("end adviser", [], Facets.None, "", new { adviser = Id });
            Saved.Say(HttpContext, text["Gestopt. De school krijgt bericht."]);
            return Redirect("/advisers");
        }

        Refused = [why == "why" ? new Refusal("Reason", "Schrijf op waarom.") : Refusal.Of("Deze hulp is er niet meer.")];
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Rows = await AdviserRow.ListAsync(frame, "library", user.OrganisationId, After, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        Schools = await frame.ListAsync<Option>("""
            select o.id, o.name from organisation o where o.kind = 'school' and o.is_on and (o.municipality_code = @MunicipalityCode
              or o.municipality_code in (select t.code from place_agreement a join organisation t on t.id = a.municipality_id where a.library_id = @OrganisationId and a.state = 'agreed')) order by o.name limit 500
            """, new { user.OrganisationId, user.MunicipalityCode }, ct);
        var workers = await Worker.ListAsync(frame, user.OrganisationId, Today, ct);
        Advisers = [.. workers.SelectMany(w => Kinds.Where(w.Skills.Contains).Select(k => ($"{w.Id}:{k}", w.Name, k)))];
        journal.Read("list advisers", [], Facets.None);
        ViewData["Title"] = text.N(Rows.Count(r => r.State == "agreed"), "1 school krijgt hulp van jullie", "{0} keer helpen jullie op een school");
        ViewData["Menu"] = "/roster";
    }
}
