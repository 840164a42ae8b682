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

    /// <summary>"(N = 102)" in the sentence of the percentages: their total. Certain with a capital; a small n can also be the count, so it is assumed.</summary>
    StatedBase,

    /// <summary>"Leesplan (N = 102)" as a heading: the total of the percentages below it of which the text does not say the total. Assumed.</summary>
    HeadingBase,

    /// <summary>A line of a list; the line above the list names the total.</summary>
    LeadIn,

    /// <summary>A row of a table with a row for the total. Certain.</summary>
    TableTotal,

    /// <summary>A row of a table without total, of which the percentages add up to 100. Assumed.</summary>
    SameTable,

    /// <summary>Not used: a table of which no header says what is in it.</summary>
    TableUnknown,

    /// <summary>Not used: a column of a table of which the header is not known.</summary>
    TableColumn,

    /// <summary>Not used: a cell that is no number, or a row with more cells than the header.</summary>
    TableCell,

    /// <summary>Not used as a total: there are several rows with totals, or it is not the first or last row.</summary>
    TableTotals,

    /// <summary>Not added up: the percentages are more than 100 together, so one thing can be in several rows.</summary>
    TableOverlaps,

    /// <summary>Not added up: too many rows.</summary>
    TableTooLong,

    /// <summary>Not used: "enkele honderden", "a few hundred".</summary>
    Vague,

    /// <summary>Not used: from a number to a number.</summary>
    Range,

    /// <summary>Not used: said again, more exactly, in the same sentence.</summary>
    SaidAgain,

    /// <summary>Not used: more than 100 %, so it is no share.</summary>
    OverHundred,

    /// <summary>Not used: larger than 10^12 or too many decimals.</summary>
    TooLarge,
}

/// <summary>What holds between readings: rows of a table that add up.</summary>
/// <param name="Text">As in the small format.</param>
/// <param name="Statements">Their ids.</param>
/// <param name="Certain">The percentages of the rows add up to 100. Otherwise it is assumed that the rows leave nothing out and share nothing.</param>
public sealed record ReadRelation(string Text, IReadOnlyList<string> Statements, bool Certain);

/// <summary>What was read in a text.</summary>
/// <param name="Dutch">Otherwise English: by which small words there are most.</param>
/// <param name="Readings">In the order of the text.</param>
/// <param name="Unused">Numbers that were seen and not used. Years, ages, dates and amounts of money are passed over.</param>
/// <param name="Sentences">How many there are.</param>
public sealed record TextFigures(bool Dutch, IReadOnlyList<Reading> Readings, IReadOnlyList<NotRead> Unused, int Sentences)
{
    /// <summary>Of tables.</summary>
    public IReadOnlyList<ReadRelation> Relations { get; init; } = [];

    /// <summary>All that was read, in the small format.</summary>
    public FigureProblem Problem(Rounding rounding = Rounding.HalfUp) => new([.. Readings.Select(r => r.Statement)], [.. Relations.Select(r => r.Text)], rounding);

    /// <summary>Only what is certain; a share of the count of something assumed is left out too.</summary>
    public FigureProblem CertainProblem(Rounding rounding = Rounding.HalfUp)
    {
        var assumed = Assumed();
        return new([.. Readings.Where(r => r.Certain).Select(r => r.Statement)], [.. Relations.Where(r => !assumed.Contains(r.Text) && !r.Statements.Any(assumed.Contains)).Select(r => r.Text)], rounding);
    }

    /// <summary>The ids of statements and the texts of relations that are not certain.</summary>
    public HashSet<string> Assumed() => [.. Readings.Where(r => !r.Certain).Select(r => r.Statement.Id), .. Relations.Where(r => !r.Certain).Select(r => r.Text)];
}
