using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Answering.Library;

/// <summary>What is asked of the own library, what is still to do first.</summary>
[Needs(Role.ProgrammeLeader, Role.LibraryPlanner, Role.Library)]
internal sealed class ListModel(Frame frame, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Institute { get; set; } = "";
        public int SchoolYear { get; set; }
        public int? Number { get; set; }
        public DateOnly OpensOn { get; set; }
        public DateOnly ClosesOn { get; set; }
        public string State { get; set; } = "";
        public string Reply { get; set; } = "";
        public int Waiting { get; set; }

        public WaveRow Wave => new() { SchoolYear = SchoolYear, Number = Number, OpensOn = OpensOn, ClosesOn = ClosesOn, State = State };
    }

    public List<Row> Rows { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await frame.ListAsync<Row>("""
            select w.id, w.name, o.name as institute, w.school_year, w.number, w.opens_on, w.closes_on, w.state, y.state as reply,
              (select count(*)::integer from wave_unit l join wave_answer a on a.unit_id = l.id and not a.confirmed where l.root_id = u.id and w.state = 'open') as waiting
            from wave w join organisation o on o.id = w.institute_id join wave_unit u on u.wave_id = w.id and u.level = 'library' join wave_reply y on y.unit_id = u.id
            order by w.state = 'open' and y.state = 'open' desc, w.closes_on desc, w.id limit 50
            """, null, ct);
        var open = Rows.Count(r => r.Reply != "handed-in" && r.Wave.Takes(Today));
        (ViewData["Title"], ViewData["Menu"]) = (open == 0 ? text["De monitor vraagt nu niets"].ToString() : text.N(open, "De monitor vraagt 1 vragenlijst", "De monitor vraagt {0} vragenlijsten"), "/monitor/answer");
    }
}
