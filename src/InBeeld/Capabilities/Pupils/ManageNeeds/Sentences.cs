namespace InBeeld.Capabilities.Pupils.ManageNeeds;

/// <summary>The kinds of needs as one ticks them: whole sentences, keys of the texts.</summary>
internal static class Sentences
{
    public static string Of(string kind) => kind switch
    {
        "no_device" => "Geen laptop of tablet om op te leren",
        "no_connection" => "Geen of te zwak internet thuis",
        "no_quiet_place" => "Geen rustige plek om te leren",
        "little_help" => "Thuis kan niemand genoeg helpen",
        "parents_no_dutch" => "Ouders spreken geen of weinig Nederlands",
        "motivation" => "Weinig zin of moed om te leren",
        "health" => "Gezondheid of beperking vraagt aandacht",
        "unsafe_home" => "Thuis is het misschien niet veilig",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such need"),
    };
}
