using System.Text.Json;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using InBeeld.Data;

namespace InBeeld.Capabilities.Pupils.ImportClassList;

/// <summary>How far a list has come.</summary>
internal static class ImportState
{
    /// <summary>A table of which the columns are still to be chosen.</summary>
    public const string Mapping = "mapping";

    /// <summary>Read, not compared yet.</summary>
    public const string Staged = "staged";

    /// <summary>Compared: a preview to look at. Nothing else was written.</summary>
    public const string Ready = "ready";
    public const string Applied = "applied";
    public const string Undone = "undone";

    /// <summary>Thrown away, by somebody or by time.</summary>
    public const string Dropped = "dropped";
}

/// <summary>One file that was read in, as the table class_list_import has it (without the file's content).</summary>
internal sealed class ClassListImport
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Guid Id { get; set; }
    public Guid SchoolId { get; set; }
    public string Kind { get; set; } = "";
    public string FileName { get; set; } = "";
    public string SchoolYear { get; set; } = "";
    public string State { get; set; } = "";
    public string? Mapping { get; set; }
    public string Summary { get; set; } = "{}";
    public string Discarded { get; set; } = "{}";
    public string Teachers { get; set; } = "[]";
    public long BasedOn { get; set; }
    public long? Revision { get; set; }
    public string? Trouble { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? AppliedAt { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public string? ByName { get; set; }
    public string? AppliedByName { get; set; }
    public string? UndoneByName { get; set; }

    /// <summary>The school's list stands at this revision now: when it is that of this import, nothing was imported or undone after it.</summary>
    public long Now { get; set; }

    public Tally Tally => JsonSerializer.Deserialize<Tally>(Summary, Json) ?? new Tally();

    public IReadOnlyDictionary<string, int> DiscardedCounts => JsonSerializer.Deserialize<Dictionary<string, int>>(Discarded, Json) ?? [];

    public IReadOnlyList<SuggestedTeacher> SuggestedTeachers => JsonSerializer.Deserialize<List<SuggestedTeacher>>(Teachers, Json) ?? [];

    /// <summary>What was said when work on it in the background ended otherwise than expected: a key of the texts.</summary>
    public string? Said => Trouble is null ? null : JsonSerializer.Deserialize<string>(Trouble);

    public ColumnMapping? Columns => Mapping is null ? null : ColumnMapping.FromJson(Mapping);

    /// <summary>A table can be read again with other columns; EDEXML says itself what is what.</summary>
    public bool IsTable => Kind != "edexml";

    public bool MayUndo(DateTimeOffset now) => State == ImportState.Applied && Revision == Now && now - AppliedAt < TimeSpan.FromDays(1);

    private const string Select = """
        select i.id, i.school_id, i.kind, i.file_name, i.school_year, i.state, i.mapping::text, i.summary::text, i.discarded::text, i.teachers::text, i.based_on, i.revision, i.trouble::text,
          i.created_at, i.applied_at, i.undone_at, coalesce(s.revision, 0) as now,
          trim(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname)) as by_name, trim(concat_ws(' ', a.given_name, nullif(a.prefix, ''), a.surname)) as applied_by_name,
          trim(concat_ws(' ', u.given_name, nullif(u.prefix, ''), u.surname)) as undone_by_name
        from class_list_import i left join class_list_state s on s.school_id = i.school_id
        left join person b on b.id = i.by_person left join person a on a.id = i.applied_by left join person u on u.id = i.undone_by
        """;

    /// <returns>Null when it is not there for whoever asks.</returns>
    public static Task<ClassListImport?> OfAsync(Frame frame, Guid import, CancellationToken ct) => frame.OneAsync<ClassListImport>(Select + " where i.id = @import", new { import }, ct);

    public static Task<List<ClassListImport>> LatestAsync(Frame frame, Guid school, int most, CancellationToken ct) =>
        frame.ListAsync<ClassListImport>(Select + " where i.school_id = @school order by i.created_at desc limit @most", new { school, most }, ct);
}

/// <summary>Somebody whom the file calls a teacher. No account and no right follows from it; the school is shown whom it could invite.</summary>
internal sealed record SuggestedTeacher(string Name, string? Email, IReadOnlyList<string> Groups);
