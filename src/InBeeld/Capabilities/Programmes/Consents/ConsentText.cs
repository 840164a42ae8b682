using System.Globalization;
using InBeeld.Data;

namespace InBeeld.Capabilities.Programmes.Consents;

/// <summary>What is asked of a child or parent, in one version.</summary>
internal sealed class ConsentText
{
    public static readonly string[] Kinds = ["take_part", "talk_with_school", "photo", "measure"];
    public static readonly string[] Relations = ["parent", "guardian", "pupil"];

    public Guid Id { get; set; }
    public Guid? LibraryId { get; set; }
    public string Kind { get; set; } = "";
    public int Number { get; set; }
    public string Nl { get; set; } = "";
    public string En { get; set; } = "";
    public DateTimeOffset At { get; set; }

    public string Says => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "nl" ? Nl : En;

    public static string KindWord(string kind) => kind switch { "take_part" => "Meedoen", "talk_with_school" => "Praten met school", "photo" => "Foto's", _ => "Meten wat het oplevert" };

    public static string RelationWord(string relation) => relation switch { "pupil" => "kind zelf", "parent" => "ouder", _ => "voogd of verzorger" };

    /// <summary>Those that hold now at a library, in the order in which they are asked.</summary>
    public static async Task<List<ConsentText>> OfLibraryAsync(Frame frame, Guid library, CancellationToken ct) =>
        [.. (await frame.ListAsync<ConsentText>("select id, library_id, kind, number, nl, en, at from app.consent_texts(@library)", new { library }, ct)).OrderBy(t => Array.IndexOf(Kinds, t.Kind))];
}

/// <summary>What somebody agreed to, for one enrolment.</summary>
internal sealed class ConsentRow
{
    /// <summary>The rows as c.</summary>
    public const string Sql = """
        select c.id, c.enrolment_id, c.kind, t.number, t.nl, t.en, c.given_by, c.relation, c.given_at, c.withdrawn_at from consent c join consent_text t on t.id = c.text_id
        """;

    public Guid Id { get; set; }
    public Guid EnrolmentId { get; set; }
    public string Kind { get; set; } = "";
    public int Number { get; set; }
    public string Nl { get; set; } = "";
    public string En { get; set; } = "";
    public string GivenBy { get; set; } = "";
    public string Relation { get; set; } = "";
    public DateTimeOffset GivenAt { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    public string Says => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "nl" ? Nl : En;

    /// <summary>The newest first.</summary>
    public static Task<List<ConsentRow>> OfAsync(Frame frame, Guid enrolment, CancellationToken ct) => frame.ListAsync<ConsentRow>($"{Sql} where c.enrolment_id = @enrolment order by c.given_at desc, c.id desc", new { enrolment }, ct);

    public static Task<ConsentRow?> FindAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<ConsentRow>($"{Sql} where c.id = @id", new { id }, ct);
}
