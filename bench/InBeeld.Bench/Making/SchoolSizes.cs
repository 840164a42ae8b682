namespace InBeeld.Bench.Making;

/// <summary>
/// Sizes of real schools, as quantiles: pupils per location at 0, 5, 10, 20, …, 90, 95, 99 and 100 percent.
/// Sources: DUO open onderwijsdata (CC0), "06. historisch overzicht aantal leerlingen per schoolvestiging", pupils of 2025: 6,094 locations of
/// primary (BO, 1,356,911 pupils) and 847 of special education (SBO, SO, VSO, SO/VSO; 107,256). Secondary: DUO (CC0) school points of
/// November 2024 with the pupils of 2023, 1,450 locations (944,477 pupils). How many primary locations a municipality has: DUO
/// "02. alle schoolvestigingen basisonderwijs", August 2026, 342 municipalities. DUO publishes no mbo pupils per location: those
/// sizes are an assumption.
/// </summary>
internal static class SchoolSizes
{
    public static readonly double[] At = [0, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 100];

    /// <summary>Level, how many locations the country has, quantiles of their size, and how many children sit in a group.</summary>
    public static readonly (string Level, int Locations, int[] Sizes, double PerGroup)[] Levels =
    [
        ("primary", 6100, [8, 57, 77, 109, 142, 175, 200, 227, 266, 320, 401, 460, 644, 1673], 24),
        ("special", 840, [5, 18, 38, 62, 82, 97, 113, 127, 147, 174, 226, 276, 439, 721], 12),
        ("secondary", 1600, [15, 101, 151, 229, 317, 416, 520, 657, 852, 1064, 1334, 1517, 2069, 2882], 27),
        ("mbo", 160, [40, 80, 120, 200, 280, 360, 450, 560, 680, 820, 1050, 1300, 1700, 2200], 22),
    ];

    public static readonly int[] LocationsPerMunicipality = [1, 4, 6, 7, 9, 11, 13, 16, 19, 24, 35, 45, 98, 200];

    /// <summary>The value at a share of 0 to 1, with straight lines between the quantiles.</summary>
    public static double Of(int[] quantiles, double share)
    {
        var percent = share * 100;
        var i = 1;
        while (i < At.Length - 1 && At[i] < percent)
        {
            i++;
        }

        return quantiles[i - 1] + ((quantiles[i] - quantiles[i - 1]) * (percent - At[i - 1]) / (At[i] - At[i - 1]));
    }
}
