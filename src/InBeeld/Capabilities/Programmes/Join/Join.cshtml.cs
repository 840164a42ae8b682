using System.Globalization;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Join;

/// <summary>What a programme is, for child and parent, and the form to sign up. The answer is the same whether the child is known or not.</summary>
[OpenToAll("A child or parent has no account; what is sent can be read by the library only, and the answer never says who is known")]
internal sealed class JoinModel(Frame frame, Text text, TimeProvider clock, JoinProgramme join) : PageModel
{
    internal sealed class Joinable
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Library { get; set; } = "";
        public string About { get; set; } = "";
        public string Location { get; set; } = "";
        public DateOnly Starts { get; set; }
        public DateOnly Ends { get; set; }
        public bool IsFull { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>The form was sent just before.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    /// <summary>Somebody signs a child up for their work.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Third { get; set; }

    /// <summary>One of the languages of families; null: as the browser was told.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Lang { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Left empty by people.</summary>
    [BindProperty]
    public string? Website { get; set; }

    public JoinFields Fields { get; private set; } = new();
    public Joinable? Programme { get; private set; }
    public List<Criterion> Criteria { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    /// <summary>The address of this page in a language.</summary>
    public string In(string? code, string query = "") => FamilyLanguages.Address($"{FamilyLanguages.Path}/{Slug}", code, query);

    /// <summary>With numbers only where we have no names of months.</summary>
    public string Period() => text.Language is "nl" or "en" ? text["{0} tot en met {1}", Kernel.Web.Show.FirstDay(Programme!.Starts, Programme.Ends, Today), Kernel.Web.Show.ShortDay(Programme.Ends, Today)] : text["{0} tot en met {1}", Programme!.Starts.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture), Programme.Ends.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)];

    public async Task OnGetAsync(CancellationToken ct)
    {
        // Who reads in a language speaks it.
        Fields.Speaks = FamilyLanguages.Knows(Lang) ? Lang : text.Language;
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(JoinFields fields, CancellationToken ct)
    {
        Fields = fields;
        Third = fields.Who == "third";
        await LoadAsync(ct);
        if (Programme is null)
        {
            return Page();
        }

        var outcome = string.IsNullOrEmpty(Website)
            ? await join.RunAsync(Id, Slug, fields, Criteria, HttpContext.Connection.RemoteIpAddress, ct)
            : Refusal.Of("Dit konden we niet versturen. Laat het veld over een website leeg, of bel de bibliotheek.");
        if (outcome.Ok)
        {
            return Redirect(In(Lang, "?sent=true"));
        }

        (Refused, Website) = (outcome.Refusals, null);
        return Page();
    }

    public string Heading() => Programme is not { } programme ? text["Je kunt je hier nu niet aanmelden"] : Sent ? text["Je aanmelding voor {0} is binnen", programme.Name] : text["Doe mee met {0}", programme.Name];

    private async Task LoadAsync(CancellationToken ct)
    {
        Programme = await frame.OneAsync<Joinable>("select * from app.programme_to_join(@Slug, @now)", new { Slug, now = clock.GetUtcNow() }, ct);
        Criteria = await frame.ListAsync<Criterion>("select id, kind, least, most, levels, question from app.criteria_to_join(@Slug, @now)", new { Slug, now = clock.GetUtcNow() }, ct);
        ViewData["Title"] = Heading();
    }
}
