using InBeeld.Statistics.Answers;

namespace InBeeld.Statistics.National;

/// <summary>Answers for primary education; the steps are those of docs/national-2020-2021.md.</summary>
internal static class NationalPrimary
{
    // 5,386 is 78 % and 2,523 is 37 % of 6,862 to 6,912: any of these will do.
    public const int Locations = 6872;
    public const int Cooperating = 5386;
    public const int Reading = 5061;
    public const int Digital = 2168;
    public const int DbosLocations = 2523;
    public const int ComparableLocations = 700;
    public const int DbosPupils = 484_000;
    public const int ComparablePupils = 154_000;

    // 106 and 46 libraries, 122 together: 30 do both.
    private const int Both = 30;
    private const int OnlyDbos = 76;
    private const int OnlyComparable = 16;

    private const int Children = 1_500_000;
    private const int Members = 1_050_000;
    private const int Active = 598_500;
    private const int Exploring = 60;

    public static AnswerSet Make()
    {
        var libraries = Enumerable.Range(0, NationalData.Libraries).ToArray();
        var weights = libraries.Select(NationalData.Weight).ToArray();
        var locations = Apportion.Of(Locations, weights, 12);
        var cooperating = Apportion.Of(Cooperating, [.. locations.Select(n => (long)n)], 6, locations);
        var set = new AnswerSet(NationalData.Units(locations));

        // Which libraries: in an order that has nothing to do with their size (53 and 140 have no common factor).
        var place = libraries.Select(i => i * 53 % NationalData.Libraries).ToArray();
        bool IsBoth(int i) => place[i] < Both;
        bool IsDbos(int i) => place[i] < Both + OnlyDbos;
        bool IsComparable(int i) => IsBoth(i) || (place[i] >= Both + OnlyDbos && place[i] < Both + OnlyDbos + OnlyComparable);

        // A library that does both has half as many of each.
        long Half(int i) => cooperating[i] * (IsBoth(i) ? 1L : 2L);
        var dbos = Apportion.Of(DbosLocations, [.. libraries.Select(i => IsDbos(i) ? Half(i) : 0)], 1, cooperating);
        var comparable = Apportion.Of(ComparableLocations, [.. libraries.Select(i => IsComparable(i) ? Half(i) : 0)], 1, [.. libraries.Select(i => cooperating[i] - dbos[i])]);
        int[] rest = [.. libraries.Select(i => cooperating[i] - dbos[i] - comparable[i])];
        var exploring = Apportion.Of(Exploring, [.. rest.Select(r => (long)r)], 0, rest);

        // Not on reading are only locations without a programme, and these work on digital literacy: every location works on one of the two.
        var notReading = Apportion.Of(Cooperating - Reading, [.. rest.Select(r => (long)r)], 0, rest);
        int[] onReading = [.. libraries.Select(i => cooperating[i] - notReading[i])];
        var alsoDigital = Apportion.Of(Digital - (Cooperating - Reading), [.. onReading.Select(r => (long)r)], 0, onReading);

        var pupils = new Pupils(dbos.Sum(), comparable.Sum());
        foreach (var i in libraries)
        {
            for (var l = 0; l < locations[i]; l++)
            {
                var id = NationalData.Location(i, l);
                set[id, "cooperates"] = Answer.Of(l < cooperating[i]);
                var approach = l < dbos[i] ? "dbos" : l < dbos[i] + comparable[i] ? "comparable" : l < dbos[i] + comparable[i] + exploring[i] ? "exploring" : "none";
                Keep(set, id, l < cooperating[i], approach, l < onReading[i], l < alsoDigital[i] || l >= onReading[i], pupils, (i * 31) + l);
            }
        }

        Library(set, libraries, weights, locations, place);
        return set;
    }

    private static void Keep(AnswerSet set, string id, bool cooperates, string approach, bool reading, bool digital, Pupils pupils, int number)
    {
        var reached = !cooperates ? 0 : approach == "dbos" ? pupils.NextDbos() : approach == "comparable" ? pupils.NextComparable() : 0;
        // The school has the pupils that are reached and some that are not.
        set[id, "pupils"] = Answer.Of(reached > 0 ? reached + (number % 40) : 90 + (number * 17 % 260));
        // Without cooperation the rest is not asked.
        var notAsked = Answer.None(AnswerState.NotAsked);
        set[id, "approach"] = cooperates ? Answer.Chosen(approach) : notAsked;
        set[id, "reading"] = cooperates ? Answer.Of(reading) : notAsked;
        set[id, "digital"] = cooperates ? Answer.Of(digital) : notAsked;
        set[id, "pupils_reached"] = reached > 0 ? Answer.Of(reached, true) : notAsked;
    }

    private static void Library(AnswerSet set, int[] libraries, long[] weights, int[] locations, int[] place)
    {
        var children = Apportion.Of(Children, weights, 1);
        // Between 60 and 80 % are members, between 47 and 67 % of those active, before it is made to fit.
        var members = Apportion.Of(Members, [.. libraries.Select(i => (long)children[i] * (60 + (i * 11 % 21)))], 1, children);
        var active = Apportion.Of(Active, [.. libraries.Select(i => (long)members[i] * (47 + (i * 5 % 21)))], 1, members);
        foreach (var i in libraries)
        {
            var id = NationalData.Library(i);
            set[id, "offers_reading"] = Answer.Of(true);
            set[id, "children_4_12"] = Answer.Of(children[i], true);
            set[id, "members"] = Answer.Of(members[i]);
            set[id, "active_members"] = Answer.Of(active[i]);
            // Printed are only how many libraries know it (102 and 35); the numbers themselves are invented.
            var other = (place[i] * 3) + 7;
            set[id, "reading_plan_locations"] = other % NationalData.Libraries < 102 ? Answer.Of(locations[i] * (30 + (i % 50)) / 100) : Answer.None(AnswerState.Unknown);
            set[id, "media_plan_locations"] = other % NationalData.Libraries < 35 ? Answer.Of(locations[i] * (5 + (i % 20)) / 100) : Answer.None(AnswerState.Unknown);
        }
    }

    /// <summary>Pupils that are reached per location, one after the other.</summary>
    private sealed class Pupils(int dbos, int comparable)
    {
        private readonly int[] ofDbos = Apportion.Of(DbosPupils, [.. Enumerable.Range(0, dbos).Select(i => 60L + (i * 37 % 181))], 1);
        private readonly int[] ofComparable = Apportion.Of(ComparablePupils, [.. Enumerable.Range(0, comparable).Select(i => 80L + (i * 29 % 157))], 1);
        private int nextDbos;
        private int nextComparable;

        public int NextDbos() => ofDbos[nextDbos++];

        public int NextComparable() => ofComparable[nextComparable++];
    }
}
