using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Share;

/// <summary>What other libraries and researchers may read of a measurement, and who.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class ShareModel(Frame frame, Journal journal, Text text) : PageModel
{
    internal sealed class Reader
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Measurement { get; set; }

    [BindProperty]
    public string? Shared { get; set; }

    [BindProperty]
    public string? SharedTo { get; set; }

    [BindProperty]
    public Guid[] Readers { get; set; } = [];

    [BindProperty]
    public int Version { get; set; }

    public MeasurementRow Row { get; private set; } = new();
    public List<Reader> Organisations { get; private set; } = [];
    public int Copies { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    private Guid[] stored = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Shared, SharedTo, Readers, Version) = (Row.Shared, Row.SharedTo, stored, Row.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Shared is not ("none" or "design" or "findings") || SharedTo is not ("all" or "named") || (SharedTo == "named" && Shared != "none" && Readers.Length == 0) || Readers.Except(Organisations.Select(o => o.Id)).Any())
        {
            Refused = [new Refusal("SharedTo", "Kies met wie je deelt.")];
            return Page();
        }

        if (await frame.DoAsync("update measurement set shared = @Shared, shared_to = @SharedTo, version = version + 1 where id = @Measurement and version = @Version", new { Measurement, Shared, SharedTo, Version }, ct) == 0)
        {
            (Refused, Version) = ([Refusals.LostUpdate], Row.Version);
            return Page();
        }

        await frame.DoAsync("delete from measurement_reader where measurement_id = @Measurement", new { Measurement }, ct);
        if (SharedTo == "named")
        {
            await frame.DoAsync("insert into measurement_reader (measurement_id, organisation_id) select @Measurement, x from unnest(@Readers) x on conflict do nothing", new { Measurement, Readers }, ct);
        }

        journal.Write("share measurement", [], Facets.None, "", new { measurement = Measurement, Shared, SharedTo });
        Saved.Say(HttpContext, Shared == "none" ? text["Niemand anders leest deze meting."] : text["Opgeslagen."]);
        return Redirect($"/measurements/{Measurement}/share");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await MeasurementRow.OwnAsync(frame, Measurement, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        using (var all = await frame.ManyAsync("select id, name from app.measurement_readers(); select organisation_id from measurement_reader where measurement_id = @Measurement; select app.measurement_copies(@Measurement)", new { Measurement }, ct))
        {
            Organisations = [.. await all.ReadAsync<Reader>()];
            stored = [.. await all.ReadAsync<Guid>()];
            Copies = await all.ReadSingleAsync<int>();
        }

        journal.Read("open measurement sharing", [], Facets.None, "", new { measurement = Measurement });
        (ViewData["Title"], ViewData["Menu"]) = (text[MeasurementWords.SharedWord(row.Shared)].ToString(), "/measurements");
        return true;
    }
}
