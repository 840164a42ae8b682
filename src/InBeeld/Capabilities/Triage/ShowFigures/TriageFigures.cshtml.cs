using System.Text.Json;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Triage.ShowFigures;

/// <summary>What was decided in the own municipality in the last twelve months, in numbers: per month, how often it deviated, and per route.</summary>
[Needs(Role.Coordinator)]
internal sealed class TriageFiguresModel(Frame frame, Text text, TimeProvider clock) : PageModel
{
    /// <summary>A number that is null is smaller than <see cref="Least"/>, or would let such a one be found.</summary>
    internal sealed record Figures(int Least, IReadOnlyList<MonthRow> Months, IReadOnlyList<RouteRow> Routes);

    internal sealed record MonthRow(DateOnly Month, int? Decided, int? Deviated);

    internal sealed record RouteRow(string Route, int? Chosen, int? Proposed);

    public Figures All { get; private set; } = new(0, [], []);
    public DateOnly Since { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Since = new DateOnly(Today.Year, Today.Month, 1).AddMonths(-11);
        All = JsonSerializer.Deserialize<Figures>((await frame.OneAsync<string>("select app.triage_figures(@Since)::text", new { Since }, ct))!, JsonSerializerOptions.Web)!;
        ViewData["Title"] = Heading();
    }

    public string Heading() => All.Months.Count == 0 ? text["Er is nog niets besloten over hulproutes"]
        : All.Months.FirstOrDefault(m => m.Month.Year == Today.Year && m.Month.Month == Today.Month) is { Decided: { } n } ? text.N(n, "1 besluit over hulproutes deze maand", "{0} besluiten over hulproutes deze maand")
        : text["Minder dan {0} besluiten over hulproutes deze maand", All.Least];

    /// <summary>A number, or "minder dan N".</summary>
    public string Number(int? n) => n is { } known ? Show.Number(known) : text["minder dan {0}", All.Least];
}
