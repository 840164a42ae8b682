using System.Globalization;
using InBeeld.Capabilities.Programmes.Join;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.OpenDays;

/// <summary>What an open day or parents' meeting is, and the form to come. Who signs up needs no account.</summary>
[OpenToAll("A parent has no account; what is sent can be read by the library only, and the answer says nothing about others")]
internal sealed class JoinDayModel(Frame frame, Text text, TimeProvider clock, KeepOpenDay keep) : PageModel
{
    internal sealed class Joinable
    {
        public Guid Id { get; set; }
        public string Kind { get; set; } = "";
        public string Name { get; set; } = "";
        public string Programme { get; set; } = "";
        public string Library { get; set; } = "";
        public string About { get; set; } = "";
        public string Place { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public bool IsFull { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Day { get; set; }

    /// <summary>The form was sent just before.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    /// <summary>One of the languages of families; null: as the browser was told.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Lang { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Left empty by people.</summary>
    [BindProperty]
    public string? Website { get; set; }

    public GuestFields Fields { get; private set; } = new();
    public Joinable? Row { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    /// <summary>The address of this page in a language.</summary>
    public string In(string? code, string query = "") => FamilyLanguages.Address($"{FamilyLanguages.Path}/dag/{Day}", code, query);

    /// <summary>With numbers only where we have no names of days and months.</summary>
    public string When() => $"{(text.Language is "nl" or "en" ? Kernel.Web.Show.Day(Amsterdam.Day(Row!.Starts), Today) : Amsterdam.Day(Row!.Starts).ToString("dd-MM-yyyy", CultureInfo.InvariantCulture))} {Kernel.Web.Show.Time(Row!.Starts)} – {Kernel.Web.Show.Time(Row.Ends)}";

    public async Task OnGetAsync(CancellationToken ct)
    {
        // Who reads in a language speaks it.
        Fields.Speaks = FamilyLanguages.Knows(Lang) ? Lang! : text.Language;
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(GuestFields fields, CancellationToken ct)
    {
        Fields = fields;
        fields.Enrolment = null;
        await LoadAsync(ct);
        if (Row is null)
        {
            return Page();
        }

        var outcome = string.IsNullOrEmpty(Website)
            ? await keep.JoinAsync(Id, Day, fields, HttpContext.Connection.RemoteIpAddress, ct)
            : Refusal.Of("Dit konden we niet versturen. Laat het veld over een website leeg, of bel de bibliotheek.");
        if (outcome.Ok)
        {
            return Redirect(In(Lang, "?sent=true"));
        }

        (Refused, Website) = (outcome.Refusals, null);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Row = await frame.OneAsync<Joinable>("select * from app.open_day_to_join(@Day, @now)", new { Day, now = clock.GetUtcNow() }, ct);
        ViewData["Title"] = Row is not { } row ? text["Je kunt je hier nu niet aanmelden"].ToString() : Sent ? text["Tot dan! Je staat op de lijst"].ToString() : text["Kom naar {0}", row.Name].ToString();
    }
}
