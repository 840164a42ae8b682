using System.IO.Compression;
using System.Net;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace InBeeld.Tests.Pupils;

/// <summary>The office of a school with its pages of class lists, and the small files it reads in.</summary>
internal sealed partial class ClassListDesk : IDisposable
{
    public const string Mapping = "form[action*='Columns'], button[formaction*='Columns']";
    private const string Apply = "form[action*='Apply'], button[formaction*='Apply']";
    private const string Undo = "form[action*='Undo'] button, button[formaction*='Undo']";

    private static int schools;
    private readonly TestHouse house;

    public ClassListDesk(TestHouse house, Organisation? school = null)
    {
        this.house = house;
        School = school ?? NewSchool(house.World);
        Office = house.SignIn(house.World.Office(School));
    }

    public Organisation School { get; }

    public Visitor Office { get; }

    public string Code => School.Code;

    private World World => house.World;

    /// <summary>With a code as EDEXML has it: BRIN and location.</summary>
    public static Organisation NewSchool(World world)
    {
        var n = Interlocked.Increment(ref schools);
        return world.School(code: $"98{(char)('A' + (n / 100))}Z{n % 100:00}");
    }

    /// <summary>A file of this school with two groups, 5 and 6, and a combined one; the first pupil stands on line 3, each pupil on a line.</summary>
    public byte[] Edexml(params IEnumerable<string> pupils) => Encoding.UTF8.GetBytes(EdexmlText(Code, pupils));

