using System.Text.Json;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Funds.Model;

/// <summary>For which children a fund pays: a rule over what is known, or a question to which belongs what somebody saw.</summary>
internal sealed class FundCriterion
{
    public Guid Id { get; set; }
    public Guid FundId { get; set; }
    public string Kind { get; set; } = "";
    public int? Least { get; set; }
    public int? Most { get; set; }
    public string[] Levels { get; set; } = [];
    public string Value { get; set; } = "";
    public string Question { get; set; } = "";

    /// <summary>The name of the school or municipality.</summary>
    public string Name { get; set; } = "";

    public static string Select(string where) => $"""
        select c.id, c.fund_id, c.kind, c.least, c.most, c.levels, c.value, c.question, coalesce(case c.kind when 'school' then (select o.name from organisation o where o.id::text = c.value) when 'town' then (select m.name from municipality m where m.code = c.value) end, c.value) as name
        from fund_criterion c where c.removed_at is null and {where} order by c.position, c.id;
        """;

    public string Says(Text text) => Kind switch
    {
        "level" => string.Join(", ", Levels.Select(l => text[FundWords.Level(l)])),
        "year" => Range(text, FundWords.Year),
        "age" => Least is { } a && Most is { } b ? text["{0} tot en met {1} jaar", a, b] : Least is { } least ? text["vanaf {0} jaar", least] : text["tot en met {0} jaar", Most!.Value],
        "school" => text["leerlingen van {0}", Name],
        "town" => text["school in {0}", Name],
        _ => Question,
    };

    private string Range(Text text, Func<int, Text, string> word) =>
        Least is { } a && Most is { } b ? a == b ? word(a, text) : text["{0} tot en met {1}", word(a, text), word(b, text)] : Least is { } least ? text["vanaf {0}", word(least, text)] : text["tot en met {0}", word(Most!.Value, text)];
}

/// <summary>Whether a fund may pay for a child, as app.fund_options answers.</summary>
internal sealed class FundOption
{
    private sealed record Reason(string Why, Guid? Criterion);

    public Guid EnrolmentId { get; set; }
    public Guid FundId { get; set; }

    /// <summary>The most for this child, by tariff; null: no other limit than the cost.</summary>
    public long? Most { get; set; }
    public string NotYet { get; set; } = "[]";

    public bool May => NotYet == "[]";

    public static Task<List<FundOption>> ListAsync(Frame frame, Guid[] enrolments, DateTimeOffset now, CancellationToken ct) =>
        frame.ListAsync<FundOption>("select enrolment_id, fund_id, most, not_yet::text as not_yet from app.fund_options(@enrolments, @now)", new { enrolments, now }, ct);

    /// <summary>Each reason in a sentence.</summary>
    public List<string> Reasons(IReadOnlyCollection<FundCriterion> criteria, Text text) => [.. JsonSerializer.Deserialize<List<Reason>>(NotYet, JsonSerializerOptions.Web)!.Select(r =>
    {
        var says = criteria.FirstOrDefault(c => c.Id == r.Criterion)?.Says(text) ?? "";
        return r.Why switch
        {
            "closed" => text["Nog niet, want deze geldbron is gesloten."],
            "period" => text["Nog niet, want de periode past niet bij de deelname."],
            "programme" => text["Nog niet, want dit is voor een ander programma."],
            "empty" => text["Nog niet, want het geld is op."],
            "unknown" => text["Nog niet, want dit weten we niet van het kind: {0}.", says],
            "no" => text["Nog niet, want dit klopt nu niet: {0}", says],
            "question" => text["Nog niet, want hiervan is nog niets gezien: {0}", says],
            _ => text["Nog niet, want dit is voor: {0}.", says],
        };
    })];

    /// <summary>Why money could not be promised, as a refusal.</summary>
    public static Refusal Why(string why) => Refusal.Of(why switch
    {
        "ceiling" => "Zo veel geld is er niet meer in deze geldbron. Een collega was misschien net voor.",
        "cost" => "Samen zou er meer betaald worden dan het kost. Kies een lager bedrag.",
        "already" => "Deze geldbron betaalt al voor dit kind in dit programma.",
        "not-yet" => "Dit kind voldoet nu niet aan wat deze geldbron vraagt.",
        "rule" => "Dit bedrag past niet bij de regels van de geldbron.",
        "changed" => "Een collega paste dit net aan. Kijk eerst hoe het nu is.",
        "gone" => "Dat staat hier niet (meer).",
        _ => "Dat kan nu niet meer.",
    });
}
