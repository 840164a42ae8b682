using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Capabilities.Measurement.Talks;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Compare;

/// <summary>An initiative in short, in the lines on which two are compared, and where each building block stands, in words.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class AspectsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Measurement { get; set; }

    public MeasurementRow Row { get; private set; } = new();
    public List<NoteField> Fields { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        journal.Read("open measurement aspects", [], Facets.None, "", new { measurement = Measurement });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var refusals = new List<Refusal>();
        foreach (var f in Fields)
        {
            string Typed(string prefix) => Request.Form[prefix + f.Key.Replace(':', '_')].ToString().ReplaceLineEndings("\n");
            var (words, was, now) = (Typed("a_").Trim(), Typed("w_"), f.Words);
            (f.Words, f.Was) = (words, was);
            if (words.Length > 1000)
            {
                refusals.Add(new Refusal("a_" + f.Key.Replace(':', '_'), "Schrijf hooguit {0} tekens.", 1000));
            }

            if (now != was && now != words)
            {
                (f.Theirs, f.Was) = (now, now);
            }
        }

        if (refusals.Count == 0 && Fields.Exists(f => f.Theirs is not null))
        {
            refusals.Add(Refusals.LostUpdate);
        }

        if (!Row.Open)
        {
            refusals.Add(Refusal.Of("De meting is gesloten. Open haar eerst weer."));
        }

        if (refusals.Count > 0)
        {
            Refused = refusals;
            return Page();
        }

        var changed = Fields.Where(f => f.Words != f.Was).ToList();
        await frame.DoAsync("delete from measurement_aspect where measurement_id = @Measurement and aspect = any (@keys)", new { Measurement, keys = changed.Select(f => f.Key).ToArray() }, ct);
        await frame.DoAsync("""
            insert into measurement_aspect (id, library_id, measurement_id, aspect, words, by_person, at) select uuidv7(), @OrganisationId, @Measurement, x.key, x.words, @PersonId, @now from unnest(@keys, @words) as x (key, words) where x.words <> ''
            """, new { user.OrganisationId, user.PersonId, Measurement, keys = changed.Select(f => f.Key).ToArray(), words = changed.Select(f => f.Words).ToArray(), now = clock.GetUtcNow() }, ct);
        journal.Write("keep measurement aspects", [], Facets.None, "", new { measurement = Measurement });
        Saved.Say(HttpContext, text["Opgeslagen."]);
        return Redirect($"/measurements/{Measurement}/aspects");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await MeasurementRow.OwnAsync(frame, Measurement, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        var known = (await frame.ListAsync<AspectRow>("select aspect, words from measurement_aspect where measurement_id = @Measurement", new { Measurement }, ct)).ToDictionary(a => a.Aspect, a => a.Words);
        Fields =
        [
            .. MeasurementWords.Aspects.Select(a => Field(a, text[MeasurementWords.AspectWord(a)])),
            .. row.Design.Used.Select(b => Field("block:" + b.Key, b.Name.In(text))),
        ];
        (ViewData["Title"], ViewData["Menu"]) = (text["{0} van {1} regels van de tabel zijn ingevuld", Fields.Count(f => f.Words.Length > 0), Fields.Count].ToString(), "/measurements");
        return true;

        NoteField Field(string key, string label) => new() { Key = key, Question = label, Words = known.GetValueOrDefault(key, ""), Was = known.GetValueOrDefault(key, "") };
    }
}
