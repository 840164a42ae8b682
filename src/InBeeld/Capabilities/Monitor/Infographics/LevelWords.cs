namespace InBeeld.Capabilities.Monitor.Infographics;

/// <summary>Keys of the texts for what stands in lists.</summary>
internal static class LevelWords
{
    public static string Of(string level) => level switch
    {
        "country" => "Het land",
        "province" => "Provincie",
        "library" => "Bibliotheek",
        _ => "Schoollocatie",
    };

    /// <summary>Of several.</summary>
    public static string All(string level) => level switch
    {
        "country" => "Het land",
        "province" => "Provincies",
        "library" => "Bibliotheken",
        _ => "Schoollocaties",
    };

    public static string Icon(string level) => level switch
    {
        "country" => "chart",
        "province" => "chart",
        "library" => "book",
        _ => "school",
    };
}
