using Dapper;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Capabilities.Places.Questions;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.MyShifts;

/// <summary>My shifts, on a phone first: what I do when, which shifts are open, giving up, swapping, and a file for the calendar.</summary>
[Needs(Role.Library, Role.LibraryPlanner)]
internal sealed class ShiftsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    /// <summary>A shift that can be claimed: of somebody who wants to be rid of it, or of nobody.</summary>
    internal sealed class OpenShift
    {
        public Guid SlotId { get; set; }
        public Guid? DutyId { get; set; }
        public string Kind { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public string Room { get; set; } = "";
        public string Of { get; set; } = "";
        public string Blocked { get; set; } = "";
    }

    internal sealed class Swap
    {
        public Guid Id { get; set; }
        public bool ToMe { get; set; }
        public string Other { get; set; } = "";
        public DateTimeOffset MineStarts { get; set; }
        public DateTimeOffset TheirsStarts { get; set; }
        public Guid DutyId { get; set; }
    }

    private const int Days = 35;

    private const string MineSql = "d.slot_id in (select m.slot_id from duty m where m.membership_id = @me and m.state = 'planned')";

    // The own shifts, with who works then too.
    private const string TogetherSql = DutyRow.Sql + $" where d.library_id = @library and d.state = 'planned' and s.ends > @from and s.starts < @to and {MineSql} order by s.starts, d.kind desc, name";

    // The first ones of colleagues, of each kind as many as a list to choose from can have.
    private const string OthersSql = $"""
        select o.* from (values ('work'), ('reserve')) k (kind) cross join lateral (
          {DutyRow.Sql} where d.library_id = @library and d.state = 'planned' and d.kind = k.kind and s.library_id = @library and s.starts > @from and s.starts < @to and not {MineSql} order by s.starts, name limit 60) o
        order by o.starts, o.kind desc, o.name
        """;

    private const string OpenSql = """
        select o.*, s.starts, s.ends, r.name as room, app.staff_blocked(@me, s.id, array(select d.id from duty d where d.slot_id = s.id and d.membership_id = @me and d.kind = 'reserve' and d.state = 'planned')) as blocked
        from (select d.slot_id, d.id as duty_id, d.kind, p.given_name as of from duty d join membership m on m.id = d.membership_id join person p on p.id = m.person_id
            where d.library_id = @library and d.state = 'planned' and d.open_since is not null and d.membership_id <> @me and lower(d.during) > @from
          union all select n.slot_id, null, k.kind, '' from slot z join staff_need n on n.slot_id = z.id
              cross join lateral (select count(*) filter (where d.kind = 'work') as work, count(*) filter (where d.kind = 'reserve') as reserve from duty d where d.slot_id = n.slot_id and d.state = 'planned') c
              cross join lateral (values ('work', c.work < n.people), ('reserve', c.reserve < n.reserve)) k (kind, lacks)
            where z.library_id = @library and z.starts > @from and z.starts < @to and n.kept and k.lacks) o
        join slot s on s.id = o.slot_id join room r on r.id = s.room_id join staff_need n on n.slot_id = s.id
        where s.starts > @from and s.starts < @to and (s.state = 'open' or n.closed_by is not null) order by s.starts, o.kind desc limit 50
        """;

    private const string SwapSql = """
        select w.id, w.to_membership = @me as to_me, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) as other, w.duty_id,
          lower(case when w.to_membership = @me then b.during else a.during end) as mine_starts, lower(case when w.to_membership = @me then a.during else b.during end) as theirs_starts
        from duty_swap w join duty a on a.id = w.duty_id join duty b on b.id = w.for_duty_id join membership m on m.id = case when w.to_membership = @me then w.from_membership else w.to_membership end join person p on p.id = m.person_id
        where w.state = 'asked' and @me in (w.to_membership, w.from_membership) and lower(a.during) > @from and lower(b.during) > @from order by w.at
        """;

    // The shift, slot or swap that a form is about.
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid Duty { get; set; }

    [BindProperty]
    public Guid Other { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public List<DutyRow> Mine { get; private set; } = [];
    public List<DutyRow> Others { get; private set; } = [];
    public List<OpenShift> Open { get; private set; } = [];
    public List<Swap> Swaps { get; private set; } = [];
    public List<RoundRow> Rounds { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnGetCalendarAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return File(DutyCalendar.Of(Mine, user.OrganisationName, text, clock.GetUtcNow()), "text/calendar; charset=utf-8", "diensten.ics");
    }

    /// <summary>Id is made when the form is shown, so that a double tap claims once; Other is the slot, Duty that of a colleague who wants to be rid of it.</summary>
    public async Task<IActionResult> OnPostClaimAsync(CancellationToken ct) => await SaidAsync(
        await AskAsync("select app.claim_duty(@Id, @Other, @duty, @Kind, @now)", ct), "claim shift", text["De dienst is van jou."], null, ct);

    public async Task<IActionResult> OnPostGiveUpAsync(CancellationToken ct)
    {
        Reason = Reason?.Trim() ?? "";
        if (Reason.Length is 0 or > 300)
        {
            Refused = [new Refusal("Reason", Reason.Length == 0 ? "Schrijf kort op waarom. Noem geen ziekte." : "Dit is langer dan 300 tekens.")];
            await LoadAsync(ct);
            return Page();
        }

        var done = await frame.OneAsync<bool>("select app.give_up_duty(@Duty, true, @Reason, @now)", new { Duty, Reason, now = clock.GetUtcNow() }, ct);
        return await SaidAsync(done ? "" : "gone", "give up shift", text["Collega's kunnen de dienst nu overnemen. Tot dan blijft hij van jou."], null, ct);
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct) =>
        await SaidAsync(await frame.OneAsync<bool>("select app.give_up_duty(@Duty, false, '', @now)", new { Duty, now = clock.GetUtcNow() }, ct) ? "" : "gone", "keep shift", text["Je houdt de dienst."], null, ct);

    public async Task<IActionResult> OnPostSwapAsync(CancellationToken ct) =>
        await SaidAsync(await frame.OneAsync<string>("select app.ask_swap(@Id, @Duty, @Other, @now)", new { Id, Duty, Other, now = clock.GetUtcNow() }, ct) ?? "gone", "ask swap", text["Je collega krijgt bericht. Tot het antwoord blijft alles zo."], null, ct);

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken ct) => await SaidAsync(await AnswerAsync(true, ct), "swap shift", text["De diensten zijn geruild."], null, ct);

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken ct) => await SaidAsync(await AnswerAsync(false, ct), "decline swap", text["De ruil gaat niet door."], null, ct);

    private async Task<string> AnswerAsync(bool yes, CancellationToken ct) => await frame.OneAsync<string>("select app.answer_swap(@Id, @yes, @now)", new { Id, yes, now = clock.GetUtcNow() }, ct) ?? "gone";

    private async Task<string> AskAsync(string sql, CancellationToken ct) => await frame.OneAsync<string>(sql, new { Id, Other, duty = Duty == Guid.Empty ? (Guid?)null : Duty, Kind = Kind ?? "work", now = clock.GetUtcNow() }, ct) ?? "gone";

    private async Task<IActionResult> SaidAsync(string why, string useCase, string sentence, string? undo, CancellationToken ct)
    {
        if (why.Length == 0)
        {
            journal.Write(useCase, [], Facets.None, "", new { duty = Duty == Guid.Empty ? Id : Duty });
            Saved.Say(HttpContext, sentence, undo);
            return Redirect("/shifts");
        }

        Refused = [Refusal.Of(StaffWords.ForMe(why))];
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        using var rows = await frame.ManyAsync($"{TogetherSql}; {OthersSql}; {OpenSql}; {SwapSql}; {RoundRow.OpenSql}", new { library = user.OrganisationId, me = user.MembershipId, from = now, to = now.AddDays(Days), today = Today }, ct);
        var together = (await rows.ReadAsync<DutyRow>()).AsList();
        (Mine, Others) = (together.FindAll(d => d.MembershipId == user.MembershipId), [.. together.Where(d => d.MembershipId != user.MembershipId), .. await rows.ReadAsync<DutyRow>()]);
        (Open, Swaps, Rounds) = ([.. await rows.ReadAsync<OpenShift>()], [.. await rows.ReadAsync<Swap>()], [.. await rows.ReadAsync<RoundRow>()]);
        journal.Read("open own shifts", [], Facets.None);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = user.Is(Role.Library) ? "/shifts" : "/roster";
    }

    public string Heading() => Mine.Count == 0 ? text["Je hebt de komende weken geen diensten"]
        : text[Mine[0].Works ? "Je werkt weer {0} om {1}" : "Je bent reserve {0} om {1}", Show.Day(Amsterdam.Day(Mine[0].Starts), Today), Show.Time(Mine[0].Starts)];

    public string Colleagues(DutyRow d) => string.Join(", ", Others.Where(o => o.SlotId == d.SlotId).Select(o => o.Works ? o.Name : text["{0} (reserve)", o.Name]));
}
