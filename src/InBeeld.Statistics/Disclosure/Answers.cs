namespace InBeeld.Statistics.Disclosure;

/// <summary>What becomes of a cell.</summary>
public enum CellStatus
{
    /// <summary>Can be published.</summary>
    Published,

    /// <summary>Is hidden by the rules.</summary>
    Primary,

    /// <summary>Is hidden because it would give away another.</summary>
    Secondary,

    /// <summary>Was published before; nothing can be done about it.</summary>
    PublishedBefore,

    /// <summary>Of another wave, and not published then.</summary>
    HiddenBefore,
}

/// <summary>What anybody can work out of a cell. Numbers in the unit of the table.</summary>
/// <param name="Least">A table that agrees with everything published has this value or less, so nobody can know that it is more.</param>
/// <param name="Most">Likewise; null: there is no end.</param>
/// <param name="OuterLeast">No table that agrees has less.</param>
/// <param name="OuterMost">No table that agrees has more; null: not known, or no end.</param>
public sealed record AttackerInterval(long Least, long? Most, long OuterLeast, long? OuterMost)
{
    /// <summary>The attacker gets to exactly this interval and no further.</summary>
    public bool Exact => Least == OuterLeast && Most == OuterMost;
}

/// <summary>What was decided on a cell.</summary>
/// <param name="Ref">Which cell, with a node of every dimension.</param>
/// <param name="Value">The truth, not to be published when hidden.</param>
/// <param name="Shown">What may be shown; rounded when the rules say so. Null: hidden.</param>
/// <param name="Status">What becomes of it.</param>
/// <param name="Reason">Why it is hidden by the rules; null: it is not.</param>
/// <param name="Interval">Of a hidden cell.</param>
/// <param name="Safe">Of a cell hidden by the rules: whether the interval is proven wide enough. True for all others.</param>
/// <param name="AgainstInsiders">Of a cell hidden by the rules: proven also against one who is the only contributor of another cell.</param>
public sealed record CellDecision(CellRef Ref, long Value, long? Shown, CellStatus Status, PrimaryReason? Reason, AttackerInterval? Interval, bool Safe, bool AgainstInsiders);

/// <summary>The tables as they may be published.</summary>
/// <param name="Safe">Every cell that the rules hide has an interval that is proven wide enough. When false the tables must not be published.</param>
/// <param name="Cells">All cells of this wave with all totals, then hidden cells of waves before to which a rule applies.</param>
/// <param name="Already">Some cell that was hidden before was too narrow before this release.</param>
public sealed record DisclosureResult(bool Safe, IReadOnlyList<CellDecision> Cells, bool Already)
{
    /// <summary>The cells because of which it is not safe.</summary>
    public IEnumerable<CellDecision> TooNarrow => Cells.Where(c => !c.Safe);
}

/// <summary>Something that was published, or is about to be.</summary>
/// <param name="Id">As in the ledger.</param>
/// <param name="Cells">The cells of which the value was shown.</param>
/// <param name="Statements">What else was said.</param>
public sealed record Publication(string Id, IReadOnlyList<CellRef> Cells, IReadOnlyList<DisclosureStatement> Statements);

/// <summary>A cell to which a rule applies, before and after a publication.</summary>
/// <param name="Before">What could be worked out before; one number when the cell itself was published.</param>
/// <param name="After">What can be worked out after.</param>
/// <param name="WasSafe">Wide enough before.</param>
/// <param name="Safe">Proven wide enough after.</param>
public sealed record AuditedCell(CellRef Ref, long Value, PrimaryReason Reason, AttackerInterval Before, AttackerInterval After, bool WasSafe, bool Safe);

/// <summary>Whether something may be published, given all that was.</summary>
/// <param name="Safe">No cell that was wide enough before becomes too narrow.</param>
/// <param name="Cells">All cells to which a rule applies.</param>
public sealed record AuditResult(bool Safe, IReadOnlyList<AuditedCell> Cells)
{
    /// <summary>The cells that this publication makes too narrow.</summary>
    public IEnumerable<AuditedCell> TooNarrow => Cells.Where(c => c is { WasSafe: true, Safe: false });
}
