using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact.Pictures;

/// <summary>What _Spark.cshtml draws: the share reached in the weeks, as a small line. Id: of what the line is, once on a page.</summary>
internal sealed record SparkLine(Guid Id, IReadOnlyList<double?> Values, string Path, (double X, double Y)? Last)
{
    public static SparkLine Of(Guid id, IReadOnlyList<WeekColumn> weeks, Func<WeekColumn, Reach> of, int floor)
    {
        double?[] values = [.. weeks.Select(w => of(w).Percentage)];
        return new SparkLine(id, values, Spark.Path(values, floor), values is [.., { } last] ? Spark.Point(values.Length - 1, values.Length, last, floor) : null);
    }

    /// <summary>"Van 88 % naar 94 %, laagste 83 %."</summary>
    public string Sentence(Text text)
    {
        var known = Values.OfType<double>().ToList();
        return known.Count == 0 ? text["Nog geen weken."] : text["Van {0} naar {1}, laagste {2}.", Percent(known[0]), Percent(known[^1]), Percent(known.Min())];
    }

    private static string Percent(double value) => Show.Share((long)Math.Round(value * 100), 10_000);
}
