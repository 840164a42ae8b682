namespace InBeeld.Statistics.Questionnaires;

/// <summary>How values of a questionnaire are written in JSON.</summary>
public static class QuestionnaireNames
{
    private static readonly (ItemKind Kind, string Name)[] Kinds = [(ItemKind.YesNo, "yesno"), (ItemKind.Choice, "choice"), (ItemKind.Choices, "choices"), (ItemKind.Number, "number"), (ItemKind.Text, "text")];
    private static readonly (CrossingKind Kind, string Name)[] Crossings = [(CrossingKind.Same, "same"), (CrossingKind.Changed, "changed"), (CrossingKind.Break, "break")];

    /// <summary>For whom a questionnaire can be: "primary", "secondary", "both".</summary>
    public static readonly IReadOnlyList<string> Educations = ["primary", "secondary", "both"];

    /// <summary>"yesno", "choice", "choices", "number" or "text".</summary>
    public static string Of(ItemKind kind) => Kinds.First(k => k.Kind == kind).Name;

    /// <summary>"library" or "location".</summary>
    public static string Of(ItemLevel level) => level == ItemLevel.Location ? "location" : "library";

    /// <summary>"same", "changed" or "break".</summary>
    public static string Of(CrossingKind kind) => Crossings.First(k => k.Kind == kind).Name;

    /// <summary>The kind with this name, or null.</summary>
    public static ItemKind? Kind(string name) => Kinds.Where(k => k.Name == name).Select(k => (ItemKind?)k.Kind).FirstOrDefault();

    /// <summary>The level with this name, or null.</summary>
    public static ItemLevel? Level(string name) => name switch { "library" => ItemLevel.Library, "location" => ItemLevel.Location, _ => null };

    /// <summary>The kind of crossing with this name, or null.</summary>
    public static CrossingKind? Crossing(string name) => Crossings.Where(k => k.Name == name).Select(k => (CrossingKind?)k.Kind).FirstOrDefault();
}
