using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Files;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Materials;

/// <summary>A school asks a library to print something or to have material ready, by a day.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office)]
[RequestFormLimits(MultipartBodyLengthLimit = FileSort.Most + 65536)]
[RequestSizeLimit(FileSort.Most + 65536)]
internal sealed class AskModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed record Choice(Guid Id, string Name);

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public Guid? Library { get; set; }

    [BindProperty]
    public string? Kind { get; set; } = "print";

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Number { get; set; } = "1";

    [BindProperty]
    public string? NeededOn { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public List<Choice> Libraries { get; private set; } = [];
    public List<Refusal> Refused { get; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        NeededOn = Typed.Of(Today.AddDays(1));
        Library ??= Libraries.FirstOrDefault()?.Id;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        What = What?.Trim() ?? "";
        var (number, day) = (int.TryParse(Number, out var n) ? n : 0, Typed.Day(NeededOn));
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                Refused.Add(new Refusal(field, sentence, args));
            }
        }

        When(!Libraries.Exists(l => l.Id == Library), "Library", "Kies een bibliotheek.");
        When(!MaterialWords.Kinds.Contains(Kind), "Kind", "Kies wat je vraagt.");
        When(What.Length is 0 or > 300, "What", "Schrijf in hooguit 300 tekens wat je vraagt.");
        When(number is < 1 or > 500, "Number", "Vul een aantal in van 1 tot en met 500.");
        When(day is null || day < Today || day > Today.AddDays(90), "NeededOn", "Kies een dag in de komende drie maanden.");
        When(Kind == "print" && Upload is null, "Upload", "Voeg toe wat er geprint moet worden.");
        var sent = Upload is null ? null : await SentFile.ReadAsync(Upload, "Upload", ct);
        Refused.AddRange(sent?.Refusals ?? []);
        if (Refused.Count > 0)
        {
            return Page();
        }

        var file = sent?.Value;
        var made = await frame.DoAsync("""
            insert into material_request (id, library_id, school_id, kind, what, number, needed_on, file_name, media_type, content, by_person, at)
              values (@Id, @Library, @OrganisationId, @Kind, @What, @number, @day, @name, @mediaType, @content, @PersonId, @now) on conflict (id) do nothing
            """, new { Id, Library, user.OrganisationId, Kind, What, number, day, name = file?.Name, mediaType = file?.MediaType, content = file?.Content, user.PersonId, now = clock.GetUtcNow() }, ct);
        if (made > 0)
        {
            await frame.DoAsync("select app.tell_material(@Id)", new { Id }, ct);
            journal.Write("ask material", [], Facets.None, "", new { request = Id });
        }

        Saved.Say(HttpContext, text["Je vraag staat bij de bibliotheek."]);
        return Redirect("/materials");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Libraries = await frame.ListAsync<Choice>("select o.id, o.name from organisation o where o.id = any ((select app.libraries())::uuid[]) and o.is_on order by o.name", null, ct);
        (ViewData["Title"], ViewData["Menu"]) = (text["Wat heb je nodig?"], "/bookings");
    }
}
