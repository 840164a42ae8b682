using System.Text.Json;
using InBeeld.Capabilities.Contact.LogContact;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Lines;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.ClassList;

[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class ClassListModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, LogContact.LogContact log, IEnumerable<IChildLine> lines) : PageModel
{
    private const int InViewFirst = 5;

    [BindProperty(SupportsGet = true)]
    public Guid Group { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    /// <summary>The child whose form is open.</summary>
    [BindProperty(SupportsGet = true, Name = "log")]
    public Guid? Open { get; set; }

    [BindProperty]
    public LogForm Form { get; set; } = new();

    public GroupHead Head { get; private set; } = new();
    public List<ClassRow> Rows { get; private set; } = [];
    public OpenRow? OpenDetails { get; private set; }
    public List<GroupLink> Groups { get; private set; } = [];
    public List<DaysOff> Off { get; private set; } = [];
    public List<Norm> Norms { get; private set; } = [];
    public List<Refusal> Refusals { get; } = [];

    /// <summary>What other parts of the application tell about a child today.</summary>
    public ILookup<Guid, ChildLine> Told { get; private set; } = Array.Empty<ChildLine>().ToLookup(l => l.Pupil);
    public DateOnly Today { get; private set; }

    public int ToGo => Rows.Count(r => r.StateOn(Today) is "out" or "late" or "due");

    public int Counting => Rows.Count(r => r.StateOn(Today) != "none");

    public DaysOff? HolidayNow => Off.FirstOrDefault(o => o.Starts <= Today && o.Ends >= Today);

    public IEnumerable<(string State, List<ClassRow> Rows, int More)> Parts()
    {
        foreach (var state in StateOrder.All.Where(s => State is null || s == State))
        {
            var rows = Rows.Where(r => r.StateOn(Today) == state).ToList();
            var show = state == "in" && State is null && !All && rows.Count > InViewFirst + 2 ? rows.Where((r, i) => i < InViewFirst || r.Id == Open || Told.Contains(r.Id)).ToList() : rows;
            if (rows.Count > 0)
            {
                yield return (state, show, rows.Count - show.Count);
            }
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostLogAsync(CancellationToken ct)
    {
        Today = clock.Today();
        var outcome = await log.RunAsync(new LogContactInput(Form.Moment, Form.Pupil, Form.Told(Today), Form.AlsoFor), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, LoggedSentence.Of(outcome.Value, Form.Told(Today), text), $"/contacts/{outcome.Value.Moment}/undo");
            return Redirect(Address());
        }

        Refusals.AddRange(outcome.Refusals);
        Open = Form.Pupil;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    /// <summary>The list as it is filtered now, optionally with a form open or another state.</summary>
    public string Address(Guid? log = null, string? state = null, bool? all = null)
    {
        var query = new List<string>();
        if ((state ?? State) is { Length: > 0 } s)
        {
            query.Add("state=" + Uri.EscapeDataString(s));
        }

        if (all ?? All)
        {
            query.Add("all=true");
        }

        if (log is { } pupil)
        {
            query.Add("log=" + pupil);
        }

        return $"/groups/{Group}{(query.Count > 0 ? "?" + string.Join('&', query) : "")}{(log is null ? "" : "#c-" + log)}";
    }

    public Norm NormOf(ClassRow row) => Norm.For(row.Level, Norms);

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        State = StateOrder.All.Contains(State) ? State : null;
        var head = await ClassListQuery.HeadAsync(frame, Group, user.Groups, Today, ct);
        if (head is null || !(user.Groups.Contains(Group) || (user.Is(Role.Care, Role.Principal) && head.SchoolId == user.OrganisationId)))
        {
            return false;
        }

        Head = head;
        Rows = await ClassListQuery.RowsAsync(frame, Group, ct);
        Told = await ToldAsync(ct);
        Groups = Json<List<GroupLink>>(head.Others);
        Off = Json<List<DaysOff>>(head.Off);
        Norms = Json<List<Norm>>(head.Norms);
        if (Open is { } pupil && Rows.Exists(r => r.Id == pupil))
        {
            OpenDetails = await OpenRow.OfAsync(frame, pupil, ct);
            Form.Start(pupil, Rows.First(r => r.Id == pupil).UsualChannel, Today);
        }

        journal.Read("open class list", Rows.Select(r => r.Id), Facets.Identity | Facets.Contact | Facets.Needs, "group", new { group = Group });
        ViewData["Title"] = text["Groep {0}", Head.Name];
        ViewData["Menu"] = user.Is(Role.Teacher) ? "/my-class" : "/school";
        return true;
    }

    private async Task<ILookup<Guid, ChildLine>> ToldAsync(CancellationToken ct)
    {
        var (offered, told) = (lines.ToList(), new List<ChildLine>());
        using var rows = await frame.ManyAsync(string.Join(";\n", offered.Select(l => l.Sql)), new { group = Group, start = Amsterdam.At(Today, TimeOnly.MinValue), end = Amsterdam.At(Today.AddDays(1), TimeOnly.MinValue) }, ct);
        foreach (var line in offered)
        {
            told.AddRange((await rows.ReadAsync<LineRow>()).Select(line.Of));
        }

        return told.ToLookup(l => l.Pupil);
    }

    public static T Json<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
}
