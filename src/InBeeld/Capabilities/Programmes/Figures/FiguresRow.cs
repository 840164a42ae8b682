using System.Globalization;
using InBeeld.Capabilities.Programmes.Contract;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Capabilities.Programmes.Progress.Figures;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Figures;

/// <summary>What there is to count of one programme, over its whole time.</summary>
internal sealed class FiguresRow : ProgressFigures
{
    /// <summary>Of these @programmes, as far as whoever asks carries them out.</summary>
    public const string Sql = $"""
        select p.id, p.name, p.kind, p.aim, p.provider, p.location, p.places, p.starts, p.ends, app.target_group(p.id) as target,
          e.came, e.by_school, e.by_family, e.by_third, e.by_library, e.schools, e.placed, e.placed_by_school, e.placed_by_family, e.placed_by_third, e.now, e.waiting, e.declined, e.done, e.dropped, e.days,
          s.held, s.planned, s.cancelled, a.kept, a.there, g.groups, t.calls, t.called, k.talks, o.guests, n.notes, n.talked,
          {Columns}
        from programme p
        cross join lateral (select count(*)::integer as came, count(*) filter (where source in ('teacher', 'school'))::integer as by_school, count(*) filter (where source in ('pupil', 'parent'))::integer as by_family, count(*) filter (where source = 'third')::integer as by_third,
          count(*) filter (where source not in ('teacher', 'school', 'pupil', 'parent', 'third'))::integer as by_library, count(distinct x.school_id)::integer as schools, count(*) filter (where placed_on is not null)::integer as placed,
          count(*) filter (where placed_on is not null and source in ('teacher', 'school'))::integer as placed_by_school, count(*) filter (where placed_on is not null and source in ('pupil', 'parent'))::integer as placed_by_family,
          count(*) filter (where placed_on is not null and source = 'third')::integer as placed_by_third, count(*) filter (where state = 'placed')::integer as now, count(*) filter (where state in ('waiting', 'offered'))::integer as waiting,
          count(*) filter (where state = 'declined')::integer as declined, count(*) filter (where state = 'done')::integer as done, count(*) filter (where placed_on is not null and state in ('dropped', 'withdrawn'))::integer as dropped,
          percentile_cont(0.5) within group (order by placed_on - (e.at at time zone 'Europe/Amsterdam')::date) filter (where placed_on is not null) as days
          from enrolment e join participant x on x.id = e.participant_id where e.programme_id = p.id) e
        cross join lateral (select count(*) filter (where state = 'held')::integer as held, count(*) filter (where state = 'planned')::integer as planned, count(*) filter (where state = 'cancelled')::integer as cancelled from programme_session where programme_id = p.id) s
        cross join lateral (select count(*)::integer as kept, count(*) filter (where a.state in ('present', 'late'))::integer as there from attendance a join programme_session x on x.id = a.session_id where x.programme_id = p.id) a
        cross join lateral (select count(*)::integer as groups from programme_group where programme_id = p.id) g
        cross join lateral (select count(*)::integer as calls, count(*) filter (where result = 'reached')::integer as called from programme_task where programme_id = p.id) t
        cross join lateral (select count(*)::integer as talks from parent_talk where programme_id = p.id and removed_at is null) k
        cross join lateral (select coalesce(sum(u.number) filter (where u.came), 0)::integer as guests from open_day d join open_day_guest u on u.open_day_id = d.id where d.programme_id = p.id) o
        cross join lateral (select count(*)::integer as notes, count(distinct n.enrolment_id)::integer as talked from thread_note n join enrolment y on y.id = n.enrolment_id where y.programme_id = p.id and n.taken_back_at is null) n
        left join lateral app.goal_changes(p.id) c on true
        where p.id = any (@programmes) and p.id = any ((select app.guided())::uuid[])
        """;

    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Aim { get; set; } = "";
    public string Provider { get; set; } = "";
    public string Location { get; set; } = "";
    public int Places { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }

    /// <summary>Children of the schools around for whom it is, rounded to ten; null: fewer than ten.</summary>
    public int? Target { get; set; }

    public int Came { get; set; }
    public int BySchool { get; set; }
    public int ByFamily { get; set; }
    public int ByThird { get; set; }
    public int ByLibrary { get; set; }
    public int Schools { get; set; }

    /// <summary>Ever had a place.</summary>
    public int Placed { get; set; }

    public int PlacedBySchool { get; set; }
    public int PlacedByFamily { get; set; }
    public int PlacedByThird { get; set; }
    public int Now { get; set; }
    public int Waiting { get; set; }
    public int Declined { get; set; }
    public int Done { get; set; }

    /// <summary>Had a place and stopped before the end.</summary>
    public int Dropped { get; set; }

    /// <summary>From coming in to a place, the middle one.</summary>
    public double? Days { get; set; }

    public int Held { get; set; }
    public int Planned { get; set; }
    public int Cancelled { get; set; }

    /// <summary>Of how many times somebody kept whether a child was there.</summary>
    public int Kept { get; set; }

    public int There { get; set; }
    public int Groups { get; set; }
    public int Calls { get; set; }
    public int Called { get; set; }
    public int Talks { get; set; }
    public int Guests { get; set; }
    public int Notes { get; set; }