    public static string EdexmlText(string code, IEnumerable<string> pupils, string teachers = "", string year = "2026-2027", string groups = """<groep key="G5"><naam>Groep 5</naam><jaargroep>5</jaargroep></groep><groep key="G6"><naam>Groep 6</naam><jaargroep>6</jaargroep></groep><samengestelde_groep key="PLUS"><naam>Plusgroep</naam></samengestelde_groep>""") =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <EDEX><school><schooljaar>{year}</schooljaar><brincode>{code[..4]}</brincode><dependancecode>{code[4..]}</dependancecode></school><groepen>{groups}</groepen><leerlingen>
        {string.Join('\n', pupils)}
        </leerlingen>{teachers}</EDEX>
        """;

    /// <summary>A pupil of a file, by default in group 5.</summary>
    public static string Child(string key, string given, string surname = "Bladerdak", string? group = "G5", string born = "2016-03-01", string rest = "") =>
        $"<leerling key=\"{SecurityElement.Escape(key)}\"><achternaam>{surname}</achternaam><roepnaam>{given}</roepnaam><geboortedatum>{born}</geboortedatum>{rest}{(group is null ? "" : $"<groep key=\"{group}\"/>")}</leerling>";

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Chooses the file on the page and sends it; then the page that shows what it would change, or the same page with what is wrong.</summary>
    public async Task<PageAnswer> PreviewAsync(byte[] file, string name = "lijst.xml")
    {
        var page = await Office.GetAsync("/class-lists");
        var import = page.Document.QuerySelector("form[enctype] input[name=Import]")?.GetAttribute("value");
        return await Office.FollowAsync(await Office.UploadAsync("/class-lists", "file", name, file, ("Import", import)));
    }

    /// <summary>Presses the button of the preview that applies it, without following where it leads.</summary>
    public Task<PageAnswer> PressApplyAsync(PageAnswer preview, bool accept = false, Visitor? by = null) =>
        (by ?? Office).SubmitAsync(preview, Apply, accept ? [("Accepted", "true")] : []);

    public async Task<PageAnswer> ApplyAsync(PageAnswer preview, bool accept = false) => await Office.FollowAsync(await PressApplyAsync(preview, accept));

    /// <summary>Previews and applies a list that must be good.</summary>
    /// <returns>The import.</returns>
    public async Task<Guid> ImportAsync(params IEnumerable<string> pupils) => await ImportAsync(Edexml(pupils));

    public async Task<Guid> ImportAsync(byte[] file, string name = "lijst.xml")
    {
        var preview = await PreviewAsync(file, name);
        var import = ImportOf(preview);
        var done = await ApplyAsync(preview, accept: true);
        Assert.True(StateOf(import) == "applied", done.Html);
        return import;
    }

    public async Task<PageAnswer> UndoAsync() => await Office.FollowAsync(await Office.SubmitAsync(await Office.GetAsync("/class-lists"), Undo));

    public async Task<bool> CanUndoAsync() => (await Office.GetAsync("/class-lists")).Has(Undo);

    /// <summary>Asks to undo as if the button were still on the page.</summary>
    public async Task<PageAnswer> InsistOnUndoAsync(Guid import) => await Office.FollowAsync(await Office.PostAsync("/class-lists?handler=Undo", ("list", import.ToString())));

    /// <summary>The import that a page is about.</summary>
    public static Guid ImportOf(PageAnswer preview) =>
        ImportInPath().Match(preview.Path) is { Success: true } match ? Guid.Parse(match.Value) : throw new InvalidOperationException($"{preview.Path} is no preview: {preview.Html}");

    public string? StateOf(Guid import) => World.One<string>("select state from class_list_import where id = @import", new { import });

    public long Imports => World.Count("class_list_import", "school_id = @Id", new { School.Id });

    /// <summary>Who is on the list of the school, each with the group: "Noor Bladerdak: Groep 5".</summary>
    public List<string> Children() => World.List<string>("""
        select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) || ': ' || coalesce(g.name, '-') from pupil p left join school_group g on g.id = p.group_id
        where p.school_id = @Id and p.left_on is null order by 1
        """, new { School.Id });

    /// <summary>Everything that holds about the school: children, placements, groups, who may see whom; without the counters of changes.</summary>
    public string Standing() => World.One<string>("""
        select jsonb_build_object(
          'pupils', (select jsonb_agg(to_jsonb(p) - 'version' order by p.id) from pupil p where p.school_id = @Id and p.left_on is null),
          'groups', (select jsonb_agg(to_jsonb(g) - 'version' order by g.id) from school_group g where g.school_id = @Id and g.ended_on is null),
          'placements', (select jsonb_agg(to_jsonb(pl) order by pl.id) from placement pl where pl.school_id = @Id and pl.ends is null),
          'states', (select jsonb_agg(jsonb_build_array(s.pupil_id, s.group_id) order by s.pupil_id) from pupil_state s join pupil p on p.id = s.pupil_id where p.school_id = @Id and p.left_on is null),
          'involved', (select jsonb_agg(distinct jsonb_build_array(i.pupil_id, i.scope_id, i.facets, i.reason)) from involvement i join pupil p on p.id = i.pupil_id where p.school_id = @Id and (i.ends is null or i.ends > now())))::text
        """, new { School.Id })!;

    /// <summary>A teacher who stands before the group of this name.</summary>
    public Visitor TeacherOf(string group) => house.SignIn(World.Teacher().Of(Group(group)));

    public Group Group(string name) => new(World, World.One<Guid>("select id from school_group where school_id = @Id and name = @name and ended_on is null", new { School.Id, name }), School, name);

    /// <summary>The words about one child: of the item or row that the name stands in.</summary>
    public static string About(PageAnswer page, string name)
    {
        var item = page.Document.QuerySelectorAll("main li, main tr").LastOrDefault(e => e.TextContent.Contains(name, StringComparison.Ordinal));
        return Words(item ?? throw new InvalidOperationException($"{name} is not on {page.Path}: {page.Html}"));
    }

    /// <summary>The whole page refuses with a sentence and is no page of trouble.</summary>
    public static string Refused(PageAnswer page)
    {
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page.Text("[role=alert] li");
    }

    /// <summary>Where this value stands in the database: every table with a row in which it occurs, as text, as bytes, or in a packed table that waits for its columns.</summary>
    public List<string> Everywhere(string value)
    {
        var tables = World.List<string>("select format('%I', table_name) from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
        var found = tables.Where(table => World.Count($"{table} x", "x::text ilike '%' || @value || '%' or x::text like '%' || encode(convert_to(@value, 'UTF8'), 'hex') || '%'", new { value }) > 0).ToList();
        foreach (var packed in World.List<byte[]>("select content from class_list_import where content is not null"))
        {
            using var text = new StreamReader(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress));
            if (text.ReadToEnd().Contains(value, StringComparison.OrdinalIgnoreCase))
            {
                found.Add("class_list_import.content");
            }
        }

        return found;
    }

    public void Dispose() => Office.Dispose();

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex ImportInPath();
}
