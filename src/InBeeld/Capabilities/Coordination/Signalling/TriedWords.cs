namespace InBeeld.Capabilities.Coordination.Signalling;

/// <summary>An attempt in words.</summary>
internal static class TriedWords
{
    public static string ChannelWord(string channel) => channel switch { "phone" => "telefoon", "message" => "bericht", "video" => "video", "door" => "aan de deur", "school" => "op school", _ => "e-mail" };

    public static string ReachedWord(string reached) => reached switch { "pupil" => "kind bereikt", "parent" => "ouder bereikt", "both" => "kind en ouder bereikt", _ => "niemand bereikt" };

    public static string Icon(string channel) => channel switch { "phone" => "phone", "message" => "chat", "video" => "video", "door" => "door", "school" => "school", _ => "mail" };
}
