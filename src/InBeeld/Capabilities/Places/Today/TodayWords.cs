namespace InBeeld.Capabilities.Places.Today;

/// <summary>The states of a seat in words; keys of the texts.</summary>
internal static class TodayWords
{
    public static string Word(string state) => state switch { "taken" => "Bezet", "await" => "Verwacht", "clean" => "Eerst schoonmaken", "shut" => "Dicht", _ => "Vrij" };
}
