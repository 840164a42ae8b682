using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;

namespace InBeeld.Tests.Pupils.Files;

/// <summary>
/// Damages good files at random, always in the same way. Whatever comes of it, there is a result: pupils, rejected rows or
/// a refusal. An exception fails the test by itself.
/// </summary>
public sealed class FuzzTests
{
    private static readonly string[] Tokens =
    [
        "<", ">", "</", "/>", "&", "&#", ";", "\"", "'", "]]>", "<![CDATA[", "<!--", "-->", "<!DOCTYPE", "<?", "?>", "key=\"\"", "\0", "\r", "\n", "\uFEFF", "😀",
        "<leerling key=\"1\">", "</leerling>", "<groep key=\"G5\"/>", "9999-99-99", "0000-00-00", "-1", "99999999999999999999", "NaN", "1E999", "=", "\t", ",", "|",
        "<c t=\"s\"><v>-1</v></c>", "r=\"A0\"", "s=\"4294967295\"", "t=\"x\"", "<row r=\"0\">", "_xD800_", "_x0000_",
    ];

    [Fact]
    public async Task Damaged_edexml_gives_a_result_every_time()
    {
        var good = Encoding.UTF8.GetBytes(Given.Edexml(
            """
            <leerling key="1" eckid="x"><achternaam>Yılmaz</achternaam><voorvoegsel>van den</voorvoegsel><voornamen>Ömer Ali</voornamen><roepnaam>Ömer</roepnaam>
            <geboortedatum>2016-03-14</geboortedatum><jaargroep>5</jaargroep><groep key="G5"/><samengestelde_groepen><samengestelde_groep key="PLUS"/></samengestelde_groepen>
            <bsn>999990342</bsn><postcodenl>5911AB</postcodenl><instroomdatum>2021-08-23</instroomdatum><uitstroomdatum>2026-09-01</uitstroomdatum>
            <toevoegingen><blok><code>Zorg</code></blok></toevoegingen></leerling>
            <leerling key="2"><roepnaam>Bo</roepnaam></leerling>
            """,
            teachers: "<leerkrachten><leerkracht key=\"LK1\"><roepnaam>Mo</roepnaam><groepen><groep key=\"G5\"/></groepen></leerkracht></leerkrachten>"));
        var ends = await Damage(good, 4000, seed: 1, async bytes =>
        {
            var opened = await EdexmlReader.OpenAsync(new MemoryStream(bytes), Given.Options, TestContext.Current.CancellationToken);
            using var source = opened.Value;
            return source is null ? Named(opened.Refused!) : Ended(source);
        });
        Assert.True(ends.Contains("pupils") && ends.Contains("BrokenXml") && ends.Contains("WrongEncoding"), string.Join(' ', ends));
    }

    [Fact]
    public async Task Damaged_csv_gives_a_result_every_time()
    {
        var good = Encoding.UTF8.GetBytes("Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Groep;BSN\r\n1;Ömer;van den;\"Yıl\"\"maz;x\";14-3-2016;6A;999990342\r\n2;Bo;;Wit;42443;7/8;\r\n3;\"Ko\r\n\";;Zwart;;;\r\n");
        var ends = await Damage(good, 4000, seed: 2, ReadTable);
        Assert.True(ends.Contains("pupils") && ends.Contains("OpenQuote"), string.Join(' ', ends));
    }

    [Fact]
    public async Task Damaged_workbooks_give_a_result_every_time()
    {
        var good = Given.Workbook([Given.Row("Leerlingnummer", "Naam", "Geboortedatum", "Groep"), Given.Row("1", "Berg, Noor van den", "14-3-2016", "6A"), Given.Row("2", "Bo", "", "")]);
        var ends = await Damage(good, 1500, seed: 3, ReadTable);
        Assert.True(ends.Contains("pupils") && ends.Contains("BrokenExcel"), string.Join(' ', ends));
    }

