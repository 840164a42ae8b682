using System.Globalization;
using System.Text;
using InBeeld.Kernel.Names;

namespace InBeeld.Demonstration;

/// <summary>Fills the groups with children, family by family, so that brothers and sisters sit in different groups and schools.</summary>
internal static class DemoFamilies
{
    private static readonly string[] Notes =
    [
        "Bel na 16.00, dan is er iemand thuis.", "Stuur eerst een bericht.", "Oma neemt ook op.", "Werkt in de nacht. Niet voor 14.00 bellen.", "Op woensdag bij vader.",
        "Liever een bericht dan bellen.", "De buurvrouw wil helpen met vertalen.",
    ];

    public static void Make(DemoWorld world)
    {
        var free = world.Groups.ToDictionary(g => g, g => g.Size);
        var keys = world.Schools.ToDictionary(s => s, s => 1000 + new Dice($"{DemoPlan.Seed}/{s.Plan.Code}/keys").Below(400));
        foreach (var home in HomeClass.Children)
        {
            var group = world.Groups.First(g => g.IsHome);
            var dice = new Dice($"{DemoPlan.Seed}/home/{home.Given}");
            var origin = home.Language == "nl" ? DemoNames.Origins[0] : DemoNames.Of(home.Language);
            var family = Family(world, dice, origin, home.Prefix, home.Surname, home.Need == "parents_no_dutch");
            var child = Child(world, dice, family, group, 7, home, keys, free);
            Siblings(world, dice, child, keys, free);
        }

        // In no order, so that every school has room left for brothers and sisters until the end.
        var shuffle = new Dice($"{DemoPlan.Seed}/seats");
        foreach (var (group, nth) in world.Groups.SelectMany(g => Enumerable.Range(0, g.Size).Select(nth => (g, nth))).Select(seat => (seat, Turn: shuffle.Next())).OrderBy(x => x.Turn).Select(x => x.seat))
        {
            if (free[group] > 0)
            {
                var dice = new Dice($"{DemoPlan.Seed}/{group.School.Plan.Code}/{group.Name}/{nth}");
                var origin = DemoNames.OriginOf(dice);
                var (prefix, surname) = DemoNames.SurnameOf(origin, dice);
                var child = Child(world, dice, Family(world, dice, origin, prefix, surname, false), group, dice.Between(group.FirstYear, group.LastYear), null, keys, free);
                Siblings(world, dice, child, keys, free);
            }
        }
    }

    private static DemoFamily Family(DemoWorld world, Dice dice, Origin origin, string prefix, string surname, bool noDutch)
    {
        var family = new DemoFamily(world.NextId(), origin, prefix, surname, (901 + dice.Below(8)).ToString("0000", CultureInfo.InvariantCulture));
        var speaksOther = origin.Language != "nl" && (dice.Chance(0.75) || noDutch);
        string[] relations = dice.Weighed<string[]>((["moeder", "vader"], 70), (["moeder"], 14), (["vader"], 4), (["moeder", "moeder"], 2), (["vader", "vader"], 1), (["moeder", "opa"], 3), (["pleegmoeder", "voogd"], 2), (["moeder", "tante"], 4));
        foreach (var relation in relations)
        {
            var language = speaksOther && (family.Contacts.Count == 0 || dice.Chance(0.7)) ? origin.Language : "nl";
            var given = dice.Of(origin.Grown);
            var own = family.Contacts.Count == 0 ? DemoNames.SurnameOf(origin, dice) : (prefix, surname);
            family.Contacts.Add(new DemoContactPerson(world.NextId(), new PersonName(given, own.Item1, own.Item2).Full, relation,
                $"06 0{dice.Below(10)} {dice.Below(100):00} {dice.Below(100):00} {dice.Below(100):00}",
                dice.Chance(0.7) ? $"{Ascii(given)}.{dice.Below(9000) + 1000}@zonderdam.example" : "",
                language, language != "nl" && (dice.Chance(origin.NeedsInterpreter) || noDutch), family.Contacts.Count == 0 || dice.Chance(0.93), dice.Chance(0.08) ? dice.Of(Notes) : ""));
        }

        family.ReachNote = dice.Chance(0.07) ? dice.Of(Notes) : "";
        world.Families.Add(family);
        return family;
    }

    private static void Siblings(DemoWorld world, Dice dice, DemoChild child, Dictionary<DemoSchool, int> keys, Dictionary<DemoGroup, int> free)
    {
        var more = dice.Weighed((0, 42.0), (1, 40), (2, 14), (3, 4));
        var age = AgeOf(child.Year);
        for (; more > 0; more--)
        {
            age += (dice.Chance(0.5) ? 1 : -1) * dice.Between(2, 3);
            var years = Enumerable.Range(1, 19).Where(y => AgeOf(y) == age).ToList();
            var open = world.Groups.Where(g => !g.IsHome && free[g] > 0 && years.Exists(y => y >= g.FirstYear && y <= g.LastYear)).ToList();
            // Brothers and sisters go to the same school when it has their age; nearly always.
            var here = child.Group.School.Groups.Exists(g => years.Exists(y => y >= g.FirstYear && y <= g.LastYear)) && !dice.Chance(0.06);
            var from = here ? open.Where(g => g.School == child.Group.School).ToList() : open;
            if (from.Count > 0)
            {
                var group = dice.Of(from);
                Child(world, dice, child.Family, group, years.First(y => y >= group.FirstYear && y <= group.LastYear), null, keys, free);
            }
        }
    }

    // Primary year 1 has children of four (on 1 October), secondary year 1 (11) those of twelve.
    private static int AgeOf(int year) => year < 9 ? year + 3 : year < 11 ? 0 : year + 1;

    private static DemoChild Child(DemoWorld world, Dice dice, DemoFamily family, DemoGroup group, int year, HomeChild? home, Dictionary<DemoSchool, int> keys, Dictionary<DemoGroup, int> free)
    {
        var days = world.Days;
        var girl = home?.Girl ?? dice.Chance(0.49);
        var names = (girl ? family.Origin.Girls : family.Origin.Boys).Where(n => family.Children.TrueForAll(c => c.Name.Given != n)).ToArray();
        var given = home?.Given ?? dice.Of(names.Length > 0 ? names : DemoNames.Origins[0].Girls);
        var born = new DateOnly(days.SchoolYear - AgeOf(year) - 1, 10, 1).AddDays(dice.Below(365));
        // Nearly everyone was there before the demo's weeks begin; a few came in the middle of them, a few left.
        var joined = days.First.AddDays(-30 - dice.Below(400));
        var (isNew, isGone) = (home is null && dice.Chance(0.012), home is null && dice.Chance(0.006));
        var key = (keys[group.School] += 1 + dice.Below(3)).ToString("00000", CultureInfo.InvariantCulture);
        var child = new DemoChild(world.NextId(), key, group, family, new PersonName(given, family.Prefix, family.Surname), born, year, isNew ? days.Today.AddDays(-dice.Between(0, 70)) : joined)
        {
            Home = home,
            Left = isGone && !isNew ? days.Today.AddDays(-dice.Between(3, 60)) : null,
        };
        family.Children.Add(child);
        group.Children.Add(child);
        free[group]--;
        return child;
    }

    private static string Ascii(string name) => string.Concat(name.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter)).ToLowerInvariant();
}
