using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;

namespace InBeeld.Demonstration;

/// <summary>Who works in Zonderdam. Ten of them sign in with one tap; the others are there because a child's card names them.</summary>
internal static class DemoPeople
{
    public static void Make(DemoWorld world)
    {
        var home = School(world, DemoPlan.HomeSchool);
        var college = School(world, "99ZZ17");
        var egel = School(world, "99ZZ03");
        var bootje = School(world, "99ZZ04");

        var joris = Persona(world, 1, "Joris", "", "Bladerdak");
        var samira = Persona(world, 2, "Samira", "", "Wintertaling");
        var tess = Persona(world, 3, "Tess", "", "Berkenfluister");
        var ineke = Persona(world, 4, "Ineke", "", "Boomklever");
        var fatma = Persona(world, 5, "Fatma", "", "Yıldızbahçe");
        var wouter = Persona(world, 6, "Wouter", "van der", "Maneschijn");
        var hanna = Persona(world, 7, "Hanna", "", "Torenvalk");
        var priya = Persona(world, 8, "Priya", "", "Sleutelbloem");
        var bas = Persona(world, 9, "Bas", "", "Zilverdraad");
        var lidewij = Persona(world, 10, "Lidewij", "de", "Nachtegaalsprong");

        Member(world, joris, home.Id, Role.Teacher);
        Member(world, samira, college.Id, Role.Teacher);
        Member(world, tess, home.Id, Role.Care);
        Member(world, ineke, home.Id, Role.Principal);
        Member(world, fatma, home.Id, Role.Office);
        Member(world, wouter, world.Boards[0], Role.Board);
        Member(world, hanna, world.Municipality, Role.Coordinator);
        Member(world, priya, world.Installation, Role.Privacy);
        Member(world, bas, world.Installation, Role.Administrator);
        Member(world, lidewij, egel.Id, Role.Teacher);
        Member(world, lidewij, bootje.Id, Role.Care);

        Teach(world, home, DemoPlan.HomeGroup, joris);
        Teach(world, college, "2a", samira);
        Teach(world, college, "3b", samira);
        Teach(world, egel, "5/6", lidewij);
        (home.Care, home.Principal, home.Office, bootje.Care) = (tess, ineke, fatma, lidewij);
        MakeOthers(world);
    }

    private static void MakeOthers(DemoWorld world)
    {
        foreach (var school in world.Schools)
        {
            var dice = new Dice($"{DemoPlan.Seed}/{school.Plan.Code}/staff");
            school.Principal ??= Somebody(world, school.Id, Role.Principal, dice);
            school.Care ??= Somebody(world, school.Id, Role.Care, dice);
            school.Office ??= Somebody(world, school.Id, Role.Office, dice);

            foreach (var group in school.Groups)
            {
                var others = dice.Chance(0.3) ? 1 : 0;
                if (group.Teacher is null)
                {
                    Teach(world, school, group.Name, Somebody(world, school.Id, Role.Teacher, dice));
                }

                for (; others > 0 && !group.IsHome; others--)
                {
                    world.Teaching.Add((group, Somebody(world, school.Id, Role.Teacher, dice)));
                }
            }
        }

        var board = new Dice($"{DemoPlan.Seed}/boards");
        foreach (var id in world.Boards.Concat(world.Boards))
        {
            Somebody(world, id, Role.Board, board);
        }

        Somebody(world, world.Municipality, Role.Coordinator, board);
    }

    private static DemoSchool School(DemoWorld world, string code) => world.Schools.First(s => s.Plan.Code == code);

    private static DemoStaff Persona(DemoWorld world, int number, string given, string prefix, string surname)
    {
        var person = new DemoStaff(world.NextId(), new PersonName(given, prefix, surname), $"persona.{number}");
        world.Staff.Add(person);
        return person;
    }

    private static DemoStaff Somebody(DemoWorld world, Guid organisation, string role, Dice dice)
    {
        var origin = DemoNames.OriginOf(dice);
        var (prefix, surname) = DemoNames.SurnameOf(origin, dice);
        var person = new DemoStaff(world.NextId(), new PersonName(dice.Of(origin.Grown), prefix, surname));
        world.Staff.Add(person);
        Member(world, person, organisation, role);
        return person;
    }

    private static void Member(DemoWorld world, DemoStaff person, Guid organisation, string role) => world.Memberships.Add(new DemoMembership(person, organisation, role));

    private static void Teach(DemoWorld world, DemoSchool school, string group, DemoStaff person)
    {
        var g = school.Groups.First(x => x.Name == group);
        g.Teacher = person;
        world.Teaching.Add((g, person));
    }
}
