using System.Globalization;
using System.Text;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;
using static InBeeld.Tests.Pupils.Files.Given;

namespace InBeeld.Tests.Pupils.Files;

public sealed class EdexmlRefusedFilesTests
{
    public static TheoryData<string, string> BadFiles() => new()
    {
        { "", nameof(ReasonCode.EmptyFile) },
        { "Roepnaam;Achternaam\nNoor;Berg", nameof(ReasonCode.NoXml) },
        { "   ", nameof(ReasonCode.NoXml) },
        { "<", nameof(ReasonCode.NoXml) },
        { "<html><body/></html>", nameof(ReasonCode.NoEdexml) },
        { "<EDEX/>", nameof(ReasonCode.NoSchool) },
        { "<EDEX><school/></EDEX>", nameof(ReasonCode.NoSchoolYear) },
        { Edexml("", School.Replace("99ZZ", "ZZ99", StringComparison.Ordinal)), nameof(ReasonCode.WrongSchoolCode) },
        { Edexml("", School.Replace(">03<", ">003<", StringComparison.Ordinal)), nameof(ReasonCode.WrongSchoolCode) },
        { Edexml(""), nameof(ReasonCode.NoPupils) },
        { Edexml(Pupil("1"), School.Replace("</school>", "<xsdversie>1.03</xsdversie></school>", StringComparison.Ordinal)), nameof(ReasonCode.UnsupportedVersion) },
        { Edexml(Pupil("1")) + "<EDEX/>", nameof(ReasonCode.BrokenXml) },
        { Edexml(Pupil("1")).Replace("UTF-8", "KOI8-R", StringComparison.Ordinal), nameof(ReasonCode.UnknownEncoding) },
        { Edexml(Pupil("1")).Replace("UTF-8", "nonsense", StringComparison.Ordinal), nameof(ReasonCode.UnknownEncoding) },
        { Edexml(Pupil("1", "<roepnaam>&unknown;</roepnaam>")), nameof(ReasonCode.BrokenXml) },
        { Edexml(Pupil("1", string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100)))), nameof(ReasonCode.TooDeep) },
        { Edexml(Pupil("1", $"<a b=\"{new string('>', 70_000)}\"/>")), nameof(ReasonCode.PieceTooLong) },
        { Edexml(Pupil("1", $"<a b='{new string('"', 70_000)}'/>")), nameof(ReasonCode.PieceTooLong) },
        { Edexml(Pupil("1", $"<{new string('a', 70_000)}/>")), nameof(ReasonCode.PieceTooLong) },
        { Edexml(Pupil("1", $"<![CDATA[{new string(']', 9_000_000)}")), nameof(ReasonCode.PieceTooLong) },
        { Edexml(Pupil("1", string.Concat(Enumerable.Range(0, 6_000).Select(i => $"<n{i}/>")))), nameof(ReasonCode.TooManyNames) },
        { "<!DOCTYPE EDEX><EDEX/>", nameof(ReasonCode.HasDtd) },
        { "<!DOCTYPE EDEX SYSTEM \"file:///etc/passwd\"><EDEX/>", nameof(ReasonCode.HasDtd) },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_file_that_is_no_good_class_list_is_refused_with_one_clear_reason(string xml, string reason)
    {
        var refusal = await Refusal(xml);
        Assert.Equal(reason, refusal.Code.ToString());
        Assert.DoesNotContain("{", refusal.ToDutch(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_billion_laughs_are_refused_before_the_first()
    {
        var laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">");
        for (var i = 1; i < 10; i++)
        {
            laughs.Append(CultureInfo.InvariantCulture, $"<!ENTITY lol{i} \"{string.Concat(Enumerable.Repeat(i == 1 ? "&lol;" : $"&lol{i - 1};", 10))}\">");
        }

        laughs.Append("]>").Append(Edexml(Pupil("1", "<roepnaam>&lol9;</roepnaam>")).AsSpan(39));
        Assert.Equal(new Reason(ReasonCode.HasDtd), await Refusal(laughs.ToString()));
    }

    [Fact]
    public async Task A_file_that_breaks_off_halfway_is_refused_at_its_line_before_any_pupil_is_seen()
    {
        var whole = Edexml(string.Join('\n', Enumerable.Range(1, 1000).Select(i => Pupil($"{i}"))));
        var half = whole[..(whole.Length / 2)];
        var reason = await Refusal(half);
        Assert.Equal(ReasonCode.BrokenXml, reason.Code);
        Assert.Equal(half.Count(c => c == '\n') + 1, reason.First);
    }

    [Fact]
    public async Task A_file_that_changes_between_the_passes_ends_with_a_refusal()
    {
        var bytes = Encoding.UTF8.GetBytes(Edexml(string.Join('\n', Enumerable.Range(1, 5000).Select(i => Pupil($"{i}")))));
        using var source = (await Open(new MemoryStream(bytes))).Value!;
        Array.Fill(bytes, (byte)'<', bytes.Length / 2, 10);

        var rows = source.Rows(TestContext.Current.CancellationToken).ToList();
        Assert.IsType<FilePupil>(rows[0]);
        Assert.Equal(ReasonCode.BrokenXml, Assert.IsType<FileRefused>(rows[^1]).Reason.Code);
        Assert.False(source.ReadAll(TestContext.Current.CancellationToken).Succeeded);
    }

    [Fact]
    public async Task Bytes_that_do_not_fit_the_encoding_are_refused()
    {
        var bytes = Encoding.Latin1.GetBytes(Edexml(Pupil("1", "<roepnaam>Zoë</roepnaam>")));
        Assert.Equal(new Reason(ReasonCode.WrongEncoding, "utf-8"), (await Open(new MemoryStream(bytes))).Refused!.Reason);
        Assert.Equal(new Reason(ReasonCode.NoXml), (await Open(new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 74, 70]))).Refused!.Reason);
        Assert.Equal(new Reason(ReasonCode.UnknownEncoding, "UTF-32"), (await Open(new MemoryStream([0xFF, 0xFE, 0, 0, 60, 0, 0, 0]))).Refused!.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_over_the_limit_is_refused_and_is_not_read(bool canSeek)
    {
        using var endless = new EndlessStream(canSeek);
        var outcome = await Open(endless, Options with { MaxBytes = 3 * 1024 * 1024 });
        Assert.Equal(new Reason(ReasonCode.TooLarge, 3L), outcome.Refused!.Reason);
        Assert.InRange(endless.Given, 0, canSeek ? 0 : 4 * 1024 * 1024);
    }

    [Fact]
    public async Task A_stream_that_cannot_go_back_is_read_and_leaves_nothing_behind()
    {
        var before = Directory.GetFiles(Path.GetTempPath(), "inbeeld-*").ToHashSet();
        using (var source = (await Open(new OneWayStream(Utf8(Edexml(Pupil("1") + Pupil("2")))))).Value!)
        {
            Assert.Equal(2, source.ReadAll(TestContext.Current.CancellationToken).Value!.Pupils.Count);
        }

        Assert.DoesNotContain(Directory.GetFiles(Path.GetTempPath(), "inbeeld-*"), file => !before.Contains(file));
    }

    [Theory]
    [InlineData(2, 9, 9, nameof(ReasonCode.TooManyRows))]
    [InlineData(9, 3, 9, nameof(ReasonCode.TooManyGroups))]
    [InlineData(9, 9, 1, nameof(ReasonCode.TooManyTeachers))]
    public async Task There_is_a_limit_to_pupils_groups_and_teachers(int pupils, int groups, int teachers, string reason)
    {
        var xml = Edexml(Pupil("1") + Pupil("2") + Pupil("3"), teachers: "<leerkrachten><leerkracht key=\"1\"/><leerkracht key=\"2\"/></leerkrachten>");
        Assert.Equal(reason, (await Refusal(xml, Options with { MaxPupils = pupils, MaxGroups = groups, MaxTeachers = teachers })).Code.ToString());
    }

    [Fact]
    public async Task Keys_that_are_all_citizen_service_numbers_are_refused()
    {
        string[] numbers = ["999990342", "111222333", "123456782", "999990019", "999990020".Replace("20", "32", StringComparison.Ordinal)];
        var bsns = numbers.Where(BsnWatch.PassesTestOfEleven).ToList();
        var five = Enumerable.Range(100_000_000, 100).Select(number => $"{number}").Where(BsnWatch.PassesTestOfEleven).Take(5).ToList();
        Assert.Equal(5, five.Count);
        Assert.Contains("111222333", bsns);
        Assert.Equal(new Reason(ReasonCode.KeysAreBsn), await Refusal(Edexml(string.Concat(five.Select(key => Pupil(key))))));
        Assert.Equal(6, (await Read(Edexml(string.Concat(five.Append("100231").Select(key => Pupil(key)))))).Pupils.Count);
    }

    [Fact]
    public async Task A_long_text_that_nobody_needs_is_no_reason_to_refuse() => Assert.Equal(
        "Noor", (await ReadOne(Pupil("1", $"<toevoegingen>{new string('x', 3_000_000)}</toevoegingen><roepnaam>Noor</roepnaam>"))).GivenName);

    [Fact]
    public async Task Only_a_cancellation_throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EdexmlReader.OpenAsync(Utf8(Edexml(Pupil("1"))), Options, cancelled.Token));
    }
}
