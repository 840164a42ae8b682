using System.Text.Json;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Threads;

/// <summary>For a teacher: what happened this week with the own children in a programme. For who carries programmes out: the threads, what is new and what waits for an answer.</summary>
[Needs(Role.Teacher, Role.Care, Role.ProgrammeLeader, Role.Guide)]
internal sealed class ThreadsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepNote keep) : PageModel
{
    internal sealed class WeekRow
    {
        public Guid EnrolmentId { get; set; }
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string SortKey { get; set; } = "";
        public string Programme { get; set; } = "";
        public string State { get; set; } = "";
        public string Said { get; set; } = "[]";
        public DateTimeOffset? NextAt { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);

        public List<Time> Times => JsonSerializer.Deserialize<List<Time>>(Said, JsonSerializerOptions.Web)!;
    }

    /// <param name="State">present, late, absent_notice, absent or cancelled; empty: not known yet.</param>
    internal sealed record Time(DateTimeOffset At, string State);

    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary>A day of the week to look at; null: this week.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Week { get; set; }

    public List<ThreadRow> Threads { get; private set; } = [];
    public bool More { get; private set; }
    public List<WeekRow> Children { get; private set; } = [];
    public ILookup<Guid, NoteRow> Notes { get; private set; } = Array.Empty<NoteRow>().ToLookup(n => n.EnrolmentId);
    public DateOnly Monday { get; private set; }
    public int Unread { get; private set; }
    public DateOnly Today => clock.Today();
    public bool Works => user.Is(Role.ProgrammeLeader, Role.Guide);
    public bool Own(NoteRow note) => note.ByPerson == user.PersonId;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await (Works ? ListAsync(ct) : WeekAsync(ct));
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/threads");
    }

    public string Heading() => Works
        ? View == "late" ? text["Een week of langer geen antwoord"] : View == "new" ? text["Nieuw van school"] : text["Contact met school"]
        : Children.Count == 0 ? text["Geen kind van jou doet mee in de bibliotheek"]
        : Unread == 0 ? text.N(Children.Count, "1 kind in de bibliotheek", "{0} kinderen in de bibliotheek") : text.N(Unread, "1 nieuw bericht van de bibliotheek", "{0} nieuwe berichten van de bibliotheek");

    public static string Word(string state) => state switch { "present" => "Was er", "late" => "Was er, te laat", "absent_notice" => "Was er niet, met bericht", "absent" => "Was er niet", "cancelled" => "Ging niet door", _ => "Nog niet bekend" };

    public static string Icon(string state) => state switch { "present" or "late" => "check", "absent_notice" or "absent" => "cross", "cancelled" => "info", _ => "clock" };

    private async Task ListAsync(CancellationToken ct)
    {
        View = View is "new" or "late" ? View : null;
        Threads = await ThreadRow.ListAsync(frame, View, After, clock.GetUtcNow(), ct);
        More = Threads.Count > ThreadRow.PageSize;
        Threads = [.. Threads.Take(ThreadRow.PageSize)];
        journal.Read("list threads", Threads.Select(t => t.PupilId).OfType<Guid>().Distinct(), Facets.Identity | Facets.Progress);
    }

    private async Task WeekAsync(CancellationToken ct)
    {
        var day = Typed.Day(Week) is { } asked && asked > Today.AddDays(-400) && asked <= Today ? asked : Today;
        Monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        var (since, until) = (Amsterdam.At(Monday, TimeOnly.MinValue), Amsterdam.At(Monday.AddDays(7), TimeOnly.MinValue));
        using (var rows = await frame.ManyAsync($"select * from app.thread_week(@since, @until, @now) order by sort_key, programme, enrolment_id limit 200; {NoteRow.OfWeekSql}", new { since, until, now = clock.GetUtcNow() }, ct))
        {
            Children = [.. await rows.ReadAsync<WeekRow>()];
            Notes = (await rows.ReadAsync<NoteRow>()).ToLookup(n => n.EnrolmentId);
        }

        // What stands on the screen has been read.
        var unread = Children.SelectMany(c => Notes[c.EnrolmentId]).Where(n => n.Side == "programme" && !n.ReadByMe).Select(n => n.Id).ToArray();
        Unread = unread.Length;
        await keep.ReadAsync(unread, ct);
        journal.Read("open week in library", Children.Select(c => c.PupilId).Distinct(), Facets.Identity | Facets.Progress, "", new { week = Monday, notes = Notes.Sum(n => n.Count()) });
    }
}
