using InBeeld.Capabilities.Monitor.Indicators;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Capabilities.Monitor.Dashboard;

/// <summary>A wave that was computed, in which the own library is.</summary>
internal sealed class OwnWave
{
    public Guid Id { get; set; }
    public Guid InstituteId { get; set; }
    public string QuestionnaireKey { get; set; } = "";
    public int QuestionnaireVersion { get; set; }
    public string Name { get; set; } = "";
    public string Kind { get; set; } = "";
    public int SchoolYear { get; set; }
    public int? Number { get; set; }
    public Guid UnitId { get; set; }
    public string Unit { get; set; } = "";
    public string Indicators { get; set; } = "";
    public string Crosswalk { get; set; } = "[]";

    /// <summary>Its questionnaire gives stars.</summary>
    public bool Starred { get; set; }
}

/// <summary>The own library beside one group.</summary>
internal sealed class Beside
{
    public string Indicator { get; set; } = "";
    public string Kind { get; set; } = "";
    public string About { get; set; } = "";
    public int N { get; set; }
    public int Unknown { get; set; }
    public bool SelfCounted { get; set; }

    /// <summary>Null, as <see cref="High"/>: there is a middle only.</summary>
    public string? Low { get; set; }
    public string? Middle { get; set; }
    public string? High { get; set; }
    public int? Above { get; set; }
    public int? Same { get; set; }
    public int? Below { get; set; }
    public int? Yes { get; set; }

    /// <summary>Large enough to be shown.</summary>
    public bool Shown => Middle is not null || Yes is not null;

    public string Name(Text text) => Kind switch
    {
        "country" => text["Nederland"],
        "province" => About,
        "size" => text["Even groot: {0}", text[About]],
        _ => text["Lijkt het meest"],
    };
}

/// <summary>One indicator: the own figure, the groups, and the years before.</summary>
internal sealed record Card(IndicatorOfSet Indicator, FigureRow? Own, IReadOnlyList<Beside> Groups, IReadOnlyList<YearPoint> Years)
{
    public IndicatorDefinition Definition => Indicator.Definition;

    /// <summary>Place on a line from 0 to 100; percentages on the whole line, numbers up to the largest that is shown.</summary>
    public decimal Place(string? exact) => Exactly.Read(exact)?.ToDecimal() is { } value ? Math.Clamp(value * 100 / Most, 0, 100) : 0;

    private decimal Most => Definition.Percent ? 100 : Math.Max(0.000001m, Groups.Select(g => g.High ?? g.Middle).Append(Own?.Exact).Concat(Years.Select(y => y.Exact)).Max(e => Exactly.Read(e)?.ToDecimal() ?? 0) * 1.05m);

    /// <summary>How the own figure lies beside the first group that is large enough; as sentences.</summary>
    public string Sentence(Text text)
    {
        if (Own?.Exact is null)
        {
            return text["Van jullie is dit niet bekend."];
        }

        var own = text["Jullie: {0}.", Definition.Own(Own.Exact, text)];
        if (Groups.FirstOrDefault(g => g.Shown) is not { } group)
        {
            return own + " " + text["Geen groep is groot genoeg om te tonen."];
        }

        return own + " " + (group.Yes is { } yes ? text["{0}: {1} van {2} bibliotheken zeggen ja.", group.Name(text), yes, group.N]
            : text["{0}: het midden is {1}; {2} hoger, {3} gelijk, {4} lager.", group.Name(text), Definition.Words(group.Middle), group.Above ?? 0, group.Same ?? 0, group.Below ?? 0]);
    }
}

/// <summary>The own figure in one wave.</summary>
/// <param name="Breaks">Not comparable with the one before: no line between them.</param>
internal sealed record YearPoint(string Wave, string? Exact, bool Breaks, IReadOnlyList<string> Why);
