using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace InBeeld.Tests.Pupils.Files;

/// <summary>Generators of names and cells, with the letters that go wrong in files.</summary>
internal static class AnyNames
{
    private static readonly string[] Letters =
    [
        .. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".Select(c => c.ToString()),
        "é", "ë", "ï", "ö", "ü", "ñ", "ç", "ø", "å", "ß", "æ", "œ", "ł", "đ", "ğ", "ş", "ı", "İ", "č", "ž", "ț", "ạ", "ế", "ij", "ĳ", "Ĳ", "ph", "th", "ch", "dt",
        "e\u0301", "o\u0308\u0301", "м", "Ж", "λ", "Σ", "ע", "ש", "م", "ح", "\u064E", "中", "愛", "あ", "한", "𝒩", "👧", "ि", "क",
        "'", "’", "-", ".", ",", ";", "&", "<", ">", "\"", "/", "=", "+", "@", "|", "]]>", "&amp;", "_x000D_", "0", "7",
    ];

    private static readonly Gen<string> Word = Gen.Elements(Letters).NonEmptyListOf().Select(letters => string.Concat(letters.Take(12)));

    /// <summary>Words with single spaces between, composed: as tidied text is.</summary>
    public static Arbitrary<string> Tidy { get; } = Arb.From(
        Word.NonEmptyListOf().Select(words => string.Join(' ', words.Take(4)).Normalize(NormalizationForm.FormC)), Shorter);

    /// <summary>Anything: white space, quotes, delimiters, line ends, direction marks, half characters.</summary>
    public static Arbitrary<string> Text { get; } = Arb.From(
        Gen.Elements<string>([.. Letters, " ", "  ", "\t", "\n", "\r\n", "\u00A0", "\u202E", "\u200B", "\u0001", "\0", "\uFFFD", "\uD83D", "\u0085"])
            .ListOf().Select(parts => string.Concat(parts)),
        Shorter);

    /// <summary>A cell of a table: anything that a file of text can hold.</summary>
    public static Gen<string> Cell { get; } = Gen.Frequency(
        (3, Tidy.Generator),
        (1, Gen.Constant("")),
        (1, Gen.Elements("=1+1", "+31", "-", "@x", " x ", "a\nb", "a\r\nb", "\"", "\"\"", "a\"b", ";", ",", "\t", "|", "''", "1,5", "2016-03-14", "007")));

    /// <summary>Columns by rows, all of one width; no row is all blank, and the headers are not.</summary>
    public static Arbitrary<string[][]> Table { get; } = Arb.From(
        from width in Gen.Choose(1, 6)
        from height in Gen.Choose(1, 12)
        from cells in Cell.ArrayOf(width).ArrayOf(height)
        select (string[][])[[.. Enumerable.Range(1, width).Select(column => $"Kolom {column}")], .. cells.Select(row => row.All(string.IsNullOrWhiteSpace) ? [.. row[..^1], "x"] : row)]);

    private static IEnumerable<string> Shorter(string text) =>
        text.Length < 2 ? [] : [text[..(text.Length / 2)], text[(text.Length / 2)..], text[1..]];
}
