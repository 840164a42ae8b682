using InBeeld.Capabilities.Partners.Model;
using InBeeld.Data;

namespace InBeeld.Capabilities.Partners.Directory;

/// <summary>An organisation of the network, as a list shows it.</summary>
internal sealed class PartnerRow
{
    public Guid Id { get; set; }
    public string Kind { get; set; } = "";
    public string Name { get; set; } = "";
    public string Department { get; set; } = "";
    public string Note { get; set; } = "";
    public string Known { get; set; } = "";
    public int People { get; set; }
    public string[] Programmes { get; set; } = [];
    public DateOnly? Spoken { get; set; }

    public string Called => Department.Length > 0 ? $"{Name}, {Department}" : Name;

    /// <summary>The rows as n; asks @today.</summary>
    public const string Sql = """
        select n.id, n.kind, n.name, n.department, n.note, coalesce(o.name, '') as known,
          (select count(*)::integer from network_person p where p.partner_id = n.id and p.removed_at is null and p.left_on is null) as people,
          coalesce((select array_agg(distinct g.name) from network_role r join programme g on g.id = r.programme_id where r.partner_id = n.id and r.removed_at is null and (r.ends is null or r.ends >= @today)), '{}') as programmes,
          (select max(c.day) from network_contact c where c.partner_id = n.id and c.removed_at is null) as spoken
        from network_partner n left join organisation o on o.id = n.organisation_id
        """;

    public static Task<PartnerRow?> OfAsync(Frame frame, Guid id, DateOnly today, CancellationToken ct) => frame.OneAsync<PartnerRow>($"{Sql} where n.id = @id and n.removed_at is null", new { id, today }, ct);
}

/// <summary>Something that asks for attention: an agreement that ends, a next step, a task that is late, a point to look at again.</summary>
internal sealed class Reminder
{
    public string What { get; set; } = "";
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Words { get; set; } = "";
    public DateOnly Day { get; set; }

    public string Link => What switch { "agreement" => $"/partners/agreements/{Id}", "contact" => $"/partners/{Id}", "task" => "/partners/tasks", _ => $"/partners/programmes/{Id}" };

    public static string Icon(string what) => what switch { "agreement" => "note", "contact" => "chat", "task" => "check", _ => "search" };

    public static string WhatWord(string what) => what switch { "agreement" => "Afspraak loopt af", "contact" => "Volgende stap", "task" => "Taak", _ => "Opnieuw bekijken" };

    /// <summary>At most 12, the most urgent first; asks @today.</summary>
    public const string Sql = """
        select * from (
          (select 'agreement' as what, a.id, n.name, a.title as words, a.ends as day from network_agreement a join network_partner n on n.id = a.partner_id where a.removed_at is null and a.ended_on is null and a.signed_them is not null and a.signed_us is not null
            and a.ends between @today and @today + 90 and not exists (select 1 from network_agreement x where x.renews_id = a.id and x.removed_at is null) order by a.ends, a.id limit 6)
          union all (select 'contact', n.id, n.name, c.next_step, c.next_on from network_contact c join network_partner n on n.id = c.partner_id where c.removed_at is null and c.next_done is null and c.next_on <= @today + 7 order by c.next_on, c.id limit 6)
          union all (select 'task', t.id, n.name, t.what, t.due from network_task t join network_role r on r.id = t.role_id join network_partner n on n.id = r.partner_id where t.removed_at is null and t.done_at is null and t.due < @today order by t.due, t.id limit 6)
          union all (select 'point', g.id, g.name, q.what, q.look_on from network_point q join programme g on g.id = q.programme_id where q.removed_at is null and q.look_on <= @today order by q.look_on, q.id limit 6)) x
        order by x.day, x.id limit 12
        """;
}
