using InBeeld.Kernel;

namespace InBeeld.Bench.Making;

/// <summary>How many libraries and rooms to make, with how many seats, over how many weeks, and about how many bookings.</summary>
internal sealed record PlacesSize(int Libraries, int Rooms, int Seats, int Weeks, int Bookings, int Streams);

/// <summary>A library with its rooms (by number, one after the other) and the town with which it has agreed.</summary>
internal sealed record BenchLibrary(int Index, int FirstRoom, int Rooms, Guid Town, string TownCode, (Guid Pupil, Guid School)[] Children)
{
    public Guid Id => PlacesPlan.Library(Index);

    public Guid Planner => Ids.Of(Ids.Person, PlacesPlan.FirstPerson + Index);
}

/// <summary>
/// A school year of libraries: on every school day four times in every room, always with the same children, as after an allocation. What holds for a time follows
/// from its number. Two fifths of the weeks are over; the clock stands at ten past one on a Tuesday, ten minutes after the third time of the day began.
/// </summary>
internal sealed class PlacesPlan
{
    public const int Days = 5, Parts = 4, PerRoom = 6, PerPerson = 12, People = 2, WeeksWithRoster = 6, FirstPerson = 60_000_000;

    private const int NowDay = 1, NowPart = 2;

    private static readonly (TimeOnly From, TimeOnly To)[] Clock = [(new(9, 0), new(10, 30)), (new(10, 45), new(12, 15)), (new(13, 0), new(14, 30)), (new(14, 45), new(16, 15))];

    private readonly int[] firstChild;
    private readonly int[] children;

    public PlacesPlan(PlacesSize size, IReadOnlyList<BenchLibrary> libraries, DateOnly today)
    {
        (Size, Libraries, NowWeek) = (size, libraries, size.Weeks * 2 / 5);
        Monday = today.Monday().AddDays(-7 * NowWeek);
        Now = Amsterdam.At(Monday.AddDays((7 * NowWeek) + NowDay), Clock[NowPart].From.AddMinutes(10)).UtcDateTime;
        LibraryOf = [.. libraries.SelectMany(l => Enumerable.Repeat(l, l.Rooms))];
        // Children of a library go round: nobody is in two rooms at the same time.
        (firstChild, children) = (new int[Days * Parts * size.Rooms], new int[Days * Parts * size.Rooms]);
        var mean = (double)size.Bookings / (size.Weeks * Days * Parts * size.Rooms);
        var next = new int[libraries.Count];
        for (var series = 0; series < children.Length; series++)
        {
            var library = LibraryOf[series % size.Rooms];
            (firstChild[series], children[series]) = (next[library.Index], Math.Min(Many(series, mean), library.Children.Length / library.Rooms));
            next[library.Index] = (next[library.Index] + children[series]) % library.Children.Length;
        }
    }

    public PlacesSize Size { get; }

    public IReadOnlyList<BenchLibrary> Libraries { get; }

    /// <summary>The library of each room.</summary>
    public BenchLibrary[] LibraryOf { get; }

    /// <summary>Of the first week.</summary>
    public DateOnly Monday { get; }

    public int NowWeek { get; }

    /// <summary>In UTC.</summary>
    public DateTime Now { get; }

    public int Slots => Size.Weeks * Days * Parts * Size.Rooms;

    /// <summary>As many children as people can have.</summary>
    public static int Full => PerPerson * People;

    public static Guid Library(int i) => Ids.Of(Ids.Organisation, 500_000 + i);

    public static Guid Room(int i) => Ids.Of(Ids.Room, i);

    public static Guid Choice(int room) => Ids.Of(Ids.Room, 1_000_000 + room);

    public static Guid Slot(int i) => Ids.Of(Ids.Slot, i);

    public static Guid Series(int i) => Ids.Of(Ids.Slot, 50_000_000 + i);

    /// <summary>Who works at a room, 0 to 5: the person, and the membership of the same number.</summary>
    public static int Worker(int room, int nth) => FirstPerson + 100_000 + (room * PerRoom) + nth;

    public Guid Seat(int room, int nth) => Ids.Of(Ids.Room, 2_000_000 + (room * Size.Seats) + nth);

    public (int Week, int Day, int Part, int Room, int Series) Of(int slot) =>
        (slot / (Days * Parts * Size.Rooms), slot / (Parts * Size.Rooms) % Days, slot / Size.Rooms % Parts, slot % Size.Rooms, slot % (Days * Parts * Size.Rooms));

    public (DateTime Starts, DateTime Ends) Times(int slot)
    {
        var (week, day, part, _, _) = Of(slot);
        var date = Monday.AddDays((7 * week) + day);
        return (Amsterdam.At(date, Clock[part].From).UtcDateTime, Amsterdam.At(date, Clock[part].To).UtcDateTime);
    }

    public int ChildrenOf(int series) => children[series];

    public (Guid Pupil, Guid School) Child(int series, int nth)
    {
        var all = LibraryOf[series % Size.Rooms].Children;
        return all[(firstChild[series] + nth) % all.Length];
    }

    /// <summary>Seats are taken from another one on in each series.</summary>
    public int SeatOf(int series, int nth) => (int)((Chance.Of(81, series) + (ulong)nth) % (ulong)Size.Seats);

    /// <summary>The school that is there; nobody yet at a twentieth of the times.</summary>
    public Guid? Supervised(int series) => Unsupervised(series) ? null : LibraryOf[series % Size.Rooms].Children[(int)(Chance.Of(82, series) % (ulong)LibraryOf[series % Size.Rooms].Children.Length)].School;

    /// <summary>One time in a hundred does not go on.</summary>
    public static bool Closed(int slot) => Chance.Of(83, slot) % 100 == 0;

    /// <summary>A roster is kept for what is over and for the first weeks to come.</summary>
    public bool Kept(int slot) => Of(slot).Week < NowWeek + WeeksWithRoster;

    /// <summary>Of the duties of a time (two at work, then a reserve) the one that nobody has, or -1.</summary>
    public int Lacks(int slot) => Of(slot) is var s && s.Week <= NowWeek ? -1 : (Chance.Of(84, slot) % 100) switch { < 5 => 2, < 8 when children[s.Series] <= PerPerson => 1, _ => -1 };

    // At the time that runs now many come everywhere, so that there is something to check in.
    private int Many(int series, double mean) => Unsupervised(series) ? 0
        : RunsNow(series) ? 20
        : Chance.Of(86, series) % 100 < 15 ? Full
        : 1 + (int)(Chance.Of(87, series) % (ulong)Math.Clamp((2 * (mean - (0.15 * Full)) / 0.8) - 1, 1, Full));

    private bool Unsupervised(int series) => !RunsNow(series) && Chance.Of(85, series) % 20 == 0;

    private bool RunsNow(int series) => series / Size.Rooms == (NowDay * Parts) + NowPart;
}
