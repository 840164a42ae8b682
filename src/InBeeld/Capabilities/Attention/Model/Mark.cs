using InBeeld.Capabilities.Attention.Contract;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Attention.Model;

/// <summary>A tag that a professional put on a child, or took off it whatever the rules say: with a reason from a list, for some time.</summary>
internal sealed record Mark(Guid Id, Guid Pupil, string Tag, bool Holds, string Reason, DateOnly Ends)
{
    public static readonly IReadOnlyList<string> Reasons = ["family", "school_knows", "partner", "list_wrong", "moved", "over"];

    public static string ReasonWord(string reason) => reason switch
    {
        "family" => "Het gezin vertelde dit",
        "school_knows" => "De school weet dit",
        "partner" => "Een partner van de school vertelde dit",
        "moved" => "Het kind is verhuisd",
        "over" => "Dit is voorbij",
        _ => "De klassenlijst klopt niet",
    };

    public static Outcome<Mark> Put(Guid id, Guid pupil, string tag, bool? holds, string reason, DateOnly? ends, DateOnly today)
    {
        var wrong = new List<Refusal>();
        if (!Tags.All.Contains(tag))
        {
            wrong.Add(new Refusal("Tag", "Kies welke groep dit is."));
        }

        if (holds is null)
        {
            wrong.Add(new Refusal("Holds", "Kies of het kind erbij hoort."));
        }

        if (!Reasons.Contains(reason))
        {
            wrong.Add(new Refusal("Reason", "Kies een reden."));
        }

        if (ends is null || ends < today || ends > today.AddYears(1))
        {
            wrong.Add(new Refusal("Ends", "Kies een dag, hooguit een jaar vooruit."));
        }

        return wrong.Count > 0 ? wrong : new Mark(id, pupil, tag, holds!.Value, reason, ends!.Value);
    }
}
