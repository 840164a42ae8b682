namespace InBeeld.Capabilities.Places.Materials;

/// <summary>Words of what a school asks of a library, as keys of the texts.</summary>
internal static class MaterialWords
{
    public static readonly string[] Kinds = ["print", "book", "writing", "other"];
    public static readonly string[] States = ["asked", "ready", "handed", "declined", "withdrawn"];

    public static string Kind(string kind) => kind switch
    {
        "print" => "Printen",
        "book" => "Boeken",
        "writing" => "Schrijfspullen",
        _ => "Ander lesmateriaal",
    };

    public static string State(string state) => state switch
    {
        "asked" => "Gevraagd",
        "ready" => "Ligt klaar",
        "handed" => "Opgehaald",
        "declined" => "Kan niet",
        _ => "Ingetrokken",
    };

    public static string Icon(string state) => state switch
    {
        "asked" => "clock",
        "ready" => "box",
        "handed" => "check",
        _ => "cross",
    };
}
