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

    public static Task<List<OpenFigure>> OfAsync(Frame frame, Guid one, CancellationToken ct) => frame.ListAsync<OpenFigure>("select * from app.open_data_figures(@one)", new { one }, ct);
}
