namespace InBeeld.Capabilities.Partners.Model;

/// <summary>Words of the network, as keys of the texts.</summary>
internal static class PartnerWords
{
    public static readonly string[] Kinds = ["school", "board", "municipality", "welfare", "youth_care", "refugee", "volunteers", "fund", "company", "library", "other"];
    public static readonly string[] Levels = ["strategic", "tactical", "operational"];
    public static readonly string[] Channels = ["phone", "email", "meeting", "message"];

    public static string KindWord(string kind) => kind switch
    {
        "school" => "School",
        "board" => "Schoolbestuur",
        "municipality" => "Gemeente",
        "welfare" => "Welzijn",
        "youth_care" => "Jeugdhulp",
        "refugee" => "Vluchtelingen",
        "volunteers" => "Vrijwilligers",
        "fund" => "Fonds",
        "company" => "Bedrijf",
        "library" => "Bibliotheek",
        _ => "Anders",
    };

    public static string KindIcon(string kind) => kind switch { "school" => "school", "library" => "book", "municipality" => "home", _ => "people" };

    public static string LevelWord(string level) => level switch { "strategic" => "Strategisch", "tactical" => "Tactisch", _ => "Operationeel" };

    public static string ChannelWord(string channel) => channel switch { "phone" => "Telefoon", "email" => "E-mail", "meeting" => "Overleg", _ => "Bericht" };

    public static string ChannelIcon(string channel) => channel switch { "phone" => "phone", "email" => "mail", "meeting" => "people", _ => "chat" };

    public static string ScaleWord(int value) => value switch { 1 => "klein", 2 => "middel", _ => "groot" };
}
