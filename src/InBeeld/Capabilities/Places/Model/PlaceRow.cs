using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>An agreement as one of the two sides sees it.</summary>
internal sealed class PlaceRow
{
    public const string Columns = """
        a.id, a.municipality_id, a.library_id, m.name as municipality, l.name as library, a.begun_by, a.needs, a.places, a.starts, a.ends, a.hours, a.remark, a.state, a.state_reason, a.state_by, a.state_at, a.state_was,
        a.agreed_at_municipality, a.agreed_at_library, a.version, a.at,
        (select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) from person p where p.id = a.agreed_by_municipality) as agreed_municipality,
        (select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) from person p where p.id = a.agreed_by_library) as agreed_library,
        (select count(*)::integer from place_condition c where c.agreement_id = a.id and c.answer <> '') as answered
        """;

    public const string From = "place_agreement a join organisation m on m.id = a.municipality_id join organisation l on l.id = a.library_id";

    public Guid Id { get; set; }
    public Guid MunicipalityId { get; set; }
    public Guid LibraryId { get; set; }
    public string Municipality { get; set; } = "";
    public string Library { get; set; } = "";
    public string BegunBy { get; set; } = "";
    public string[] Needs { get; set; } = [];
    public int Places { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly? Ends { get; set; }
    public string Hours { get; set; } = "";
    public string Remark { get; set; } = "";
    public string State { get; set; } = "";
    public string StateReason { get; set; } = "";
    public string StateBy { get; set; } = "";
    public DateTimeOffset? StateAt { get; set; }
    public string StateWas { get; set; } = "";
    public DateTimeOffset? AgreedAtMunicipality { get; set; }
    public DateTimeOffset? AgreedAtLibrary { get; set; }
    public string? AgreedMunicipality { get; set; }
    public string? AgreedLibrary { get; set; }
    public int Version { get; set; }
    public DateTimeOffset At { get; set; }
    public int Answered { get; set; }

    /// <summary>Both still talk about it, or agreed.</summary>
    public bool Open => State is "talking" or "agreed";

    public string Called(string side) => side == PlaceWords.Municipality ? Municipality : Library;

    public DateTimeOffset? AgreedAt(string side) => side == PlaceWords.Municipality ? AgreedAtMunicipality : AgreedAtLibrary;

    public string? AgreedBy(string side) => side == PlaceWords.Municipality ? AgreedMunicipality : AgreedLibrary;

    /// <summary>What it is on a day: an agreement whose last day has passed is over.</summary>
    public string StateOn(DateOnly today) => State == "agreed" && Ends < today ? "over" : State;

    /// <summary>Whoever declined or ended it may undo that for a day.</summary>
    public bool MayUndo(string side, DateTimeOffset now) => State is "declined" or "ended" && StateBy == side && StateAt > now.AddDays(-1);

    public static string SideOf(CurrentUser user) => user.Is(Role.Coordinator) ? PlaceWords.Municipality : PlaceWords.Library;

    public static string Other(string side) => side == PlaceWords.Municipality ? PlaceWords.Library : PlaceWords.Municipality;

    public static Task<PlaceRow?> FindAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<PlaceRow>($"select {Columns} from {From} where a.id = @id", new { id }, ct);
}

/// <summary>One of the six conditions, with what was said about it.</summary>
internal sealed class ConditionRow
{
    public string Kind { get; set; } = "";
    public string Answer { get; set; } = "";
    public string Remark { get; set; } = "";
    public string Action { get; set; } = "";
    public string Who { get; set; } = "";
    public DateOnly? ByOn { get; set; }
    public int Version { get; set; }

    public static async Task<List<ConditionRow>> ListAsync(Frame frame, Guid agreement, CancellationToken ct)
    {
        var rows = await frame.ListAsync<ConditionRow>("select kind, answer, remark, action, who, by_on, version from place_condition where agreement_id = @agreement", new { agreement }, ct);
        return [.. PlaceWords.Conditions.Select(kind => rows.First(r => r.Kind == kind))];
    }
}
