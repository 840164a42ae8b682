using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Details;

/// <summary>Where the family lives, how to call them, and how urgent it is.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class DetailsModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Fields
    {
        public string? Address { get; set; }
        public string? Postcode { get; set; }
        public string? Place { get; set; }
        public string? Phone { get; set; }
        public int? Urgency { get; set; }
        public string? FamilyKnows { get; set; }
    }

    public static readonly IReadOnlyList<string> Knows = ["yes", "soon", "no", "unknown"];

    [BindProperty(SupportsGet = true)]
    public Guid Case { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public Fields Typed { get; private set; } = new();
    public CaseHead Head { get; private set; } = new();
    public List<Refusal> Refused { get; } = [];
    public BothVersions? Both { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Typed = Stored();
        Version = Head.Version;
        Was = BothVersions.Keep(Values(Typed));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Fields fields, CancellationToken ct)
    {
        Typed = fields;
        if (await CaseHead.ToChangeAsync(frame, Case, ct) is null || !await LoadAsync(ct))
        {
            return NotFound();
        }

        foreach (var (field, value, most) in ((string, string?, int)[])[("Address", fields.Address, 200), ("Postcode", fields.Postcode, 7), ("Place", fields.Place, 100), ("Phone", fields.Phone, 40)])
        {
            if (value?.Trim().Length > most)
            {
                Refused.Add(new Refusal(field, "Dit is langer dan {0} tekens.", most));
            }
        }

        if (fields.Urgency is not { } urgency || !CaseWords.Urgencies.Contains(urgency))
        {
            Refused.Add(new Refusal("Urgency", "Kies hoe snel het moet."));
        }

        if (!Knows.Contains(fields.FamilyKnows))
        {
            Refused.Add(new Refusal("FamilyKnows", "Kies of het gezin het weet."));
        }

        if (Refused.Count > 0)
        {
            return Page();
        }

        if (Head.Version != Version)
        {
            Refused.Add(Refusals.LostUpdate);
            var theirs = Values(Stored()).ToDictionary(v => v.Name, v => v.Value);
            Both = new BothVersions([.. Values(fields).Select(m => new FieldVersions(m.Name, text[Label(m.Name)], m.Value, theirs[m.Name], m.Name switch
            {
                "Urgency" => u => text[CaseWords.Urgency(int.Parse(u, System.Globalization.CultureInfo.InvariantCulture))],
                "FamilyKnows" => k => text[CaseWords.FamilyKnows(k)],
                _ => null,
            }))], Was ?? "");
            Version = Head.Version;
            return Page();
        }

        await frame.DoAsync("""
            update care_case set address = @Address, postcode = @Postcode, place = @Place, phone = @Phone, urgency = @Urgency, family_knows = @FamilyKnows, version = version + 1 where id = @Case
            """, new { Address = fields.Address?.Trim() ?? "", Postcode = fields.Postcode?.Trim() ?? "", Place = fields.Place?.Trim() ?? "", Phone = fields.Phone?.Trim() ?? "", fields.Urgency, fields.FamilyKnows, Case }, ct);
        await CaseEvents.AddAsync(frame, Case, "details", false, [], "", clock.GetUtcNow(), ct);
        journal.Write("change case details", [Head.PupilId], Facets.Identity, "case", new { @case = Case });
        Saved.Say(HttpContext, text["Opgeslagen."]);
        return Redirect($"/cases/{Case}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await CaseHead.OfAsync(frame, Case, ct) is not { Wholly: true, Closed: false } head)
        {
            return false;
        }

        Head = head;
        journal.Read("open case details", [head.PupilId], Facets.Identity, "case", new { @case = Case });
        ViewData["Title"] = text["Adres en urgentie van {0}", head.Name.Full];
        ViewData["Menu"] = "/cases";
        return true;
    }

    private Fields Stored() => new() { Address = Head.Address, Postcode = Head.Postcode, Place = Head.Place, Phone = Head.Phone, Urgency = Head.Urgency, FamilyKnows = Head.FamilyKnows };

    private static List<(string Name, string Value)> Values(Fields f) =>
        [("Address", f.Address ?? ""), ("Postcode", f.Postcode ?? ""), ("Place", f.Place ?? ""), ("Phone", f.Phone ?? ""), ("Urgency", f.Urgency?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""), ("FamilyKnows", f.FamilyKnows ?? "")];

    private static string Label(string field) => field switch
    {
        "Address" => "Straat en huisnummer",
        "Postcode" => "Postcode",
        "Place" => "Plaats",
        "Phone" => "Telefoon",
        "Urgency" => "Hoe snel?",
        _ => "Weet het gezin ervan?",
    };
}
