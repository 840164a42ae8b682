using System.Globalization;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Demonstration;
using InBeeld.Kernel.Names;
using Npgsql;

namespace InBeeld.Bench.Making;

/// <summary>Families, pupils, where they sit, who may see them, and what they need. Each method writes the pupils of some groups.</summary>
internal sealed class MakePupils(Country country, DateOnly today)
{
    private static readonly string[] Kinds = ["no_device", "no_connection", "no_quiet_place", "little_help", "parents_no_dutch", "motivation", "health"];

    private readonly DateOnly since = today.AddDays(-180);

    public static Guid Pupil(int i) => Ids.Of(Ids.Pupil, i);

    public static short Level(int pupil) => (short)(Chance.Of(41, pupil) % 100 is var p && p < 85 ? 0 : p < 97 ? 1 : 2);

    public static short Needs(int pupil) => (short)(Chance.Of(42, pupil) % 100 is var p && p < 76 ? 0 : p < 92 ? 1 : 2);

    public DateOnly Since => since;

    public (string Table, Func<NpgsqlConnection, (int From, int To), long> Write)[] Tables => [("family", Families), ("contact_person", Contacts), ("pupil", Pupils), ("placement", Placements), ("involvement", Involvements), ("need", NeedsOf)];

    private long Families(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "family", "id, reach_note");
        foreach (var school in Schools(part))
        {
            var end = school.Index + 1 < country.Schools.Count ? country.Schools[school.Index + 1].FirstFamily : country.Families;
            for (var f = school.FirstFamily; f < end; f++)
            {
                copy.Row().Put(Ids.Of(Ids.Family, f)).Put(f % 12 == 0 ? "Bel na 16.00, dan is er iemand thuis." : "");
            }
        }

        return copy.Done();
    }

    private long Contacts(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "contact_person", "id, family_id, name, relation, phone, language, needs_interpreter, position");
        foreach (var school in Schools(part))
        {
            var end = school.Index + 1 < country.Schools.Count ? country.Schools[school.Index + 1].FirstFamily : country.Families;
            for (var f = school.FirstFamily; f < end; f++)
            {
                var bits = Chance.Of(51, f);
                var origin = Origin(ref bits);
                for (short nth = 1; nth <= (f % 4 == 0 ? 1 : 2); nth++)
                {
                    copy.Row().Put(Ids.Of(Ids.Other, 1_000_000 + (f * 2) + nth)).Put(Ids.Of(Ids.Family, f))
                        .Put(origin.Grown[Chance.Take(ref bits, origin.Grown.Length)] + " " + origin.Surnames[Chance.Take(ref bits, origin.Surnames.Length)])
                        .Put(nth == 1 ? "moeder" : "vader").Put("06 0" + Chance.Take(ref bits, 1_000_000).ToString("0 00 00 00", CultureInfo.InvariantCulture)).Put(origin.Language).Put(origin.NeedsInterpreter > 0.5).Put(nth);
                }
            }
        }

        return copy.Done();
    }

    private long Pupils(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "pupil", "id, school_id, key, given_name, prefix, surname, birth_date, group_id, family_id, postcode4, joined_on, search_key, sort_key");
        foreach (var (pupil, group, school) in All(part))
        {
            var family = Country.FamilyOf(school, pupil);
            var bits = Chance.Of(51, family);
            var origin = Origin(ref bits);
            var surname = origin.Surnames[(int)(Chance.Of(52, family) % (ulong)origin.Surnames.Length)];
            var own = Chance.Of(53, pupil);
            var names = own % 2 == 0 ? origin.Girls : origin.Boys;
            var name = new PersonName(names[(int)(own / 2 % (ulong)names.Length)], Chance.Of(54, family) % 5 == 0 && origin == DemoNames.Origins[0] ? DemoNames.Prefixes[(int)(Chance.Of(55, family) % (ulong)DemoNames.Prefixes.Length)] : "", surname);
            var age = school.Level switch { "primary" => 4 + ((group - school.FirstGroup) * 8 / Math.Max(1, school.Groups)), "secondary" => 12 + ((group - school.FirstGroup) % 6), "special" => 8, _ => 17 };
            copy.Row().Put(Pupil(pupil)).Put(MakeSchools.School(school.Index)).Put((pupil - school.FirstPupil + 1000).ToString(CultureInfo.InvariantCulture)).Put(name.Given).Put(name.Prefix).Put(name.Surname)
                .Put(today.AddDays(-(age * 365) - (int)(Chance.Of(56, pupil) % 365))).Put(MakeSchools.Group(group)).Put(Ids.Of(Ids.Family, family)).Put((1000 + (school.Municipality * 25) + (int)(Chance.Of(57, family) % 25)).ToString(CultureInfo.InvariantCulture))
                .Put(since).Put(SearchKey.Of(name.Full)).Put(name.SortKey);
        }

        return copy.Done();
    }

    private long Placements(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "placement", "id, pupil_id, school_id, group_id, starts");
        foreach (var (pupil, group, school) in All(part))
        {
            copy.Row().Put(Ids.Of(Ids.Other, 10_000_000 + pupil)).Put(Pupil(pupil)).Put(MakeSchools.School(school.Index)).Put(MakeSchools.Group(group)).Put(since);
        }

        return copy.Done();
    }

    // What the trigger of placement would have written: the group for its teachers, the school for its own people.
    private long Involvements(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "involvement", "id, pupil_id, scope_id, facets, reason, source_id, starts");
        var from = since.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        foreach (var (pupil, group, school) in All(part))
        {
            copy.Row().Put(Ids.Of(Ids.Other, 20_000_000 + (pupil * 2))).Put(Pupil(pupil)).Put(MakeSchools.Group(group)).Put(1 | 2 | 4).Put("group").Put(Ids.Of(Ids.Other, 10_000_000 + pupil)).Put(from);
            copy.Row().Put(Ids.Of(Ids.Other, 20_000_001 + (pupil * 2))).Put(Pupil(pupil)).Put(MakeSchools.School(school.Index)).Put(1 | 2 | 4 | 8 | 16).Put("school").Put(Pupil(pupil)).Put(from);
        }

        return copy.Done();
    }

    private long NeedsOf(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "need", "id, pupil_id, kind, since");
        foreach (var (pupil, _, _) in All(part))
        {
            for (var nth = 0; nth < Needs(pupil); nth++)
            {
                copy.Row().Put(Ids.Of(Ids.Other, 30_000_000 + (pupil * 2) + nth)).Put(Pupil(pupil)).Put(Kinds[((int)(Chance.Of(58, pupil) % 7) + nth) % 7]).Put(since);
            }
        }

        return copy.Done();
    }

    private IEnumerable<BenchSchool> Schools((int From, int To) part) => country.Schools.Where(s => s.FirstGroup >= part.From && s.FirstGroup < part.To);

    private IEnumerable<(int Pupil, int Group, BenchSchool School)> All((int From, int To) part)
    {
        for (var group = part.From; group < part.To; group++)
        {
            var school = country.Schools[country.GroupSchool[group]];
            for (var pupil = country.GroupFirstPupil[group]; pupil < country.GroupFirstPupil[group + 1]; pupil++)
            {
                yield return (pupil, group, school);
            }
        }
    }

    private static Origin Origin(ref ulong bits)
    {
        var share = Chance.Take(ref bits, 1000) / 10.0;
        foreach (var origin in DemoNames.Origins)
        {
            if ((share -= origin.Weight) < 0)
            {
                return origin;
            }
        }

        return DemoNames.Origins[0];
    }
}
