namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>A figure as it was read in a text.</summary>
/// <param name="Statement">In the small format. A total that the text does not name has the id of the statement with ".total".</param>
/// <param name="Sentence">The sentence it came from.</param>
/// <param name="Quote">The words of the figure itself, as they stand in the sentence.</param>
/// <param name="Certain">The text says of which total it is. Otherwise it was assumed by the rule in <paramref name="Why"/>.</param>
/// <param name="Why">The rule by which number and total were read.</param>
public sealed record Reading(Statement Statement, string Sentence, string Quote, bool Certain, ReadingRule Why);

/// <summary>A number that was seen and is not used, and why.</summary>
/// <param name="Sentence">The sentence it stands in.</param>
/// <param name="Quote">The number.</param>
/// <param name="Why">The reason.</param>
public sealed record NotRead(string Sentence, string Quote, ReadingRule Why);

/// <summary>Why a number was read as it was.</summary>
public enum ReadingRule
{
    /// <summary>A count without a total.</summary>
    OnlyCount,

    /// <summary>"122 van de 140", "78 % of all schools in the area": the total stands in the same phrase. Certain.</summary>
    NamedInPhrase,

    /// <summary>The sentence begins with "Van alle ...": that is the total. Certain.</summary>
    NamedAtStart,

    /// <summary>"hiervan", "of these": the one count before it. Certain.</summary>
    RefersBack,

    /// <summary>"hiervan", "of these", with several counts before it: the last. Assumed.</summary>
    RefersBackToLast,

    /// <summary>"alle schoollocaties waarmee ...": the count of the same noun at most two sentences before. Assumed.</summary>
    SameNounBefore,

    /// <summary>A percentage in brackets after a count; the text states one total with the same noun. Assumed.</summary>
    SameNounTotal,

    /// <summary>The text does not say of what; the total is one of its own. Never in a contradiction with another figure.</summary>
    NotNamed,

    /// <summary>"alle 140 bibliotheken": a total. Certain.</summary>
    StatedTotal,

    /// <summary>A point or comma that can be of thousands or of decimals: taken for thousands, as things are counted whole. Assumed.</summary>
    ThousandsAssumed,

    /// <summary>Not used: from a number to a number.</summary>
    Range,

    /// <summary>Not used: said again, more exactly, in the same sentence.</summary>
    SaidAgain,

    /// <summary>Not used: more than 100 %, so it is no share.</summary>
    OverHundred,

    /// <summary>Not used: larger than 10^12 or too many decimals.</summary>
    TooLarge,
}

/// <summary>What was read in a text.</summary>
/// <param name="Dutch">Otherwise English: by which small words there are most.</param>
/// <param name="Readings">In the order of the text.</param>
/// <param name="Unused">Numbers that were seen and not used. Years, ages, dates and amounts of money are passed over.</param>
/// <param name="Sentences">How many there are.</param>
public sealed record TextFigures(bool Dutch, IReadOnlyList<Reading> Readings, IReadOnlyList<NotRead> Unused, int Sentences)
{
    /// <summary>All that was read, in the small format.</summary>
    public FigureProblem Problem(Rounding rounding = Rounding.HalfUp) => new([.. Readings.Select(r => r.Statement)], [], rounding);

    /// <summary>Only what is certain; a share of the count of something assumed is left out too.</summary>
    public FigureProblem CertainProblem(Rounding rounding = Rounding.HalfUp) => new([.. Readings.Where(r => r.Certain).Select(r => r.Statement)], [], rounding);
}
