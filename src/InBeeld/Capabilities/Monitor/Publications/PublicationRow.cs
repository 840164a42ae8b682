using InBeeld.Data;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Monitor.Publications;

/// <summary>A line of the ledger.</summary>
internal sealed class PublicationRow
{
    public Guid Id { get; set; }
    public Guid WaveId { get; set; }
    public string Wave { get; set; } = "";
    public string Kind { get; set; } = "";
    public int Edition { get; set; }
    public string Level { get; set; } = "";
    public int Shown { get; set; }
    public int Hidden { get; set; }
    public string Sha256 { get; set; } = "";

    /// <summary>Empty: on the command line, in nobody's name.</summary>
    public string By { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string Why { get; set; } = "";

    /// <param name="wave">Null: all waves of the institute.</param>
    /// <param name="after">Id of the last line that was shown.</param>
    public static Task<List<PublicationRow>> OfAsync(Frame frame, Guid? wave, Guid? after, int limit, CancellationToken ct) => frame.ListAsync<PublicationRow>("""
        select p.id, p.wave_id, w.name as wave, p.kind, p.edition, p.level, p.shown, p.hidden, p.sha256, coalesce(trim(concat_ws(' ', n.given_name, n.prefix, n.surname)), '') as by, p.at, p.withdrawn_at, p.why
        from publication p join wave w on w.id = p.wave_id left join person n on n.id = p.by_person
        where (@wave::uuid is null or p.wave_id = @wave) and (@after::uuid is null or (p.at, p.id) < (select x.at, x.id from publication x where x.id = @after)) order by p.at desc, p.id desc limit @limit
        """, new { wave, after, limit }, ct);

    /// <summary>A key of the texts.</summary>
    public static string LevelWord(string level) => level switch
    {
        "country" => "alleen Nederland",
        "province" => "Nederland en provincies",
        _ => "Nederland, provincies en bibliotheken",
    };

    public string KindWord(Text text) => Kind == "open-data" ? text["Open data"] : text["Infographics"];
}
