using System.Globalization;
using System.Text;
using InBeeld.Capabilities.Pupils.Contract;

namespace InBeeld.Tests.Completeness;

/// <summary>A municipality with a school, and lists of children to compare.</summary>
internal sealed class ListDesk(TestHouse house)
{
    public static readonly DateOnly Born = new(2014, 3, 9);

    public Organisation Town { get; } = house.World.Municipality();

    private World World => house.World;

    /// <summary>A child in a class list of a school in town.</summary>
    public Pupil InView(string given, string prefix, string surname, DateOnly? born = null, Organisation? town = null)
    {
        var child = World.Pupil(World.Group(World.School(municipality: town ?? Town)), given, prefix, surname, born ?? Born);
        World.Do("update pupil set search_key = @key where id = @Id", new { key = SearchKey.Of(child.Name.Full), child.Id });
        return child;
    }

    /// <summary>So many children that nobody knows.</summary>
    public static string[] Strangers(int number, int from = 0) => [.. Enumerable.Range(from, number).Select(n => Line("Kiezel", "", "Vreemd" + Letters(n), Born.AddDays(n)))];

    public static string Line(string given, string prefix, string surname, DateOnly born, string school = "", string reference = "") =>
        $"{surname};{prefix};{given};{born.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)};{school};{reference}";

    public static byte[] Csv(params IEnumerable<string> lines) => Encoding.UTF8.GetBytes("achternaam;tussenvoegsel;voornaam;geboortedatum;school;kenmerk\r\n" + string.Join("\r\n", lines) + "\r\n");

    public static async Task<PageAnswer> UploadAsync(Visitor visitor, byte[] file, string name = "lijst.csv", Guid? id = null)
    {
        var page = await visitor.GetAsync("/completeness");
        return await visitor.UploadAsync("/completeness", "file", name, file, ("Id", id?.ToString() ?? page.Document.QuerySelector("input[name=Id]")?.GetAttribute("value")));
    }

    /// <summary>Compares a list that must be good, and opens what came of it.</summary>
    public static async Task<PageAnswer> CompareAsync(Visitor visitor, params IEnumerable<string> lines)
    {
        var sent = await UploadAsync(visitor, Csv(lines));
        return sent.Location is { } to ? await visitor.GetAsync(to) : throw new InvalidOperationException(sent.Text("main"));
    }

    public static Guid IdOf(PageAnswer page) => Guid.Parse(page.Path.Split('/', '?')[2]);

    // Every name sounds different: no double letters, none that are written for one another.
    public static string Letters(int n) => new([.. n.ToString("0000", CultureInfo.InvariantCulture).Select(digit => "abefgilmno"[digit - '0'] is var c ? c : 'a').SelectMany((c, i) => new[] { c, "rvkp"[i] })]);
}
