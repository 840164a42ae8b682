using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Measurement.Findings;

/// <summary>How many fragments of how many people of a role stand behind a question; of one building block when Block is not null.</summary>
internal sealed class EvidenceRow
{
    public string Question { get; set; } = "";
    public string? Block { get; set; }
    public string Role { get; set; } = "";
    public int Fragments { get; set; }
    public int People { get; set; }

    /// <summary>Asks @Measurement.</summary>
    public const string Sql = "select question, block, role, fragments, people from app.measurement_evidence(@Measurement)";

    /// <summary>"5 fragments of 2 pupils, 1 parent".</summary>
    /// <param name="block">"": of the whole question.</param>
    public static string Sentence(IReadOnlyList<EvidenceRow> all, string question, string block, Text text)
    {
        var mine = all.Where(e => e.Question == question && (block.Length == 0 ? e.Block is null : e.Block == block)).OrderBy(e => Array.IndexOf(MeasurementWords.Roles, e.Role)).ToList();
        return mine.Count == 0 ? text["Nog geen fragmenten."] : text["{0} van {1}.", text.N(mine.Sum(e => e.Fragments), "1 fragment", "{0} fragmenten"), string.Join(", ", mine.Select(e => Show.Number(e.People) + " " + text[e.People == 1 ? MeasurementWords.RoleWord(e.Role) : MeasurementWords.ManyWord(e.Role)].ToLowerInvariant()))];
    }
}

/// <summary>What was concluded for a research question.</summary>
internal sealed class FindingRow
{
    public Guid Id { get; set; }
    public string Question { get; set; } = "";
    public string Block { get; set; } = "";
    public string Words { get; set; } = "";

    /// <summary>Asks @Measurement.</summary>
    public const string Sql = "select id, question, block, words from measurement_finding where measurement_id = @Measurement and removed_at is null order by question, block, id limit 400";
}

/// <summary>A sentence that may be quoted, by role and round.</summary>
internal sealed class QuoteRow
{
    public string Question { get; set; } = "";
    public string Block { get; set; } = "";
    public string Role { get; set; } = "";
    public int Round { get; set; }
    public bool Retro { get; set; }
    public string Words { get; set; } = "";

    /// <summary>Asks @Measurement.</summary>
    public const string Sql = "select question, block, role, round::integer as round, retro, words from app.measurement_quotes(@Measurement)";

    /// <summary>"a teacher, 1-measurement".</summary>
    public string By(Text text) => $"{text[MeasurementWords.SignedWord(Role)]}, {MeasurementWords.Round(Round, text)}{(Retro ? ", " + text["achteraf verteld"] : "")}";
}
