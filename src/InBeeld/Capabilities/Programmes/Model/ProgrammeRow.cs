using InBeeld.Data;

namespace InBeeld.Capabilities.Programmes.Model;

/// <summary>A programme as whoever asks may know it.</summary>
internal sealed class ProgrammeRow
{
    /// <summary>The rows as p; asks @now.</summary>
    public const string Sql = """
        select p.id, p.library_id, o.name as library, p.name, p.kind, p.aim, p.about, p.materials, p.provider, p.location, p.room_id, p.places, p.starts, p.ends, p.slug, p.by_family, p.audience, p.origin_id, p.origin, p.origin_seen, p.state, p.version,
        app.programme_taken(p.id, @now) as taken, p.id = any ((select app.guided())::uuid[]) as mine
        from programme p join organisation o on o.id = p.library_id
        """;

    public Guid Id { get; set; }
    public Guid LibraryId { get; set; }
    public string Library { get; set; } = "";
    public string Name { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Aim { get; set; } = "";
    public string About { get; set; } = "";
    public string Materials { get; set; } = "";
    public string Provider { get; set; } = "";
    public string Location { get; set; } = "";
    public Guid? RoomId { get; set; }
    public int Places { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
    public string Slug { get; set; } = "";
    public bool ByFamily { get; set; }

    /// <summary>The edition it was copied from; null with words: it came in a file.</summary>
    public Guid? OriginId { get; set; }

    public string Origin { get; set; } = "";
    public int OriginSeen { get; set; }

    /// <summary>child, small (up to four years), parent or school.</summary>
    public string Audience { get; set; } = "child";
    public string State { get; set; } = "";
    public int Version { get; set; }

    /// <summary>Places of who takes part, and those that are offered.</summary>
    public int Taken { get; set; }

    /// <summary>Carried out by whoever asks: a leader all of the library, a guide the own ones.</summary>
    public bool Mine { get; set; }

    public bool IsOpen(DateOnly today) => State == "open" && Ends >= today;

    public static Task<ProgrammeRow?> OfAsync(Frame frame, Guid id, DateTimeOffset now, CancellationToken ct) =>
        frame.OneAsync<ProgrammeRow>($"{Sql} where p.id = @id", new { id, now }, ct);

    /// <param name="state">draft, open or closed; null: all.</param>
    public static Task<List<ProgrammeRow>> ListAsync(Frame frame, string? state, Guid? after, int limit, DateTimeOffset now, CancellationToken ct) => frame.ListAsync<ProgrammeRow>($"""
        {Sql} where (@state::text is null or p.state = @state)
          and (@after::uuid is null or (p.starts, p.id) < (select x.starts, x.id from programme x where x.id = @after)) order by p.starts desc, p.id desc limit @limit
        """, new { state, after, limit, now }, ct);

    public static Task<List<Criterion>> CriteriaAsync(Frame frame, Guid programme, CancellationToken ct) =>
        frame.ListAsync<Criterion>("select id, kind, least, most, levels, question from programme_criterion where programme_id = @programme order by position, id", new { programme }, ct);
}
