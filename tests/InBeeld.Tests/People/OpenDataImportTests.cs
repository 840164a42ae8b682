using System.Text;
using InBeeld.Capabilities.People.ImportOpenData;
using InBeeld.Kernel;
using static InBeeld.Tests.People.OpenDataFiles;

namespace InBeeld.Tests.People;

/// <summary>What an import of schools does to the organisations, as the command line does it.</summary>
public sealed class OpenDataImportTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_file_brings_schools_with_their_boards_municipalities_and_regions()
    {
        var done = (await ImportAsync(File(NewHeader, NewRow("01AA00", town: "0701", board: "70101"), NewRow("01AA01", town: "0701", board: "70101"), NewRow("01AB00", town: "0702", board: "70102", region: "Zuid")))).Value;
        Assert.Equal((3, 3, 0, 0, 0, 2, 2), (done.Read, done.Added, done.Changed, done.Unchanged, done.RejectedCount, done.Boards, done.Municipalities));
        var school = World.One<Stored>("select o.name, o.level, o.source, o.is_on, b.code as board, b.name as board_name, o.holiday_region, o.municipality_code from organisation o join organisation b on b.id = o.board_id where o.kind = 'school' and o.code = '01AA01'")!;
        Assert.Equal(("Basisschool De Vuurvlieg", "primary", "duo", false, "70101", "Bestuur 70101", "Noord", "0701"), (school.Name, school.Level, school.Source, school.IsOn, school.Board, school.BoardName, school.HolidayRegion, school.MunicipalityCode));
        Assert.Equal(("Drenthe", "07"), (World.One<string>("select province from municipality where code = '0701'"), World.One<string>("select rmc_code from municipality where code = '0702'")));
        Assert.Equal(["Zuid"], World.One<string[]>("select holiday_regions from municipality where code = '0702'")!);
    }

    [Fact]
    public async Task A_second_import_changes_only_what_changed_and_keeps_what_is_on()
    {
        await ImportAsync(File(NewHeader, NewRow("02AA00"), NewRow("02AB00"), NewRow("02AC00")));
        World.Do("update organisation set is_on = true where code = '02AB00'");
        var before = Versions("02");
        var again = (await ImportAsync(File(NewHeader, NewRow("02AA00"), NewRow("02AB00"), NewRow("02AC00")))).Value;
        Assert.Equal((0, 0, 3), (again.Added, again.Changed, again.Unchanged));
        Assert.Equal(before, Versions("02"));

        var next = (await ImportAsync(File(NewHeader, NewRow("02AA00"), NewRow("02AB00", name: "IKC De Vuurvlieg", street: "Dorpsplein"), NewRow("02AD00")))).Value;
        Assert.Equal((1, 1, 1), (next.Added, next.Changed, next.Unchanged));
        // All others of this kind are not in the file, and stay.
        Assert.Equal(World.Count("organisation", "source = 'duo' and duo_kind = 'bo' and gone_on is null") - 3, next.Missing);
        Assert.True(World.One<bool>("select is_on and name = 'IKC De Vuurvlieg' and street = 'Dorpsplein 12-A' from organisation where code = '02AB00'"));
        Assert.Equal(0, World.Count("organisation", "gone_on is not null and code like '02%'"));
    }

    [Fact]
    public async Task A_file_without_a_column_leaves_what_was_known()
    {
        await ImportAsync(File(NewHeader, NewRow("03AA00")));
        var done = (await ImportAsync("VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;PLAATSNAAM\n03AA00;De Nieuwe Naam;Dorpsplein;ZONDERDAM\n")).Value;
        Assert.Equal(1, done.Changed);
        Assert.True(World.One<bool>("select phone = '0501234567' and holiday_region = 'Noord' and board_id is not null and name = 'De Nieuwe Naam' from organisation where code = '03AA00'"));
    }

    [Fact]
    public async Task Schools_that_are_not_in_the_complete_file_stop_when_asked_and_come_back_when_they_are_in_it_again()
    {
        string[] all = [.. Enumerable.Range(0, 8).Select(i => NewRow($"04AA{i:00}", town: "0704"))];
        var header = NewHeader + ";SOORT PO";
        string[] special = [.. all.Select(r => r + ";Sbo")];
        await ImportAsync(File(header, special));
        await ImportAsync(File(NewHeader, NewRow("04BB00", town: "0704")), kind: "vo");
        var done = (await ImportAsync(File(header, special[2..]), markGone: true)).Value;
        Assert.Equal((2, 2), (done.Missing, done.MarkedGone));
        // A secondary school is not in a file of special schools, and has not stopped.
        Assert.Equal(["04AA00", "04AA01"], World.List<string>("select code from organisation where gone_on is not null and code like '04%' order by code"));

        var back = (await ImportAsync(File(header, special))).Value;
        Assert.Equal((2, 0), (back.Changed, back.Added));
        Assert.Equal(0, World.Count("organisation", "gone_on is not null and code like '04%'"));
    }

    [Fact]
    public async Task A_school_whose_row_was_rejected_has_not_stopped()
    {
        var header = NewHeader + ";SOORT PO";
        string[] rows = [.. Enumerable.Range(0, 6).Select(i => NewRow($"05AA{i:00}") + ";So")];
        await ImportAsync(File(header, rows));
        var done = (await ImportAsync(File(header, [.. rows[1..], NewRow("05AA00", name: " ") + ";So"]), markGone: true)).Value;
        Assert.Equal((1, 0, 0), (done.RejectedCount, done.Missing, done.MarkedGone));
    }

    [Fact]
    public async Task A_file_that_misses_more_than_a_third_marks_nothing_and_changes_nothing()
    {
        const string header = "MBO INSTELLINGSSOORT CODE;INSTELLINGSCODE;INSTELLINGSNAAM;STRAATNAAM;PLAATSNAAM";
        await ImportAsync(File(header, "ROC;06AA;Anker;Kade;DAM", "ROC;06AB;Boei;Kade;DAM", "ROC;06AC;Steven;Kade;DAM"));
        var refused = await ImportAsync(File(header, "ROC;06AA;Anders;Kade;DAM"), markGone: true);
        Assert.Equal("In dit bestand ontbreken 2 van de 3 scholen die er al waren. Dat is meer dan een derde: dit lijkt geen volledig bestand.", Sentence(refused));
        Assert.Equal("Anker", World.One<string>("select name from organisation where code = '06AA'"));
        Assert.Equal(0, World.Count("organisation", "gone_on is not null and code like '06%'"));
    }

    [Fact]
    public async Task A_file_with_nothing_good_is_refused()
    {
        Assert.Equal("In dit bestand staan geen scholen.", Sentence(await ImportAsync(NewHeader)));
        var refused = await ImportAsync(File(NewHeader, "te;weinig", "x"));
        Assert.Equal("Geen enkele regel van dit bestand is te lezen.", Sentence(refused));
        Assert.Contains(refused.Refusals, r => r.Sentence.StartsWith("Deze regel heeft", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_school_of_the_demo_is_not_touched()
    {
        World.Do("insert into organisation (kind, code, name, level, source, is_on) values ('school', '07AA00', 'Verzonnen', 'primary', 'demo', true)");
        var done = (await ImportAsync(File(NewHeader, NewRow("07AA00"), NewRow("07AB00")))).Value;
        Assert.Equal((1, 1), (done.Added, done.RejectedCount));
        Assert.Equal((2, "De code 07AA00 is in gebruik door een school van de demo."), ((int)done.Rejected[0].Line, done.Rejected[0].In("nl")));
        Assert.Equal("Verzonnen", World.One<string>("select name from organisation where code = '07AA00'"));
    }

    [Fact]
    public async Task A_secondary_school_gets_the_holiday_region_of_the_schools_in_its_place()
    {
        // A municipality in two regions: the place decides. One where nothing is known: unknown.
        await ImportAsync(File(NewHeader, NewRow("08AA00", town: "0708", place: "OOSTDAM", region: "Midden"), NewRow("08AB00", town: "0708", place: "WESTDAM", region: "Noord"), NewRow("08AC00", town: "0709", region: "Zuid")));
        await ImportAsync(File(OldHeader, OldRow("08BA00", town: "0708", place: "WESTDAM"), OldRow("08BB00", town: "0709", place: "ELDERS"), OldRow("08BC00", town: "0710"), OldRow("08BD00", town: "0708", place: "ELDERS")), "alle-vestigingen-vo.csv");
        Assert.Equal(["Noord", "Zuid", "", ""], World.List<string>("select holiday_region from organisation where code like '08B%' order by code"));
        var again = (await ImportAsync(File(OldHeader, OldRow("08BA00", town: "0708", place: "WESTDAM")), "alle-vestigingen-vo.csv")).Value;
        Assert.Equal((0, 1), (again.Changed, again.Unchanged));
    }

    [Fact]
    public async Task What_the_file_of_municipalities_says_is_kept()
    {
        await ImportAsync(File(NewHeader, NewRow("09AA00", town: "0718", townName: "S GRAVENDAM")));
        Assert.Equal("'s-Gravendam", World.One<string>("select name from municipality where code = '0718'"));
        var areas = (await AreasAsync("gemeentecode;gemeentenaam_cbs;provincie;vakantieregios\n0718;'s-Gravendam aan Zee;Zeeland;Zuid|Midden\n0719;Nieuw;Zeeland;\n")).Value;
        Assert.Equal((2, 1, 1), (areas.Read, areas.Added, areas.Changed));
        await ImportAsync(File(NewHeader, NewRow("09AA00", town: "0718", townName: "S GRAVENDAM"), NewRow("09AB00", town: "0718", townName: "S GRAVENDAM")));
        Assert.True(World.One<bool>("select name = '''s-Gravendam aan Zee' and province = 'Zeeland' and holiday_regions = '{Midden,Zuid}' from municipality where code = '0718'"));
        Assert.Equal((0, 0, 2), Counts((await AreasAsync("gemeentecode;gemeentenaam_cbs;provincie;vakantieregios\n0718;'s-Gravendam aan Zee;Zeeland;Zuid|Midden\n0719;Nieuw;Zeeland;\n")).Value));
    }

    [Fact]
    public async Task Boundaries_are_stored_once_and_an_unknown_municipality_is_named()
    {
        await AreasAsync("gemeentecode;gemeentenaam\n0728;Randdam\n");
        var json = OpenDataBoundariesTests.Collection(OpenDataBoundariesTests.Square("GM0728", 5, 52), OpenDataBoundariesTests.Square("GM0998", 6, 52, "Buitenland"));
        var first = (await AreasAsync(null, json)).Value.Boundaries!;
        Assert.Equal((2, 1, 0, 1), (first.Read, first.Stored, first.Unchanged, first.RejectedCount));
        Assert.Equal((2, "Buitenland", "Gemeente {0} is niet bekend."), (first.Rejected[0].Feature, first.Rejected[0].Name, first.Rejected[0].Sentence));
        Assert.Equal("MultiPolygon", World.One<string>("select boundary ->> 'type' from municipality where code = '0728'"));
        Assert.Equal((0, 1), ((await AreasAsync(null, json)).Value.Boundaries!.Stored, (await AreasAsync(null, json)).Value.Boundaries!.Unchanged));
        Assert.Contains("GeoJSON", Sentence(await AreasAsync(null, json[..80])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_imports_at_once_bring_each_school_once()
    {
        var file = File(NewHeader, [.. Enumerable.Range(0, 90).Select(i => NewRow($"10AA{i:00}", town: "0738"))]);
        var both = await Task.WhenAll(ImportAsync(file), ImportAsync(file));
        Assert.Equal(90, both.Sum(b => b.Value.Added));
        Assert.Equal(90, both.Sum(b => b.Value.Unchanged));
        Assert.Equal(90, World.Count("organisation", "code like '10AA%'"));
    }

    private static (int, int, int) Counts(AreasImported done) => (done.Added, done.Changed, done.Unchanged);

    private static string Sentence<T>(Outcome<T> outcome) => string.Format(System.Globalization.CultureInfo.InvariantCulture, outcome.Refusals[0].Sentence, outcome.Refusals[0].Args);

    private List<int> Versions(string code) => World.List<int>("select version from organisation where kind = 'school' and code like @code order by code", new { code = code + "%" });

    private async Task<Outcome<DuoImported>> ImportAsync(string content, string name = "scholen.csv", string? kind = null, bool markGone = false)
    {
        await using var connection = await house.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var outcome = await new ImportDuo(house.Clock).RunAsync(connection, transaction, new DuoFile(Utf8(content), name, kind, markGone), CancellationToken.None);
        await transaction.CommitAsync();
        return outcome;
    }

    private async Task<Outcome<AreasImported>> AreasAsync(string? table, string? boundaries = null)
    {
        await using var connection = await house.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var files = new AreaFiles(table is null ? null : Utf8(table), "gemeenten.csv", boundaries is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(boundaries)), "grenzen.geojson");
        var outcome = await new ImportAreas(house.Clock).RunAsync(connection, transaction, files, CancellationToken.None);
        await transaction.CommitAsync();
        return outcome;
    }

    private sealed class Stored
    {
        public string Name { get; set; } = "";
        public string Level { get; set; } = "";
        public string Source { get; set; } = "";
        public bool IsOn { get; set; }
        public string Board { get; set; } = "";
        public string BoardName { get; set; } = "";
        public string HolidayRegion { get; set; } = "";
        public string MunicipalityCode { get; set; } = "";
    }
}
