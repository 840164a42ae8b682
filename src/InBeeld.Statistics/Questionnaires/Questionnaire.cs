namespace InBeeld.Statistics.Questionnaires;

/// <summary>A text in two languages.</summary>
/// <param name="Nl">Dutch.</param>
/// <param name="En">English.</param>
public sealed record Words(string Nl, string En)
{
    /// <summary>No text.</summary>
    public static readonly Words None = new("", "");

    /// <summary>Nothing is written in either language.</summary>
    public bool Empty => Nl.Length == 0 && En.Length == 0;

    /// <summary>In "en" English, else Dutch.</summary>
    public string In(string language) => language == "en" ? En : Nl;
}

/// <summary>What kind of answer an item asks.</summary>
public enum ItemKind
{
    /// <summary>Yes is kept as 1, no as 0.</summary>
    YesNo,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>None, one or more of the options.</summary>
    Choices,

    /// <summary>A number in the unit of the item.</summary>
    Number,

    /// <summary>Own words.</summary>
    Text,
}

/// <summary>For what an item is asked.</summary>
public enum ItemLevel
{
    /// <summary>Once for the library.</summary>
    Library,

    /// <summary>In a table, with a row per school location.</summary>
    Location,
}

/// <summary>A group of sections that one employee fills in.</summary>
/// <param name="Key">Unique among the parts.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Who">Who fills it in, such as "the person who knows the member administration"; may be empty.</param>
public sealed record Part(string Key, Words Label, Words Who);

/// <summary>Items that are shown together.</summary>
/// <param name="Key">Unique among the sections.</param>
/// <param name="Label">The heading.</param>
/// <param name="Part">Key of the part it belongs to.</param>
public sealed record Section(string Key, Words Label, string Part);

/// <summary>One of the answers that can be chosen.</summary>
/// <param name="Code">Unique in the item; this is what is kept.</param>
/// <param name="Label">What is shown.</param>
/// <param name="Points">What choosing it scores; 0 or more.</param>
public sealed record Option(string Code, Words Label, decimal Points = 0);

/// <summary>A number from here on scores so many points.</summary>
/// <param name="From">The least number of the band, itself included.</param>
/// <param name="Points">0 or more.</param>
public sealed record PointBand(decimal From, decimal Points);

/// <summary>What an item of yes or no, or a number, scores; a choice scores the points of its options.</summary>
/// <param name="Yes">Points of a yes; 0 for a number.</param>
/// <param name="Bands">Of a number, from low to high; below the first band it scores nothing.</param>
public sealed record ItemPoints(decimal Yes, IReadOnlyList<PointBand> Bands)
{
    /// <summary>It scores nothing.</summary>
    public static readonly ItemPoints None = new(0, []);
}

/// <summary>A question.</summary>
/// <param name="Key">Unique among the items; the name in expressions and of the answer.</param>
/// <param name="Concept">What is asked, whatever the wording or the version; the same concept in two questionnaires can be compared. Unique among the items.</param>
/// <param name="Section">Key of its section.</param>
/// <param name="Kind">What kind of answer.</param>
/// <param name="Label">The question.</param>
/// <param name="Help">What counts and what does not; may be empty.</param>
/// <param name="Options">Of a choice, 2 to 100; else none.</param>
/// <param name="Unit">Of a number, such as pupils; may be empty.</param>
/// <param name="Decimals">Of a number, 0 to 4.</param>
/// <param name="Least">Of a number, the least that can be given; of a choice of several, the fewest options. Null: no limit.</param>
/// <param name="Most">Of a number the most; of a choice of several the most options; of a text the most characters. Null: no limit of its own.</param>
/// <param name="Level">Asked of the library, or in a table per school location.</param>
/// <param name="AskIf">Expression; empty: always asked. See <see cref="Route"/>.</param>
/// <param name="Required">An answer is expected when it is asked; "we do not know" is an answer.</param>
/// <param name="Points">What the answer scores; for choices the options have points.</param>
/// <param name="Field">Key of the field of the scoring in which its points count; empty: it scores nothing.</param>
public sealed record Item(
    string Key,
    string Concept,
    string Section,
    ItemKind Kind,
    Words Label,
    Words Help,
    IReadOnlyList<Option> Options,
    Words Unit,
    int Decimals,
    decimal? Least,
    decimal? Most,
    ItemLevel Level,
    string AskIf,
    bool Required,
    ItemPoints Points,
    string Field)
{
    /// <summary>One of the two kinds that have options.</summary>
    public bool HasOptions => Kind is ItemKind.Choice or ItemKind.Choices;
}

