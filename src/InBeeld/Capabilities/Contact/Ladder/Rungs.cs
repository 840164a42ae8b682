namespace InBeeld.Capabilities.Contact.Ladder;

/// <summary>A rung of the ladder: proposed after so many attempts, or so many school days, without reaching anyone of the family.</summary>
/// <param name="Number">Its place on the ladder, from 1; the same for a kind at every school, so that a rung can be left out.</param>
internal sealed record Rung(short Number, string Kind, short? AfterAttempts, short? AfterDays);

/// <summary>
/// The ladder that every school begins with; a school changes it on its page of agreements. Source of the order: the toolbox of Hogeschool
/// Rotterdam (March 2020), after the advice of Veilig Thuis: the care professional; neighbourhood team or leerplicht when those cannot reach the
/// family either; the door; the network around the family; a place at school.
/// </summary>
internal static class Rungs
{
    public static readonly IReadOnlyList<Rung> Defaults = [new(1, "care", 2, 5), new(2, "municipality", 3, 8), new(3, "door", 4, 10), new(4, "network", 6, 15), new(5, "place", 8, 20)];

    /// <summary>A school that saved its own ladder has only those rungs; the others were left out on purpose.</summary>
    public static IReadOnlyList<Rung> Of(IReadOnlyList<Rung> ofSchool) => ofSchool.Count > 0 ? [.. ofSchool.OrderBy(r => r.Number)] : Defaults;

    /// <summary>What is proposed, as a request to whoever reads it.</summary>
    public static string Proposal(string kind) => kind switch
    {
        "care" => "Schakel de zorgcoördinator in",
        "municipality" => "Schakel het wijkteam of leerplicht in",
        "door" => "Ga langs aan de deur",
        "network" => "Vraag het netwerk rond het gezin om hulp",
        "place" => "Bied een plek op school aan",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such rung"),
    };

    /// <summary>The rung as it was done.</summary>
    public static string Done(string kind) => kind switch
    {
        "care" => "Zorgcoördinator ingeschakeld",
        "municipality" => "Wijkteam of leerplicht ingeschakeld",
        "door" => "Langs de deur geweest",
        "network" => "Netwerk rond het gezin gevraagd",
        "place" => "Plek op school aangeboden",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such rung"),
    };

    public static string Icon(string kind) => kind switch { "care" => "flag", "municipality" => "people", "door" => "door", "network" => "link", _ => "school" };
}
