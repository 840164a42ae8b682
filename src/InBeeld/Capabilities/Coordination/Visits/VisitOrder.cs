namespace InBeeld.Capabilities.Coordination.Visits;

/// <param name="Id">Of the step.</param>
/// <param name="At">A time that was agreed: this stop keeps it.</param>
/// <param name="Postcode">"1234 AB", "1234AB", four digits, or anything else.</param>
/// <param name="Address">Street and number.</param>
/// <param name="Latitude">Degrees, with the longitude; null when not known.</param>
internal sealed record Stop(Guid Id, TimeOnly? At, string Postcode, string Address, double? Latitude = null, double? Longitude = null);

/// <summary>
/// A sensible order for the visits of a day. Stops with a time keep it; the others are put where they make the way shortest. The way is measured
/// between coordinates when all have them, else between postcodes: numbers that differ little lie near each other. Same in, same out.
/// </summary>
internal static class VisitOrder
{
    /// <summary>The stops in the order to visit them; each stands in it once.</summary>
    public static List<Stop> Of(IReadOnlyCollection<Stop> stops)
    {
        var timed = stops.Where(s => s.At is not null).OrderBy(s => s.At).ThenBy(s => s.Id).ToList();
        var free = stops.Where(s => s.At is null).OrderBy(Code).ThenBy(HouseNumber).ThenBy(s => s.Address, StringComparer.Ordinal).ThenBy(s => s.Id).ToList();
        var measured = stops.All(s => s.Latitude is not null && s.Longitude is not null);
        if (timed.Count == 0)
        {
            return measured ? Shorten(Nearest(free)) : free;
        }

        // Each free stop comes where it adds the least to the way; of equal places the first. Those with a time stay in the order of the clock.
        var way = timed;
        foreach (var stop in measured ? Nearest(free) : free)
        {
            var best = Enumerable.Range(0, way.Count + 1).MinBy(at => Added(way, stop, at));
            way.Insert(best, stop);
        }

        return way;
    }

    /// <summary>The length of a way, in metres or in steps of postcode; to compare only.</summary>
    public static double Length(IReadOnlyList<Stop> way) => way.Zip(way.Skip(1), Between).Sum();

    private static double Added(List<Stop> way, Stop stop, int at) =>
        (at > 0 ? Between(way[at - 1], stop) : 0) + (at < way.Count ? Between(stop, way[at]) : 0) - (at > 0 && at < way.Count ? Between(way[at - 1], way[at]) : 0);

    private static List<Stop> Nearest(List<Stop> stops)
    {
        var left = stops.ToList();
        var way = new List<Stop>();
        while (left.Count > 0)
        {
            var next = way.Count == 0 ? left[0] : left.MinBy(s => Between(way[^1], s))!;
            way.Add(next);
            left.Remove(next);
        }

        return way;
    }

    // 2-opt: as long as turning a part around makes the way shorter.
    private static List<Stop> Shorten(List<Stop> way)
    {
        var better = way.Count < 100;
        while (better)
        {
            better = false;
            for (var i = 0; i < way.Count - 1; i++)
            {
                for (var j = i + 1; j < way.Count; j++)
                {
                    var turned = way[..i].Concat(Enumerable.Reverse(way[i..(j + 1)])).Concat(way[(j + 1)..]).ToList();
                    if (Length(turned) < Length(way) - 1e-9)
                    {
                        (way, better) = (turned, true);
                    }
                }
            }
        }

        return way;
    }

    private static double Between(Stop a, Stop b)
    {
        if (a is { Latitude: { } la, Longitude: { } ga } && b is { Latitude: { } lb, Longitude: { } gb })
        {
            var (x, y) = ((gb - ga) * Math.Cos((la + lb) / 2 * Math.PI / 180), lb - la);
            return Math.Sqrt((x * x) + (y * y)) * 111_320;
        }

        return Math.Abs(Code(a) - Code(b));
    }

    /// <summary>The postcode as a number: 1234 AB is 1234 and the place of AB among the letters; unknown comes last.</summary>
    private static double Code(Stop stop)
    {
        var code = stop.Postcode.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (code.Length < 4 || !code[..4].All(char.IsAsciiDigit))
        {
            return 10_000;
        }

        var digits = ((code[0] - '0') * 1000) + ((code[1] - '0') * 100) + ((code[2] - '0') * 10) + (code[3] - '0');
        return digits + (code.Length == 6 && char.IsAsciiLetter(code[4]) && char.IsAsciiLetter(code[5]) ? (((code[4] - 'A') * 26) + code[5] - 'A') / 676.0 : 0);
    }

    private static int HouseNumber(Stop stop)
    {
        var digits = new string([.. stop.Address.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).Take(6)]);
        return digits.Length == 0 ? int.MaxValue : int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }
}
