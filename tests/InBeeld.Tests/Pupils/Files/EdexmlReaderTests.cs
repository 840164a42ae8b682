using System.Text;
using System.Text.Json;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;
using static InBeeld.Tests.Pupils.Files.Given;

namespace InBeeld.Tests.Pupils.Files;

public sealed class EdexmlReaderTests
{
    [Fact]
    public async Task The_header_names_school_year_day_and_maker()
    {
        var file = (await Read(Edexml(Pupil("1"), """
            <school><schooljaar>2026-2027</schooljaar><peildatum>2026-10-01</peildatum><brincode>99zz</brincode><dependancecode>03</dependancecode>
            <schoolkey>41323</schoolkey><aanmaakdatum>2026-10-05T08:15:00</aanmaakdatum><auteur> ParnasSys </auteur><xsdversie>2.1</xsdversie></school>
            """))).File;

        Assert.Equal("99ZZ03", file.SchoolCode);
        Assert.Equal("2026-2027", file.SchoolYear);
        Assert.Equal(new DateOnly(2026, 10, 1), file.DescribedDay);
        Assert.Equal("41323", file.SchoolKey);
        Assert.Equal("ParnasSys", file.ProducedBy);
        Assert.Equal("2.1", file.Version);
        Assert.Equal(new DateTimeOffset(2026, 10, 5, 6, 15, 0, TimeSpan.Zero), file.ProducedAt);
    }

    [Theory]
    [InlineData("<brincode>99ZZ</brincode>", "99ZZ00")]
    [InlineData("<brincode>99ZZ</brincode><dependancecode>2</dependancecode>", "99ZZ02")]
    [InlineData("<brincode>99ZZ04</brincode>", "99ZZ04")]
    [InlineData("<instellingsnummer>123456</instellingsnummer>", null)]
    [InlineData("<schoolkey>abc</schoolkey>", null)]
    public async Task The_school_code_is_the_brin_with_two_digits_for_the_location(string school, string? code)
    {
        var content = await Read(Edexml(Pupil("1"), $"<school><schooljaar>2026-2027</schooljaar>{school}</school>"));
        Assert.Equal(code, content.File.SchoolCode);
    }

    [Theory]
    [InlineData("2027-2028")]
    [InlineData("1991-1992")]
    [InlineData("2099-2100")]
    public async Task Any_two_years_in_a_row_are_a_school_year(string year)
    {
        var content = await Read(Edexml(Pupil("1"), $"<school><schooljaar>{year}</schooljaar></school>"));
        Assert.Equal(year, content.File.SchoolYear);
    }

    [Theory]
    [InlineData("2026-2028")]
    [InlineData("2027-2026")]
    [InlineData("26-27")]
    [InlineData("2026")]
    [InlineData("2026/2027")]
    public async Task Other_text_is_no_school_year(string year) => Assert.Equal(
        new Reason(ReasonCode.WrongSchoolYear, year),
        await Refusal(Edexml(Pupil("1"), $"<school><schooljaar>{year}</schooljaar></school>")));

    [Fact]
    public async Task Locations_groups_and_teachers_are_known_before_the_first_pupil()
    {
        using var source = (await Open(Edexml(
            Pupil("1", "<roepnaam>Elif</roepnaam><vestiging key=\"99ZZ01\"/>"),
            School + "<vestigingen><vestiging key=\"99ZZ01\"><naam>Noord</naam></vestiging></vestigingen>",
            teachers: """
                <leerkrachten>
                <leerkracht key="LK1" eckid="https://id.school/abc"><achternaam>Bemmel</achternaam><voorvoegsel>van</voorvoegsel><voorletters-1>J</voorletters-1>
                <roepnaam>Julia</roepnaam><gebruikersnaam>j.bemmel</gebruikersnaam><emailadres>j@school.example</emailadres><rol>DIR</rol>
                <groepen><groep key="G5"><rol>LRK</rol></groep><samengestelde_groep key="PLUS"/><groep key="WEG"/></groepen></leerkracht>
                <leerkracht key="LK2"><roepnaam>Mo</roepnaam><emailadres>geen adres</emailadres></leerkracht>
                </leerkrachten>
                """))).Value!;

        Assert.Equal([new FileLocation("99ZZ01", "Noord")], source.Locations);
        Assert.Equal(
            [
                new FileGroup("G5", "Groep 5", "5", FileGroupKind.Group),
                new FileGroup("G78", "7/8", null, FileGroupKind.Group),
                new FileGroup("PLUS", "Plusgroep", null, FileGroupKind.Combined),
                new FileGroup("TAAL", "Taalklas", null, FileGroupKind.Combined),
            ],
            source.Groups);
        var julia = source.Teachers[0];
        Assert.Equal(("LK1", "Julia", "J", "van", "Bemmel", "j@school.example"), (julia.Key, julia.GivenName, julia.Initials, julia.Prefix, julia.Surname, julia.Email));
        Assert.Equal(["G5", "PLUS"], julia.GroupKeys);
        Assert.Equal(("Mo", "", null), (source.Teachers[1].GivenName, source.Teachers[1].Surname, source.Teachers[1].Email));
        var content = source.ReadAll(TestContext.Current.CancellationToken).Value!;
        Assert.Equal("99ZZ01", Assert.Single(content.Pupils).LocationKey);
        Assert.Equal((1, 1), (content.Summary.Discarded["eckId"], content.Summary.Discarded["userName"]));
        Assert.False(content.Summary.Discarded.ContainsKey("email"));
    }

