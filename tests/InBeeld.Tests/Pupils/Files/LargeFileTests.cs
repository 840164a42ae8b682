using System.Text;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;

namespace InBeeld.Tests.Pupils.Files;

/// <summary>What lives in memory is of the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

[Collection(nameof(AloneInTheProcess))]
public sealed class LargeFileTests
{
    private const int Pupils = 100_000;

    [Fact]
    public async Task A_hundred_thousand_pupils_pass_in_bounded_memory()
    {
        using var file = EdexmlFile();
        var length = file.Length;
        Assert.InRange(length, 50_000_000, 100_000_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var source = (await Given.Open(file)).Value!;
        var most = 0L;
        var pupils = 0;
        FileRow? last = null;
        foreach (var row in source.Rows(TestContext.Current.CancellationToken))
        {
            pupils += row is FilePupil ? 1 : 0;
            last = row;
            if (pupils % 25_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal((Pupils, 4_000), (pupils, source.Groups.Count));
        Assert.Equal(Pupils, Assert.IsType<FileSummary>(last).Discarded["bsn"]);

        // The keys of the pupils and the groups stay; the file is many times that.
        Assert.InRange(most, 0, length / 3);
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_the_most_a_table_holds()
    {
        var text = new StringBuilder("Leerlingnummer;Roepnaam;Achternaam;Groep\n");
        for (var i = 0; i < Pupils; i++)
        {
            text.Append(i).Append(";Noor;Berg;G").Append(i / 25).Append('\n');
        }

        var content = await Given.CsvContent(text.ToString());
        Assert.Equal((Pupils, 4_000), (content.Summary.Pupils, content.Groups.Count));
        text.Append("100000;Bo;Wit;G1\n");
        Assert.Equal(new Reason(ReasonCode.TooManyRows, Pupils), (await Given.Table(Encoding.UTF8.GetBytes(text.ToString()))).Refused?.Reason);
    }

    private static FileStream EdexmlFile()
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), "large-class-list-" + Guid.CreateVersion7()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using var text = new StreamWriter(file, leaveOpen: true);
        text.Write("<EDEX>" + Given.School + "<groepen>");
        for (var i = 0; i < Pupils / 25; i++)
        {
            text.WriteLine($"<groep key=\"{i}\"><naam>Groep {i}</naam><jaargroep>{(i % 8) + 1}</jaargroep></groep>");
        }

        text.WriteLine("</groepen><leerlingen>");
        for (var i = 0; i < Pupils; i++)
        {
            text.WriteLine($"""
                <leerling key="{i}" eckid="https://ketenid.nl/201703/1a5c9c7203901866532c2d72ce056e1d29cacc70836fe2bc3a517f3f9a53eed3d77ef370">
                <achternaam>Berg{i}</achternaam><voorvoegsel>van den</voorvoegsel><voornamen>Noor Maria</voornamen><roepnaam>Noor</roepnaam>
                <geboortedatum>2016-03-{(i % 28) + 1:00}</geboortedatum><geslacht>2</geslacht><jaargroep>5</jaargroep><groep key="{i / 25}"/>
                <emailadres>noor{i}@leerling.example</emailadres><bsn>999990342</bsn><postcodenl>5911AB</postcodenl><instroomdatum>2021-08-23</instroomdatum>
                <toevoegingen><blok><code>Zorg</code><opmerking>vertrouwelijk</opmerking></blok></toevoegingen></leerling>
                """);
        }

        text.Write("</leerlingen></EDEX>");
        return file;
    }
}
