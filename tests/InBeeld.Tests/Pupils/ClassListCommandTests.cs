using System.Diagnostics;
using System.Text;
using System.Text.Json;
using InBeeld.Data;
using static InBeeld.Tests.Pupils.ClassListDesk;

namespace InBeeld.Tests.Pupils;

/// <summary><c>import edexml</c> and <c>import class-list</c>, as a program beside the server runs them.</summary>
public sealed class ClassListCommandTests(TestHouse house) : IClassFixture<TestHouse>, IDisposable
{
    private static readonly string[] Keys = ["school", "schoolYear", "groups", "combinedGroups", "teachers", "pupils", "discarded", "rejected"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inbeeld-lists-");

    private World World => house.World;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Edexml_gives_the_preview_and_with_apply_the_change_as_one_json_object()
    {
        using var desk = new ClassListDesk(house);
        const string teachers = "<leerkrachten><leerkracht key=\"T1\"><achternaam>Kiezel</achternaam><groepen><groep key=\"G5\"/></groepen></leerkracht></leerkrachten>";
        var file = await FileAsync("lijst.xml", EdexmlText(desk.Code, [Child("1", "Noor", rest: "<bsn>123456782</bsn><etniciteit>x</etniciteit>"), Child("2", "Sem", "Kiezel", "G6"), Child("3", "Laat", born: "2099-01-01"), "<leerling><roepnaam>Geen</roepnaam></leerling>"], teachers));

        var (code, json, text) = await RunAsync("import", "edexml", file, "--school", desk.Code, "--json");
        Assert.True(code == 0, text);
        Assert.Equal(Keys, json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["code", "name"], json.GetProperty("school").EnumerateObject().Select(p => p.Name));
        Assert.Equal((desk.Code, desk.School.Name, "2026-2027"), (json.GetProperty("school").GetProperty("code").GetString(), json.GetProperty("school").GetProperty("name").GetString(), json.GetProperty("schoolYear").GetString()));
        Assert.Equal((2, 1, 1), (json.GetProperty("groups").GetInt32(), json.GetProperty("combinedGroups").GetInt32(), json.GetProperty("teachers").GetInt32()));
        Assert.Equal("""{"inFile":4,"new":2,"changed":0,"moved":0,"gone":0,"unchanged":0,"leavers":0}""", json.GetProperty("pupils").GetRawText());
        Assert.Equal("""{"bsn":1,"ethnicity":1}""", json.GetProperty("discarded").GetRawText());
        Assert.Equal(
            """[{"line":5,"key":"3","reason":"The date of birth is in the future."},{"line":6,"key":null,"reason":"There is no pupil number or key."}]""",
            json.GetProperty("rejected").GetRawText());
        Assert.Empty(desk.Children());
        Assert.Equal(0, desk.Imports);

        (code, var applied, text) = await RunAsync("import", "edexml", file, "--school", desk.Code.ToLowerInvariant(), "--apply", "--json");
        Assert.True(code == 0, text);
        Assert.Equal(json.GetRawText(), applied.GetRawText());
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Kiezel: Groep 6"], desk.Children());
        Assert.Empty(desk.Everywhere("123456782"));

        (code, var again, text) = await RunAsync("import", "edexml", file, "--school", desk.Code, "--apply", "--json");
        Assert.True(code == 0, text);
        Assert.Equal("""{"inFile":4,"new":0,"changed":0,"moved":0,"gone":0,"unchanged":2,"leavers":0}""", again.GetProperty("pupils").GetRawText());
        Assert.Contains("system apply class list", World.List<string>("select kind || ' ' || use_case from journal_inbox union select kind || ' ' || use_case from journal"));
    }

    [Fact]
    public async Task What_is_refused_ends_with_two_and_says_why_on_both_outputs()
    {
        using var desk = new ClassListDesk(house);
        var other = NewSchool(World);
        var good = await FileAsync("lijst.xml", EdexmlText(other.Code, [Child("1", "Noor")]));
        var page = await FileAsync("pagina.xml", "<html/>");
        foreach (var (file, school, why) in new[] { (good, desk.Code, other.Code), (page, desk.Code, "EDEX"), (good, "11XX11", "11XX11"), (Path.Combine(folder.FullName, "weg.xml"), desk.Code, "weg.xml") })
        {
            var (code, json, errors) = await RunAsync("import", "edexml", file, "--school", school, "--apply", "--json");
            Assert.True(code == 2, errors);
            // A file that cannot be opened says so too.
            Assert.Equal(["refused"], json.EnumerateObject().Select(p => p.Name));
            Assert.Contains(why, json.GetProperty("refused").GetString(), StringComparison.Ordinal);
            Assert.Contains(why, errors, StringComparison.Ordinal);
        }

        Assert.Empty(desk.Children());
        Assert.Equal(0, desk.Imports);
    }

    [Fact]
    public async Task A_table_is_read_by_its_headers_or_by_a_mapping_and_applied()
    {
        using var desk = new ClassListDesk(house);
        var guessed = await FileAsync("lijst.csv", "Leerlingnummer;Roepnaam;Achternaam;Klas;BSN\r\n1;Noor;Bladerdak;7b;123456782\r\n2;;;7b;\r\n");
        var (code, json, errors) = await RunAsync("import", "class-list", guessed, "--school", desk.Code, "--apply", "--json");
        Assert.True(code == 0, errors);
        Assert.Equal(Keys, json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("schoolYear").ValueKind);
        Assert.Equal("""{"bsn":1}""", json.GetProperty("discarded").GetRawText());
        Assert.Equal("""[{"line":3,"key":"2","reason":"There is no name."}]""", json.GetProperty("rejected").GetRawText());
        Assert.Equal(["Noor Bladerdak: 7b"], desk.Children());

        var odd = await FileAsync("anders.csv", "Code;Wie;Zit in\r\n1;Noortje Bladerdak;8a\r\n");
        var mapping = await FileAsync("kolommen.json", """{"columns":[{"header":"Code","field":"key"},{"header":"Wie","field":"fullName"},{"header":"Zit in","field":"group"}]}""");
        (code, json, errors) = await RunAsync("import", "class-list", odd, "--school", desk.Code, "--mapping", mapping, "--apply", "--json");
        Assert.True(code == 0, errors);
        Assert.Equal("""{"inFile":1,"new":0,"changed":0,"moved":1,"gone":0,"unchanged":0,"leavers":0}""", json.GetProperty("pupils").GetRawText());
        Assert.Equal(["Noortje Bladerdak: 8a"], desk.Children());

        (code, json, errors) = await RunAsync("import", "class-list", odd, "--school", desk.Code, "--mapping", odd, "--json");
        Assert.True(code == 2, errors);
        Assert.Contains("no mapping", json.GetProperty("refused").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_more_would_go_than_allowed_nothing_is_applied()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"), Child("3", "Ko"));
        var (code, _, errors) = await RunAsync("import", "edexml", await FileAsync("kort.xml", EdexmlText(desk.Code, [Child("1", "Noor")])), "--school", desk.Code, "--apply", "--at-most-gone", "20", "--json");
        Assert.True(code == 2, errors);
        Assert.Equal(3, desk.Children().Count);
    }

    [Fact]
    public async Task A_full_disk_is_said_in_words_and_is_no_refused_input()
    {
        using var desk = new ClassListDesk(house);
        var file = await FileAsync("vol.xml", EdexmlText(desk.Code, [Child("1", "Noor"), Child("2", "Schijfvol")]));
        World.Do("""
            create function public.full_disk() returns trigger language plpgsql as $$ begin if new.given_name = 'Schijfvol' then raise exception 'full' using errcode = '53100'; end if; return new; end $$;
            create trigger full_disk before insert on pupil for each row execute function public.full_disk()
            """);
        try
        {
            var (code, json, errors) = await RunAsync("import", "edexml", file, "--school", desk.Code, "--apply", "--json");
            Assert.True(code == 1, errors);
            Assert.Contains("disk", json.GetProperty("refused").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            World.Do("drop trigger full_disk on pupil");
        }

        Assert.Empty(desk.Children());
        Assert.Equal(0, desk.Imports);
    }

    [Fact]
    public async Task Without_json_people_read_lines()
    {
        using var desk = new ClassListDesk(house);
        var (code, output, errors) = await SayAsync("import", "edexml", await FileAsync("lijst.xml", EdexmlText(desk.Code, [Child("1", "Noor"), Child("2", "Laat", born: "2099-01-01")])), "--school", desk.Code);
        Assert.True(code == 0, errors);
        Assert.Contains("line 4, key 2: The date of birth is in the future.", output, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", output, StringComparison.Ordinal);
        Assert.Equal(0, desk.Imports);
    }

    private async Task<string> FileAsync(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(path, text, Encoding.UTF8);
        return path;
    }

    // All of standard output must be one JSON object, or this fails.
    private async Task<(int Code, JsonElement Json, string Errors)> RunAsync(params string[] line)
    {
        var (code, output, errors) = await SayAsync(line);
        Assert.True(output.TrimStart().StartsWith('{'), output + errors);
        return (code, JsonDocument.Parse(output).RootElement, errors);
    }

    private async Task<(int Code, string Output, string Errors)> SayAsync(params string[] line)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Database).Assembly.Location, .. line]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__InBeeld"] = house.Database.OwnerConnection;
        using var process = Process.Start(start)!;
        var ct = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output, await errors);
    }
}
