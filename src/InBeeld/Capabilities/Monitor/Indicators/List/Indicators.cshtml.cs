using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Questionnaires;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Indicators.List;

/// <summary>What the indicators that come along mean, in words and as they are computed.</summary>
[Needs(Role.Researcher, Role.ProgrammeLeader, Role.LibraryPlanner)]
internal sealed class IndicatorsModel(Text text) : PageModel
{
    /// <summary>Key of a questionnaire.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    public IReadOnlyList<(string Key, string Title)> Questionnaires { get; private set; } = [];
    public IndicatorSet Set { get; private set; } = new([], []);

    public void OnGet()
    {
        Of = IndicatorSet.Supplied.Contains(Of) ? Of! : IndicatorSet.Supplied[0];
        Questionnaires = [.. IndicatorSet.Supplied.Select(k => (k, SuppliedQuestionnaires.Of(k).Title.In(text.Language)))];
        Set = IndicatorSet.Of(Of);
        ViewData["Title"] = text["Wat {0} indicatoren betekenen", Set.Indicators.Count];
    }

    /// <summary>A key of the texts.</summary>
    public static string Way(Aggregation way) => way switch
    {
        Aggregation.Share => "Aandeel",
        Aggregation.RatioOfSums => "Som gedeeld door som",
        Aggregation.MeanOfShares => "Gemiddelde van aandelen",
        Aggregation.Mean => "Gemiddelde",
        Aggregation.Median => "Midden (mediaan)",
        _ => "Som",
    };
}
