using System.Globalization;
using System.Text.Json;
using InBeeld.Capabilities.Monitor.Answering;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Questionnaires;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Waves.Replies;

/// <summary>What one library answered, its link, and corrections after closing with their trace.</summary>
[Needs(Role.Researcher)]
internal sealed class RepliesModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, KeepLinks links, CorrectAnswer correct) : PageModel
{
    internal sealed class Event
    {
        public Guid UnitId { get; set; }
        public string Unit { get; set; } = "";
        public string Item { get; set; } = "";
        public string Was { get; set; } = "{}";
        public string Became { get; set; } = "{}";
        public string Why { get; set; } = "";
        public string By { get; set; } = "";
        public DateTimeOffset At { get; set; }
    }

    internal sealed record Correction(SheetUnit Unit, Item Item, TypedAnswer Typed);

    private sealed record Told(string? State, decimal? Number, string[]? Codes, string? Words, bool About);

    public const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Library { get; set; }

    /// <summary>Key of the section that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Part { get; set; }

    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public Sheet Sheet { get; private set; } = null!;
    public SectionForm? Form { get; private set; }
    public List<Event> Events { get; private set; } = [];

    /// <summary>The link that is there for the whole questionnaire.</summary>
    public Guid? Link { get; private set; }

    /// <summary>A link that was just made; shown once.</summary>
    public string? Address { get; private set; }

    public Correction? Correcting { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public List<(Item Item, SheetUnit Unit)> Shown { get; private set; } = [];
    public int? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? unit, string? item, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Correcting = Sheet.Wave.State == "closed" ? Find(unit, item) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var made = await links.MakeAsync(Wave, [Library], "", ct);
        Address = made.Ok ? $"{Request.Scheme}://{Request.Host}/monitor/reply/{made.Value[Library]}" : null;
        Refused = made.Refusals;
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid link, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !await links.WithdrawAsync(Wave, link, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["De link is ingetrokken."]);
        return Redirect($"/monitor/waves/{Wave}/libraries/{Library}");
    }

    public async Task<IActionResult> OnPostCorrectAsync(Guid unit, string? item, int known, List<string> value, string? none, bool about, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Find(unit, item) is not { } found)
        {
            return NotFound();
        }

        var typed = TypedAnswer.From(found.Item, value, none ?? "", about);
        var outcome = await correct.RunAsync(Sheet, found.Unit, found.Item, typed, known, Why?.Trim() ?? "", ct);
        if (!outcome.Ok)
        {
            (Refused, Correcting) = (outcome.Refusals, found with { Typed = typed });
            return Page();
        }

        Saved.Say(HttpContext, text["Gecorrigeerd. Wat er stond blijft te zien."]);
        return Redirect($"/monitor/waves/{Wave}/libraries/{Library}?part={found.Item.Section}");
    }

    public string Label(string item) => Sheet.Questionnaire.ItemOf(item)?.Label.In(text.Language) ?? item;

    public string Says(string item, string told)
    {
        var t = JsonSerializer.Deserialize<Told>(told, JsonSerializerOptions.Web);
        return t?.State is null or "missing" ? text["nog geen antwoord"] : t.State != "value" ? text[TypedAnswer.Word(t.State)]
            : Sheet.Questionnaire.ItemOf(item) is { } i ? AnswerExport.Words(i, WaveData.Of(t.State, t.Number, t.Codes ?? [], t.Words ?? "", t.About), text) : "–";
    }

    private Correction? Find(Guid? unit, string? item) =>
        Sheet.Questionnaire.ItemOf(item ?? "") is { } i && Sheet.Units(i).FirstOrDefault(u => u.Id == unit) is { } u
            ? new Correction(u, i, TypedAnswer.Of(i, Sheet.Of(u.Id, i.Key)?.Answer, CultureInfo.CurrentCulture)) : null;

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Sheet.LoadAsync(frame, Wave, Library, user, "", ct) is not { } sheet || sheet.Library.Id != Library)
        {
            return false;
        }

        Sheet = sheet;
        using var more = await frame.ManyAsync("""
            select e.unit_id, u.name as unit, e.item, e.was::text as was, e.became::text as became, e.why, e.at, coalesce(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), '') as by
              from wave_event e join wave_unit u on u.id = e.unit_id left join person p on p.id = e.by_person where e.wave_id = @Wave and u.root_id = @Library order by e.at desc, e.id limit 200;
            select i.id from wave_invitation i where i.unit_id = @Library and i.part = '' and i.withdrawn_at is null
            """, new { Wave, Library }, ct);
        Events = [.. await more.ReadAsync<Event>()];
        Link = await more.ReadSingleOrDefaultAsync<Guid?>();
        if (Part is not null && sheet.Questionnaire.Sections.FirstOrDefault(s => s.Key == Part) is { } section)
        {
            Form = SectionForm.Of(sheet, section.Key, "", null, 0, Today);
            var all = sheet.ItemsOf(section).SelectMany(i => sheet.Units(i).Select(u => (i, u))).ToList();
            Shown = [.. all.Skip(Math.Max(0, From)).Take(PageSize)];
            Next = From + PageSize < all.Count ? From + PageSize : null;
        }

        var (asked, answered, _) = sheet.Count(sheet.Questionnaire.Sections);
        (ViewData["Title"], ViewData["Menu"]) = (text["{0}: {1} van {2} vragen beantwoord", sheet.Library.Name, Kernel.Web.Show.Number(answered), Kernel.Web.Show.Number(asked)].ToString(), "/monitor/waves");
        return true;
    }
}
