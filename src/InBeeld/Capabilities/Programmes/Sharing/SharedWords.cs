namespace InBeeld.Capabilities.Programmes.Sharing;

/// <summary>Words of shared programmes, as keys of the texts.</summary>
internal static class SharedWords
{
    public static string Respondent(string who) => who switch { "pupil" => "Kind", "parent" => "Ouder", "teacher" => "Leerkracht", _ => "Begeleider van het programma" };
}
