using System.Globalization;
using InBeeld.Capabilities.Programmes.Keep;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Sharing;

/// <summary>When, where and for how many somebody runs a programme that they copy.</summary>
internal sealed class CopyFields
{
    public string? Name { get; set; }
    public string? Starts { get; set; }
    public string? Ends { get; set; }
    public string? Places { get; set; }
    public string? Location { get; set; }
}

/// <summary>Publishes an own programme, and copies one of another library or from a file: a draft that the library makes its own, with where it came from.</summary>
internal sealed class CopyProgramme(Frame frame, Journal journal, TimeProvider clock, KeepProgramme keep)
{
    public async Task<Outcome<Done>> PublishAsync(Guid id, Guid programme, ProgrammeContent content, string note, CancellationToken ct)
    {
        if (note.Length > 300)
        {
            return new Refusal("Note", "Schrijf hooguit {0} tekens.", 300);
        }

        var why = await frame.OneAsync<string>("select app.publish_programme(@id, @programme, @content::jsonb, @note, @now)", new { id, programme, content = content.Write(), note, now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return Refusal.Of(why == "same" ? "Er is niets veranderd sinds de laatste versie." : "Dat staat hier niet (meer).");
        }

        journal.Write("publish programme", [], Facets.None, "", new { programme, edition = id });
        return Done.It;
    }

    /// <param name="edition">Null: it came in a file.</param>
    public async Task<Outcome<Done>> RunAsync(Guid id, ProgrammeContent content, EditionRow? edition, CopyFields f, CancellationToken ct)
    {
        string? Number(int? n) => n?.ToString(CultureInfo.InvariantCulture);
        var fields = new ProgrammeFields
        {
            Name = f.Name, Kind = content.Kind, Audience = content.Audience, Aim = content.Aim, About = content.About, Materials = content.Materials, Location = f.Location, Places = f.Places, Starts = f.Starts, Ends = f.Ends, Levels = [.. content.Levels],
            YearFrom = Number(content.YearFrom), YearTo = Number(content.YearTo), AgeFrom = Number(content.AgeFrom), AgeTo = Number(content.AgeTo), Questions = [.. content.Questions],
        };
        var outcome = await keep.RunAsync(id, null, null, fields, ct);
        // The second tap of a double one finds the modules and the origin there.
        if (!outcome.Ok || await frame.OneAsync<bool>("select origin <> '' from programme where id = @id", new { id }, ct))
        {
            return outcome;
        }

        await frame.DoAsync("update programme set origin_id = @edition, origin = left(@origin, 300), origin_seen = @number where id = @id",
            new { id, edition = edition?.Id, origin = $"{content.Name}, {edition?.Library ?? content.Library}", number = edition?.Number ?? content.Edition }, ct);
        await frame.DoAsync("""
            insert into programme_module (id, programme_id, position, name, theme, about, materials, sessions)
              select uuidv7(), @id, row_number() over (), m.name, m.theme, m.about, m.materials, m.sessions from unnest(@names, @themes, @abouts, @things, @sessions) as m (name, theme, about, materials, sessions)
            """, new
        {
            id, names = content.Modules.Select(m => m.Name.Trim()).ToArray(), themes = content.Modules.Select(m => m.Theme ?? "").ToArray(), abouts = content.Modules.Select(m => m.About ?? "").ToArray(),
            things = content.Modules.Select(m => m.Materials ?? "").ToArray(), sessions = content.Modules.Select(m => m.Sessions).ToArray(),
        }, ct);
        await ScalesAsync(id, content.Scales, ct);
        journal.Write("copy programme", [], Facets.None, "", new { programme = id, edition = edition?.Id });
        return Done.It;
    }

    // What is asked already in the same words is not made again.
    private async Task ScalesAsync(Guid programme, SharedScale[] scales, CancellationToken ct)
    {
        var chosen = new List<Guid>();
        foreach (var s in scales)
        {
            var known = await frame.OneAsync<Guid?>("""
                select s.id from short_scale s join short_scale_text t on t.scale_id = s.id and t.number = s.number where s.removed_at is null and s.respondent = @Respondent and t.nl = @Nl and t.steps = @Steps
                  and (s.library_id is null or s.library_id = app.programmes_at()) order by s.library_id nulls first, s.id limit 1
                """, new { s.Respondent, s.Nl, s.Steps }, ct);
            var made = Guid.CreateVersion7();
            if (known is null && await frame.OneAsync<string>("select app.keep_short_scale(@made, 0, @Respondent, @Nl, @en, @Steps, @stepsEn, @now)",
                new { made, s.Respondent, s.Nl, en = s.StepsEn.Length == 5 ? s.En : "", s.Steps, stepsEn = s.En.Length > 0 ? s.StepsEn : [], now = clock.GetUtcNow() }, ct) == "")
            {
                known = made;
            }

            if (known is { } scale)
            {
                chosen.Add(scale);
            }
        }

        if (chosen.Count > 0)
        {
            await frame.OneAsync<string>("select app.choose_scales(@programme, @chosen)", new { programme, chosen = chosen.Distinct().ToArray() }, ct);
        }
    }
}
