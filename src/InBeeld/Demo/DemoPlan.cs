using InBeeld.Capabilities.Contact.Model;

namespace InBeeld.Demonstration;

/// <summary>A location of the demo. Groups: "name:pupils" or "name:pupils:first year-last year", where years 1 to 8 are primary and 11 and up secondary.</summary>
/// <param name="Reach">How well this school reaches its children in an ordinary week, as a share.</param>
internal sealed record SchoolPlan(string Code, string Name, string Level, int Board, string Groups, string Street, double Reach);

/// <summary>The municipality of the demo on paper. Its code, its school codes, postcodes, phone numbers and addresses exist nowhere.</summary>
internal static class DemoPlan
{
    public const string Seed = "Zonderdam";
    public const string MunicipalityCode = "9901";
    public const string Region = "Midden";
    public const string HomeSchool = "99ZZ00";
    public const string HomeGroup = "7b";

    public static readonly (string Code, string Name)[] Boards = [("99901", "Stichting Scholen van Zonderdam"), ("99902", "Stichting Maanlicht, voortgezet onderwijs en mbo")];

    public static readonly (string Code, string Name, string Street)[] Libraries =
        [("ZZ-BIB-1", "Bibliotheek Zonderdam Havenlicht", "Zeilmakersplein 1"), ("ZZ-BIB-2", "Bibliotheek Zonderdam Noorderduin", "Duinroosweg 80")];

    public static readonly SchoolPlan[] Schools =
    [
        new("99ZZ00", "Basisschool De Wolkenladder", "primary", 0, "1/2a:25 1/2b:25 3a:23 3b:22 4a:24 4b:23 5a:24 5b:22 6a:25 6b:24 7a:24 7b:24 8a:23 8b:23", "Ladderlaan 7", 0.96),
        new("99ZZ01", "De Regenboogschelp", "primary", 0, "1/2:22 3:20 4:21 5:19 6:20 7:22 8:18", "Schelpenpad 12", 0.97),
        new("99ZZ02", "Kindcentrum De Vuurvlieg", "primary", 0, "1/2a:20 1/2b:19 3:21 4:22 5:21 6:23 7:20 8:22", "Lampionstraat 40", 0.90),
        new("99ZZ03", "De Zilveren Egel", "primary", 0, "1/2:24 3/4:25 5/6:23 7/8:24", "Heggenhof 3", 0.96),
        new("99ZZ04", "Het Maanbootje", "primary", 0, "1/2:26 3:19 4:18 5/6:27 7/8:28", "Steigerkade 21", 0.94),
        new("99ZZ05", "De Sterrenkaravaan", "primary", 0, "1/2:21 3:18 4:19 5:20 6:18 7:19 8:19", "Karavaanweg 9", 0.95),
        new("99ZZ06", "De Fluisterboom", "primary", 0, "1/2:22 3/4:21 5/6:23 7/8:22", "Eikendreef 15", 0.98),
        new("99ZZ07", "De Dauwdruppelaar", "primary", 0, "1/2/3:22 4/5:24 6/7/8:26", "Melkpad 2", 0.97),
        new("99ZZ08", "De Toverhoed", "primary", 0, "1/2a:18 1/2b:18 3:19 4:20 5:19 6:18 7:20 8:19", "Goochelaarsplein 5", 0.84),
        new("99ZZ09", "De Windfluisteraar", "primary", 0, "1/2:26 3/4:26 5/6:25 7/8:27", "Molenwiek 33", 0.95),
        new("99ZZ10", "De Honingtuin", "primary", 0, "1/2:22 3/4:24 5/6:22 7/8:24", "Bijenlint 18", 0.96),
        new("99ZZ11", "De Lichtboei", "primary", 0, "1/2:20 3:17 4:18 5:17 6:18 7:18 8:18", "Boeienkade 60", 0.93),
        new("99ZZ12", "De Kikkerkoning", "primary", 0, "1/2/3:20 4/5:21 6/7/8:23", "Plompenweg 4", 0.97),
        new("99ZZ13", "De Zeepbel", "primary", 0, "1/2:19 3/4:20 5/6:20 7/8:20", "Belletjesgang 11", 0.95),
        new("99ZZ14", "SBO De Kompasroos", "special", 0, "Geel:12:1-3 Groen:13:3-5 Blauw:12:4-6 Rood:13:6-8 Paars:12:7-8", "Windstreek 8", 0.94),
        new("99ZZ15", "SO Het Vlindernest", "special", 0, "Rups:9:1-3 Pop:10:2-5 Vlinder:10:4-7 Libel:9:6-8 Mot:10:7-8", "Rietzoom 26", 0.96),
        new("99ZZ16", "VSO De Zeilende Uil", "special", 0, "Anker:10:11-12 Boeg:11:12-13 Mast:10:13-14 Roer:10:14-15 Kiel:10:15-16", "Uilenwerf 1", 0.88),
        new("99ZZ17", "Het Maanlicht College", "secondary", 1, "1a:25 1b:24 2a:25 2b:24 3a:26 3b:25 4havo:27 4vwo:25 5havo:26 5vwo:23 6vwo:22 1c:14", "Maanlichtlaan 100", 0.92),
        new("99ZZ18", "Vakcollege De Zandlorne", "secondary", 1, "1v:20 1w:21 2v:22 2w:20 3v:22 3w:21 4v:21 4w:21", "Ambachtsweg 17", 0.80),
        new("99ZZ19", "Lyceum De Zevenster", "secondary", 1, "1g:27 1h:26 2g:27 3g:26 4g:27 5g:26 6g:25 2h:26", "Sterrenwacht 2", 0.95),
        new("99ZZ20", "Praktijkschool De Komeet", "secondary", 1, "1p:14 2p:15 3p:15 4p:15 5p:15", "Staartster 6", 0.91),
        new("99ZZ21", "College De Nachtegaalbrug", "secondary", 1, "1m:25 1n:24 2m:26 3m:26 3n:25 4m:26", "Brugwachterspad 44", 0.93),
        new("99ZZ22", "Mbo De Vuurtoren, zorg en welzijn", "mbo", 1, "ZW1a:23:15-17 ZW1b:22:15-17 ZW2a:22:16-18 ZW2b:22:16-18 ZW3a:22:17-19 Entree1:21:15-17", "Vuurtorenplein 1", 0.86),
        new("99ZZ23", "Mbo De Getijdenwerf, techniek", "mbo", 1, "TE1a:20:15-17 TE1b:20:15-17 TE2a:20:16-18 TE2b:19:16-18 TE3a:20:17-19 TE4a:19:17-19", "Getijdenkade 90", 0.84),
    ];

