using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;
using static InBeeld.Tests.Pupils.Files.Given;

namespace InBeeld.Tests.Pupils.Files;

public sealed class ColumnMappingTests
{
    [Theory]
    [InlineData("Leerlingnummer;Roepnaam;Voorvoegsel;Achternaam;Geboortedatum;Groep;Jaargroep;Postcode", "Key GivenName Prefix Surname BirthDate Group YearGroup Postcode")]
    [InlineData("Stamnr;Roepnaam;Tussenv.;Achternaam;Geb.datum;Stamklas;Leerjaar;Uitschrijfdatum", "Key GivenName Prefix Surname BirthDate Group YearGroup LeftOn")]
    [InlineData("Naam leerling;Klas;geboorte_datum", "FullName Group BirthDate")]
    [InlineData("Voornaam;Naam;Groep", "GivenName Surname Group")]
    [InlineData("Voornaam;Achternaam;Naam", "GivenName Surname Ignore")]
    [InlineData("Voornaam;Roepnaam;Voornamen;Voorletters", "Ignore GivenName FirstNames Initials")]
    [InlineData("Student ID;First name;Last name;Date of birth;Class;Year group;Start date", "Key GivenName Surname BirthDate Group YearGroup JoinedOn")]
    [InlineData("sourcedId;givenName;familyName;grades;birthDate", "Key GivenName Surname YearGroup BirthDate")]
    [InlineData("Nr;Leerlingnummer;Naam", "Ignore Key FullName")]
    [InlineData("Geslachtsnaam;Geslacht;Groepsleerkracht;Lievelingsdier", "Surname Discard Ignore Ignore")]
    public async Task The_headers_of_well_known_programs_are_recognised(string headers, string fields)
    {
        var table = await Csv(headers + "\n" + string.Join(';', headers.Split(';').Select(_ => "x")));
        Assert.Equal(fields, string.Join(' ', ColumnMapping.Guess(table).Columns.Select(column => column.Field)));
    }

    [Theory]
    [InlineData("BSN", "bsn")]
    [InlineData("Burgerservicenummer", "bsn")]
    [InlineData("bsn-nummer leerling", "bsn")]
    [InlineData("LeerlingBSN", "bsn")]
    [InlineData("Sofinummer", "bsn")]
    [InlineData("BSN laatste 4", "bsnLastFour")]
    [InlineData("Onderwijsnr.", "educationNumber")]
    [InlineData("Rijksregisternummer", "nationalNumber")]
    [InlineData("1e Nationaliteit", "country")]
    [InlineData("Geboorteland vader", "country")]
    [InlineData("Land", "country")]
    [InlineData("Etniciteit", "ethnicity")]
    [InlineData("Gewicht (nieuw)", "weight")]
    [InlineData("ECK iD", "eckId")]
    [InlineData("eckid", "eckId")]
    [InlineData("Pasfoto", "photo")]
    [InlineData("M/V", "sex")]
    [InlineData("Geslacht", "sex")]
    [InlineData("Gebruikersnaam", "userName")]
    [InlineData("E-mailadres", "email")]
    [InlineData("E-mail ouder 1", "parents")]
    [InlineData("Telefoon mobiel", "phone")]
    [InlineData("Woonplaats", "address")]
    [InlineData("Geloofsrichting", "religion")]
    [InlineData("Diagnose", "health")]
    [InlineData("Geslachtsnaam", null)]
    [InlineData("Geslachtsnaam vader", "parents")]
    [InlineData("Groep", null)]
    [InlineData("", null)]
    public void Sensitive_headers_are_recognised(string header, string? key)
    {
        Assert.Equal(key, SensitiveHeaders.KeyOf(header));
        Assert.True(key is null || Discarded.Names.ContainsKey(key));
    }

    [Fact]
    public async Task A_sensitive_column_is_thrown_away_and_counted_even_when_mapped_by_hand()
    {
        var table = await Csv("BSN;Roepnaam;Nationaliteit;Groep\n111222333;Noor;SECRET;6A\n;Bo;SECRET;6A\n");
        var byHand = ColumnMapping.Guess(table).With(0, ClassListField.Key).With(2, ClassListField.Surname);
        Assert.Equal(ClassListField.Discard, byHand.Columns[0].Field);

        var forged = byHand with { Columns = [new("BSN", ClassListField.Key), new("Roepnaam", ClassListField.GivenName), new("Nationaliteit", ClassListField.Surname)] };
        foreach (var mapping in (ColumnMapping[])[byHand, forged])
        {
            var content = Content(table, mapping);
            Assert.Equal((1, 2), (content.Summary.Discarded["bsn"], content.Summary.Discarded["country"]));
            Assert.All(content.Pupils, pupil => Assert.Equal(("", true), (pupil.Surname, pupil.Key.StartsWith('~'))));
        }
    }

