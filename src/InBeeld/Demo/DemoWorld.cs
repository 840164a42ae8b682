using System.Globalization;
using InBeeld.Kernel;
using InBeeld.Kernel.Names;

namespace InBeeld.Demonstration;

internal sealed record DemoSchool(Guid Id, SchoolPlan Plan, Guid BoardId)
{
    public List<DemoGroup> Groups { get; } = [];

    public DemoStaff Principal { get; set; } = null!;

    public DemoStaff Care { get; set; } = null!;

    public DemoStaff Office { get; set; } = null!;
}

internal sealed record DemoGroup(Guid Id, DemoSchool School, string Name, int Size, int FirstYear, int LastYear)
{
    public bool IsHome => School.Plan.Code == DemoPlan.HomeSchool && Name == DemoPlan.HomeGroup;

    public DemoStaff Teacher { get; set; } = null!;

    public List<DemoChild> Children { get; } = [];

    /// <summary>One year of primary or secondary education; null for a combination, special education and mbo.</summary>
    public short? YearGroup => FirstYear == LastYear && School.Plan.Level is "primary" or "secondary" ? (short)FirstYear : null;
}

internal sealed record DemoStaff(Guid Id, PersonName Name, string? UserName = null, string Language = "nl");

internal sealed record DemoMembership(DemoStaff Person, Guid OrganisationId, string Role, Guid? Id = null);

internal sealed record DemoContactPerson(Guid Id, string Name, string Relation, string Phone, string Email, string Language, bool NeedsInterpreter, bool MayBeCalled, string Note);

internal sealed record DemoFamily(Guid Id, Origin Origin, string Prefix, string Surname, string Postcode4)
{
    public string ReachNote { get; set; } = "";

    public List<DemoContactPerson> Contacts { get; } = [];

    public List<DemoChild> Children { get; } = [];
}

internal sealed record DemoChild(Guid Id, string Key, DemoGroup Group, DemoFamily Family, PersonName Name, DateOnly BirthDate, int Year, DateOnly Joined)
{
    public DateOnly? Left { get; init; }

    public int Level { get; set; }

    public List<string> Needs { get; } = [];

    public string UsualChannel { get; set; } = "phone";

    /// <summary>How easy the family is to reach: 1 as everybody, 0.25 hardly ever.</summary>
    public double Reachable { get; set; } = 1;

    public DateOnly? AbsentUntil { get; set; }

    public string AbsentWhy { get; set; } = "";

    /// <summary>A child of the reference class, with how it stands there.</summary>
    public HomeChild? Home { get; init; }

    public bool IsThere(DateOnly day) => day >= Joined && (Left is null || day < Left);
}

/// <summary>
/// Everything of the demo, made in memory from a seed and the days: the same every time for the same day. What is made when it was not
/// there yet, in the order of making: schools, staff, families, care, contact.
/// </summary>
internal sealed class DemoWorld
{
    // Ids of people and organisations do not depend on the day of loading, so that an address noted yesterday works today.
    private static readonly DateTimeOffset Always = new(2020, 3, 16, 8, 0, 0, TimeSpan.Zero);

    private readonly Dice ids = new(DemoPlan.Seed + "/ids");

    private DemoWorld(DemoDays days) => Days = days;

    public DemoDays Days { get; }

    public Guid Municipality { get; private set; }

    public Guid Installation { get; private set; }

    public List<Guid> Boards { get; } = [];

    public List<Guid> Libraries { get; } = [];

    public List<DemoSchool> Schools { get; } = [];

    public List<DemoStaff> Staff { get; } = [];

    public List<DemoMembership> Memberships { get; } = [];

    /// <summary>Who stands before which group; the group's own teacher first.</summary>
    public List<(DemoGroup Group, DemoStaff Person)> Teaching { get; } = [];

    public List<DemoFamily> Families { get; } = [];

    /// <summary>Teams and partners, and who works there.</summary>
    public DemoTogether Together { get; private set; } = null!;

    public DemoCare Care { get; private set; } = null!;

    public DemoContact Contact { get; private set; } = null!;

    public IEnumerable<DemoGroup> Groups => Schools.SelectMany(s => s.Groups);

    public IEnumerable<DemoChild> Children => Groups.SelectMany(g => g.Children);

    public static DemoWorld Make(DemoDays days)
    {
        var world = new DemoWorld(days);
        world.MakeOrganisations();
        DemoPeople.Make(world);
        world.Together = new DemoTogether(world);
        DemoFamilies.Make(world);
        world.Care = new DemoCare(world);
        world.Contact = new DemoContact(world);
        world.Care.Decide();
        return world;
    }

    public Guid NextId() => ids.Id(Always);

    private void MakeOrganisations()
    {
        Municipality = NextId();
        Installation = NextId();
        Boards.AddRange(DemoPlan.Boards.Select(_ => NextId()));
        Libraries.AddRange(DemoPlan.Libraries.Select(_ => NextId()));
        foreach (var plan in DemoPlan.Schools)
        {
            var school = new DemoSchool(NextId(), plan, Boards[plan.Board]);
            school.Groups.AddRange(plan.Groups.Split(' ').Select(text => Group(school, text.Split(':'))));
            Schools.Add(school);
        }
    }

    private DemoGroup Group(DemoSchool school, string[] parts)
    {
        var years = parts.Length > 2
            ? parts[2].Split('-')
            : parts[0].Split('/').Select(p => string.Concat(p.TakeWhile(char.IsDigit))).ToArray();
        var add = parts.Length == 2 && school.Plan.Level == "secondary" ? 10 : 0;
        return new DemoGroup(NextId(), school, parts[0], Number(parts[1]), Number(years[0]) + add, Number(years[^1]) + add);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
