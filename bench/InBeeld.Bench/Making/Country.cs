namespace InBeeld.Bench.Making;

internal sealed record BenchSchool(int Index, string Level, int Municipality, int FirstGroup, int Groups, int FirstPupil, int Pupils, int FirstFamily);

/// <summary>
/// The plan of the country: which municipality has which schools, with how many groups and pupils. Pupils, groups and families are numbers;
/// everything else about them follows from their number, so that many connections can write at once and nothing has to be kept.
/// </summary>
internal sealed class Country
{
    public const int Municipalities = 342;
    public const double ChildrenPerFamily = 1.6;

    public Country(int pupils)
    {
        var share = pupils / 2_500_000.0;
        var sizes = SchoolSizes.Levels.SelectMany((level, l) =>
        {
            var n = Math.Max(1, (int)Math.Round(level.Locations * share));
            return Enumerable.Range(0, n).Select(i => (Level: l, Size: SchoolSizes.Of(level.Sizes, (i + 0.5) / n)));
        }).OrderBy(s => Chance.Mix((ulong)(s.Size * 1000) + ((ulong)s.Level << 32))).ToList();
        var scale = pupils / sizes.Sum(s => s.Size);
        var weights = Enumerable.Range(0, Municipalities).Select(i => SchoolSizes.Of(SchoolSizes.LocationsPerMunicipality, (i + 0.5) / Municipalities)).ToArray();
        var ends = new double[Municipalities];
        for (var (i, sum) = (0, 0.0); i < Municipalities; i++)
        {
            ends[i] = sum += weights[i] / weights.Sum();
        }

        var groupSchool = new List<int>();
        var groupFirst = new List<int>();
        var (pupil, family) = (0, 0);
        for (var i = 0; i < sizes.Count; i++)
        {
            var level = SchoolSizes.Levels[sizes[i].Level];
            var size = i == sizes.Count - 1 ? pupils - pupil : Math.Max(1, (int)Math.Round(sizes[i].Size * scale));
            size = Math.Max(1, Math.Min(size, pupils - pupil - (sizes.Count - 1 - i)));
            var groups = Math.Max(1, (int)Math.Round(size / level.PerGroup));
            // Schools spread over the municipalities by the weights, in a fixed order without favour.
            var municipality = Math.Min(Municipalities - 1, Array.FindIndex(ends, e => e > (i + 0.5) / sizes.Count));
            Schools.Add(new BenchSchool(i, level.Level, municipality, groupSchool.Count, groups, pupil, size, family));
            for (var g = 0; g < groups; g++)
            {
                groupSchool.Add(i);
                groupFirst.Add(pupil + (int)((long)size * g / groups));
            }

            pupil += size;
            family += (int)Math.Ceiling(size / ChildrenPerFamily);
        }

        (GroupSchool, Pupils, Families) = ([.. groupSchool], pupil, family);
        GroupFirstPupil = [.. groupFirst, pupil];
    }

    public List<BenchSchool> Schools { get; } = [];

    public int[] GroupSchool { get; }

    /// <summary>Group g holds the pupils from this number up to that of the next group.</summary>
    public int[] GroupFirstPupil { get; }

    public int Groups => GroupSchool.Length;

    public int Pupils { get; }

    public int Families { get; }

    /// <summary>Brothers and sisters sit in other groups of the same school.</summary>
    public static int FamilyOf(BenchSchool school, int pupil)
    {
        var turned = (int)((pupil - school.FirstPupil) * 7919L % school.Pupils);
        return school.FirstFamily + (school.Pupils % 7919 == 0 ? pupil - school.FirstPupil : (int)(turned / ChildrenPerFamily));
    }

    /// <summary>Groups of one stream of several, with about as many pupils each.</summary>
    public (int From, int To) Part(int stream, int streams)
    {
        int At(int s) => s == streams ? Groups : Math.Abs(Array.BinarySearch(GroupFirstPupil, (int)((long)Pupils * s / streams)) is var found && found < 0 ? ~found : found);
        return (At(stream), At(stream + 1));
    }
}

/// <summary>Chance as a function of numbers: the same every time, in any order.</summary>
internal static class Chance
{
    /// <summary>Each number gives another one (the finaliser of SplitMix64; a bijection).</summary>
    public static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public static ulong Of(int kind, int thing) => Mix(((ulong)(uint)kind << 32) | (uint)thing);

    /// <summary>Takes a number of 0 up to the limit from the lowest bits, and gives the rest for the next.</summary>
    public static int Take(ref ulong bits, int limit)
    {
        var taken = (int)(bits % (ulong)limit);
        bits /= (ulong)limit;
        return taken;
    }
}

/// <summary>Ids of version 7 that follow from a number. Like real ones they grow in time and end in what cannot be guessed.</summary>
internal static class Ids
{
    public const int Organisation = 1, Group = 2, Person = 3, Membership = 4, Family = 5, Pupil = 6, Other = 7, Signal = 8, Case = 9, Step = 10, Event = 11, Room = 12, Slot = 13, Booking = 14, Duty = 15, Place = 16;

    // Things that are made in one import get times close together.
    public static Guid Of(int kind, int number) => New(1_700_000_000_000 + (number >> 6), kind, Chance.Mix(((ulong)kind << 40) | (uint)number));

    public static Guid At(long milliseconds, ulong counter) => New(milliseconds, 0, Chance.Mix(counter));

    private static Guid New(long milliseconds, int kind, ulong random)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)milliseconds << 16) | 0x7000 | (uint)kind);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (random >> 2) | 0x8000000000000000);
        return new Guid(bytes, bigEndian: true);
    }
}
