using InBeeld.Capabilities.Partners.Model;
using InBeeld.Capabilities.Partners.Tasks;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Network;

/// <summary>The network of one programme: who takes part at which level, what they do, which policy it fits, and for a leader its conditions and risks.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide, Role.Coordinator)]
internal sealed class ProgrammeNetworkModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Fit
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Town { get; set; } = "";
        public string Goal { get; set; } = "";
        public string Why { get; set; } = "";
        public string Reference { get; set; } = "";
    }

    internal sealed class Point
    {
        public Guid Id { get; set; }
        public string Kind { get; set; } = "";
        public string What { get; set; } = "";
        public bool? Met { get; set; }
        public int? Chance { get; set; }
        public int? Effect { get; set; }
        public string Measure { get; set; } = "";
        public string Owner { get; set; } = "";
        public DateOnly? LookOn { get; set; }

        /// <summary>How heavy a risk is, 1 to 9.</summary>
        public int Weight => (Chance ?? 0) * (Effect ?? 0);
    }

    internal sealed class Judged
    {
        public Guid PointId { get; set; }
        public bool? Met { get; set; }
        public int? Chance { get; set; }
        public int? Effect { get; set; }
        public DateTimeOffset At { get; set; }
        public string By { get; set; } = "";
    }

    internal sealed record Known(string Name);

    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    public string Name { get; private set; } = "";
    public List<LinkRow> Links { get; private set; } = [];
    public List<TaskRow> Tasks { get; private set; } = [];
    public List<Fit> Fits { get; private set; } = [];
    public List<Point> Conditions { get; private set; } = [];
    public List<Point> Risks { get; private set; } = [];
    public List<Judged> Before { get; private set; } = [];
    public bool Leads => user.Is(Role.ProgrammeLeader);
    public bool Named => user.Is(Role.ProgrammeLeader, Role.Guide);
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        using var all = await frame.ManyAsync($"""
            select p.name from programme p where p.id = @programme and ((select app.role()) = 'coordinator' or p.id = any ((select app.guided())::uuid[]));
            {LinkRow.Sql};
            {TaskRow.Sql} and r.programme_id = @programme and t.done_at is null order by t.due, t.id limit 50;
            select f.id, y.name, o.name as town, y.goal, f.why, y.reference from network_fit f join network_policy y on y.id = f.policy_id and y.removed_at is null join organisation o on o.id = y.municipality_id where f.programme_id = @programme and f.removed_at is null order by o.name, y.name, f.id limit 100;
            select q.id, q.kind, q.what, q.met, q.chance::integer, q.effect::integer, q.measure, q.look_on, coalesce(nullif(p.name, ''), n.name, '') as owner from network_point q left join network_role r on r.id = q.role_id left join network_partner n on n.id = r.partner_id left join network_person p on p.id = r.person_id
              where q.programme_id = @programme and q.removed_at is null order by q.kind, q.met, q.chance * q.effect desc, q.what, q.id limit 200;
            select j.point_id, j.met, j.chance::integer, j.effect::integer, j.at, coalesce(w.given_name || ' ' || w.surname, '') as by from network_judgement j join network_point q on q.id = j.point_id left join person w on w.id = j.by_person where q.programme_id = @programme and q.removed_at is null order by j.id desc limit 500
            """, new { programme = (Guid?)Programme, today = Today, limit = 500 }, ct);
        if (await all.ReadFirstOrDefaultAsync<Known>() is not { } known)
        {
            return NotFound();
        }

        Name = known.Name;
        Links = [.. await all.ReadAsync<LinkRow>()];
        Tasks = [.. await all.ReadAsync<TaskRow>()];
        Fits = [.. await all.ReadAsync<Fit>()];
        var points = (await all.ReadAsync<Point>()).ToLookup(p => p.Kind);
        (Conditions, Risks) = ([.. points["condition"]], [.. points["risk"]]);
        Before = [.. await all.ReadAsync<Judged>()];
        journal.Read("open programme network", [], Facets.None, "", new { programme = Programme });
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), Leads ? "/partners" : "/partners/network");
        return Page();
    }

    public string Heading()
    {
        var bare = PartnerWords.Levels.Where(l => !Links.Any(x => x.Level == l)).Select(l => text[PartnerWords.LevelWord(l)].ToLowerInvariant()).ToList();
        return bare.Count == 0 ? text["{0}: op elk niveau is er iemand", Name] : text["{0}: nog niemand op niveau {1}", Name, string.Join(", ", bare)];
    }

    public static string Weigh(int weight) => weight >= 6 ? "l4" : weight >= 4 ? "l3" : weight >= 2 ? "l2" : "l1";
}