    /// <summary>Children about whom teacher and programme wrote.</summary>
    public int Talked { get; set; }

    /// <summary>The same lines in the same order for every programme.</summary>
    public List<ProgrammeLine> Lines(Text text, DateOnly today)
    {
        string N(int n) => n.ToString("N0", CultureInfo.CurrentCulture);
        string Of(int part, int of) => of == 0 ? text["nog niets te tellen"] : Intervals.OfShare(part, of) is var i ? text["{0} van {1}, marge {2} tot {3} %", N(part), N(of), Math.Round(100 * i.Low), Math.Round(100 * i.High)] : "";
        var change = ChangeInterval is { } c ? text["marge {0} tot {1}, {2} kinderen", Steps(c.Low), Steps(c.High), this.N ?? 0].ToString() : text["te weinig kinderen voor een marge"].ToString();
        string what = text["Wat het is"], reach = text["Bereik"], there = text["Meedoen"], goals = text["Doelen"], around = text["School en ouders"];
        return
        [
            new(what, text["Soort"], text[ProgrammeWords.Kind(Kind)]),
            new(what, text["Wat wil je bereiken?"], Aim),
            new(what, text["Wie voert het uit?"], Provider.Length > 0 ? Provider : text["de bibliotheek"]),
            new(what, text["Waar?"], Location),
            new(what, text["Periode"], text["{0} tot en met {1}", InBeeld.Kernel.Web.Show.ShortDay(Starts, today), InBeeld.Kernel.Web.Show.ShortDay(Ends, today)]),
            new(what, text["Plekken"], N(Places)),
            new(reach, text["Doelgroep in de buurt"], Target is { } t ? text["ongeveer {0}", N(t)] : text["minder dan 10"], text["leerlingen van scholen in de buurt die passen bij groep en leeftijd"]),
            new(reach, text["Aangemeld"], N(Came), Target is { } all ? text["{0} van de doelgroep", Percent(Math.Min(Came, all), all)] : ""),
            new(reach, text["via school"], N(BySchool), text["{0} kregen een plek", N(PlacedBySchool)]),
            new(reach, text["via kind of ouder"], N(ByFamily), text["{0} kregen een plek", N(PlacedByFamily)]),
            new(reach, text["via een andere organisatie"], N(ByThird), text["{0} kregen een plek", N(PlacedByThird)]),
            new(reach, text["via de bibliotheek"], N(ByLibrary)),
            new(reach, text["Scholen met een kind"], N(Schools)),
            new(reach, text["Kreeg een plek"], Percent(Placed, Came), Of(Placed, Came)),
            new(reach, text["Wachttijd tot een plek"], Days is { } days ? text["{0} dagen", Math.Round(days)] : "", text["de middelste"]),
            new(there, text["Doet nu mee"], N(Now), text["van {0} plekken", N(Places)]),
            new(there, text["Wacht op een plek"], N(Waiting)),
            new(there, text["Afgerond"], N(Done)),
            new(there, text["Stopte eerder"], Percent(Dropped, Placed), Of(Dropped, Placed)),
            new(there, text["Niet geplaatst"], N(Declined)),
            new(there, text["Groepen"], N(Groups)),
            new(there, text["Bijeenkomsten gehouden"], N(Held), text["{0} komen nog, {1} gingen niet door", N(Planned), N(Cancelled)]),
            new(there, text["Was er"], Percent(There, Kept), Of(There, Kept)),
            new(there, text["Gebeld na twee keer afwezig"], N(Calls), text["{0} bereikt", N(Called)]),
            new(goals, text["Kinderen met een doel"], WithGoals is { } w ? N(w) : "", Agreed is { } agreed ? text["{0} zeiden ja op meten", N(agreed)] : ""),
            new(goals, text["Opnieuw gemeten"], this.N is { } n ? N(n) : "", Missing is { } missing ? text["{0} nog niet", N(missing)] : ""),
            new(goals, text["Gemiddelde verandering"], MeanChange is { } m ? text["{0} stap", Steps(m)] : "", Measured ? change : ""),
            new(goals, text["Op of boven het doel"], Measured ? Percent(Reached ?? 0, this.N!.Value) : "", Measured ? Of(Reached ?? 0, this.N!.Value) : ""),
            new(around, text["Kinderen over wie leerkracht en programma schreven"], N(Talked), text["{0} berichten", N(Notes)]),
            new(around, text["Gesprekken met ouders"], N(Talks)),
            new(around, text["Ouders en kinderen op een open dag"], N(Guests)),
        ];
    }
}

/// <summary>How many came in a week, of how many it was kept.</summary>
internal sealed class WeekRow
{
    public DateOnly Monday { get; set; }
    public int Kept { get; set; }
    public int There { get; set; }

    /// <summary>Of @programme the last @weeks that something was kept of, the newest first.</summary>
    public const string LastSql = """
        select date_trunc('week', lower(s.during) at time zone 'Europe/Amsterdam')::date as monday, count(*)::integer as kept, count(*) filter (where a.state in ('present', 'late'))::integer as there
        from programme_session s join attendance a on a.session_id = s.id where s.programme_id = @programme group by 1 order by 1 desc limit @weeks
        """;
}
