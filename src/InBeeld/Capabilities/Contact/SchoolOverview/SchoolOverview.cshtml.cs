using InBeeld.Capabilities.Contact.ClassList;
using InBeeld.Frames.Exports;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Contact.Pictures;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.SchoolOverview;

/// <summary>The whole school at a glance: who is not in view, in which groups, since when, and what that asks for today.</summary>
[Needs(Role.Principal, Role.Care)]
internal sealed class SchoolOverviewModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    // An older list misses children who came since.
    private const int ListGrowsOldAfterMonths = 3;

    private const int NamesFirst = 6;

    /// <summary>"table": shares with their N instead of the heat map.</summary>
    [BindProperty(SupportsGet = true)]
    public string? As { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Location { get; set; }

    /// <summary>"out": every child that is out of view by name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? All { get; set; }

    public SchoolView View { get; private set; } = null!;
    public SchoolHead Head { get; private set; } = new();
    public List<OutRow> Out { get; private set; } = [];
    public List<DaysOff> Off { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public DaysOff? HolidayNow => Off.FirstOrDefault(o => o.Starts <= Today && o.Ends >= Today);

    public bool ListIsOld => Head.ListAt is { } at && Amsterdam.Day(at).AddMonths(ListGrowsOldAfterMonths) < Today;

    public IEnumerable<GroupRow> WithoutTeacher => View.Groups.Where(g => !g.HasTeacher);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Guid[]? groups = View.Filtered ? [.. View.Groups.Where(g => g.Id is not null).Select(g => g.Id!.Value)] : null;
        Out = View.Now.Out == 0 ? [] : await SchoolQuery.OutAsync(frame, user.OrganisationId, groups, All == "out" ? SchoolQuery.MostNames : NamesFirst, Today, ct);
        if (Out.Count > 0)
        {
            journal.Read("open school overview", Out.Select(o => o.Id), Facets.Identity | Facets.Contact, "school");
        }

        ViewData["Title"] = Title();
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        // Numbers per group and week; no child is named in it.
        journal.Read("export school overview", [], Facets.None, "school", new { As, year = View.Year, location = View.Location });
        var weeks = View.Columns.Where(c => !c.Holiday).ToList();
        string[] headers =
        [
            text["Groep"], text["Kinderen"], text["In beeld"], text["Aan de beurt"], text["Te laat"], text["Uit beeld"], text["Telt niet mee"],
            .. weeks.SelectMany(w => new[] { text["week {0} bereikt", w.Label], text["week {0} kinderen", w.Label] }),
        ];
        Cell[] Line(string name, StateCounts now, Func<WeekColumn, Reach> of) =>
            [name, now.Counted + now.Absent, now.In, now.Due, now.Late, now.Out, now.Absent, .. weeks.SelectMany(w => new Cell[] { of(w).Reached, of(w).Of })];
        var rows = View.Groups.Select(g => Line(NameOf(g), g.Now, w => View.Of(g, w))).Append(Line(TotalName, View.Now, View.Total)).ToList();
        return SpreadsheetFile.As(As, SpreadsheetFile.Named(Today, "school", user.OrganisationName), text["Groepen per week"], headers, rows);
    }

    public string TotalName => text[View.Filtered ? "Samen" : "Hele school"];

    public string NameOf(GroupRow group) => group.Id is null ? text["Zonder groep"] : group.Name;

    /// <summary>The same page with other choices; null leaves one as it is, empty takes it away.</summary>
    public string Address(string? @as = null, string? year = null, string? location = null, string? all = null)
    {
        var choices = new (string Name, string? Value)[] { ("as", @as ?? As), ("year", year ?? View.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("location", location ?? View.Location), ("all", all ?? All) };
        var query = string.Join('&', choices.Where(c => !string.IsNullOrEmpty(c.Value)).Select(c => $"{c.Name}={Uri.EscapeDataString(c.Value!)}"));
        return query.Length == 0 ? "/school" : "/school?" + query;
    }

    /// <summary>The answer in one sentence.</summary>
    public string Title()
    {
        var (n, of) = (View.Now.NotInView, View.Now.Counted);
        if (of == 0)
        {
            return text["Er staan nog geen kinderen op de lijst"];
        }

        if (n == 0)
        {
            return text.N(of, "Het kind op de lijst is in beeld", "Alle {0} kinderen zijn in beeld");
        }

        return View.Worst() is { } worst
            ? text["{0} van de {1} kinderen nog niet in beeld, {2} daarvan in groep {3}", n, Show.Number(of), worst.Now.NotInView, worst.Name]
            : text.N(n, "1 van de {1} kinderen nog niet in beeld", "{0} van de {1} kinderen nog niet in beeld", Show.Number(of));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Head = await SchoolQuery.HeadAsync(frame, user.OrganisationId, user.HolidayRegion, Today, ct);
        Off = ClassListModel.Json<List<DaysOff>>(Head.Off);
        View = new SchoolView(await SchoolQuery.GroupsAsync(frame, Today, ct), new SchoolCalendar(Off.Select(o => (o.Starts, o.Ends))), Today, Year, Location);
    }
}
