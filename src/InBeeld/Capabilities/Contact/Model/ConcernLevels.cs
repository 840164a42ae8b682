namespace InBeeld.Capabilities.Contact.Model;

/// <summary>How much a school watches a child; the norm follows from it. The words are keys of the texts.</summary>
internal static class ConcernLevels
{
    public static readonly IReadOnlyList<short> All = [0, 1, 2];

    public static string Word(int level) => level switch { 0 => "Gewoon", 1 => "Extra aandacht", 2 => "Grote zorg", _ => throw new ArgumentOutOfRangeException(nameof(level), level, "There are three levels") };
}

/// <summary>Why a child is absent with notice. The words are keys of the texts.</summary>
internal static class AbsenceReasons
{
    public static readonly IReadOnlyList<string> All = ["ill", "leave", "other"];

    public static string Word(string why) => why switch { "ill" => "Ziek", "leave" => "Met verlof", _ => "Afwezig met bericht" };
}
