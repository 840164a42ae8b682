using InBeeld.Capabilities.Coordination.Signalling;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Coordination.ReportWorry;

/// <summary>What somebody without an account fills in, besides the child.</summary>
internal sealed class ReportFields
{
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public string? Municipality { get; set; }
    public string? Reason { get; set; }
    public string? Words { get; set; }
    public string? FamilyKnows { get; set; }
    public string? ReporterName { get; set; }
    public string? ReporterContact { get; set; }
    public string? ReporterRelation { get; set; }

    public static readonly IReadOnlyList<string> Reasons = ["not_reached", "absent", "no_school", "home", "learning", "help", "other"];

    public static string ReasonWord(string reason) => reason switch
    {
        "not_reached" => "Niemand ziet of hoort het kind nog",
        "absent" => "Het kind is vaak niet op school",
        "no_school" => "Het kind heeft geen school",
        "home" => "Ik maak me zorgen over thuis",
        "learning" => "Leren lukt thuis niet",
        "help" => "Het gezin vraagt om hulp",
        _ => "Iets anders",
    };

    public IEnumerable<Refusal> Check()
    {
        if (!Reasons.Contains(Reason ?? ""))
        {
            yield return new Refusal("Reason", "Kies waar het om gaat.");
        }

        if (string.IsNullOrWhiteSpace(Words))
        {
            yield return new Refusal("Words", "Schrijf op wat er speelt.");
        }

        if (!SignalFields.Knows.Contains(FamilyKnows ?? ""))
        {
            yield return new Refusal("FamilyKnows", "Kies of het gezin ervan weet.");
        }

        if (string.IsNullOrWhiteSpace(ReporterRelation))
        {
            yield return new Refusal("ReporterRelation", "Schrijf op hoe je het kind kent.");
        }

        foreach (var (name, value, most) in new[] { ("Words", Words, SignalFields.Long), ("ReporterName", ReporterName, 200), ("ReporterContact", ReporterContact, 200), ("ReporterRelation", ReporterRelation, 200) })
        {
            if (value?.Length > most)
            {
                yield return new Refusal(name, "Gebruik hooguit {0} tekens.", most);
            }
        }
    }
}
