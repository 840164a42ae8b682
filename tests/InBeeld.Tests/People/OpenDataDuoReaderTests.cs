using InBeeld.Capabilities.People.ImportOpenData.Reading;
using static InBeeld.Tests.People.OpenDataFiles;

namespace InBeeld.Tests.People;

public sealed class OpenDataDuoReaderTests
{
    [Theory]
    [InlineData("windows-1252")]
    [InlineData("utf-8")]
    [InlineData("utf-8 with mark")]
    [InlineData("utf-16")]
    public void Letters_with_accents_survive_each_encoding(string encoding)
    {
        var reader = DuoReader.Open(As(File(NewHeader, NewRow("01AA00", "Kindcentrum ’t Kompas, Sint-Eloïs")), encoding), "scholen.csv").Value;
        var row = Assert.Single(reader.Rows());
        Assert.Equal("Kindcentrum ’t Kompas, Sint-Eloïs", row.Name);
        Assert.Empty(reader.Rejected.Rows);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void Each_kind_of_line_end_is_one_line(string end)
    {
        var (rows, reader) = ReadDuo(string.Join(end, NewHeader, NewRow("01AA00"), "", NewRow("01AA01"), "fout"));
        Assert.Equal(["01AA00", "01AA01"], rows.Select(r => r.Code));
        // The blank line is no row, but it is a line.
        Assert.Equal(5, Assert.Single(reader.Rejected.Rows).Line);
        Assert.Equal(3, reader.Read);
    }

    [Fact]
    public void A_row_of_a_primary_school_gives_school_board_town_and_regions()
    {
        var (rows, _) = ReadDuo(File(NewHeader, NewRow("01AA00")));
        var row = Assert.Single(rows);
        Assert.Equal(("01AA00", "primary", "41111", "9901"), (row.Code, row.Level, row.BoardCode, row.MunicipalityCode));
        Assert.Equal(("Lindelaan 12-A", "9306 TC", "Zonderdam"), (row.Street, row.Postcode, row.Place));
        Assert.Equal(("Drenthe", "Noord-Drenthe", "07", "Noord- en Midden Drenthe", "Groningen", "Noord"), (row.Province, row.Corop, row.RmcCode, row.RmcRegion, row.EducationArea, row.HolidayRegion));
        Assert.Equal("", row.Website);
    }

    [Fact]
    public void The_column_names_before_2022_are_read_and_a_missing_column_stays_unknown()
    {
        var (rows, _) = ReadDuo(File(OldHeader, OldRow("18BR01")), "alle-vestigingen-vo.csv");
        var row = Assert.Single(rows);
        Assert.Equal(("18BR01", "secondary", "vo"), (row.Code, row.Level, row.Kind));
        Assert.Null(row.HolidayRegion);
    }

    [Fact]
    public void Columns_are_found_in_any_order_and_spelling()
    {
        var (rows, _) = ReadDuo("plaatsnaam;Straatnaam;vestigingscode;Bevoegd_Gezag_Nummer;VESTIGINGSNAAM;gemeentenummer\nZONDERDAM;Dorpsplein;01AA00;1234;De Vuurvlieg;285\n");
        var row = Assert.Single(rows);
        Assert.Equal(("01AA00", "De Vuurvlieg", "01234", "0285", "Zonderdam"), (row.Code, row.Name, row.BoardCode, row.MunicipalityCode, row.Place));
        Assert.Null(row.Phone);
    }

    [Fact]
    public void A_location_that_lost_its_zeros_gets_them_back()
    {
        string[] rows = [.. new[] { ("1AA", "0"), ("01AB", "1"), ("1AC", "1AC3"), ("01AD", "01AD12") }.Select(c => OldRow("00XX00").Replace(";00XX;00XX00;", $";{c.Item1};{c.Item2};", StringComparison.Ordinal))];
        Assert.Equal(["01AA00", "01AB01", "01AC03", "01AD12"], ReadDuo(File(OldHeader, rows)).Rows.Select(r => r.Code));
    }

    [Fact]
    public void A_masked_value_is_no_value()
    {
        var (rows, reader) = ReadDuo(File(NewHeader, NewRow("01AA00", town: "<5"), NewRow("01AB00", board: "<5"), NewRow("01AC00", name: "<5")));
        Assert.Equal(["", "9901"], rows.Select(r => r.MunicipalityCode));
        Assert.Equal("", rows[1].BoardCode);
        Assert.Contains("naam", Assert.Single(reader.Rejected.Rows).In("nl"), StringComparison.Ordinal);
    }

    [Fact]
    public void Faulty_rows_are_named_with_line_and_reason_and_the_good_ones_are_kept()
    {
        var (rows, reader) = ReadDuo(File(
            NewHeader, NewRow("01AA00"), NewRow("XXXXXX"), NewRow("01AA00"), NewRow("01AC00", name: " "), NewRow("01AD00", town: "98765"), NewRow("01AE00", board: "bestuur"), "te;weinig", NewRow("01AF00"), NewRow("01AG00", name: new string('a', 201))));
        Assert.Equal(["01AA00", "01AF00"], rows.Select(r => r.Code));
        Assert.Equal(9, reader.Read);
        Assert.Equal(
            [
                (3, "De code XXXXXX is geen code van een school."), (4, "De code 01AA00 stond al op regel 2."), (5, "De naam van school 01AC00 ontbreekt."), (6, "Het gemeentenummer 98765 klopt niet."),
                (7, "Het nummer van het bevoegd gezag bestuur klopt niet."), (8, "Deze regel heeft 2 kolommen in plaats van 19."), (10, $"Een veld is langer dan 200 tekens: {new string('a', 30)}…"),
            ],
            reader.Rejected.Rows.Select(r => ((int)r.Line, r.In("nl"))));
        // They stand in the file, so they have not stopped.
        Assert.Equal(["01AC00", "01AD00", "01AE00"], reader.RejectedCodes);
    }

    [Fact]
    public void A_field_in_quotes_may_hold_the_delimiter_and_a_stray_quote_is_a_letter()
    {
        var (rows, _) = ReadDuo(File(NewHeader, NewRow("01AA00", "\"VMBO \"\"De Jutter\"\"; Vlieland\""), NewRow("01AB00", "\"De Regenboog"), NewRow("01AC00", "De \"Regenboog\"")));
        Assert.Equal(["VMBO \"De Jutter\"; Vlieland", "\"De Regenboog", "De \"Regenboog\""], rows.Select(r => r.Name));
    }

    [Fact]
    public void The_file_says_per_row_which_kind_of_special_school_it_is()
    {
        const string header = "VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;PLAATSNAAM;SOORT PRIMAIR ONDERWIJS";
        var (rows, reader) = ReadDuo(File(header, "01AA00;De Lens;Laan;DORP;Sbo", "01AB00;De Loep;Laan;DORP;So/Vso", "01AC00;De Lamp;Laan;DORP;Bo", "01AD00;De Kaars;Laan;DORP;Sprookje"));
        Assert.Equal([("sbo", "special"), ("so", "special"), ("bo", "primary")], rows.Select(r => (r.Kind, r.Level)));
        Assert.Equal("De soort onderwijs Sprookje is niet bekend.", Assert.Single(reader.Rejected.Rows).In("nl"));
    }

    [Theory]
    [InlineData("03.-alle-schoolvestigingen-speciaal-basisonderwijs.csv", null, "sbo")]
    [InlineData("alle-vestigingen-speciaal-onderwijs.csv", null, "so")]
    [InlineData("02.-alle-schoolvestigingen-basisonderwijs.csv", null, "bo")]
    [InlineData("export.csv", "so", "so")]
    public void Without_such_a_column_the_file_name_or_the_administrator_says_it(string name, string? given, string kind) =>
        Assert.Equal(kind, Assert.Single(ReadDuo(File(NewHeader, NewRow("01AA00")), name, given).Rows).Kind);

    [Fact]
    public void An_mbo_institution_has_the_code_of_its_institution()
    {
        const string header = "MBO INSTELLINGSSOORT CODE;MBO INSTELLINGSSOORT NAAM;PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;INSTELLINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;TELEFOONNUMMER;INTERNETADRES";
        var (rows, _) = ReadDuo(File(header, "ROC;Regionaal Opleidingencentrum;Drenthe;40777;5EA;ROC HET ANKER;Kade;1;9400 AA;ZONDERDAM;9901;ZONDERDAM;Algemeen bijzonder; ; "));
        var row = Assert.Single(rows);
        Assert.Equal(("05EA", "ROC het Anker", "mbo", "mbo"), (row.Code, row.Name, row.Kind, row.Level));
    }

    [Theory]
    [InlineData("", "Het bestand is leeg.")]
    [InlineData("\r\n\r\n  ", "Het bestand is leeg.")]
    [InlineData("<html><body>404</body></html>", "Dit is een webpagina of xml-bestand. Kies het csv-bestand.")]
    [InlineData("%PDF-1.7", "Dit is een pdf. Kies het csv-bestand.")]
    [InlineData("a\0b\0c", "Dit is geen tekstbestand. Kies het csv-bestand zoals DUO of het CBS het publiceert.")]
    [InlineData("Drenthe;20091;32JK;32JK00;BBS de Verwondering;Melkweg;13", "De eerste regel heeft geen kolomnamen van DUO. Kies een bestand met adressen van scholen.")]
    [InlineData("VESTIGINGSCODE;NAAM_VESTIGING;LEERLINGEN_1996\n01AA00;De Lens;12", "Dit bestand heeft aantallen leerlingen. Kies het bestand met de adressen van scholen.")]
    [InlineData("VESTIGINGSCODE;VESTIGINGSNAAM\n01AA00;De Lens", "In dit bestand ontbreken deze kolommen: STRAATNAAM, PLAATSNAAM.")]
    public void Another_file_is_refused_with_a_sentence(string content, string sentence)
    {
        var outcome = DuoReader.Open(Utf8(content), "x.csv");
        var refusal = Assert.Single(outcome.Refusals);
        Assert.Equal(sentence, string.Format(System.Globalization.CultureInfo.InvariantCulture, refusal.Sentence, refusal.Args));
    }

    [Fact]
    public void A_spreadsheet_is_recognised() =>
        Assert.Contains("Excel", Assert.Single(DuoReader.Open(new MemoryStream([(byte)'P', (byte)'K', 3, 4, 0, 0]), "x.csv").Refusals).Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_file_above_the_limit_is_refused_before_it_is_read()
    {
        using var large = new LargeStream();
        Assert.Contains("groter", Assert.Single(DuoReader.Open(large, "x.csv").Refusals).Sentence, StringComparison.Ordinal);
        Assert.False(large.WasRead);
    }

    [Fact]
    public void A_line_without_end_costs_one_row_and_no_memory()
    {
        var (rows, reader) = ReadDuo(File(NewHeader, new string('x', 3_000_000), NewRow("01AA00")));
        Assert.Equal("01AA00", Assert.Single(rows).Code);
        Assert.Equal((2, "Deze regel is te lang."), ((int)reader.Rejected.Rows[0].Line, reader.Rejected.Rows[0].In("nl")));
    }

    [Fact]
    public void All_rejected_rows_are_counted_and_the_first_thousand_named()
    {
        var (_, reader) = ReadDuo(File(NewHeader, [.. Enumerable.Repeat("x", 1500)]));
        Assert.Equal((1500, 1000), (reader.Rejected.Count, reader.Rejected.Rows.Count));
    }

    private sealed class LargeStream : MemoryStream
    {
        public bool WasRead { get; private set; }

        public override long Length => OpenDataText.MostBytes + 1;

        public override int Read(Span<byte> buffer) => Was();

        public override int Read(byte[] buffer, int offset, int count) => Was();

        private int Was()
        {
            WasRead = true;
            return 0;
        }
    }
}
