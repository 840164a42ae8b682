using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Frames;
using InBeeld.Frames.Forms;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Measurement.Keep;

/// <summary>What can be chosen in the forms of a measurement.</summary>
internal sealed record Options(List<Choice> Programmes, List<Choice> Rounds, List<Choice> People, List<Choice> Questions, List<Choice> Blocks);

/// <summary>A kind of record that a leader makes, changes and removes: its form and where it is kept. Names of tables and columns are only ever those written here.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Home">The page where it is seen, given the measurement and its own id.</param>
internal sealed record Thing(string Name, string Table, string New, string Change, Func<Guid, Guid, string> Home, Func<Options, Text, Line[]> Lines)
{
    /// <summary>What holds between fields.</summary>
    public Func<Sheet, Refusal?> Rule { get; init; } = _ => null;

    /// <summary>Columns that stay as they were made.</summary>
    public string[] Fixed { get; init; } = [];

    public static Thing? Of(string name) => All.FirstOrDefault(t => t.Name == name);

    private static List<Choice> Of(IEnumerable<string> values, Func<string, string> word, Text text) => [.. values.Select(v => new Choice(v, text[word(v)]))];

    private static string Tab(Guid measurement, string tab) => $"/measurements/{measurement}{(tab.Length > 0 ? "/" + tab : "")}";

    public static readonly IReadOnlyList<Thing> All =
    [
        new("measurements", "measurement", "Nieuwe meting", "Wijzig de meting", (_, id) => Tab(id, ""), (o, text) =>
        [
            new("Name", text["Naam van het initiatief"], "name"),
            new("Programme", text["Programma in InBeeld"], "programme_id", "uuid") { Choices = o.Programmes, Optional = true, Help = text["Laat leeg als het er niet in staat."] },
            new("About", text["Waar gaat de meting over?"], "about") { Max = 2000, Rows = 4, Optional = true },
            new("Keep", text["Hoelang bewaren we aantekeningen na het sluiten?"], "keep_months", "smallint") { Choices = [.. new[] { 1, 3, 6, 12, 24 }.Select(m => new Choice(m.ToString(System.Globalization.CultureInfo.InvariantCulture), text.N(m, "1 maand", "{0} maanden")))] },
        ]),
        new("rounds", "measurement_round", "Nieuwe ronde", "Wijzig de ronde", (_, id) => $"/measurements/rounds/{id}", (_, text) =>
        [
            new("Number", text["Welke meting is het?"], "number", "smallint") { Choices = [.. Enumerable.Range(0, 10).Select(n => new Choice(n.ToString(System.Globalization.CultureInfo.InvariantCulture), MeasurementWords.Round(n, text)))] },
            new("Starts", text["Vanaf"], "starts", "date") { Type = "date" },
            new("Ends", text["Tot en met"], "ends", "date") { Type = "date" },
            new("Note", text["Opmerking"], "note") { Max = 1000, Rows = 2, Optional = true },
        ]) { Rule = s => s.Day("Ends") < s.Day("Starts") ? new Refusal("Ends", "De laatste dag ligt voor de eerste.") : s.Day("Ends") > s.Day("Starts")?.AddDays(731) ? new Refusal("Ends", "Een ronde duurt hooguit twee jaar.") : null },
        new("respondents", "measurement_respondent", "Wie gaan we spreken?", "Wijzig wie we spreken", (_, id) => $"/measurements/respondents/{id}", (_, text) =>
        [
            new("Role", text["Welke rol?"], "role") { Choices = Of(MeasurementWords.Roles, MeasurementWords.RoleWord, text), Help = text["InBeeld geeft een nummer, zoals leerling 2. Een naam is niet nodig."] },
            new("Label", text["Kort kenmerk"], "label") { Max = 40, Optional = true, Help = text["Alleen als het moet. Bij een leerling hooguit initialen."] },
        ]) { Fixed = ["role"], Rule = s => s["Role"] == "pupil" && s["Label"].Length > 4 ? new Refusal("Label", "Schrijf bij een leerling hooguit initialen.") : null },
        new("talks", "measurement_talk", "Nieuwe afspraak voor een gesprek", "Wijzig de afspraak voor een gesprek", (_, id) => $"/measurements/talks/{id}", (o, text) =>
        [
            new("Respondent", text["Met wie?"], "respondent_id", "uuid") { Choices = o.People },
            new("Round", text["Ronde"], "round_id", "uuid") { Choices = o.Rounds },
            new("Day", text["Dag"], "day", "date") { Type = "date" },
            new("Time", text["Hoe laat?"], "time", "time") { Type = "time" },
            new("Minutes", text["Hoelang?"], "minutes", "smallint") { Choices = [.. new[] { 15, 30, 45, 60, 90, 120 }.Select(m => new Choice(m.ToString(System.Globalization.CultureInfo.InvariantCulture), text["{0} minuten", m]))] },
            new("Way", text["Hoe?"], "way") { Choices = Of(MeasurementWords.Ways, MeasurementWords.WayWord, text) },
            new("Place", text["Waar?"], "place") { Max = 120, Optional = true },
        ]) { Fixed = ["respondent_id"], Rule = s => Typed.Time(s["Time"]) is null ? new Refusal("Time", "Vul een tijd in, zoals 14:30.") : null },
        new("documents", "measurement_document", "Nieuw document", "Wijzig het document", (m, _) => Tab(m, ""), (_, text) =>
        [
            new("Name", text["Naam"], "name"),
            new("Kind", text["Soort"], "kind") { Choices = Of(MeasurementWords.Kinds, MeasurementWords.KindWord, text) },
            new("Day", text["Van welke dag?"], "day", "date") { Type = "date", Optional = true },
            new("Says", text["Wat staat erin?"], "says") { Max = 2000, Rows = 4, Optional = true },
            new("Kept", text["Waar wordt het bewaard?"], "kept") { Max = 200, Optional = true, Help = text["Een adres dat met https:// begint, wordt een link."] },
        ]),
        new("findings", "measurement_finding", "Nieuwe bevinding", "Wijzig de bevinding", (m, _) => Tab(m, "findings"), (o, text) =>
        [
            new("Question", text["Bij welke onderzoeksvraag?"], "question") { Choices = o.Questions },
            new("Block", text["Bij welke bouwsteen?"], "block") { Choices = o.Blocks, Optional = true },
            new("Words", text["Wat vonden we?"], "words") { Max = 2000, Rows = 6 },
        ]),
    ];
}
