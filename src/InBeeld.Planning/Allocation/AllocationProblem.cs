namespace InBeeld.Planning.Allocation;

/// <summary>A place a child could have.</summary>
/// <param name="Place">Index of the place.</param>
/// <param name="Cost">What it costs, such as metres to walk; may be negative.</param>
/// <param name="Use">How much of the place the child takes; more than 0.</param>
public sealed record Option(int Place, long Cost, long Use = 1);

/// <summary>Who asks for a place.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Weight">How heavy it is when this child has no place; not negative.</param>
/// <param name="Options">At most one per place.</param>
/// <param name="Group">Cohort, for counting afterwards.</param>
/// <param name="Together">Children with the same value get the same place, or all none.</param>
/// <param name="Previous">The place the child had, -1: none or gone.</param>
public sealed record Child(string Id, long Weight, IReadOnlyList<Option> Options, string? Group = null, string? Together = null, int Previous = -1);

/// <summary>Where children can go, such as one library on one afternoon.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Capacity">Not negative.</param>
public sealed record Place(string Id, long Capacity);

/// <summary>
/// Children and places. Numbers are whole; whoever has hours or euros chooses a small enough unit.
/// Goals, each only where the one before is not hurt: the weight without a place as small as possible; as many kept places as possible; the least cost.
/// </summary>
public sealed record AllocationProblem(IReadOnlyList<Child> Children, IReadOnlyList<Place> Places)
{
    /// <summary>No number may be larger: sums stay exact.</summary>
    public const long Largest = 1_000_000_000_000;

    /// <exception cref="ArgumentException">Names the child or place and what is wrong.</exception>
    public void Check()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in Places)
        {
            Need(ids.Add(place.Id), $"place \"{place.Id}\" is there twice");
            Need(place.Capacity is >= 0 and <= Largest, $"place \"{place.Id}\": capacity must be 0 or more and not too large");
        }

        ids.Clear();
        var seen = new int[Places.Count];
        for (var i = 0; i < Children.Count; i++)
        {
            var child = Children[i];
            Need(ids.Add(child.Id), $"child \"{child.Id}\" is there twice");
            Need(child.Weight is >= 0 and <= Largest, $"child \"{child.Id}\": weight must be 0 or more and not too large");
            Need(child.Previous >= -1 && child.Previous < Places.Count, $"child \"{child.Id}\": previous is not a place");
            foreach (var option in child.Options)
            {
                Need((uint)option.Place < (uint)Places.Count, $"child \"{child.Id}\" has an option that is not in places");
                Need(seen[option.Place] != i + 1, $"child \"{child.Id}\" has place \"{Places[option.Place].Id}\" twice");
                Need(Math.Abs(option.Cost) <= Largest, $"child \"{child.Id}\": a cost is too large");
                Need(option.Use is > 0 and <= Largest, $"child \"{child.Id}\": use must be more than 0 and not too large");
                seen[option.Place] = i + 1;
            }
        }
    }

    private static void Need(bool fine, string otherwise)
    {
        if (!fine)
            throw new ArgumentException(otherwise);
    }
}

/// <summary>What a plan is worth; compared in the order of the fields.</summary>
/// <param name="UnplacedWeight">Together, of the children without a place. Less is better.</param>
/// <param name="Kept">Children at the place they had. More is better.</param>
/// <param name="Cost">Of the options given. Less is better.</param>
public readonly record struct Worth(long UnplacedWeight, long Kept, long Cost) : IComparable<Worth>
{
    /// <summary>Negative: this one is better.</summary>
    public int CompareTo(Worth other)
    {
        var c = UnplacedWeight.CompareTo(other.UnplacedWeight);
        if (c == 0)
            c = other.Kept.CompareTo(Kept);
        return c == 0 ? Cost.CompareTo(other.Cost) : c;
    }

    public static bool operator <(Worth a, Worth b) => a.CompareTo(b) < 0;

    public static bool operator >(Worth a, Worth b) => a.CompareTo(b) > 0;

    public static bool operator <=(Worth a, Worth b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Worth a, Worth b) => a.CompareTo(b) >= 0;
}

/// <summary>Why a child has no place.</summary>
public enum Why
{
    /// <summary>No options were given.</summary>
    NoOptions,

    /// <summary>Every option takes more than the whole place has.</summary>
    TooLarge,

    /// <summary>The children who go together have no place in common that is large enough.</summary>
    NothingInCommon,

    /// <summary>All places that can be reached, also by letting others move, are full with children of equal or higher weight.</summary>
    Full,

    /// <summary>No way was found to make room; with uses that differ or children together there is no short proof.</summary>
    NoRoomFound,

    /// <summary>The child weighs nothing and a place would cost more than none.</summary>
    NotWorth,
}

/// <summary>A child without a place.</summary>
/// <param name="Child">Index of the child.</param>
/// <param name="Why">The reason.</param>
/// <param name="Places">With <see cref="Why.Full"/>: the closed set, all places that can be reached. Otherwise the places of its options.</param>
public sealed record Unplaced(int Child, Why Why, IReadOnlyList<int> Places);

/// <summary>What first come, first served would give: in the order of the file, the cheapest place that still has room.</summary>
/// <param name="PlaceOf">Per child the place or -1.</param>
public sealed record FirstCome(int[] PlaceOf, int Placed, long Weight, Worth Worth);

/// <summary>An answer, as good as its <see cref="Bound"/> says.</summary>
/// <param name="PlaceOf">Per child the place or -1.</param>
/// <param name="Worth">What it is worth.</param>
/// <param name="Bound">Weight: no plan leaves less. Kept and cost: no plan as good on the goals before does better.</param>
/// <param name="Proven">Nothing is better.</param>
/// <param name="Method">"flow" or "search".</param>
public sealed record AllocationAnswer(
    int[] PlaceOf, Worth Worth, Worth Bound, bool Proven, string Method, IReadOnlyList<Unplaced> Unplaced, FirstCome FirstCome, double Seconds);
