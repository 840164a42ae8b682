namespace InBeeld.Capabilities.Pupils.Contract;

/// <summary>The support needs of a child: word, icon, and whether only the care professional may see it.</summary>
public static class NeedKinds
{
    public static readonly IReadOnlyList<string> All = ["no_device", "no_connection", "no_quiet_place", "little_help", "parents_no_dutch", "motivation", "health", "unsafe_home"];

    public static bool Restricted(string kind) => kind is "health" or "unsafe_home";

    /// <summary>The words in a list; a key of the texts.</summary>
    public static string Word(string kind) => kind switch
    {
        "no_device" => "geen apparaat",
        "no_connection" => "geen internet",
        "no_quiet_place" => "geen rustige plek",
        "little_help" => "weinig hulp thuis",
        "parents_no_dutch" => "ouders spreken weinig Nederlands",
        "motivation" => "weinig zin in school",
        "health" => "gezondheid of beperking",
        "unsafe_home" => "thuis onveilig",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such need"),
    };

    public static string Icon(string kind) => kind switch
    {
        "no_device" => "nolaptop",
        "no_connection" => "wifi",
        "no_quiet_place" => "home",
        "little_help" => "book",
        "parents_no_dutch" => "language",
        "motivation" => "talk",
        "health" => "heart",
        "unsafe_home" => "shield",
        _ => "info",
    };
}
