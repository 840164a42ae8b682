namespace InBeeld.Capabilities.Programmes.Intake;

/// <summary>The questions of the first talk. They are about what a child likes, can and wants; nothing is asked about health or home.</summary>
internal static class TalkGuide
{
    public const int Longest = 1000;

    /// <summary>In the order in which they are asked; the keys are what the database keeps.</summary>
    public static readonly string[] Questions = ["likes", "proud", "hard", "goal", "helps"];

    public static string QuestionWord(string question) => question switch
    {
        "likes" => "Wat doe je graag na school?",
        "proud" => "Waar ben je goed in, of trots op?",
        "hard" => "Wat vind je lastig op school?",
        "goal" => "Wat wil jij kunnen als dit programma klaar is?",
        _ => "Wat helpt jou om goed te leren?",
    };
}
