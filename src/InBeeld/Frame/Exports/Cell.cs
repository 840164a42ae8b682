using System.Globalization;
using InBeeld.Kernel;

namespace InBeeld.Frames.Exports;

/// <summary>
/// One cell of an export, with its type: text stays text, a number stays a number, a day stays a day.
/// Made by assignment: <c>Cell[] row = ["Noor", 3, day, Cell.Share(18, 24)];</c>
/// </summary>
internal readonly record struct Cell
{
    private Cell(CellKind kind, string text = "", double number = 0) => (Kind, Text, Number) = (kind, text, number);

    public CellKind Kind { get; }

    /// <summary>Of a text: the words, as they came. Guarded against formulas only when they are written.</summary>
    public string Text { get; }

    /// <summary>Of a number: itself. Of a share: 0 to 1. Of a day or moment: days since 30 December 1899, Amsterdam wall clock.</summary>
    public double Number { get; }

    public static Cell Empty => default;

    /// <summary>A part of a whole, shown as a percentage; empty when the whole is nought.</summary>
    public static Cell Share(long part, long whole) => whole == 0 ? Empty : new Cell(CellKind.Share, number: (double)part / whole);

    /// <summary>Whole cents as a number of euro.</summary>
    public static Cell Euros(long cents) => new(CellKind.Number, number: cents / 100.0);

    public static implicit operator Cell(string? text) => string.IsNullOrEmpty(text) ? Empty : new Cell(CellKind.Text, text);

    public static implicit operator Cell(int number) => new(CellKind.Number, number: number);

    public static implicit operator Cell(decimal number) => new(CellKind.Number, number: (double)number);

    public static implicit operator Cell(int? number) => number is { } given ? given : Empty;

    public static implicit operator Cell(DateOnly day) => new(CellKind.Day, number: day.ToDateTime(TimeOnly.MinValue).ToOADate());

    public static implicit operator Cell(DateOnly? day) => day is { } given ? given : Empty;

    public static implicit operator Cell(DateTimeOffset moment) => new(CellKind.Moment, number: Amsterdam.Local(moment).DateTime.ToOADate());

    public static implicit operator Cell(DateTimeOffset? moment) => moment is { } given ? given : Empty;

    /// <summary>As words for a text file: days as 2026-11-19, a share as 83,3% (a spreadsheet reads that as a number).</summary>
    public string In(CultureInfo culture) => Kind switch
    {
        CellKind.Text => Text,
        CellKind.Number => Number.ToString(culture),
        CellKind.Share => (100 * Number).ToString("0.#", culture) + "%",
        CellKind.Day => DateTime.FromOADate(Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Moment => DateTime.FromOADate(Number).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => "",
    };
}

internal enum CellKind
{
    Empty,
    Text,
    Number,
    Share,
    Day,
    Moment,
}
