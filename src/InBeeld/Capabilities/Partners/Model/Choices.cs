using InBeeld.Data;
using InBeeld.Frames.Forms;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Partners.Model;

/// <summary>What can be chosen in the forms about the network; read at once.</summary>
internal sealed class Choices
{
    internal sealed class Found
    {
        public Guid Id { get; set; }
        public Guid? Other { get; set; }
        public string Name { get; set; } = "";
        public string Of { get; set; } = "";
        public string Level { get; set; } = "";
    }

    public List<Choice> Partners { get; private set; } = [];

    /// <summary>Organisations, and their people as "organisation:person".</summary>
    public List<Choice> Who { get; private set; } = [];

    public List<Choice> Programmes { get; private set; } = [];

    /// <summary>Who takes part in a programme now, as somebody who can have a task.</summary>
    public List<Choice> Roles { get; private set; } = [];

    public List<Choice> Policies { get; private set; } = [];
    public List<Choice> Towns { get; private set; } = [];

    /// <summary>Organisations that are in InBeeld, of the municipalities of the library.</summary>
    public List<Choice> Known { get; private set; } = [];

    public static async Task<Choices> AllAsync(Frame frame, Text text, DateOnly today, CancellationToken ct)
    {
        using var all = await frame.ManyAsync("""
            select id, name || case when department <> '' then ', ' || department else '' end as name from network_partner where removed_at is null order by name, department, id limit 1000;
            select p.id as other, n.id, p.name, n.name || case when n.department <> '' then ', ' || n.department else '' end as of from network_person p join network_partner n on n.id = p.partner_id and n.removed_at is null
              where p.removed_at is null and p.erased_at is null and p.left_on is null order by n.name, p.name, p.id limit 3000;
            select id, name from programme where library_id = app.organisation() order by starts desc, id limit 500;
            select r.id, g.name, r.level, n.name || coalesce(', ' || nullif(p.name, ''), '') as of from network_role r join programme g on g.id = r.programme_id join network_partner n on n.id = r.partner_id left join network_person p on p.id = r.person_id
              where r.removed_at is null and n.removed_at is null and (r.ends is null or r.ends >= @today) order by g.name, n.name, p.name, r.id limit 3000;
            select y.id, y.name, o.name as of from network_policy y join organisation o on o.id = y.municipality_id where y.removed_at is null order by y.name, y.id limit 500;
            select id, name from organisation where id = any (app.network_towns()) order by name, id;
            select o.id, o.name, m.name as of from organisation o join municipality m on m.code = o.municipality_code or m.code = o.code and o.kind = 'municipality' where o.is_on and m.code in (select t.code from organisation t where t.id = any (app.network_towns())) order by o.name, o.id limit 600
            """, new { today }, ct);
        async Task<List<Found>> NextAsync() => [.. await all.ReadAsync<Found>()];
        var (partners, people) = (await NextAsync(), await NextAsync());
        return new Choices
        {
            Partners = partners.ConvertAll(p => new Choice(p.Id.ToString(), p.Name)),
            Who = [.. partners.SelectMany(p => people.Where(x => x.Id == p.Id).Select(x => new Choice($"{x.Id}:{x.Other}", $"{x.Name}, {x.Of}")).Prepend(new Choice(p.Id.ToString(), p.Name)))],
            Programmes = (await NextAsync()).ConvertAll(p => new Choice(p.Id.ToString(), p.Name)),
            Roles = (await NextAsync()).ConvertAll(r => new Choice(r.Id.ToString(), $"{r.Name}: {r.Of} ({text[PartnerWords.LevelWord(r.Level)]})")),
            Policies = (await NextAsync()).ConvertAll(p => new Choice(p.Id.ToString(), $"{p.Name} ({p.Of})")),
            Towns = (await NextAsync()).ConvertAll(t => new Choice(t.Id.ToString(), t.Name)),
            Known = (await NextAsync()).ConvertAll(o => new Choice(o.Id.ToString(), $"{o.Name} ({o.Of})")),
        };
    }
}
