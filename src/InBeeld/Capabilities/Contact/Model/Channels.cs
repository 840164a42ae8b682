namespace InBeeld.Capabilities.Contact.Model;

/// <summary>How somebody was reached. The words are keys of the texts.</summary>
internal static class Channels
{
    public static readonly IReadOnlyList<string> All = ["phone", "message", "video", "door", "school", "email"];

    /// <summary>On the button: what you do.</summary>
    public static string Button(string channel) => channel switch { "phone" => "Bellen", "message" => "Bericht", "video" => "Video", "door" => "Deur", "school" => "School", _ => "E-mail" };

    /// <summary>In a sentence: "Moeder, do 12 nov, bericht".</summary>
    public static string Word(string channel) => channel switch { "phone" => "telefoon", "message" => "bericht", "video" => "video", "door" => "aan de deur", "school" => "op school", "email" => "e-mail", _ => "" };

    public static string Icon(string channel) => channel switch { "phone" => "phone", "message" => "chat", "video" => "video", "door" => "door", "school" => "school", _ => "mail" };
}

/// <summary>Who was reached.</summary>
internal static class Reached
{
    public const string Pupil = "pupil";
    public const string Parent = "parent";
    public const string Both = "both";
    public const string Nobody = "nobody";

    public static readonly IReadOnlyList<string> All = [Pupil, Parent, Both, Nobody];
}

/// <summary>How it went, in the words of whoever spoke.</summary>
internal static class Went
{
    public static readonly IReadOnlyList<string> All = ["", "well", "mixed", "worry"];

    public static string Word(string went) => went switch { "well" => "Ging goed", "mixed" => "Wisselend", "worry" => "Zorgen", _ => "Niet ingevuld" };
}
