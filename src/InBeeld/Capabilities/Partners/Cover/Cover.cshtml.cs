using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Cover;

/// <summary>How far the open programmes reach, per municipality that the library works for; for a municipality that of its own. Counts only.</summary>
[Needs(Role.ProgrammeLeader, Role.Coordinator)]
internal sealed class CoverModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class TownRow
    {
        public string Town { get; set; } = "";
        public string Library { get; set; } = "";
        public int Schools { get; set; }
        public int Programmes { get; set; }

        /// <summary>Null: fewer than five.</summary>
        public int? Target { get; set; }

        public int? Beyond { get; set; }
        public int? Placed { get; set; }
        public int? SchoolsPlaced { get; set; }

        /// <summary>The schools for which no programme is meant.</summary>
        public string[] SchoolsBeyond { get; set; } = [];

        /// <summary>The schools of which nobody takes part; for the library only.</summary>
        public string[] SchoolsIdle { get; set; } = [];

        /// <summary>Of these a programme is meant for their children, so there is somebody to talk with.</summary>
        public List<string> ToAsk => [.. SchoolsIdle.Except(SchoolsBeyond)];

        /// <summary>A bar that says no more than the number beside it.</summary>
        public static int Share(int? part, int? whole) => part is { } p && whole is > 0 ? Math.Clamp((int)Math.Round(100.0 * p / whole.Value), 0, 100) : 0;
    }

    public List<TownRow> Rows { get; private set; } = [];
    public bool Leads => user.Is(Role.ProgrammeLeader);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await frame.ListAsync<TownRow>("select * from app.network_cover(@now)", new { now = clock.GetUtcNow() }, ct);
        journal.Read("open cover", [], Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), Leads ? "/partners" : "/partners/network");
    }

    public string Few(int? count) => count is { } n ? Kernel.Web.Show.Number(n) : text["minder dan 5"];

    public string Heading()
    {
        var gaps = Rows.Sum(r => r.SchoolsBeyond.Length);
        return Rows.Count == 0 ? text["Nog geen gemeente om te laten zien"] : gaps == 0 && Rows.Sum(r => r.ToAsk.Count) is > 0 and var idle ? text.N(idle, "Van 1 school doet nog niemand mee", "Van {0} scholen doet nog niemand mee") : gaps == 0 ? text["Voor elke school is er een programma"] : text.N(gaps, "Voor 1 school is er nog geen programma", "Voor {0} scholen is er nog geen programma");
    }
}