/// <summary>A question that is put when answers look odd; it asks, and never blocks.</summary>
/// <param name="Key">Unique among the checks.</param>
/// <param name="When">Expression that is true when the answers look odd; names of items, and "before.KEY" for the answer of the time before.</param>
/// <param name="Ask">The question, such as "Is this right?".</param>
/// <param name="Items">Keys of the items at which it is asked. When the first is asked per school location, so is the check.</param>
public sealed record Check(string Key, string When, Words Ask, IReadOnlyList<string> Items);

/// <summary>A field in which points are brought together, such as collection.</summary>
/// <param name="Key">Unique among the fields.</param>
/// <param name="Label">What it is called.</param>
public sealed record ScoreField(string Key, Words Label);

/// <summary>How points become stars.</summary>
/// <param name="Fields">In the order in which they are shown.</param>
/// <param name="Bands">Percentages of the maximum, rising, the last 100: with 25, 50, 75, 100 no points give no star, a share up to and including the first gives one, up to the second two, and so on. Empty: points without stars.</param>
public sealed record Scoring(IReadOnlyList<ScoreField> Fields, IReadOnlyList<decimal> Bands);

/// <summary>Whether figures of a concept may be compared with those of the version before.</summary>
public enum CrossingKind
{
    /// <summary>The same question.</summary>
    Same,

    /// <summary>Worded or ordered otherwise; it still measures the same.</summary>
    Changed,

    /// <summary>It measures something else; a line over the years stops here.</summary>
    Break,
}

/// <summary>One concept from the version before to this one.</summary>
/// <param name="Concept">The concept.</param>
/// <param name="Kind">Comparable or not.</param>
/// <param name="Note">Why; may be empty.</param>
public sealed record Crossing(string Concept, CrossingKind Kind, Words Note);

/// <summary>How this version follows from the one before.</summary>
/// <param name="From">Number of the version before.</param>
/// <param name="Crossings">One per concept that stands in both versions.</param>
public sealed record Crosswalk(int From, IReadOnlyList<Crossing> Crossings);

/// <summary>A version of a questionnaire, as data. Checked by <see cref="QuestionnaireCheck"/>; described in docs/questionnaires.md.</summary>
/// <param name="Key">The questionnaire, the same over its versions.</param>
/// <param name="Version">1 or more.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Education">"primary", "secondary" or "both".</param>
/// <param name="Parts">1 to 20.</param>
/// <param name="Sections">1 to 60, in the order in which they are asked.</param>
/// <param name="Items">At most 500; within a section in the order in which they are asked.</param>
/// <param name="Checks">At most 200.</param>
/// <param name="Scoring">Null: nothing is scored.</param>
/// <param name="Crosswalk">Null: there is no version before, or nobody said how they compare.</param>
/// <param name="Source">Who wrote it; "InBeeld" for the ones that come along.</param>
/// <param name="Intro">What the respondent reads first; may be empty.</param>
/// <param name="Adaptable">Others may change it and make it their own.</param>
public sealed record Questionnaire(
    string Key,
    int Version,
    Words Title,
    string Education,
    IReadOnlyList<Part> Parts,
    IReadOnlyList<Section> Sections,
    IReadOnlyList<Item> Items,
    IReadOnlyList<Check> Checks,
    Scoring? Scoring,
    Crosswalk? Crosswalk,
    string Source,
    Words Intro,
    bool Adaptable)
{
    /// <summary>The items in the order in which they are asked: by section, within it as they stand.</summary>
    /// <remarks>An item of a section that does not exist comes last.</remarks>
    public IReadOnlyList<Item> InOrder()
    {
        var place = Sections.Select((s, i) => (s.Key, i)).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
        return [.. Items.OrderBy(i => place.GetValueOrDefault(i.Section, int.MaxValue))];
    }

    /// <summary>The item with this key, or null.</summary>
    public Item? ItemOf(string key) => Items.FirstOrDefault(i => i.Key == key);

    /// <summary>The level of a check: that of its first item.</summary>
    public ItemLevel LevelOf(Check check) => check.Items.Count > 0 && ItemOf(check.Items[0]) is { } first ? first.Level : ItemLevel.Library;
}
