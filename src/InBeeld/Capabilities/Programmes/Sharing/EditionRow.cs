using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;

namespace InBeeld.Capabilities.Programmes.Sharing;

/// <summary>One published edition of a programme.</summary>
internal sealed class EditionRow
{
    private const string Columns = "e.id, e.programme_id, e.library_id, o.name as library, e.number, e.name, e.note, e.at, e.withdrawn_at";

    internal sealed class ScaleRow
    {
        public string Respondent { get; set; } = "";
        public string Nl { get; set; } = "";
        public string En { get; set; } = "";
        public string[] Steps { get; set; } = [];
        public string[] StepsEn { get; set; } = [];
    }

    public Guid Id { get; set; }
    public Guid ProgrammeId { get; set; }
    public Guid LibraryId { get; set; }
    public string Library { get; set; } = "";
    public int Number { get; set; }
    public string Name { get; set; } = "";
    public string Note { get; set; } = "";
    public string Content { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Aim { get; set; } = "";
    public int Modules { get; set; }

    /// <summary>By how many libraries some edition was copied.</summary>
    public int Copied { get; set; }

    public DateTimeOffset At { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    public static Task<EditionRow?> OfAsync(Frame frame, Guid id, CancellationToken ct) =>
        frame.OneAsync<EditionRow>($"select {Columns}, e.content::text as content, app.times_copied(e.programme_id) as copied from programme_edition e join organisation o on o.id = e.library_id where e.id = @id", new { id }, ct);

    public static Task<List<EditionRow>> OfProgrammeAsync(Frame frame, Guid programme, CancellationToken ct) =>
        frame.ListAsync<EditionRow>($"select {Columns} from programme_edition e join organisation o on o.id = e.library_id where e.programme_id = @programme order by e.number desc limit 100", new { programme }, ct);

    /// <summary>The newest edition of each programme that is published, the newest first.</summary>
    public static Task<List<EditionRow>> ListAsync(Frame frame, string words, Guid? after, int limit, CancellationToken ct) => frame.ListAsync<EditionRow>($"""
        select {Columns}, e.content ->> 'kind' as kind, e.content ->> 'aim' as aim, jsonb_array_length(e.content -> 'modules') as modules, app.times_copied(e.programme_id) as copied
        from programme_edition e join organisation o on o.id = e.library_id
        where e.withdrawn_at is null and not exists (select 1 from programme_edition n where n.programme_id = e.programme_id and n.number > e.number and n.withdrawn_at is null)
          and (@words = '' or concat_ws(' ', e.name, o.name, e.content ->> 'aim', e.content ->> 'about') ilike '%' || @like || '%')
          and (@after::uuid is null or (e.at, e.id) < (select x.at, x.id from programme_edition x where x.id = @after)) order by e.at desc, e.id desc limit @limit
        """, new { words, like = words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal), after, limit }, ct);

    /// <summary>A programme of the own library as it would be published now.</summary>
    public static async Task<ProgrammeContent> NowAsync(Frame frame, ProgrammeRow p, DateOnly today, CancellationToken ct)
    {
        var criteria = await ProgrammeRow.CriteriaAsync(frame, p.Id, ct);
        var (year, age) = (criteria.Find(c => c.Kind == "year"), criteria.Find(c => c.Kind == "age"));
        return new ProgrammeContent
        {
            Format = ProgrammeContent.Marker, Name = p.Name, Library = p.Library, Published = today, Kind = p.Kind, Audience = p.Audience, Aim = p.Aim, About = p.About, Materials = p.Materials,
            Levels = [.. criteria.Where(c => c.Kind == "level").SelectMany(c => c.Levels)], YearFrom = year?.Least, YearTo = year?.Most, AgeFrom = age?.Least, AgeTo = age?.Most,
            Questions = [.. criteria.Where(c => c.Kind == "question").Select(c => c.Question)],
            Modules = [.. (await ModuleRow.ListAsync(frame, p.Id, ct)).Select(m => new SharedModule(m.Name, m.Theme, m.About, m.Materials, m.Sessions))],
            Scales = [.. (await frame.ListAsync<ScaleRow>("""
                select s.respondent, t.nl, t.en, t.steps, t.steps_en from programme_scale k join short_scale s on s.id = k.scale_id and s.removed_at is null join short_scale_text t on t.scale_id = s.id and t.number = s.number where k.programme_id = @Id order by s.respondent, t.nl, s.id
                """, new { p.Id }, ct)).Select(s => new SharedScale(s.Respondent, s.Nl, s.En, s.Steps, s.StepsEn))],
        };
    }
}
