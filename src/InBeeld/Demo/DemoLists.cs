using InBeeld.Kernel;
using InBeeld.Kernel.Names;

namespace InBeeld.Demonstration;

/// <summary>A list of the municipality and one of the partnership that were compared with who is in view, with children who are left to find.</summary>
internal static class DemoLists
{
    private const string Missing = """[{"line":17,"field":"geboortedatum","sentence":"Er is geen geboortedatum.","args":[]}]""";

    private static readonly (int Line, PersonName Name, int Age, string Place, string Reference, string State)[] OfTown =
    [
        (3, new("Pim", "", "Regenboogje"), 9, "De Wolkenladder, groep 6", "G-104", "todo"),
        (8, new("Siham", "el", "Zonnestraal"), 5, "Geen school", "G-117", "todo"),
        (12, new("Fenna", "van de", "Wolkenbrug"), 12, "", "G-131", "asked"),
        (21, new("Tobias", "", "Kiezelpad"), 14, "Lyceum De Vuurtoren", "G-145", "todo"),
        (29, new("Aya", "", "Maanlicht"), 7, "Geen school", "G-152", "todo"),
        (33, new("Jurre", "ter", "Windhoos"), 10, "Verhuisbericht van september", "G-160", "moved"),
        (41, new("Lotje", "", "Dubbelop"), 8, "", "G-177", "mistake"),
    ];

    private static readonly (int Line, PersonName Name, int Age, string Place, string Reference, string State)[] OfPartnership =
    [
        (2, new("Isa", "", "Sterrenpluk"), 9, "Wacht op een plek", "SWV-12", "todo"),
        (9, new("Ruben", "van", "Nergenshuizen"), 13, "Thuiszitter sinds mei", "SWV-19", "todo"),
        (14, new("Çiğdem", "", "Vlinderdans"), 11, "", "SWV-24", "asked"),
        (20, new("Olle", "de", "Egelstelling"), 6, "Wacht op een plek", "SWV-30", "todo"),
        (23, new("Mare", "", "Waterkers"), 15, "Tussen twee scholen", "SWV-33", "signalled"),
    ];

    /// <summary>The rows, to be written after those of people.</summary>
    public static DemoTable[] Of(DemoWorld world)
    {
        var together = world.Together;
        var lists = new DemoTable("completeness_list", "id:uuid, organisation_id:uuid, by_person:uuid, at:moment, in_file:int, compared:int, found:int, problems:json, names_until:moment");
        var rows = new DemoTable("completeness_row", "id:uuid, list_id:uuid, line:int, state:text, changed_by:uuid, changed_at:moment, version:int");
        var names = new DemoTable("completeness_name", "row_id:uuid, given_name:text, prefix:text, surname:text, birth_date:date, place:text, reference:text, keep_until:moment");
        Add(together.Hanna, world.Municipality, 46, 45, Missing, OfTown);
        Add(together.Marit, together.Partnership.Id, 24, 24, "[]", OfPartnership);
        return [lists, rows, names];

        void Add(DemoMember by, Guid organisation, int inFile, int compared, string problems, (int Line, PersonName Name, int Age, string Place, string Reference, string State)[] children)
        {
            var at = Amsterdam.At(world.Days.Today.AddDays(-1), new TimeOnly(13, 40));
            var list = together.NextId();
            lists.Add(list, organisation, by.Person.Id, at, inFile, compared, compared - children.Length, problems, at.AddDays(30));
            foreach (var (line, name, age, place, reference, state) in children)
            {
                var id = together.NextId();
                var handled = state is "moved" or "mistake" or "signalled";
                rows.Add(id, list, line, state, state == "todo" ? null : by.Person.Id, state == "todo" ? null : at.AddHours(1), state == "todo" ? 1 : 2);
                names.Add(id, name.Given, name.Prefix, name.Surname, world.Days.Today.AddYears(-age).AddDays(-17 * line), place, reference, handled ? world.Days.Now.AddDays(1) : at.AddDays(30));
            }
        }
    }
}
