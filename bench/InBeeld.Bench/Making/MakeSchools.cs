using System.Globalization;
using InBeeld.Demonstration;
using Npgsql;

namespace InBeeld.Bench.Making;

/// <summary>Municipalities, boards, schools, groups and their people.</summary>
internal static class MakeSchools
{
    public static readonly string[] Regions = ["Noord", "Midden", "Zuid"];

    // Numbers of organisations: municipalities from 0, boards from 1,000, schools from 10,000.
    public static Guid Municipality(int i) => Ids.Of(Ids.Organisation, i);

    public static Guid School(int i) => Ids.Of(Ids.Organisation, 10_000 + i);

    public static Guid Group(int i) => Ids.Of(Ids.Group, i);

    public static Guid Teacher(int group) => Ids.Of(Ids.Person, 1_000_000 + group);

    public static string Region(BenchSchool school) => Regions[school.Municipality % 3];

    public static Dictionary<string, long> Copy(NpgsqlConnection connection, Country country, DateOnly today)
    {
        var rows = new Dictionary<string, long>();
        using (var copy = new Copy(connection, "municipality", "code, name"))
        {
            for (var i = 0; i < Country.Municipalities; i++)
            {
                copy.Row().Put(Code(i)).Put($"Meetgemeente {i + 1}");
            }

            rows["municipality"] = copy.Done();
        }

        using (var copy = new Copy(connection, "organisation", "id, kind, code, name, level, municipality_code, board_id, holiday_region, source, is_on"))
        {
            for (var i = 0; i < Country.Municipalities; i++)
            {
                copy.Row().Put(Municipality(i)).Put("municipality").Put(Code(i)).Put($"Meetgemeente {i + 1}").Put("").Put(Code(i)).PutNull().Put("").Put("demo").Put(true);
                copy.Row().Put(Board(i)).Put("board").Put((70_000 + i).ToString(CultureInfo.InvariantCulture)).Put($"Meetbestuur {i + 1}").Put("").PutNull().PutNull().Put("").Put("demo").Put(true);
            }

            foreach (var school in country.Schools)
            {
                copy.Row().Put(School(school.Index)).Put("school").Put($"{school.Index / 676:00}{(char)('A' + (school.Index / 26 % 26))}{(char)('A' + (school.Index % 26))}00").Put($"Meetschool {school.Index + 1}").Put(school.Level)
                    .Put(Code(school.Municipality)).Put(Board(school.Municipality)).Put(Region(school)).Put("demo").Put(true);
            }

            rows["organisation"] = copy.Done();
        }

        using (var copy = new Copy(connection, "school_group", "id, school_id, key, name, school_year, pupils"))
        {
            for (var g = 0; g < country.Groups; g++)
            {
                var school = country.Schools[country.GroupSchool[g]];
                var nth = g - school.FirstGroup;
                copy.Row().Put(Group(g)).Put(School(school.Index)).Put(nth.ToString(CultureInfo.InvariantCulture)).Put(NameOf(school, nth)).Put("2026-2027").Put(country.GroupFirstPupil[g + 1] - country.GroupFirstPupil[g]);
            }

            rows["school_group"] = copy.Done();
        }

        using (var copy = new Copy(connection, "holiday", "region, name, starts, ends"))
        {
            foreach (var region in Regions)
            {
                copy.Row().Put(region).Put("Zomervakantie").Put(today.AddDays(-230)).Put(today.AddDays(-190));
                copy.Row().Put(region).Put("Vakantie").Put(today.AddDays(40)).Put(today.AddDays(53));
            }

            rows["holiday"] = copy.Done();
        }

        People(connection, country, today, rows);
        return rows;
    }

    private static void People(NpgsqlConnection connection, Country country, DateOnly today, Dictionary<string, long> rows)
    {
        // A teacher per group, then per school somebody for care, a principal and an office, then a coordinator per municipality.
        var others = country.Schools.SelectMany(s => new[] { (s, "care"), (s, "principal"), (s, "office") }).ToList();
        using (var copy = new Copy(connection, "person", "id, given_name, surname"))
        {
            for (var i = 0; i < country.Groups; i++)
            {
                Name(copy.Row().Put(Teacher(i)), i);
            }

            for (var i = 0; i < others.Count + Country.Municipalities; i++)
            {
                Name(copy.Row().Put(Ids.Of(Ids.Person, i)), i);
            }

            rows["person"] = copy.Done();
        }

        using (var copy = new Copy(connection, "membership", "id, person_id, organisation_id, role, starts"))
        {
            for (var g = 0; g < country.Groups; g++)
            {
                copy.Row().Put(Ids.Of(Ids.Membership, 1_000_000 + g)).Put(Teacher(g)).Put(School(country.GroupSchool[g])).Put("teacher").Put(today.AddDays(-300));
            }

            for (var i = 0; i < others.Count + Country.Municipalities; i++)
            {
                var (organisation, role) = i < others.Count ? (School(others[i].s.Index), others[i].Item2) : (Municipality(i - others.Count), "coordinator");
                copy.Row().Put(Ids.Of(Ids.Membership, i)).Put(Ids.Of(Ids.Person, i)).Put(organisation).Put(role).Put(today.AddDays(-300));
            }

            rows["membership"] = copy.Done();
        }

        using (var copy = new Copy(connection, "group_teacher", "id, group_id, school_id, person_id, starts"))
        {
            for (var g = 0; g < country.Groups; g++)
            {
                copy.Row().Put(Ids.Of(Ids.Other, g)).Put(Group(g)).Put(School(country.GroupSchool[g])).Put(Teacher(g)).Put(today.AddDays(-300));
            }

            rows["group_teacher"] = copy.Done();
        }
    }

    private static Guid Board(int i) => Ids.Of(Ids.Organisation, 1_000 + i);

    public static string Code(int municipality) => (9000 + municipality).ToString(CultureInfo.InvariantCulture);

    private static string NameOf(BenchSchool school, int nth) => school.Level == "primary"
        ? $"{1 + (nth * 8 / Math.Max(8, school.Groups))}{(char)('a' + (nth % 4))}"
        : $"{1 + (nth % 6)}{(char)('a' + (nth / 6 % 26))}";

    public static void Name(Copy copy, int i)
    {
        var dutch = DemoNames.Origins[0];
        var bits = Chance.Of(31, i);
        copy.Put(dutch.Grown[Chance.Take(ref bits, dutch.Grown.Length)]).Put(dutch.Surnames[Chance.Take(ref bits, dutch.Surnames.Length)]);
    }
}
