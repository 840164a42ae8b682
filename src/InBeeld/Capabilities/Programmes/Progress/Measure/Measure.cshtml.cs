using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Capabilities.Programmes.Progress.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Progress.Measure;

/// <summary>All goals of a child in one form, as the guide sees it and as the child says it, with the short questions of the programme. Of the same day it is a correction.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class MeasureModel(Frame frame, Journal journal, Text text, TimeProvider clock, MeasureGoals measure) : PageModel
{
    public static readonly string[] Sides = ["guide", "pupil"];

    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    [BindProperty]
    public Guid Batch { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Known { get; set; }

    [BindProperty]
    public string? Day { get; set; }

    [BindProperty]
    public string? Moment { get; set; }

    public EnrolmentRow Row { get; private set; } = new();
    public List<GoalRow> Goals { get; private set; } = [];
    public List<ShortScale> Scales { get; private set; } = [];

    /// <summary>What is chosen, by the name of the field.</summary>
    public Dictionary<string, string> Chosen { get; private set; } = [];

    /// <summary>What a colleague kept since this form was shown.</summary>
    public List<MeasurementRow> Theirs { get; private set; } = [];

    public bool Agreed { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Back => $"/programmes/people/{Enrolment}/goals";

    private int measured;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Day, Known, Moment) = (Typed.Of(Today), measured, Row.State is "done" or "dropped" ? "after" : Row.State == "placed" ? "during" : "before");
        foreach (var m in Goals.SelectMany(g => g.Holds.Measured).Where(m => m.Day == Today))
        {
            Chosen[$"level-{m.GoalId}-{m.Who}"] = GoalsOf(m.Level);
            Chosen[$"words-{m.GoalId}-{m.Who}"] = m.Words;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Chosen = Request.Form.Keys.Where(k => k.StartsWith("level-", StringComparison.Ordinal) || k.StartsWith("words-", StringComparison.Ordinal) || k.StartsWith("answer-", StringComparison.Ordinal)).ToDictionary(k => k, k => Request.Form[k].ToString().Trim());
        Moment = ProgressWords.Moments.Contains(Moment) ? Moment : "during";
        List<Mark> marks = [.. from g in Goals from who in Sides let level = LevelOf(Of($"level-{g.Id}-{who}")) where level is not null select new Mark(g.Id, ScaleShown(g), who, level.Value, Of($"words-{g.Id}-{who}"))];
        List<Said> answers = [.. from s in Scales let level = Typed.Number(Of("answer-" + s.Id)) where level is >= 1 and <= 5 select new Said(s.Id, Guid.TryParse(Request.Form["text-" + s.Id], out var shown) ? shown : s.TextId, level.Value)];
        var outcome = await measure.RunAsync(Row, Batch, Known, Typed.Day(Day), Moment!, marks, answers, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Gemeten op {0}.", Kernel.Web.Show.Day(Typed.Day(Day)!.Value, Today)], $"{Back}?handler=TakeBack&batch={Batch}");
            return Redirect(Back);
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            var all = Goals.SelectMany(g => g.Holds.Measured).ToList();
            Theirs = all.Count == 0 ? [] : all.FindAll(m => m.Batch == all.MaxBy(x => x.At)!.Batch);
            Known = measured;
        }

        return Page();
    }

    public string Of(string field) => Chosen.GetValueOrDefault(field) ?? "";

    public static string GoalsOf(int level) => level.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The scale whose words were shown: when they changed since, nothing is kept.</summary>
    private int ScaleShown(GoalRow goal) => Typed.Number(Request.Form["scale-" + goal.Id]) ?? goal.Scale;

    private static int? LevelOf(string typed) => typed switch { "-2" => -2, "-1" => -1, "0" => 0, "1" => 1, "2" => 2, _ => null };

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        using var rows = await frame.ManyAsync($"""
            {GoalRow.Sql}
            {ShortScale.Sql} join programme_scale c on c.scale_id = s.id where c.programme_id = @ProgrammeId and s.respondent <> 'teacher' and s.removed_at is null order by array_position(array['pupil', 'parent', 'guide'], s.respondent), s.id limit 12;
            select exists (select 1 from consent where enrolment_id = @enrolment and kind = 'measure' and withdrawn_at is null);
            select app.measured(@enrolment)
            """, new { enrolment = Enrolment, row.ProgrammeId }, ct);
        Goals = (await GoalRow.ReadAsync(rows)).FindAll(g => g.StoppedOn is null);
        Scales = [.. await rows.ReadAsync<ShortScale>()];
        Agreed = await rows.ReadSingleAsync<bool>();
        measured = await rows.ReadSingleAsync<int>();
        journal.Read("open goals", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Needs, "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (text["Waar staat {0} nu?", row.GivenName].ToString(), "/programmes");
        return true;
    }
}