    [Fact]
    public async Task Workbooks_with_damaged_parts_give_a_result_every_time()
    {
        using var zip = new ZipArchive(new MemoryStream(Given.Workbook(
            [
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>",
                "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Noor</t></is></c><c r=\"B2\" s=\"1\"><v>42443</v></c></row>",
                "<row r=\"3\"><c r=\"A3\" t=\"str\"><f>A1</f><v>Bo</v></c><c r=\"B3\" t=\"e\"><v>#N/A</v></c></row>",
            ],
            "<si><t>Roepnaam</t></si><si><r><t>Geboorte</t></r><r><t>datum</t></r></si>",
            "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd-mm-yyyy\"/></numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>",
            "<workbookPr date1904=\"0\"/>")));
        var parts = zip.Entries.ToDictionary(entry => entry.FullName, entry => new StreamReader(entry.Open()).ReadToEnd());
        var names = parts.Keys.Where(name => name.StartsWith("xl/", StringComparison.Ordinal)).ToArray();
        var ends = new HashSet<string>();
        for (var part = 0; part < names.Length; part++)
        {
            var name = names[part];
            ends.UnionWith(await Damage(Encoding.UTF8.GetBytes(parts[name]), 250, seed: 100 + part, bytes =>
                ReadTable(Given.Zip(new Dictionary<string, string>(parts) { [name] = Encoding.UTF8.GetString(bytes) }, CompressionLevel.NoCompression))));
        }

        Assert.True(ends.Contains("pupils") && ends.Contains("BrokenExcel"), string.Join(' ', ends));
    }

    [Fact]
    public async Task Noise_gives_a_result_every_time()
    {
        var random = new Random(4);
        byte[][] starts = [[], [.. "<EDEX>"u8], [.. "PK\x3\x4"u8], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xD0, 0xCF, 0x11, 0xE0], [.. "a;b\n"u8]];
        for (var i = 0; i < 2000; i++)
        {
            var noise = new byte[random.Next(400)];
            random.NextBytes(noise);
            byte[] bytes = [.. starts[i % starts.Length], .. noise];
            await ReadTable(bytes);
            Assert.False((await Given.Open(new MemoryStream(bytes))).Succeeded);
        }
    }

    private static async Task<string> ReadTable(byte[] bytes)
    {
        var read = await Given.Table(bytes);
        if (read.Value is not { } table)
        {
            return Named(read.Refused!);
        }

        Assert.All(table.Rows, row => Assert.Equal(table.Headers.Count, row.Cells.Count));
        var applied = ColumnMapping.Apply(table, ColumnMapping.Guess(table), Given.Today);
        using var source = applied.Value;
        return source is null ? Named(applied.Refused!) : Ended(source);
    }

    private static string Named(FileRefused refused)
    {
        Assert.NotEmpty(refused.Reason.ToDutch());
        return refused.Reason.Code.ToString();
    }

    private static string Ended(ClassListSource source)
    {
        var rows = source.Rows(TestContext.Current.CancellationToken).ToList();
        Assert.All(rows.SkipLast(1), row => Assert.True(row is FilePupil or RejectedRow));
        foreach (var pupil in rows.OfType<FilePupil>())
        {
            Assert.NotEmpty(pupil.GivenName + pupil.Surname);
            Assert.True(NameText.IsPrintable(pupil.GivenName + pupil.Surname + pupil.Prefix + pupil.Key));
        }

        return rows[^1] is FileRefused refused ? Named(refused) : Assert.IsType<FileSummary>(rows[^1]).Pupils > 0 ? "pupils" : "none";
    }

    /// <summary>Each time one to six small damages; the slowest may take ten seconds, on a busy machine too.</summary>
    private static async Task<HashSet<string>> Damage(byte[] good, int times, int seed, Func<byte[], Task<string>> read)
    {
        var random = new Random(seed);
        var ends = new HashSet<string>();
        for (var time = 0; time < times; time++)
        {
            var bytes = good.ToList();
            for (var damage = random.Next(1, 7); damage > 0 && bytes.Count > 1; damage--)
            {
                var at = random.Next(bytes.Count);
                var length = random.Next(1, Math.Min(40, bytes.Count - at) + 1);
                switch (random.Next(7))
                {
                    case 0: bytes[at] = (byte)random.Next(256); break;
                    case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                    case 2: bytes.RemoveRange(at, length); break;
                    case 3: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
                    case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                    default: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)])); break;
                }
            }

            var watch = Stopwatch.StartNew();
            ends.Add(await read([.. bytes]));
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), string.Create(CultureInfo.InvariantCulture, $"Damage {time} of seed {seed} took {watch.Elapsed}."));
        }

        return ends;
    }
}
