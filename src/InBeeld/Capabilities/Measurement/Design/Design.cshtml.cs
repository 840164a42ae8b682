using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Design;

/// <summary>What is not the same as in the design that was copied.</summary>
internal sealed record Difference(string What, string Key, string Was, string Is);

/// <summary>The questions, guides and building blocks of a measurement, each to change, to switch off or to add to.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class DesignModel(Frame frame, Journal journal, Text text, KeepDesign keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Measurement { get; set; }

    /// <summary>Which text is open to change; null: none.</summary>
    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public bool Add { get; set; }

    [BindProperty]
    public string? Nl { get; set; }

    [BindProperty]
    public string? En { get; set; }

    [BindProperty]
    public bool On { get; set; }

    [BindProperty]
    public string? Of { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public MeasurementRow Row { get; private set; } = new();
    public List<Difference> Differences { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>What a colleague saved in between.</summary>
    public Words2? Theirs { get; private set; }

    public int Most => What == "consent" ? 4000 : MeasurementDesign.Longest;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || (What is not null && !Add && Stands() is null))
        {
            return NotFound();
        }

        if (What is not null)
        {
            Version = Row.Version;
            if (!Add && Stands() is { } stands)
            {
                (Nl, En, On) = (stands.Words.Nl, stands.Words.En, stands.On);
            }
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || What is null)
        {
            return NotFound();
        }

        var outcome = await keep.RunAsync(Row, Version, What, Key, Nl, En, On || Add || What is not ("question" or "guide" or "block"), Add && What == "guide" ? Of ?? "" : null, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen."]);
            return Redirect($"/measurements/{Measurement}/design");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            (Theirs, Version) = (Stands()?.Words, Row.Version);
        }

        return Page();
    }

    public string EditHeading() => Add ? text["Nieuwe vraag"] : WhatWord(What!, Key);

    public string WhatWord(string what, string key) => what switch
    {
        "question" => Row.Design.Number(key) is > 0 and var number ? text["Onderzoeksvraag {0}", number] : text["Onderzoeksvraag"],
        "guide" => text["Vraag aan {0}", text[MeasurementWords.ManyWord(Row.Design.Guides.FirstOrDefault(g => g.Questions.Any(q => q.Key == key))?.Role ?? "")]],
        "intro" => text["Uitleg bij de leidraad"],
        "consent" => text["Tekst voor toestemming"],
        "stage" when key.Split(':') is [var block, var level, var stage] => $"{Name(block)}, {text[MeasurementWords.LevelWord(level)]}, {stage}",
        _ => Name(key),
    };

    private string Name(string block) => Row.Design.Blocks.FirstOrDefault(b => b.Key == block)?.Name.In(text) ?? block;

    private (Words2 Words, bool On)? Stands() => Row.Design.Texts().Where(t => t.What == What && t.Key == Key).Select(t => ((Words2, bool)?)(t.Words, t.On)).FirstOrDefault();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await MeasurementRow.OwnAsync(frame, Measurement, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        if (row.OriginJson.Length > 0)
        {
            Differences = Between(MeasurementDesign.Read(row.OriginJson), row.Design);
        }

        journal.Read("open measurement design", [], Facets.None, "", new { measurement = Measurement });
        (ViewData["Title"], ViewData["Menu"]) = (text["{0} onderzoeksvragen en {1} bouwstenen", row.Design.Asked.Count(), row.Design.Used.Count()].ToString(), "/measurements");
        return true;
    }

    private List<Difference> Between(MeasurementDesign was, MeasurementDesign now)
    {
        var (before, after) = (was.Texts().ToDictionary(t => (t.What, t.Key)), now.Texts().ToDictionary(t => (t.What, t.Key)));
        string Says((string What, string Key, Words2 Words, bool On) t) => t.Words is null ? "" : t.Words.In(text) + (t.On ? "" : " " + text["(uit)"]);
        return [.. before.Keys.Union(after.Keys).Select(k => new Difference(k.What, k.Key, Says(before.GetValueOrDefault(k)), Says(after.GetValueOrDefault(k)))).Where(d => d.Was != d.Is)];
    }
}
