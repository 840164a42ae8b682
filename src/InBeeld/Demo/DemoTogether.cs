using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;

namespace InBeeld.Demonstration;

/// <summary>A team or partner of the demo.</summary>
internal sealed record DemoParty(Guid Id, string Kind, string Party, string Code, string Name, string Street, int? Carries);

/// <summary>Somebody of a team, a partner, the library or the municipality, in the role that cases and signals refer to.</summary>
internal sealed record DemoMember(Guid Id, DemoStaff Person, Guid OrganisationId, string Role);

/// <summary>
/// Who works together around the children of Zonderdam: teams, partners, and the people there. Eleven of them sign in with one tap. Ids of their own dice,
/// so that those of schools and children stay what they were.
/// </summary>
internal sealed class DemoTogether
{
    private readonly DemoWorld world;
    private readonly Dice ids = new(DemoPlan.Seed + "/together/ids");
    private int made = 10;

    public DemoTogether(DemoWorld world)
    {
        this.world = world;
        Noord = Team("ZZ-TEAM-1", "Buurtteam Noord", "neighbourhood", "Duinroosweg 82", 14);
        Zuid = Team("ZZ-TEAM-2", "Buurtteam Zuid", "neighbourhood", "Steigerkade 5", 14);
        Youth = Team("ZZ-TEAM-3", "Jeugd- en gezinscoaches Zonderdam", "youth", "Raadhuiskade 9", 16);
        Attendance = Team("ZZ-TEAM-4", "Leerplicht en RMC Zonderdam", "attendance", "Raadhuiskade 3", 12);
        Partnership = Partner("ZZ-PARTNER-1", "Samenwerkingsverband Zonderdam", "partnership", "Windstreek 10");
        Childcare = Partner("ZZ-PARTNER-2", "Kinderopvang Het Eendennest", "childcare", "Plompenweg 8");
        Institution = Partner("ZZ-PARTNER-3", "Jongerenwoning De Vuurbaak", "institution", "Uilenwerf 7");

        Amira = Persona("Amira", "", "Zevenster", Noord.Id, Role.Caseworker);
        Roos = Persona("Roos", "", "Dageraad", Attendance.Id, Role.Attendance);
        Koen = Persona("Koen", "", "Blaak", Youth.Id, Role.Caseworker);
        Marit = Persona("Marit", "", "Appelvink", Partnership.Id, Role.Partner);
        Niek = Persona("Niek", "", "Boekenlicht", world.Libraries[0], Role.Library);
        Gijs = Persona("Gijs", "", "Paaltjens", world.Municipality, Role.Enforcement);
        Yara = Persona("Yara", "", "Vuurdoorn", Noord.Id, Role.TeamLead);

        Ilse = Persona("Ilse", "", "Letterkroos", world.Libraries[0], Role.LibraryPlanner);
        Nadia = Persona("Nadia", "", "Zilverreiger", world.Libraries[0], Role.ProgrammeLeader);
        Timo = Persona("Timo", "", "Lantaarnpool", world.Libraries[0], Role.Guide);

        Sem = Somebody("Sem", "", "Waterlelie", Noord.Id, Role.Caseworker);
        Jochem = Somebody("Jochem", "van", "Regenwater", Zuid.Id, Role.TeamLead);
        Dunya = Somebody("Dunya", "", "Sterappel", Zuid.Id, Role.Caseworker);
        Femke = Somebody("Femke", "de", "Zwaluwstaart", Youth.Id, Role.TeamLead);
        Bram = Somebody("Bram", "", "Hazelnoot", Attendance.Id, Role.Attendance);
        Lotte = Somebody("Lotte", "", "Kwikstaart", Childcare.Id, Role.Partner);
        Wout = Somebody("Wout", "", "Zeekraal", Institution.Id, Role.Partner);
        // Last, so that the ids of the others stay what they were.
        Research = Add(new DemoParty(NextId(), "research", "", "ZZ-RESEARCH-1", "Kenniscentrum Leesland", "Meetlat 1", null));
        Vera = Persona("Vera", "", "Telraam", Research.Id, Role.Researcher);
        Hanna = Existing("persona.7");
    }

