using InBeeld.Capabilities.Monitor.Indicators;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Capabilities.Monitor.Publications.Open;

/// <summary>A dataset as everybody sees it.</summary>
internal sealed class OpenRow
{
    public Guid Id { get; set; }
    public Guid WaveId { get; set; }
    public string Wave { get; set; } = "";
    public int SchoolYear { get; set; }
    public int? Number { get; set; }
    public string Institute { get; set; } = "";
    public int Edition { get; set; }

    /// <summary>There is no later edition.</summary>
    public bool Newest { get; set; }

    public string Level { get; set; } = "";
    public string Policy { get; set; } = "{}";
    public string? Indicators { get; set; }
    public int Shown { get; set; }
    public int Hidden { get; set; }
    public string Sha256 { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public string TitleNl { get; set; } = "";
    public string TitleEn { get; set; } = "";

    public string Title(bool dutch) => $"{(dutch ? TitleNl : TitleEn)} {WaveRow.Year(SchoolYear)}";

    public string When(Text text) => new WaveRow { SchoolYear = SchoolYear, Number = Number }.When(text);

    /// <summary>Of one dataset; of a list there are none.</summary>
    public IndicatorSet Set => Indicators is { } text && IndicatorSet.Read(text).Set is { } set ? set : new([], []);

    public ReleaseNumbers Numbers => System.Text.Json.JsonSerializer.Deserialize<ReleaseNumbers>(Policy, System.Text.Json.JsonSerializerOptions.Web)!;

    /// <summary>What is hidden and why, in words.</summary>
    public string Rules(Text text)
    {
        var hidden = Level == "library"
            ? text["Bibliotheken staan er dan met naam in. Verborgen is wat over minder dan {0} scholen gaat, en wat zo'n cijfer door aftrekken zou verraden.", Numbers.Least]
            : text["Verborgen is wat over minder dan {0} bibliotheken of scholen gaat, wat van minder dan {1} bibliotheken komt, en een som waarvan één bibliotheek meer dan {2} % is. Ook verborgen is wat zo'n cijfer door aftrekken zou verraden.", Numbers.Least, Numbers.LeastRespondents, Numbers.Dominance ?? 100];
        return string.Join(' ', new[] { hidden, Numbers.Rounding > 1 ? text["Aantallen zijn afgerond op veelvouden van {0}.", Numbers.Rounding] : "", text["Onbekend is gevraagd en niet beantwoord; het telt niet mee in N."] }.Where(s => s.Length > 0));
    }

    /// <param name="one">Null: all.</param>
    public static Task<List<OpenRow>> OfAsync(Frame frame, Guid? one, CancellationToken ct) => frame.ListAsync<OpenRow>("select d.*, d.policy::text as policy, d.indicators::text as indicators from app.open_data(@one) d", new { one }, ct);
}

/// <summary>A figure of a dataset.</summary>
internal sealed class OpenFigure
{
    public string Indicator { get; set; } = "";

    /// <summary>country, province or library.</summary>
    public string Level { get; set; } = "";

    public string Code { get; set; } = "";
    public string Place { get; set; } = "";
    public bool Hidden { get; set; }

    /// <summary>"nothing": nobody told anything.</summary>
    public string Why { get; set; } = "";

    public string Shown { get; set; } = "";
    public string? Exact { get; set; }
    public string? K { get; set; }
    public string? N { get; set; }
    public long? Unknown { get; set; }

    public string Value(IndicatorDefinition definition, Text text) => Hidden ? text["verborgen"] : Why.Length > 0 ? "–" : definition.Words(Exact);

    /// <summary>What it stands on: "27 van 40", or "576 locaties"; empty: it is hidden.</summary>
    public string Base(IndicatorDefinition definition, Text text) =>
        N is null ? "" : definition.Aggregation is Aggregation.Share or Aggregation.RatioOfSums ? K is null ? Exactly.Number(N) : text["{0} van {1}", Exactly.Number(K), Exactly.Number(N)]
        : text[definition.Level == "location" ? "{0} locaties" : "{0} bibliotheken", Exactly.Number(N)];

    public static Task<List<OpenFigure>> OfAsync(Frame frame, Guid one, CancellationToken ct) => frame.ListAsync<OpenFigure>("select * from app.open_data_figures(@one)", new { one }, ct);
}
