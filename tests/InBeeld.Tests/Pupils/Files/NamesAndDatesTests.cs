using System.Globalization;
using System.Text;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;

namespace InBeeld.Tests.Pupils.Files;

public sealed class NamesAndDatesTests
{
    [Theory]
    [InlineData("  Jan \t\r\n  Pieter\u00A0 ", "Jan Pieter")]
    [InlineData("Zoe\u0308", "Zoë")]
    [InlineData("Đặng Thị Ánh", "Đặng Thị Ánh")]
    [InlineData("Yılmaz-Öztürk", "Yılmaz-Öztürk")]
    [InlineData("O", "O")]
    [InlineData("\u202Eمحمد\u202C", "محمد")]
    [InlineData("\u2066שרה\u2069\u200F", "שרה")]
    [InlineData("علی\u200Cرضا", "علی\u200Cرضا")]
    [InlineData("ge\u00ADheim", "geheim")]
    [InlineData("𝒩oor 👧", "𝒩oor 👧")]
    [InlineData("=SOM(A1)", "=SOM(A1)")]
    [InlineData("van 't Hof", "van 't Hof")]
    public void A_name_is_tidied_and_keeps_its_spelling(string raw, string clean) => Assert.Equal((clean, null), NameText.Clean(raw));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u2003\u200E\uFEFF")]
    public void Nothing_stays_nothing(string? raw) => Assert.Equal((null, null), NameText.Clean(raw));

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u0085b")]
    public void Control_characters_are_refused(string raw) => Assert.Equal(ReasonCode.ControlCharacters, NameText.Clean(raw).Wrong?.Code);

    // As attribute data, half of a pair would reach the test as a question mark.
    [Fact]
    public void Half_of_a_pair_of_surrogates_is_refused()
    {
        Assert.All((string[])["a\uD800b", "a\uDC00", "\uD83D", "\uDC67\uD83D"], raw => Assert.Equal(ReasonCode.ControlCharacters, NameText.Clean(raw).Wrong?.Code));
        Assert.False(NameText.IsPrintable("\uD83D"));
        Assert.True(NameText.IsPrintable("👧"));
    }

    [Fact]
    public void Two_hundred_is_the_most_whatever_the_letters()
    {
        Assert.Null(NameText.Clean(string.Concat(Enumerable.Repeat("👧", 200))).Wrong);
        Assert.Equal(new Reason(ReasonCode.NameTooLong, 200), NameText.Clean(string.Concat(Enumerable.Repeat("👧", 201))).Wrong);
        Assert.Equal(new Reason(ReasonCode.NameTooLong, 200), NameText.Clean(new string('a', 10_000)).Wrong);
    }

