using System.Globalization;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Settings;

/// <summary>How the municipality works with cases: in how many school days a party answers, and whether somebody looks along at closing.</summary>
[Needs(Role.Coordinator)]
internal sealed class SettingsModel(Frame frame, CurrentUser user, Journal journal, Text text) : PageModel
{
    internal sealed class Row
    {
        public int AnswerDays { get; set; } = 2;
        public bool LookAtClosing { get; set; }
        public int Version { get; set; }
    }

    [BindProperty]
    public string? AnswerDays { get; set; }

    [BindProperty]
    public string? LookAtClosing { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Show(await NowAsync(ct));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ViewData["Title"] = text["Zo werken jullie met zaken"];
        if (!int.TryParse(AnswerDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > 20)
        {
            Refused = [new Refusal("AnswerDays", "Kies 1 tot {0} schooldagen.", 20)];
            return Page();
        }

        // No row yet is version 0; two who begin at once: the second finds the row of the first.
        var saved = await frame.DoAsync("""
            insert into coordination_setting as s (municipality_id, answer_days, look_at_closing) select @OrganisationId, @days, @look where @Version = 0 or exists (select 1 from coordination_setting x where x.municipality_id = @OrganisationId)
            on conflict (municipality_id) do update set answer_days = excluded.answer_days, look_at_closing = excluded.look_at_closing, version = s.version + 1 where s.version = @Version
            """, new { user.OrganisationId, days = (short)days, look = LookAtClosing == "true", Version }, ct);
        if (saved > 0)
        {
            journal.Write("set how cases are worked with", [], Facets.None, "", new { days, LookAtClosing });
            Saved.Say(HttpContext, text["Opgeslagen."]);
            return Redirect("/coordination/settings");
        }

        var now = await NowAsync(ct);
        Refused = [Refusals.LostUpdate];
        Both = new BothVersions([
            new FieldVersions("AnswerDays", text["Antwoord binnen (schooldagen)"], AnswerDays ?? "", now.AnswerDays.ToString(CultureInfo.InvariantCulture)),
            new FieldVersions("LookAtClosing", text["Meekijken bij afsluiten"], LookAtClosing ?? "", now.LookAtClosing ? "true" : "", v => v == "true" ? text["Ja"] : text["Nee"])], Was ?? "");
        Version = now.Version;
        return Page();
    }

    private async Task<Row> NowAsync(CancellationToken ct) => await frame.OneAsync<Row>("select answer_days, look_at_closing, version from coordination_setting where municipality_id = @OrganisationId", new { user.OrganisationId }, ct) ?? new Row();

    private void Show(Row now)
    {
        (AnswerDays, LookAtClosing, Version) = (now.AnswerDays.ToString(CultureInfo.InvariantCulture), now.LookAtClosing ? "true" : "", now.Version);
        Was = BothVersions.Keep([("AnswerDays", AnswerDays), ("LookAtClosing", LookAtClosing)]);
        ViewData["Title"] = text["Zo werken jullie met zaken"];
    }
}