    [Fact]
    public async Task A_pupil_has_all_that_is_needed_and_no_more()
    {
        var pupil = await ReadOne("""
            <leerling key="100232"><achternaam>Berg</achternaam><voorvoegsel>van den</voorvoegsel><voornamen>Daniël Jan</voornamen>
            <voorletters-1>DJ</voorletters-1><roepnaam>Daan</roepnaam><geboortedatum>2015-11-02</geboortedatum><jaargroep>7</jaargroep><groep key="G78"/>
            <samengestelde_groepen><samengestelde_groep key="PLUS"/><samengestelde_groep key="TAAL"/><samengestelde_groep key="PLUS"/></samengestelde_groepen>
            <postcodenl>5911 AB</postcodenl><instroomdatum>2019-11-02</instroomdatum><uitstroomdatum>2027-07-31</uitstroomdatum></leerling>
            """);

        Assert.Equal(("100232", "Daan", "DJ", "van den", "Berg"), (pupil.Key, pupil.GivenName, pupil.Initials, pupil.Prefix, pupil.Surname));
        Assert.Equal((new DateOnly(2015, 11, 2), "7", "G78", "5911"), (pupil.BirthDate, pupil.YearGroup, pupil.GroupKey, pupil.Postcode4));
        Assert.Equal(["PLUS", "TAAL"], pupil.CombinedGroupKeys);
        Assert.Equal((new DateOnly(2019, 11, 2), new DateOnly(2027, 7, 31), false), (pupil.JoinedOn, pupil.LeftOn, pupil.IsLeaver));
        Assert.Equal(FirstPupil, pupil.Line);
    }

    [Theory]
    [InlineData("<roepnaam>Jan Pieter</roepnaam><voornamen>Johannes Petrus</voornamen>", "Jan Pieter")]
    [InlineData("<achternaam>A</achternaam><voornamen>Ismaël Hassan</voornamen><voorletters-1>IH</voorletters-1>", "Ismaël")]
    [InlineData("<achternaam>A</achternaam><voorletters-1>G</voorletters-1>", "G")]
    [InlineData("<achternaam>A</achternaam><roepnaam/><voornamen></voornamen>", "")]
    public async Task The_given_name_is_the_name_of_every_day_else_the_first_of_the_names_else_the_initials(string names, string given) =>
        Assert.Equal(given, (await ReadOne(Pupil("1", names))).GivenName);

    [Theory]
    [InlineData("<jaargroep>4</jaargroep><groep key=\"G5\"/>", "4")]
    [InlineData("<groep key=\"G5\"/>", "5")]
    [InlineData("<jaargroep>C</jaargroep><groep key=\"G5\"/>", "5")]
    [InlineData("<groep key=\"G78\"/>", null)]
    [InlineData("<jaargroep>13</jaargroep>", "13")]
    [InlineData("<jaargroep>S</jaargroep>", "S")]
    [InlineData("<jaargroep>9</jaargroep>", null)]
    [InlineData("", null)]
    public async Task The_year_of_the_pupil_beats_the_year_of_the_group(string elements, string? year) =>
        Assert.Equal(year, (await ReadOne(Pupil("1", "<roepnaam>Noor</roepnaam>" + elements))).YearGroup);

    [Theory]
    [InlineData("2026-10-04", true)]
    [InlineData("2026-10-05", true)]
    [InlineData("2026-10-06", false)]
    [InlineData("9999-12-31", false)]
    [InlineData("0001-01-01", false)]
    public async Task Who_left_on_or_before_the_reference_day_is_a_leaver(string day, bool leaver)
    {
        var content = await Read(Edexml(Pupil("1", $"<roepnaam>Noor</roepnaam><groep key=\"G5\"/><uitstroomdatum>{day}</uitstroomdatum>")));
        Assert.Equal(leaver, Assert.Single(content.Pupils).IsLeaver);
        Assert.Equal(leaver ? 1 : 0, content.Summary.Leavers);
    }

