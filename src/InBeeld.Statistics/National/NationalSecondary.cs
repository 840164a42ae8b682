using InBeeld.Statistics.Answers;

namespace InBeeld.Statistics.National;

/// <summary>Answers for secondary education; the steps are those of docs/national-2020-2021.md.</summary>
internal static class NationalSecondary
{
    // 726 is 37 % of 1,937 to 1,989; of 1,962 it is nearest to 37.
    public const int Locations = 1962;
    public const int Cooperating = 726;
    public const int WithLocation = 138;
    public const int CooperatingLibraries = 115;

    // 257 is 51 % of 500 to 508; the middle. Of the other locations it is not known whether there is a signed agreement.
    public const int AgreementKnown = 504;
    public const int Agreements = 257;

    public const int StarItems = 10;
    public const int StarMaximum = 4;

    // 77 % of 726 is 556 to 562. None has four stars, so none has the most points either.
    private const int OneStar = 559;
    private const int TwoStars = 130;

    // 68, 61, 42, 41 and 41 % of 138 libraries.
    private static readonly (string Code, int Libraries)[] Services = [("collections", 94), ("activities", 84), ("advice", 58), ("programmes", 57), ("books", 57)];

    public static AnswerSet Make()
    {
        var libraries = Enumerable.Range(0, NationalData.Libraries).ToArray();
        var place = libraries.Select(i => i * 53 % NationalData.Libraries).ToArray();
        bool Has(int i) => place[i] < WithLocation;
        bool Works(int i) => place[i] < CooperatingLibraries;
        var locations = Apportion.Of(Locations, [.. libraries.Select(i => Has(i) ? NationalData.Weight(i) : 0)], 1);
        var cooperating = Apportion.Of(Cooperating, [.. libraries.Select(i => Works(i) ? locations[i] : 0L)], 1, locations);
        var known = Apportion.Of(AgreementKnown, [.. cooperating.Select(c => (long)c)], 0, cooperating);
        var signed = Apportion.Of(Agreements, [.. known.Select(c => (long)c)], 0, known);

        var set = new AnswerSet(NationalData.Units(locations));
        var number = 0;
        foreach (var i in libraries)
        {
            var id = NationalData.Library(i);
            set[id, "has_locations"] = Answer.Of(Has(i));
            set[id, "cooperates"] = Has(i) ? Answer.Of(Works(i)) : Answer.None(AnswerState.NotApplicable);
            set[id, "reading"] = Works(i) ? Answer.Of(true) : Answer.None(Has(i) ? AnswerState.NotAsked : AnswerState.NotApplicable);
            // Each form begins elsewhere in the order of the libraries, so that they do not all fall together.
            set[id, "services"] = Works(i)
                ? Answer.Chosen([.. Services.Where((s, n) => (place[i] + (n * 17)) % CooperatingLibraries < s.Libraries).Select(s => s.Code)])
                : Answer.None(Has(i) ? AnswerState.NotAsked : AnswerState.NotApplicable);
            for (var l = 0; l < locations[i]; l++)
            {
                var works = l < cooperating[i];
                Location(set, NationalData.Location(i, l), works, l < signed[i] ? true : l < known[i] ? false : null, works ? number++ : 0);
            }
        }

        return set;
    }

    private static void Location(AnswerSet set, string id, bool works, bool? agreement, int number)
    {
        var notAsked = Answer.None(AnswerState.NotAsked);
        set[id, "cooperates"] = Answer.Of(works);
        set[id, "agreement"] = !works ? notAsked : agreement is { } signed ? Answer.Of(signed) : Answer.None(AnswerState.Unknown);
        // Spread over the country: 485 and 726 have no common factor.
        var points = works ? Points(number * 485 % Cooperating) : 0;
        for (var item = 0; item < StarItems; item++)
        {
            set[id, NationalData.StarItem(item)] = works ? Answer.Of(Math.Min(StarMaximum, points)) : notAsked;
            points = Math.Max(0, points - StarMaximum);
        }
    }

    // Of 40 points: 1 to 10 is one star, 11 to 20 two, 21 to 30 three.
    private static int Points(int rank) => rank < OneStar ? 1 + (rank % 10) : rank < OneStar + TwoStars ? 11 + (rank % 10) : 21 + (rank % 10);
}
