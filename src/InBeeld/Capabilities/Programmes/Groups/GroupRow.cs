using InBeeld.Data;

namespace InBeeld.Capabilities.Programmes.Groups;

/// <summary>One part of a programme, with its theme; groups follow it.</summary>
internal sealed class ModuleRow
{
    private const string Columns = "m.id, m.programme_id, m.position, m.name, m.theme, m.about, m.materials, m.sessions, m.version";

    public Guid Id { get; set; }
    public Guid ProgrammeId { get; set; }
    public int Position { get; set; }
    public string Name { get; set; } = "";
    public string Theme { get; set; } = "";
    public string About { get; set; } = "";
    public string Materials { get; set; } = "";
    public int Sessions { get; set; }
    public int Version { get; set; }

    public static Task<ModuleRow?> OfAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<ModuleRow>($"select {Columns} from programme_module m where m.id = @id", new { id }, ct);

    /// <summary>Of @programme, in their order.</summary>
    public const string Sql = $"select {Columns} from programme_module m where m.programme_id = @programme order by m.position, m.id limit 100";

    /// <summary>The one that comes after that of @group.</summary>
    public const string AfterSql = $"select {Columns} from programme_module m join programme_group g on g.programme_id = m.programme_id and g.id = @group join programme_module x on x.id = g.module_id where m.position > x.position order by m.position, m.id limit 1";

    public static Task<List<ModuleRow>> ListAsync(Frame frame, Guid programme, CancellationToken ct) => frame.ListAsync<ModuleRow>(Sql, new { programme }, ct);
}

/// <summary>Children who follow one module together.</summary>
internal sealed class GroupRow
{
    private const string Columns = """
        g.id, g.programme_id, p.name as programme, g.module_id, m.name as module, m.position, g.name, g.capacity, g.guide_id, coalesce(app.guide_name(g.guide_id), '') as guide, g.weekday, g.opens, g.closes, g.room_id, coalesce(r.name, g.location) as place, g.location,
        g.first_day, g.sessions, g.state, g.version, (select count(*) from group_member k where k.group_id = g.id and k.left_on is null)::integer as members
        """;

    private const string From = "programme_group g join programme p on p.id = g.programme_id join programme_module m on m.id = g.module_id left join room r on r.id = g.room_id";

    public Guid Id { get; set; }
    public Guid ProgrammeId { get; set; }
    public string Programme { get; set; } = "";
    public Guid ModuleId { get; set; }
    public string Module { get; set; } = "";
    public int Position { get; set; }
    public string Name { get; set; } = "";
    public int Capacity { get; set; }
    public Guid GuideId { get; set; }
    public string Guide { get; set; } = "";
    public int Weekday { get; set; }
    public TimeOnly Opens { get; set; }
    public TimeOnly Closes { get; set; }
    public Guid? RoomId { get; set; }
    public string Place { get; set; } = "";
    public string Location { get; set; } = "";
    public DateOnly FirstDay { get; set; }
    public int Sessions { get; set; }
    public string State { get; set; } = "";
    public int Version { get; set; }
    public int Members { get; set; }

    public static Task<GroupRow?> OfAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<GroupRow>($"select {Columns} from {From} where g.id = @id", new { id }, ct);

    /// <summary>Of @programme, in the order of the modules.</summary>
    public const string OfProgrammeSql = $"select {Columns} from {From} where g.programme_id = @programme order by m.position, g.first_day, g.name, g.id limit 300";
}

/// <summary>A guide or a room to choose.</summary>
internal sealed class Choice
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";

    public static Task<List<Choice>> GuidesAsync(Frame frame, Guid programme, CancellationToken ct) => frame.ListAsync<Choice>("select id, name from app.programme_guides(@programme)", new { programme }, ct);

    public static Task<List<Choice>> RoomsAsync(Frame frame, Guid library, CancellationToken ct) => frame.ListAsync<Choice>("select id, name from room where library_id = @library and removed_at is null order by name, id", new { library }, ct);
}
