using InBeeld.Capabilities.Partners.Agreements;
using InBeeld.Capabilities.Partners.Contacts;
using InBeeld.Capabilities.Partners.Directory;
using InBeeld.Capabilities.Partners.Tasks;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Show;

/// <summary>One organisation of the network: its people, what they do in which programme, what was agreed and when somebody last spoke to them.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class PartnerModel(Frame frame, Journal journal, TimeProvider clock) : PageModel
{
    internal sealed class Person
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Function { get; set; } = "";
        public string Phone { get; set; } = "";
        public string Email { get; set; } = "";
        public DateOnly? LeftOn { get; set; }
    }

    internal sealed class Part
    {
        public Guid Id { get; set; }
        public Guid ProgrammeId { get; set; }
        public string Programme { get; set; } = "";
        public string Level { get; set; } = "";
        public string Person { get; set; } = "";
        public DateOnly Starts { get; set; }
        public DateOnly? Ends { get; set; }
    }

    /// <summary>What Places holds: an agreement about study places between the municipality and the library.</summary>
    internal sealed class PlaceAgreement
    {
        public string State { get; set; } = "";
        public DateOnly Starts { get; set; }
        public DateOnly? Ends { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Partner { get; set; }

    public PartnerRow Row { get; private set; } = new();
    public List<Person> People { get; private set; } = [];
    public List<Part> Parts { get; private set; } = [];
    public List<TaskRow> Tasks { get; private set; } = [];
    public List<AgreementRow> Agreements { get; private set; } = [];
    public List<ContactRow> Contacts { get; private set; } = [];
    public List<PlaceAgreement> Places { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        using var all = await frame.ManyAsync($"""
            {PartnerRow.Sql} where n.id = @Partner and n.removed_at is null;
            select id, name, function, phone, email, left_on from network_person where partner_id = @Partner and removed_at is null and erased_at is null order by left_on is not null, name, id limit 200;
            select r.id, r.programme_id, g.name as programme, r.level, coalesce(nullif(p.name, ''), '') as person, r.starts, r.ends from network_role r join programme g on g.id = r.programme_id left join network_person p on p.id = r.person_id
              where r.partner_id = @Partner and r.removed_at is null order by r.ends nulls first, g.name, array_position(array['strategic', 'tactical', 'operational'], r.level), r.id limit 200;
            {TaskRow.Sql} and r.partner_id = @Partner and t.done_at is null order by t.due, t.id limit 20;
            {AgreementRow.Sql} and a.partner_id = @Partner order by a.ends desc, a.id desc limit 20;
            {ContactRow.Sql} and c.partner_id = @Partner order by c.day desc, c.id desc limit 5;
            select state, starts, ends from app.network_places(@Partner)
            """, new { Partner, today = Today }, ct);
        if (await all.ReadFirstOrDefaultAsync<PartnerRow>() is not { } row)
        {
            return NotFound();
        }

        Row = row;
        People = [.. await all.ReadAsync<Person>()];
        Parts = [.. await all.ReadAsync<Part>()];
        Tasks = [.. await all.ReadAsync<TaskRow>()];
        Agreements = [.. await all.ReadAsync<AgreementRow>()];
        Contacts = [.. await all.ReadAsync<ContactRow>()];
        Places = [.. await all.ReadAsync<PlaceAgreement>()];
        journal.Read("open partner", [], Facets.None, "", new { partner = Partner });
        (ViewData["Title"], ViewData["Menu"]) = (row.Called, "/partners");
        return Page();
    }
}
