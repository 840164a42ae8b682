using System.Globalization;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Questions;

/// <summary>An employee says whether they would, when, how often, and what they need. The answer stays theirs; the planner reads it.</summary>
[Needs(Role.Library, Role.LibraryPlanner)]
internal sealed class AnswerModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Given
    {
        public string Would { get; set; } = "";
        public string[] Can { get; set; } = [];
        public string[] RatherNot { get; set; } = [];
        public int? PartsPerWeek { get; set; }
        public string Needs { get; set; } = "";
        public int Version { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Round { get; set; }

    [BindProperty]
    public string? Would { get; set; }

    /// <summary>"1-morning:can" or "1-morning:rather_not"; empty where somebody cannot.</summary>
    [BindProperty]
    public List<string>? When { get; set; }

    [BindProperty]
    public string? Parts { get; set; }

    [BindProperty]
    public string? Needs { get; set; }

    public RoundRow Row { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public string Chosen(string key) => (When ?? []).Contains(key + ":can") ? "can" : (When ?? []).Contains(key + ":rather_not") ? "rather_not" : "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (await frame.OneAsync<Given>("select would, can, rather_not, parts_per_week, needs, version from question_answer where round_id = @Round and membership_id = @MembershipId", new { Round, user.MembershipId }, ct) is { } given)
        {
            (Would, Needs, Parts) = (given.Would, given.Needs, given.PartsPerWeek?.ToString(CultureInfo.InvariantCulture));
            When = [.. given.Can.Select(k => k + ":can"), .. given.RatherNot.Select(k => k + ":rather_not")];
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!Row.Open)
        {
            Refused = [Refusal.Of("Deze vraagronde is gesloten. Vraag de planner of hij weer open mag.")];
            return Page();
        }

        var refusals = new List<Refusal>();
        Needs = Needs?.Trim().ReplaceLineEndings("\n") ?? "";
        if (!StaffWords.Woulds.Contains(Would))
        {
            refusals.Add(new Refusal("Would", "Kies ja, liever niet of nee."));
        }

        var can = Row.Asks.Where(k => Chosen(k) == "can").ToArray();
        var not = Row.Asks.Where(k => Chosen(k) == "rather_not").ToArray();
        if (Would is "yes" or "rather_not" && can.Length + not.Length == 0)
        {
            refusals.Add(new Refusal("When", "Kies wanneer je kunt."));
        }

        int? parts = int.TryParse(Parts?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= 21 ? n : null;
        if (parts is null && !string.IsNullOrWhiteSpace(Parts))
        {
            refusals.Add(new Refusal("Parts", "Vul een aantal in van 0 tot en met 21, of laat het leeg."));
        }

        if (Needs.Length > 500)
        {
            refusals.Add(new Refusal("Needs", "Dit is langer dan {0} tekens.", 500));
        }

        Refused = refusals;
        if (refusals.Count > 0)
        {
            return Page();
        }

        // Whoever says no is not asked when.
        await frame.DoAsync("""
            insert into question_answer (round_id, membership_id, would, can, rather_not, parts_per_week, needs, at) values (@Round, @MembershipId, @Would, @can, @not, @parts, @Needs, @now)
            on conflict (round_id, membership_id) do update set would = @Would, can = @can, rather_not = @not, parts_per_week = @parts, needs = @Needs, version = question_answer.version + 1, at = @now
            """, new { Round, user.MembershipId, Would, can = Would == "no" ? [] : can, not = Would == "no" ? [] : not, parts, Needs, now = clock.GetUtcNow() }, ct);
        journal.Write("answer question round", [], Facets.None, "", new { round = Round });
        Saved.Say(HttpContext, text["Dank je. Tot de ronde sluit kun je je antwoord veranderen."]);
        return Redirect("/shifts");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await RoundRow.FindAsync(frame, user.OrganisationId, user.MembershipId, Round, Today, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        journal.Read("open own answer", [], Facets.None, "", new { round = Round });
        ViewData["Title"] = text["Wil jij kinderen ontvangen, en wanneer?"];
        ViewData["Menu"] = user.Is(Role.Library) ? "/shifts" : "/roster";
        return true;
    }
}
