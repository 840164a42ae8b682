using System.Globalization;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Coding;

/// <summary>How many fragments there are per research question and building block, and which.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class CodingModel(Frame frame, Journal journal, Text text) : PageModel
{
    private const int PageSize = 50;

    internal sealed class Cell
    {
        public string Question { get; set; } = "";
        public string Block { get; set; } = "";
        public int Fragments { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Measurement { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Round { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Level { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Question { get; set; }

    /// <summary>A building block, or "none".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Block { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public MeasurementRow Row { get; private set; } = new();
    public List<int> Rounds { get; private set; } = [];
    public List<FragmentRow> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public string Query => With(Round, Level, Question, Block).Length == 0 ? "?" : "&";

    private Dictionary<(string, string), int> cells = [];

    public int Count(string question, string block) => cells.GetValueOrDefault((question, block));

    public string Heat(int n) => n == 0 ? "" : n switch { 1 => "l1", <= 3 => "l2", <= 6 => "l3", _ => "l4" };

    public string With(int? round, string? level, string? question = null, string? block = null)
    {
        var parts = new List<string>();
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        Add("round", round?.ToString(CultureInfo.InvariantCulture));
        Add("level", level);
        Add("question", question);
        Add("block", block?.Length == 0 ? "none" : block);
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await MeasurementRow.OwnAsync(frame, Measurement, ct) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        using (var all = await frame.ManyAsync($"""
            select number::integer from measurement_round where measurement_id = @Measurement and removed_at is null order by number;
            select c.question, c.block, count(distinct f.id)::integer as fragments from measurement_code c join measurement_fragment f on f.id = c.fragment_id and f.removed_at is null join measurement_round o on o.id = f.round_id
              where c.measurement_id = @Measurement and (@Round::integer is null or o.number = @Round) and (@Level::text is null or c.level = @Level) group by c.question, c.block;
            {FragmentRow.Sql} where f.measurement_id = @Measurement and f.removed_at is null and (@Round::integer is null or o.number = @Round) and (@After::uuid is null or f.id < @After)
              and (@Level::text is null and @Question::text is null and @Block::text is null or exists (select 1 from measurement_code c where c.fragment_id = f.id and (@Level::text is null or c.level = @Level) and (@Question::text is null or c.question = @Question) and (@Block::text is null or c.block = replace(@Block, 'none', ''))))
              order by f.id desc limit @limit
            """, new { Measurement, Round, Level, Question, Block, After, limit = PageSize + 1 }, ct))
        {
            Rounds = [.. await all.ReadAsync<int>()];
            cells = (await all.ReadAsync<Cell>()).ToDictionary(c => (c.Question, c.Block), c => c.Fragments);
            Rows = [.. await all.ReadAsync<FragmentRow>()];
        }

        (More, Rows) = (Rows.Count > PageSize, [.. Rows.Take(PageSize)]);
        journal.Read("open measurement coding", [], Facets.None, "", new { measurement = Measurement });
        var gaps = Row.Design.Asked.Count(q => !cells.Keys.Any(c => c.Item1 == q.Key));
        (ViewData["Title"], ViewData["Menu"]) = (gaps == 0 ? text["Elke onderzoeksvraag heeft fragmenten"].ToString() : text.N(gaps, "1 onderzoeksvraag heeft nog geen fragment", "{0} onderzoeksvragen hebben nog geen fragment"), "/measurements");
        return Page();
    }

    public string ListHeading() => Question is null && Block is null ? text["Alle fragmenten"] : text["Fragmenten bij vraag {0}, {1}", Question is null ? "–" : Row.Design.Number(Question), Block is null or "none" ? text["Geen bouwsteen"] : Row.Design.Blocks.FirstOrDefault(b => b.Key == Block)?.Name.In(text) ?? Block];
}