    /// <summary>The mbo colleges have a norm of their own: every two weeks.</summary>
    public static IReadOnlyList<Norm> NormsOf(string level) => level == "mbo" ? [new Norm(0, 1, 2, 15), new Norm(1, 1, 1, 10), new Norm(2, 2, 1, 7)] : [];

    /// <summary>
    /// Children of De Wolkenladder who were not reached, per group and week: eleven weeks, and this one (on a Thursday). In the
    /// holiday week the number is not used.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, int[]> NotReached = new Dictionary<string, int[]>
    {
        ["1/2a"] = [0, 2, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0],
        ["1/2b"] = [1, 2, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0],
        ["3a"] = [0, 1, 2, 1, 1, 1, 2, 1, 2, 0, 0, 0],
        ["3b"] = [1, 0, 1, 1, 0, 2, 1, 1, 1, 1, 0, 0],
        ["4a"] = [1, 1, 1, 0, 2, 0, 0, 0, 0, 1, 1, 0],
        ["4b"] = [2, 2, 2, 2, 2, 1, 2, 1, 2, 1, 2, 1],
        ["5a"] = [2, 1, 1, 1, 1, 1, 2, 1, 0, 1, 0, 0],
        ["5b"] = [1, 1, 1, 2, 2, 0, 1, 1, 0, 0, 0, 0],
        ["6a"] = [5, 3, 4, 2, 3, 3, 2, 3, 3, 3, 3, 2],
        ["6b"] = [2, 2, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0],
        ["7a"] = [2, 0, 2, 0, 1, 2, 0, 1, 1, 0, 1, 0],
        ["7b"] = [9, 6, 8, 6, 7, 6, 5, 5, 4, 6, 5, 6],
        ["8a"] = [2, 3, 3, 3, 2, 1, 1, 2, 3, 1, 2, 0],
        ["8b"] = [0, 2, 2, 2, 2, 1, 1, 1, 0, 1, 1, 0],
    };
}
