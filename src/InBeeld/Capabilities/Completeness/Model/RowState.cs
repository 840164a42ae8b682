namespace InBeeld.Capabilities.Completeness.Model;

/// <summary>What came of a row of a list that was not found.</summary>
internal static class RowState
{
    public const string Todo = "todo";
    public const string Asked = "asked";
    public const string Moved = "moved";
    public const string Signalled = "signalled";
    public const string Mistake = "mistake";

    /// <summary>What a person chooses; that a signal was made follows from the signal too.</summary>
    public static readonly IReadOnlyList<string> All = [Todo, Asked, Signalled, Moved, Mistake];

    /// <summary>Ticked off: nothing is left to do, and the name goes within a day.</summary>
    public static bool IsDone(string state) => state is Moved or Signalled or Mistake;

    public static string Word(string state) => state switch
    {
        Asked => "Gevraagd aan school",
        Moved => "Verhuisd",
        Signalled => "Signaal gemaakt",
        Mistake => "Fout in de lijst",
        _ => "Nog te doen",
    };

    public static string Icon(string state) => state switch { Asked => "chat", Moved => "home", Signalled => "flag", Mistake => "cross", _ => "clock" };
}