    [Fact]
    public async Task Citizen_service_numbers_under_another_header_are_thrown_away_too()
    {
        var numbers = Enumerable.Range(100_000_000, 100).Select(number => $"{number}").Where(BsnWatch.PassesTestOfEleven).Take(5).ToList();
        var content = await CsvContent("Leerlingnummer;Roepnaam\n" + string.Join('\n', numbers.Select((number, index) => $"{number};Noor{index}")));
        Assert.Equal(5, content.Summary.Discarded["bsn"]);
        Assert.All(content.Pupils, pupil => Assert.StartsWith("~", pupil.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_becomes_a_pupil_in_a_group()
    {
        var content = await CsvContent("""
            Leerlingnummer;Roepnaam;Voorvoegsel;Achternaam;Geboortedatum;Groep;Jaargroep;Postcode;Inschrijfdatum;Uitschrijfdatum
            100231;Noor;van den;Berg;14-3-2016;6a;6;5911 AB;22-8-2020;
            100232;Bo;;de Vries;2015-11-02;6A;;5911;;31-07-26
            100233;Ko;;Wit;42443;7/8;8;;;31-07-27
            100234;Mo;;Zwart;;7/8;7;;;
            100235;Jo;;Groen;;;;;;
            """);

        Assert.Equal([("6A", "6a", "6"), ("7/8", "7/8", null)], content.Groups.Select(group => (group.Key, group.Name, group.YearGroup)));
        Assert.Empty(content.Rejected);
        var noor = content.Pupils[0];
        Assert.Equal(("100231", "Noor", "van den", "Berg", "6A", "6", "5911", 2), (noor.Key, noor.GivenName, noor.Prefix, noor.Surname, noor.GroupKey, noor.YearGroup, noor.Postcode4, noor.Line));
        Assert.Equal((new DateOnly(2016, 3, 14), new DateOnly(2020, 8, 22), null), (noor.BirthDate, noor.JoinedOn, noor.LeftOn));
        Assert.Equal(("de", "Vries", "6", true), (content.Pupils[1].Prefix, content.Pupils[1].Surname, content.Pupils[1].YearGroup, content.Pupils[1].IsLeaver));
        Assert.Equal((new DateOnly(2016, 3, 14), new DateOnly(2027, 7, 31), false), (content.Pupils[2].BirthDate, content.Pupils[2].LeftOn, content.Pupils[2].IsLeaver));
        Assert.Equal((5, 1, 1), (content.Summary.Pupils, content.Summary.Leavers, content.Summary.WithoutGroup));
        Assert.Null(content.File.SchoolCode);
    }

    [Fact]
    public async Task A_whole_name_is_taken_apart_and_what_has_its_own_column_wins()
    {
        var content = await CsvContent("Naam;Tussenvoegsel;Klas\nBerg, Noor van den;;3HV2\nBo de Vries;ter;3HV2\nKo;;\n");
        Assert.Equal(
            [("Noor", "van den", "Berg"), ("Bo", "ter", "Vries"), ("Ko", null, "")],
            content.Pupils.Select(pupil => (pupil.GivenName, pupil.Prefix, pupil.Surname)));
    }

    [Fact]
    public async Task Years_are_those_of_secondary_education_when_the_headers_or_the_user_say_so()
    {
        const string Text = "{0};Roepnaam;Klas;Leerjaar\n1;Noor;3HV2;3\n2;Bo;4H1;\n";
        Assert.Equal(["13", "14"], (await CsvContent(Text.Replace("{0}", "Stamnr", StringComparison.Ordinal))).Pupils.Select(pupil => pupil.YearGroup));
        var table = await Csv(Text.Replace("{0}", "Leerlingnummer", StringComparison.Ordinal));
        Assert.Equal(["3", "4"], Content(table).Pupils.Select(pupil => pupil.YearGroup));
        Assert.Equal(["13", "14"], Content(table, ColumnMapping.Guess(table) with { Secondary = true }).Pupils.Select(pupil => pupil.YearGroup));
    }

    [Theory]
    [InlineData("1;;;;", "Achternaam", nameof(ReasonCode.NoName))]
    [InlineData(";Noor;;;", "Leerlingnr", nameof(ReasonCode.NoKey))]
    [InlineData("9;Noor;;;", "Leerlingnr", nameof(ReasonCode.SameKey))]
    [InlineData("1;No\u0007or;;;", "Roepnaam", nameof(ReasonCode.ControlCharacters))]
    [InlineData("1;Noor;;6-10-2026;", "Geb. datum", nameof(ReasonCode.BirthDateInFuture))]
    [InlineData("1;Noor;;31-12-1989;", "Geb. datum", nameof(ReasonCode.BirthDateTooEarly))]
    [InlineData("1;Noor;;gisteren;", "Geb. datum", nameof(ReasonCode.UnreadableDate))]
    [InlineData("1;Noor;;03/14/2016;", "Geb. datum", nameof(ReasonCode.UnreadableDate))]
    public async Task A_faulty_row_is_named_by_line_and_header(string row, string header, string reason)
    {
        var content = await CsvContent($"Leerlingnr;Roepnaam;Achternaam;Geb. datum;Groep\n9;Bo;Wit;;6A\n{row}\n8;Ko;Wit;;6A\n");
        Assert.Equal(2, content.Pupils.Count);
        var rejected = Assert.Single(content.Rejected);
        Assert.Equal((3, header, reason), (rejected.Line, rejected.Field, rejected.Reason.Code.ToString()));
    }

    [Fact]
    public async Task Without_numbers_the_key_follows_from_name_and_birth_date_and_a_double_is_rejected()
    {
        const string Text = "Roepnaam;Achternaam;Geboortedatum\nNoor;van den Berg;14-03-2016\nNoor;van den Berg;15-03-2016\nNOOR;Van den  Bërg;2016-03-14\nBo;Wit;\nBo;Wit;\n;;14-03-2016\n\u0001;;\n";
        var content = await CsvContent(Text);
        Assert.Equal([2, 3, 5], content.Pupils.Select(pupil => pupil.Line));
        Assert.Equal(
            [
                new RejectedRow(4, null, "Achternaam", new Reason(ReasonCode.SamePupil, 2)),
                new RejectedRow(6, null, "Achternaam", new Reason(ReasonCode.SamePupil, 5)),
                new RejectedRow(7, null, "Achternaam", new Reason(ReasonCode.NoName)),
                new RejectedRow(8, null, "Roepnaam", new Reason(ReasonCode.ControlCharacters)),
            ],
            content.Rejected);
        var whole = await CsvContent("Naam;Geboortedatum\n\"Berg, Noor van den\";14-03-2016\n");
        Assert.Equal(content.Pupils[0].Key, whole.Pupils[0].Key);
    }

    [Fact]
    public async Task A_mapping_is_remembered_as_json_and_finds_its_columns_back_in_another_order()
    {
        var table = await Csv("Code;Wie;Vak;Groep\nA1;Noor;x;6A\n");
        var mapping = ColumnMapping.Guess(table).With(0, ClassListField.Key).With(1, ClassListField.FullName) with { Secondary = true };
        var remembered = ColumnMapping.FromJson(mapping.ToJson())!;
        Assert.Equal(mapping.Columns, remembered.Columns);
        Assert.True(remembered.Secondary);

        var next = await Csv("Groep;wie ;Code;Geboortedatum\n6A;Noor;A1;14-03-2016\n");
        var found = ColumnMapping.For(next, remembered);
        Assert.Equal([ClassListField.Group, ClassListField.FullName, ClassListField.Key, ClassListField.BirthDate], found.Columns.Select(column => column.Field));
        Assert.Equal("A1", Content(next, found).Pupils[0].Key);
        Assert.Null(Content(next, remembered).Pupils[0].BirthDate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"columns\":null}")]
    [InlineData("{\"columns\":[null]}")]
    [InlineData("{\"columns\":[{\"header\":\"x\",\"field\":\"bsn\"}]}")]
    [InlineData("{\"columns\":[{\"header\":null,\"field\":\"key\"}]}")]
    public void Json_that_is_no_mapping_gives_none(string json) => Assert.Null(ColumnMapping.FromJson(json));

    [Fact]
    public async Task A_mapping_that_cannot_work_says_why()
    {
        var table = await Csv("Roepnaam;Alias;Groep\nNoor;No;6A\n");
        var guess = ColumnMapping.Guess(table);
        Assert.Null(guess.Problem());
        Assert.Equal(new Reason(ReasonCode.ColumnTwice, "Roepnaam", "Alias"), guess.With(1, ClassListField.GivenName).Problem());
        Assert.Equal(new Reason(ReasonCode.NoNameColumn), ColumnMapping.Apply(table, guess.With(0, ClassListField.Ignore), Today).Refused?.Reason);
    }

    [Fact]
    public async Task A_group_name_that_cannot_be_used_rejects_its_row()
    {
        var content = await CsvContent($"Roepnaam;Groep\nNoor;{new string('a', 201)}\nBo;6A\n");
        Assert.Equal("Bo", Assert.Single(content.Pupils).GivenName);
        Assert.Equal(ReasonCode.UnknownGroup, Assert.Single(content.Rejected).Reason.Code);
    }
}
