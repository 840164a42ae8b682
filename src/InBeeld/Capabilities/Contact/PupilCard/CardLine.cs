using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact.PupilCard;

/// <summary>One line of what happened with a child: a contact moment, or a decision about the ladder.</summary>
internal sealed class CardLine
{
    public Guid Id { get; set; }
    public DateTimeOffset At { get; set; }
    public bool IsDecision { get; set; }
    public string Channel { get; set; } = "";
    public string Reached { get; set; } = "";
    public string Language { get; set; } = "";
    public string Through { get; set; } = "";
    public string Went { get; set; } = "";
    public string Note { get; set; } = "";
    public string ByName { get; set; } = "";
    public bool Mine { get; set; }
    public string? ElsewhereName { get; set; }
    public bool Corrected { get; set; }
    public bool Withdrawn { get; set; }
    public string WithdrawnWhy { get; set; } = "";
    public int Attempts { get; set; }
    public int SchoolDays { get; set; }
    public DateOnly? RestUntil { get; set; }

    public const int PageSize = 20;

    /// <summary>Newest first; one more than a page, to know whether there is more.</summary>
    public static Task<List<CardLine>> OfAsync(Frame frame, Guid pupil, Guid me, (DateTimeOffset At, Guid Id)? before, CancellationToken ct) => frame.ListAsync<CardLine>("""
        select l.*, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as by_name, l.by_person = @me as mine from (
          (select m.id, m.at, false as is_decision, m.channel, m.reached, m.language, m.through, m.went, m.note, m.by_person, case when m.organisation_id <> m.school_id then o.name end as elsewhere_name,
             m.corrected_at is not null as corrected, m.withdrawn_at is not null as withdrawn, m.withdrawn_why, 0 as attempts, 0 as school_days, null::date as rest_until
           from contact_moment m left join organisation o on o.id = m.organisation_id
           where m.pupil_id = @pupil and (m.at, m.id) < (@at, @id) order by m.at desc, m.id desc limit @most)
          union all
          (select d.id, d.at, true, d.kind, d.decision, '', '', '', d.note, d.by_person, null, false, d.undone_at is not null, '', d.attempts, d.school_days, d.rest_until
           from ladder_decision d where d.pupil_id = @pupil and (d.at, d.id) < (@at, @id) order by d.at desc, d.id desc limit @most)) l
        left join person w on w.id = l.by_person order by l.at desc, l.id desc limit @most
        """, new { pupil, me, at = before?.At ?? DateTimeOffset.MaxValue, id = before?.Id ?? Guid.AllBitsSet, most = PageSize + 1 }, ct);

    public string Icon => IsDecision ? Ladder.Rungs.Icon(Channel) : Channels.Icon(Channel);

    /// <summary>"Moeder"-level detail is not kept, so: the child, a parent, both or nobody, and how.</summary>
    public string Heading(Text text, string givenName)
    {
        if (IsDecision)
        {
            return Reached == Ladder.LadderDecision.Taken ? text[Ladder.Rungs.Done(Channel)] : text["Gewacht met: {0}", text[Ladder.Rungs.Proposal(Channel)]];
        }

        var who = Reached switch
        {
            Model.Reached.Pupil => text["{0} gesproken", givenName],
            Model.Reached.Parent => text["Een ouder gesproken"],
            Model.Reached.Both => text["{0} en een ouder gesproken", givenName],
            _ => text["Niemand bereikt"],
        };
        return char.ToUpper(who[0], System.Globalization.CultureInfo.CurrentCulture) + who[1..] + ", " + text[Channels.Word(Channel)];
    }
}
