using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Triage.Model;

/// <summary>Rules, facts and faults in plain words.</summary>
internal static class Words
{
    /// <summary>What a fact is called.</summary>
    public static string FactWord(string code) => code switch
    {
        FactList.Crucial => "cruciaal beroep van een ouder",
        "level" => "aandacht",
        "state" => "stand",
        "years" => "leerjaar",
        _ => NeedKinds.Word(code),
    };

    public static string ValueWord(string code, string value) => (code, value) switch
    {
        (_, "yes") => "ja",
        (_, "no") => "nee",
        (_, "unknown") => "onbekend",
        ("level", "0") => "gewoon",
        ("level", "1") => "extra",
        ("level", "2") => "grote zorg",
        ("state", "in") => "in beeld",
        ("state", "due") => "aan de beurt",
        ("state", "late") => "te laat",
        ("state", "out") => "uit beeld",
        ("state", _) => "telt niet mee",
        ("years", "lower") => "groep 1 tot en met 4",
        ("years", "upper") => "groep 5 tot en met 8",
        ("years", "secondary") => "voortgezet onderwijs",
        _ => "zonder leerjaar",
    };

    /// <summary>"er geen apparaat is": behind "als".</summary>
    public static string YesWord(string code) => code switch
    {
        FactList.Crucial => "een ouder een cruciaal beroep heeft",
        "no_device" => "er geen apparaat is",
        "no_connection" => "er geen internet is",
        "no_quiet_place" => "er geen rustige plek is",
        "little_help" => "er weinig hulp thuis is",
        "parents_no_dutch" => "ouders weinig Nederlands spreken",
        "motivation" => "er weinig zin in school is",
        "health" => "gezondheid of beperking aandacht vraagt",
        _ => "het thuis misschien niet veilig is",
    };

    public static string NoWord(string code) => code switch
    {
        FactList.Crucial => "geen ouder een cruciaal beroep heeft",
        "no_device" => "er een apparaat is",
        "no_connection" => "er internet is",
        "no_quiet_place" => "er een rustige plek is",
        "little_help" => "er genoeg hulp thuis is",
        "parents_no_dutch" => "ouders genoeg Nederlands spreken",
        "motivation" => "er genoeg zin in school is",
        "health" => "gezondheid of beperking geen aandacht vraagt",
        _ => "niet bekend is dat het thuis onveilig is",
    };

    public static string Clause(this Text text, string code, IReadOnlyList<string> values) => (code, values) switch
    {
        (_, ["yes"]) => text[YesWord(code)],
        (_, ["no"]) => text[NoWord(code)],
        (FactList.Crucial, ["unknown"]) => text["niet bekend is of een ouder een cruciaal beroep heeft"],
        (FactList.Crucial, ["no", "unknown"]) => text["van geen ouder een cruciaal beroep bekend is"],
        (FactList.Crucial, _) => text["het antwoord op cruciaal beroep {0} is", text.Or(code, values)],
        ("level", _) => text["de aandacht {0} is", text.Or(code, values)],
        ("state", _) => text["de stand {0} is", text.Or(code, values)],
        _ => text["het leerjaar {0} is", text.Or(code, values)],
    };

    /// <summary>"Als er geen apparaat is en er een rustige plek is"; for a row that always fits: "Voor elk kind".</summary>
    public static string If(this Text text, TriageRow row)
    {
        var clauses = FactList.All.Where(f => row.When.ContainsKey(f.Code)).Select(f => text.Clause(f.Code, row.When[f.Code])).ToList();
        return clauses.Count == 0 ? text["Voor elk kind"] : text["Als {0}", string.Join(text[" en "], clauses)];
    }

    /// <summary>"leenapparaat, plek in de bibliotheek", or "niets extra nodig".</summary>
    public static string Routes(this Text text, IEnumerable<string> routes) =>
        string.Join(", ", routes.Select(r => text[RouteKinds.Word(r)])) is { Length: > 0 } list ? list : text["niets extra nodig"];

    /// <summary>The whole row as one sentence.</summary>
    public static string Say(this Text text, TriageRow row) =>
        text["{0}, dan: {1}.", text.If(row), text.Routes(row.Routes)] + (row.Not.Count > 0 ? " " + text["Nooit: {0}.", text.Routes(row.Not)] : "") + " " + text["Reden: {0}", text[row.Reason]];

    /// <summary>"geen apparaat: ja, thuis onveilig: nee".</summary>
    public static string Say(this Text text, IEnumerable<KeyValuePair<string, string>> facts) => string.Join(", ", facts.Select(f => text["{0}: {1}", text[FactWord(f.Key)], text[ValueWord(f.Key, f.Value)]]));

    public static string Say(this Text text, TableFault fault) => fault switch
    {
        { Rows.Count: 0 } => text["Voor dit kind zegt geen enkele regel iets: {0}.", text.Say(fault.Example)],
        { Route: { } route } => text["Regel {0} en regel {1} spreken elkaar tegen over: {2}. Bijvoorbeeld bij dit kind: {3}.", fault.Rows[0], fault.Rows[1], text[RouteKinds.Word(route)], text.Say(fault.Example)],
        _ => text["Regel {0} en regel {1} spreken elkaar tegen: de een helpt, de ander zegt dat niets nodig is. Bijvoorbeeld bij dit kind: {2}.", fault.Rows[0], fault.Rows[1], text.Say(fault.Example)],
    };

    private static string Or(this Text text, string code, IReadOnlyList<string> values) => string.Join(text[" of "], values.Select(v => text[ValueWord(code, v)]));
}
