namespace InBeeld.Frames.Routes;

/// <summary>The routes by which a child can be helped to learn. Which capability offers a route is not said here.</summary>
internal static class RouteKinds
{
    public static readonly IReadOnlyList<string> All = ["childcare", "school", "device", "connection", "library_place", "programme", "mentor", "local_team"];

    /// <summary>A key of the texts.</summary>
    public static string Word(string kind) => kind switch
    {
        "childcare" => "opvang op school of noodopvang",
        "school" => "onderwijs op school",
        "device" => "leenapparaat",
        "connection" => "internetverbinding",
        "library_place" => "plek in de bibliotheek",
        "programme" => "programma van de bibliotheek",
        "mentor" => "mentor of vrijwilliger",
        "local_team" => "wijkteam",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such route"),
    };

    public static string Icon(string kind) => kind switch
    {
        "childcare" => "people",
        "school" => "school",
        "device" => "laptop",
        "connection" => "wifi",
        "library_place" => "seat",
        "programme" => "book",
        "mentor" => "talk",
        _ => "heart",
    };
}
