using InBeeld.Statistics.Disclosure;

namespace InBeeld.Statistics.Releases;

/// <summary>What may be shown to everybody.</summary>
/// <param name="Least">A cell about fewer units is hidden: 2 to 1000.</param>
/// <param name="LeastRespondents">What fewer respondents told of a place is hidden: 1 to 1000. With 4 a respondent that leaves itself out never knows one other.</param>
/// <param name="Dominance">Of sums: hidden when one respondent is more than this percentage of it; null: not used.</param>
/// <param name="Rounding">Published counts and sums are rounded to this number; 0: not.</param>
public sealed record ReleasePolicy(int Least = 5, int LeastRespondents = 4, int? Dominance = 75, int Rounding = 0)
{
    /// <summary>Level of the units that answer, also for those below them.</summary>
    public const string Respondent = "library";

    internal DisclosureRules Rules(long unit) => new(Least, Dominance is { } share ? new Dominance(1, share) : null, Rounding: Rounding, Unit: unit);
}

/// <summary>Why a figure is not shown.</summary>
public enum Hiding
{
    /// <summary>It is shown.</summary>
    No,

    /// <summary>Nobody told anything.</summary>
    Nothing,

    /// <summary>It is about too few units, comes from too few respondents, or is for the most part one of them.</summary>
    TooFew,

    /// <summary>With it another could be worked out that is hidden.</summary>
    Protected,
}

/// <summary>A cell of the table behind an indicator.</summary>
/// <param name="Place">Id of a unit, or of what is left of the country outside its provinces.</param>
/// <param name="Part">yes, no, known, unknown or all; of sums top and bottom instead of yes and no.</param>
/// <param name="Value">In thousandths; null: hidden.</param>
public sealed record ReleasedCell(string Place, string Part, long? Value);

/// <summary>A figure of a place as everybody may see it.</summary>
/// <param name="Place">Id of a unit.</param>
/// <param name="Why">No: it is shown.</param>
/// <param name="Exact">Not rounded, times 100 for percent; null when hidden.</param>
/// <param name="Text">Rounded once; empty when hidden.</param>
/// <param name="K">What it is made of; null when hidden.</param>
/// <param name="N">Of how many; also when the figure itself is hidden, if this may be shown.</param>
/// <param name="Unknown">Units of which it is not known; null when that is hidden.</param>
public sealed record ReleasedFigure(string Place, Hiding Why, Exact.Fraction? Exact, string Text, Exact.Fraction? K, Exact.Fraction? N, long? Unknown);

/// <summary>An indicator over the country and its parts, as everybody may see it.</summary>
/// <param name="Table">What it is computed from; two indicators with other names and the same declaration have the same.</param>
/// <param name="Safe">Proven: nothing that the rules hide can be worked out. When false nothing of it is shown.</param>
/// <param name="Figures">One per place, in the order of the units.</param>
/// <param name="Cells">All cells of the table, shown and hidden: what goes into a ledger.</param>
/// <param name="Primary">Cells that the rules hide.</param>
/// <param name="Secondary">Cells hidden to protect those.</param>
/// <param name="Narrowest">How far apart the ends are of the narrowest interval that an attacker gets of a cell that the rules hide; null when there is none, or it has no end. In whole units.</param>
public sealed record IndicatorRelease(
    Indicators.IndicatorDefinition Definition, string Table, bool Safe, IReadOnlyList<ReleasedFigure> Figures, IReadOnlyList<ReleasedCell> Cells, int Primary, int Secondary, long? Narrowest);

/// <summary>Cells of the same table that everybody has already.</summary>
/// <param name="Id">As in the ledger.</param>
/// <param name="Cells">Those that were told are known.</param>
/// <param name="Stays">What was hidden then stays hidden: the same decided again tells nothing new.</param>
public sealed record EarlierRelease(string Id, IReadOnlyList<ReleasedCell> Cells, bool Stays = false);
