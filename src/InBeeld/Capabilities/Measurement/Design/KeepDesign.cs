using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Measurement.Design;

/// <summary>Changes the design of an own measurement, and makes a new measurement with the design of another.</summary>
internal sealed class KeepDesign(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    /// <param name="of">For a new question of a guide: the research question; null: none is added.</param>
    public async Task<Outcome<Done>> RunAsync(MeasurementRow row, int version, string what, string key, string? nl, string? en, bool on, string? of, CancellationToken ct)
    {
        var most = what == "consent" ? 4000 : MeasurementDesign.Longest;
        var words = new Words2((nl ?? "").Trim().ReplaceLineEndings("\n"), (en ?? "").Trim().ReplaceLineEndings("\n"));
        if (words.Nl.Length is 0 || words.Nl.Length > most || words.En.Length > most)
        {
            return words.Nl.Length == 0 ? new Refusal("Nl", "Schrijf de tekst in het Nederlands.") : new Refusal("Nl", "Schrijf hooguit {0} tekens.", most);
        }

        if (!row.Open)
        {
            return Refusal.Of("De meting is gesloten. Open haar eerst weer.");
        }

        if ((of is null ? row.Design.With(what, key, words, on) : row.Design.WithAsked(key, of, words)) is not { } changed)
        {
            return Refusal.Of("Dat kan niet: deze tekst is er niet, of de lijst is vol.");
        }

        if (await frame.DoAsync("update measurement set design = @design::jsonb, version = version + 1 where id = @Id and version = @version and library_id = @OrganisationId", new { row.Id, version, design = changed.Write(), user.OrganisationId }, ct) == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("change measurement design", [], Facets.None, "", new { measurement = row.Id, what, key });
        return Done.It;
    }

    /// <summary>The design without any answer, as a new measurement of the own library.</summary>
    public async Task<Outcome<Done>> CopyAsync(MeasurementRow from, Guid id, string? name, CancellationToken ct)
    {
        name = (name ?? "").Trim();
        if (name.Length is 0 or > 120)
        {
            return name.Length == 0 ? new Refusal("Name", "Geef de meting een naam.") : new Refusal("Name", "Schrijf hooguit {0} tekens.", 120);
        }

        if (await frame.DoAsync("""
            insert into measurement (id, library_id, name, design, origin_id, origin, origin_design, by_person, at) values (@id, @OrganisationId, @name, @DesignJson::jsonb, @from, left(@origin, 300), @DesignJson::jsonb, @PersonId, @now) on conflict (id) do nothing
            """, new { id, user.OrganisationId, user.PersonId, name, from.DesignJson, from = from.Id, origin = $"{from.Name}, {from.Library}", now = clock.GetUtcNow() }, ct) > 0)
        {
            journal.Write("copy measurement design", [], Facets.None, "", new { measurement = id, from = from.Id });
        }

        return Done.It;
    }
}
