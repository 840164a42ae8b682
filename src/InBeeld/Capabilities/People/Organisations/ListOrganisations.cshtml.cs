using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>All organisations: search, filter, page on. Found nothing: what looks like it.</summary>
[Needs(Role.Administrator)]
internal sealed class ListOrganisationsModel(Frame frame, Text text) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Kind { get; set; } = "";
        public string? Code { get; set; }
        public string Name { get; set; } = "";
        public string Level { get; set; } = "";
        public string Place { get; set; } = "";
        public string? Town { get; set; }
        public bool IsOn { get; set; }
        public DateOnly? GoneOn { get; set; }
    }

    internal sealed record Sum(long Found, long Switched);

    internal sealed record Town(string Code, string Name);

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Level { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Municipality { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Board { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public Sum Total { get; private set; } = new(0, 0);
    public List<Town> Towns { get; private set; } = [];
    public bool More { get; private set; }

    /// <summary>Nothing is called so; these look like it.</summary>
    public bool Alike { get; private set; }

    public bool Filtered => new[] { Kind, Level, Municipality, State }.Any(f => !string.IsNullOrEmpty(f)) || Board is not null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Find = Find?.Trim() is { Length: > 0 and <= 100 } find ? find : null;
        var args = new
        {
            // Every word must occur, in name, place, code, postcode or municipality.
            words = (Find ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => $"%{w.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%").ToArray(),
            find = Find,
            kind = Kind ?? "",
            level = Level ?? "",
            municipality = Municipality ?? "",
            state = State ?? "",
            Board,
            After,
            atMost = PageSize + 1,
        };
        Total = (await frame.OneAsync<Sum>($"select count(*) as found, count(*) filter (where o.is_on) as switched from {Found}", args, ct))!;
        Rows = await frame.ListAsync<Row>($"{Columns} from {Found} and (@After::uuid is null or ({Order}) > (select {Order.Replace("o.", "x.", StringComparison.Ordinal)} from organisation x where x.id = @After)) order by {Order} limit @atMost", args, ct);
        if (Rows.Count == 0 && Find is not null && After is null)
        {
            Rows = await frame.ListAsync<Row>($"""
                {Columns} from organisation o left join municipality m on m.code = o.municipality_code
                where word_similarity(unaccent(lower(@find)), unaccent(lower(o.name || ' ' || o.place))) > 0.4 and {Chosen}
                order by word_similarity(unaccent(lower(@find)), unaccent(lower(o.name || ' ' || o.place))) desc, o.name limit 20
                """, args, ct);
            Alike = Rows.Count > 0;
        }

        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        Towns = await frame.ListAsync<Town>("select code, name from municipality order by name", null, ct);
        ViewData["Title"] = text["Organisaties"];
    }

    /// <summary>The address of this list with the same search, from after this row.</summary>
    public string Next(Guid? after) => "/organisations" + QueryString.Create(new Dictionary<string, string?>
    {
        ["find"] = Find, ["kind"] = Kind, ["level"] = Level, ["municipality"] = Municipality, ["state"] = State, ["board"] = Board?.ToString(), ["after"] = after?.ToString(),
    }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    // What is on comes first; "'t Palet" stands with the t.
    private const string Order = "not o.is_on, ltrim(lower(unaccent(o.name)), ' .(\"''’-'), o.id";

    private const string Columns = "select o.id, o.kind, o.code, o.name, o.level, o.place, m.name as town, o.is_on, o.gone_on";

    private const string Chosen = """
        (@kind = '' or o.kind = @kind) and (@level = '' or o.level = @level) and (@municipality = '' or o.municipality_code = @municipality) and (@Board::uuid is null or o.board_id = @Board)
          and case @state when 'on' then o.is_on when 'off' then not o.is_on when 'gone' then o.gone_on is not null else true end
        """;

    private const string Found = $"""
        organisation o left join municipality m on m.code = o.municipality_code
        where (cardinality(@words) = 0 or unaccent(lower(concat_ws(' ', o.name, o.place, o.code, o.postcode, replace(o.postcode, ' ', ''), m.name))) like all (select unaccent(lower(w)) from unnest(@words) w)) and {Chosen}
        """;
}