    [Fact]
    public async Task Sensitive_values_are_counted_and_nowhere_to_be_found()
    {
        var content = await Read(Edexml("""
            <leerling key="200001" eckid="https://ketenid.nl/SECRET"><achternaam>Wit</achternaam><roepnaam>Sanne</roepnaam><geslacht>2</geslacht>
            <gebruikersnaam>SECRET</gebruikersnaam><emailadres>SECRET@x.example</emailadres><fotourl>https://SECRET</fotourl><etniciteit>SECRET</etniciteit>
            <land>SECRET</land><land_vader>SECRET</land_vader><land_moeder>SECRET</land_moeder><bsn>SECRET</bsn><gewicht_nieuw>SECRET</gewicht_nieuw>
            <postcodenl>5911SE</postcodenl><toevoegingen><blok><code>Zorg</code><opmerking>SECRET</opmerking></blok></toevoegingen></leerling>
            <leerling key="2"><roepnaam>Bo</roepnaam><onderwijsnummer>SECRET</onderwijsnummer><gewicht>SECRET</gewicht><bsn/></leerling>
            <leerling key="3"><roepnaam>Ko</roepnaam><sofinummer>SECRET</sofinummer></leerling>
            <leerling key="4"><roepnaam>Jo</roepnaam><bsn_ondwnr-4>SECRET</bsn_ondwnr-4></leerling>
            <leerling key="5"><roepnaam>Mo</roepnaam><rijksregisternummer>SECRET</rijksregisternummer></leerling>
            """));

        var expected = new Dictionary<string, int>
        {
            ["additions"] = 1, ["bsn"] = 2, ["bsnLastFour"] = 1, ["country"] = 3, ["eckId"] = 1, ["educationNumber"] = 1, ["email"] = 1,
            ["ethnicity"] = 1, ["nationalNumber"] = 1, ["photo"] = 1, ["sex"] = 1, ["userName"] = 1, ["weight"] = 2,
        };
        Assert.Equal(expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), content.Summary.Discarded);
        Assert.Equal(5, content.Pupils.Count);
        Assert.DoesNotContain("SE", JsonSerializer.Serialize(content), StringComparison.Ordinal);
        Assert.All(content.Summary.Discarded.Keys, key => Assert.Contains(key, Discarded.Names.Keys));
    }

    [Fact]
    public async Task Additions_are_skipped_whatever_they_contain()
    {
        const string Odd = """
            <toevoegingen xmlns:x="urn:x"><blok><leerling key="X"><roepnaam>Nep</roepnaam><bsn>1</bsn></leerling><x:groep key="NEP"/>
            <![CDATA[</toevoegingen><roepnaam>Nep</roepnaam>]]><!-- <roepnaam>Nep</roepnaam> --><?odd ?></blok></toevoegingen>
            """;
        var content = await Read(Edexml(
            Pupil("1", Odd + "<roepnaam>Noor</roepnaam><groep key=\"G5\">" + Odd + "</groep>" + Odd),
            "<school>" + Odd + "<schooljaar>2026-2027</schooljaar>" + Odd + "</school><onbekend>" + Odd + "</onbekend>",
            "<groepen><groep key=\"G5\">" + Odd + "<naam>Groep 5</naam></groep></groepen>"));

        Assert.Equal(("1", "Noor", "G5"), (Assert.Single(content.Pupils).Key, content.Pupils[0].GivenName, content.Pupils[0].GroupKey));
        Assert.Empty(content.Rejected);
        Assert.Equal("Groep 5", Assert.Single(content.Groups).Name);
        Assert.Equal(["additions"], content.Summary.Discarded.Keys);
    }

    [Fact]
    public async Task Elements_come_in_any_order_with_any_prefix_and_empty_ones_are_absent()
    {
        var content = await Read("""
            <x:EDEX xmlns:x="urn:edexml" xmlns="urn:other">
            <x:leerlingen><x:leerling key="1"><x:groep key="G5"/><jaargroep/><geboortedatum></geboortedatum><x:roepnaam> Noor </x:roepnaam>
            <voorvoegsel>  </voorvoegsel><x:achternaam>Berg</x:achternaam><bsn/><uitstroomdatum/></x:leerling></x:leerlingen>
            <x:groepen><x:groep key="G5"><x:jaargroep>5</x:jaargroep><x:naam>Vijf</x:naam></x:groep></x:groepen>
            <x:school><x:brincode>99ZZ</x:brincode><x:schooljaar>2026-2027</x:schooljaar></x:school>
            </x:EDEX>
            """);

        var pupil = Assert.Single(content.Pupils);
        Assert.Equal(("Noor", null, "Berg", null, "5", "G5"), (pupil.GivenName, pupil.Prefix, pupil.Surname, pupil.BirthDate, pupil.YearGroup, pupil.GroupKey));
        Assert.Empty(content.Summary.Discarded);
    }

    [Fact]
    public async Task A_pupil_without_a_group_is_kept_and_counted_unless_it_left()
    {
        var content = await Read(Edexml(
            Pupil("1") + Pupil("2", "<roepnaam>Bo</roepnaam><groep key=\"G5\"/>")
            + Pupil("3", "<roepnaam>Ko</roepnaam><uitstroomdatum>2026-09-01</uitstroomdatum>")));
        Assert.Equal(3, content.Pupils.Count);
        Assert.Null(content.Pupils[0].GroupKey);
        Assert.Equal(1, content.Summary.WithoutGroup);
        Assert.Empty(content.Rejected);
    }

    [Theory]
    [InlineData("5911AB", "5911")]
    [InlineData("5911 ab", "5911")]
    [InlineData(" 5911 ", "5911")]
    [InlineData("B-2000", null)]
    [InlineData("0911AB", null)]
    [InlineData("59111 AB", null)]
    public async Task Of_a_postcode_four_digits_stay(string postcode, string? digits) =>
        Assert.Equal(digits, (await ReadOne(Pupil("1", $"<roepnaam>Noor</roepnaam><postcodenl>{postcode}</postcodenl>"))).Postcode4);

    [Fact]
    public async Task A_group_with_the_key_of_another_group_is_named_and_the_first_stays()
    {
        var content = await Read(Edexml(
            Pupil("1", "<roepnaam>Noor</roepnaam><groep key=\"A\"/>"),
            groups: "<groepen>\n<groep key=\"A\"><naam>Een</naam></groep>\n<samengestelde_groep key=\"A\"><naam>Twee</naam></samengestelde_groep>\n<groep><naam>Drie</naam></groep><groep key=\"B\"/></groepen>"));
        Assert.Equal([("A", "Een"), ("B", "B")], content.Groups.Select(group => (group.Key, group.Name)));
        Assert.Equal(
            [
                new RejectedRow(4, "A", "key", new Reason(ReasonCode.SameKey, 3), RowSubject.Group),
                new RejectedRow(5, null, "key", new Reason(ReasonCode.NoKey), RowSubject.Group),
            ],
            content.Rejected);
        Assert.Equal(2, content.Summary.Rejected);
    }

    [Fact]
    public async Task The_rows_can_be_read_twice_and_give_the_same()
    {
        using var source = (await Open(Edexml(Pupil("1") + Pupil("1") + Pupil("2")))).Value!;
        var first = source.Rows(TestContext.Current.CancellationToken).ToList();
        var second = source.Rows(TestContext.Current.CancellationToken).ToList();
        Assert.Equal(4, first.Count);
        Assert.Equal(JsonSerializer.Serialize<object[]>([.. first]), JsonSerializer.Serialize<object[]>([.. second]));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_byte_order_mark_tells_the_encoding(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding);
        using var stream = new MemoryStream([.. bytes.GetPreamble(), .. bytes.GetBytes(Edexml(Pupil("1", "<roepnaam>Zoë Yılmaz</roepnaam>")))]);
        using var source = (await Open(stream)).Value!;
        Assert.Equal("Zoë Yılmaz", Assert.Single(source.ReadAll(TestContext.Current.CancellationToken).Value!.Pupils).GivenName);
    }

    [Theory]
    [InlineData("windows-1252", 1252)]
    [InlineData("ISO-8859-1", 1252)]
    [InlineData("iso-8859-15", 28605)]
    [InlineData("utf-16", 65001)]
    public async Task A_declaration_tells_the_encoding_also_when_it_says_utf_16_about_utf_8(string name, int page)
    {
        var xml = Edexml(Pupil("1", "<roepnaam>Zoë</roepnaam>")).Replace("UTF-8", name, StringComparison.Ordinal);
        var encoding = page == 65001 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(page)!;
        using var source = (await Open(new MemoryStream(encoding.GetBytes(xml)))).Value!;
        Assert.Equal("Zoë", Assert.Single(source.ReadAll(TestContext.Current.CancellationToken).Value!.Pupils).GivenName);
    }
}