    [Theory]
    [InlineData("14-03-2016", "2016-03-14")]
    [InlineData("4-3-2016", "2016-03-04")]
    [InlineData("14/03/2016", "2016-03-14")]
    [InlineData("14.3.2016", "2016-03-14")]
    [InlineData("4-3-16", "2016-03-04")]
    [InlineData("4-3-26", "2026-03-04")]
    [InlineData("4-3-27", "1927-03-04")]
    [InlineData("2016-03-14", "2016-03-14")]
    [InlineData("2016-3-4", "2016-03-04")]
    [InlineData("20160314", "2016-03-14")]
    [InlineData("2016-03-14 00:00:00", "2016-03-14")]
    [InlineData("2016-03-14T00:00:00.000Z", "2016-03-14")]
    [InlineData("14-3-2016 0:00", "2016-03-14")]
    [InlineData(" 14 maart 2016 ", "2016-03-14")]
    [InlineData("14 mrt. 2016", "2016-03-14")]
    [InlineData("14-Oct-16", "2016-10-14")]
    [InlineData("42443", "2016-03-14")]
    [InlineData("42443.75", "2016-03-14")]
    [InlineData("29-02-2016", "2016-02-29")]
    [InlineData("29-02-2015", null)]
    [InlineData("31-04-2016", null)]
    [InlineData("03/14/2016", null)]
    [InlineData("14-03/2016", null)]
    [InlineData("2016", null)]
    [InlineData("100231", null)]
    [InlineData("14 lente 2016", null)]
    [InlineData("onbekend", null)]
    [InlineData("1E5", null)]
    [InlineData("-42443", null)]
    [InlineData("14-03-2016 (ca.)", null)]
    public void A_day_in_a_cell_is_read_in_the_ways_people_write_it(string text, string? day) =>
        Assert.Equal(day, FileDates.Cell(text, 2026)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void Every_day_is_read_back_in_every_form()
    {
        for (var day = new DateOnly(1990, 1, 1); day.Year < 2027; day = day.AddDays(1))
        {
            var text = CultureInfo.InvariantCulture;
            Assert.Equal(day, FileDates.Cell(day.ToString("dd-MM-yyyy", text), 2026));
            Assert.Equal(day, FileDates.Cell(day.ToString("d/M/yyyy", text), 2026));
            Assert.Equal(day, FileDates.Cell(day.ToString("d-M-yy", text), 2026));
            Assert.Equal(day, FileDates.Cell(day.ToString("yyyy-MM-dd", text), 2026));
            Assert.Equal(day, FileDates.Iso(day.ToString("yyyy-MM-dd", text)));
            Assert.Equal(day, FileDates.Cell((day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(text), 2026));
        }
    }

    [Theory]
    [InlineData("Noor van den Berg", "Noor", "van den", "Berg")]
    [InlineData("Berg, Noor van den", "Noor", "van den", "Berg")]
    [InlineData("Berg, van den, Noor", "Noor", "van den", "Berg")]
    [InlineData("Berg , Noor", "Noor", null, "Berg")]
    [InlineData("Noor Berg", "Noor", null, "Berg")]
    [InlineData("Jan Pieter de Vries", "Jan Pieter", "de", "Vries")]
    [InlineData("Jan Pieter Vries", "Jan Pieter", null, "Vries")]
    [InlineData("Noor van 't Hof", "Noor", "van 't", "Hof")]
    [InlineData("Noor van ’t Hof", "Noor", "van ’t", "Hof")]
    [InlineData("Vries-van den Berg, Noor de", "Noor", "de", "Vries-van den Berg")]
    [InlineData("Noor van den Berg-de Boer", "Noor", "van den", "Berg-de Boer")]
    [InlineData("Noor Jansen-de Vries", "Noor", null, "Jansen-de Vries")]
    [InlineData("NOOR VAN DEN BERG", "NOOR", "VAN DEN", "BERG")]
    [InlineData("Thi Van Nguyen", "Thi Van", null, "Nguyen")]
    [InlineData("Noor De Smet", "Noor De", null, "Smet")]
    [InlineData("Noor", "Noor", null, null)]
    [InlineData("Noor van", "Noor", null, "van")]
    [InlineData("van Berg", "van", null, "Berg")]
    [InlineData("Berg,", "Berg", null, null)]
    [InlineData("Yılmaz, Elif", "Elif", null, "Yılmaz")]
    [InlineData("Berg, van den", null, "van den", "Berg")]
    public void A_whole_name_falls_apart_at_its_prefix(string name, string? given, string? prefix, string? surname) =>
        Assert.Equal((given, prefix, surname), DutchNames.Split(name));

    [Theory]
    [InlineData("van den Berg", "van den", "Berg")]
    [InlineData("Berg, van den", "van den", "Berg")]
    [InlineData("de", null, "de")]
    [InlineData("Van den Berg", null, "Van den Berg")]
    [InlineData("Berg-de Boer", null, "Berg-de Boer")]
    [InlineData("in 't Veld", "in 't", "Veld")]
    public void A_surname_gives_up_its_prefix_in_small_letters(string text, string? prefix, string surname) =>
        Assert.Equal((prefix, surname), DutchNames.SplitSurname(text));

    [Fact]
    public void A_derived_key_does_not_depend_on_capitals_marks_spaces_or_columns()
    {
        var day = new DateOnly(2016, 3, 14);
        var key = DerivedKey.Of(["Noor", "van den", "Bërg"], day);
        Assert.Matches("^~[0-9a-f]{20}$", key);
        Assert.Equal(key, DerivedKey.Of(["NOOR", null, "van  den Berg"], day));
        Assert.Equal(key, DerivedKey.Of(["noor van den Be\u0308rg"], day));
        Assert.NotEqual(key, DerivedKey.Of(["Noor", "van den", "Bergh"], day));
        Assert.NotEqual(key, DerivedKey.Of(["Noor", "van den", "Bërg"], day.AddDays(1)));
        Assert.NotEqual(key, DerivedKey.Of(["Noor", "van den", "Bërg"], null));
        Assert.NotEqual(DerivedKey.Of(["محمد"], day), DerivedKey.Of(["فاطمة"], day));
    }

    [Fact]
    public void The_test_of_eleven_takes_one_number_in_eleven()
    {
        var share = Enumerable.Range(200_000_000, 11_000).Count(number => BsnWatch.PassesTestOfEleven(number.ToString(CultureInfo.InvariantCulture)));
        Assert.InRange(share, 900, 1100);
        Assert.True(BsnWatch.PassesTestOfEleven("111222333"));
        Assert.False(BsnWatch.PassesTestOfEleven("111222334"));
        Assert.False(BsnWatch.PassesTestOfEleven("000000000"));
        Assert.False(BsnWatch.PassesTestOfEleven("1112223339"));
    }

    [Theory]
    [InlineData("5", false, "5")]
    [InlineData("Groep 5", false, "5")]
    [InlineData("leerjaar 3", true, "13")]
    [InlineData("3", true, "13")]
    [InlineData("13", true, "13")]
    [InlineData("7", true, "7")]
    [InlineData("8.0", false, "8")]
    [InlineData("s", false, "S")]
    [InlineData("C", false, null)]
    [InlineData("5/6", false, null)]
    [InlineData("9", false, null)]
    [InlineData(null, false, null)]
    public void A_year_in_a_cell_becomes_a_code(string? text, bool secondary, string? code) => Assert.Equal(code, YearGroups.OfCell(text, secondary));

    [Theory]
    [InlineData("6A", false, "6")]
    [InlineData("Groep 6", false, "6")]
    [InlineData("3HV2", true, "13")]
    [InlineData("7/8", false, null)]
    [InlineData("Vlinders", false, null)]
    [InlineData("12", false, null)]
    public void The_name_of_a_class_may_tell_its_year(string name, bool secondary, string? code) => Assert.Equal(code, YearGroups.OfGroupName(name, secondary));

    [Fact]
    public void Texts_are_composed_after_tidying() => Assert.True(NameText.OrNull("A\u030Angstro\u0308m")!.IsNormalized(NormalizationForm.FormC));
}
