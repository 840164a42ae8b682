using System.Globalization;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Monitor.Infographics.Bundles;

/// <summary>All infographics of a wave as PDF or PNG in one file: how far it is, why nothing came of it, or that it can be downloaded.</summary>
internal sealed class Bundle : AskedComputation
{
    public const string Columns = """
        b.wave_id, b.work_id, b.kind, b.language, b.so_far::text as so_far, b.stop, b.trouble, b.beat_at is not null as taken, b.made_at is null and app.infographics_silent(b.beat_at) as silent,
          extract(epoch from clock_timestamp() - b.asked_at)::integer as seconds, b.made_at, coalesce(b.units, 0) as units, coalesce(b.bytes, 0) as bytes
        """;

    public Guid WaveId { get; set; }
    public Guid WorkId { get; set; }

    /// <summary>pdf or png.</summary>
    public string Kind { get; set; } = "";

    /// <summary>nl or en.</summary>
    public string Language { get; set; } = "";
    public DateTimeOffset? MadeAt { get; set; }
    public int Units { get; set; }
    public long Bytes { get; set; }

    public SoFar? Far => Read<SoFar>();

    public bool Ready => MadeAt is not null;

    public bool Going => !Ready && Busy;

    /// <summary>The last day on which it is there for sure.</summary>
    public DateOnly Until => Kernel.Amsterdam.Day(MadeAt!.Value).AddDays(MakeBundles.Days - 1);

    public string Name(Text text) => text["{0}, {1}", Kind == "pdf" ? text["PDF om te printen"] : text["PNG voor sociale media"], Language == "nl" ? text["Nederlands"] : text["Engels"]];

    public string Size(Text text) => text["{0} MB", Math.Max(0.1m, Math.Round(Bytes / 1_000_000m, Bytes < 10_000_000 ? 1 : 0)).ToString(CultureInfo.CurrentCulture)];

    public static Task<Bundle?> OfAsync(Frame frame, Guid work, CancellationToken ct) => frame.OneAsync<Bundle>($"select {Columns} from infographic_bundle b where b.work_id = @work", new { work }, ct);
}
