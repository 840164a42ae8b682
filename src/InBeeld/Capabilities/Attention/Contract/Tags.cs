namespace InBeeld.Capabilities.Attention.Contract;

/// <summary>The groups of children that need attention of their own, as stored, and the Dutch key of each. No tag names a country, origin or diagnosis.</summary>
internal static class Tags
{
    public static readonly IReadOnlyList<string> All = ["asylum", "newcomer", "residential", "special", "early", "mbo_entry", "transition"];

    public static string Word(string tag) => tag switch
    {
        "asylum" => "Asielzoekerscentrum",
        "newcomer" => "Nieuwkomer",
        "residential" => "Residentieel onderwijs",
        "special" => "Speciaal onderwijs",
        "early" => "Peuter, voorschool",
        "mbo_entry" => "Mbo-entree",
        _ => "Naar de volgende school",
    };
}