    public List<DemoParty> Organisations { get; } = [];

    public DemoParty Noord { get; }
    public DemoParty Zuid { get; }
    public DemoParty Youth { get; }
    public DemoParty Attendance { get; }
    public DemoParty Partnership { get; }
    public DemoParty Childcare { get; }
    public DemoParty Institution { get; }
    public DemoParty Research { get; }

    /// <summary>Caseworker of Buurtteam Noord, persona 11.</summary>
    public DemoMember Amira { get; }

    /// <summary>Attendance officer, persona 12.</summary>
    public DemoMember Roos { get; }

    /// <summary>Youth and family coach, persona 13.</summary>
    public DemoMember Koen { get; }

    /// <summary>Of the special-needs partnership, persona 14.</summary>
    public DemoMember Marit { get; }

    /// <summary>Of the library, persona 15.</summary>
    public DemoMember Niek { get; }

    /// <summary>Who enforces, persona 16: sees no child.</summary>
    public DemoMember Gijs { get; }

    /// <summary>Leads Buurtteam Noord, persona 17.</summary>
    public DemoMember Yara { get; }

    /// <summary>Plans at the library, persona 18.</summary>
    public DemoMember Ilse { get; }

    /// <summary>Leads the programmes of the library, persona 19.</summary>
    public DemoMember Nadia { get; }

    /// <summary>Guides children in one of them, persona 20.</summary>
    public DemoMember Timo { get; }

    /// <summary>Researches libraries, persona 21.</summary>
    public DemoMember Vera { get; }

    public DemoMember Sem { get; }
    public DemoMember Jochem { get; }
    public DemoMember Dunya { get; }
    public DemoMember Femke { get; }
    public DemoMember Bram { get; }
    public DemoMember Lotte { get; }
    public DemoMember Wout { get; }

    /// <summary>The coordinator of the municipality, persona 7.</summary>
    public DemoMember Hanna { get; }

    /// <summary>The membership of somebody of a school, with an id that rows may refer to.</summary>
    public DemoMember Of(DemoStaff person)
    {
        var at = world.Memberships.FindIndex(m => m.Person == person);
        if (world.Memberships[at].Id is null)
        {
            world.Memberships[at] = world.Memberships[at] with { Id = NextId() };
        }

        var m = world.Memberships[at];
        return new DemoMember(m.Id!.Value, person, m.OrganisationId, m.Role);
    }

    public Guid NextId() => ids.Id(new DateTimeOffset(2020, 3, 17, 8, 0, 0, TimeSpan.Zero));

    private DemoMember Existing(string userName) => Of(world.Staff.First(p => p.UserName == userName));

    private DemoParty Team(string code, string name, string party, string street, int carries) => Add(new DemoParty(NextId(), "team", party, code, name, street, carries));

    private DemoParty Partner(string code, string name, string party, string street) => Add(new DemoParty(NextId(), "partner", party, code, name, street, null));

    private DemoParty Add(DemoParty party)
    {
        Organisations.Add(party);
        return party;
    }

    private DemoMember Persona(string given, string prefix, string surname, Guid organisation, string role) => Member(new PersonName(given, prefix, surname), $"persona.{++made}", organisation, role);

    private DemoMember Somebody(string given, string prefix, string surname, Guid organisation, string role) => Member(new PersonName(given, prefix, surname), null, organisation, role);

    private DemoMember Member(PersonName name, string? userName, Guid organisation, string role)
    {
        var person = new DemoStaff(NextId(), name, userName);
        world.Staff.Add(person);
        var member = new DemoMember(NextId(), person, organisation, role);
        world.Memberships.Add(new DemoMembership(person, organisation, role, member.Id));
        return member;
    }
}
