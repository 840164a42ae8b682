namespace InBeeld.Capabilities.Triage.Model;

/// <summary>
/// The table that holds as long as a municipality has set none, and from which its first is copied: the four groups of the guide for libraries and
/// municipalities of 2020. (1) Crucial occupation: taught and cared for at school. (2) Unsafe at home: education at school. (3) No device
/// or connection: that, or a place where it is. (4) No place, help or motivation: the library, a programme, a mentor. Number 0.
/// </summary>
internal static class StandardTable
{
    public static readonly DecisionTable Is = new(
    [
        Row(1, "Een ouder heeft een cruciaal beroep: het kind leert op school of in de noodopvang.", ["childcare"], [], ("crucial", ["yes"])),
        Row(2, "Thuis is het misschien niet veilig: dan gaat veiligheid voor en is er plek op school.", ["school", "local_team"], ["library_place"], ("unsafe_home", ["yes"])),
        Row(3, "Er is geen apparaat om op te leren.", ["device"], [], ("no_device", ["yes"])),
        Row(4, "Er is thuis geen of te zwak internet.", ["connection"], [], ("no_connection", ["yes"])),
        Row(5, "In de bibliotheek is er wel internet.", ["library_place"], [], ("no_connection", ["yes"]), ("unsafe_home", ["no"])),
        Row(6, "Thuis is er geen rustige plek om te leren.", ["library_place"], [], ("no_quiet_place", ["yes"]), ("unsafe_home", ["no"])),
        Row(7, "Thuis kan niemand genoeg helpen met leren.", ["mentor", "programme"], [], ("little_help", ["yes"])),
        Row(8, "Het kind heeft weinig zin of moed om te leren.", ["programme", "mentor"], [], ("motivation", ["yes"])),
        Row(9, "Ouders spreken weinig Nederlands: iemand die de taal spreekt helpt.", ["mentor"], [], ("parents_no_dutch", ["yes"])),
        Row(10, "Gezondheid of een beperking vraagt om maatwerk op school.", ["school"], [], ("health", ["yes"])),
        Row(11, "Het kind is uit beeld: het wijkteam helpt om het gezin te bereiken.", ["local_team"], [], ("state", ["out"])),
        Row(12, "De zorg om dit kind is groot.", ["local_team"], [], ("level", ["2"])),
        Row(13, "Er is nu niets extra nodig.", [], [], ("crucial", ["no", "unknown"]), ("unsafe_home", ["no"]), ("no_device", ["no"]), ("no_connection", ["no"]), ("no_quiet_place", ["no"]),
            ("little_help", ["no"]), ("motivation", ["no"]), ("parents_no_dutch", ["no"]), ("health", ["no"]), ("state", ["in", "due", "late", "none"]), ("level", ["0", "1"])),
    ]);

    private static TriageRow Row(byte number, string reason, string[] routes, string[] not, params (string Fact, string[] Values)[] when) =>
        new(new Guid(0, 0, 0, [0, 0, 0, 0, 0, 0, 0, number]), when.ToDictionary(w => w.Fact, w => (IReadOnlyList<string>)w.Values), routes, not, reason);
}
