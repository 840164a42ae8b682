using InBeeld.Kernel.Web;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Questionnaires;
using InBeeld.Statistics.Questionnaires.XlsForms;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Model;

/// <summary>What things of a questionnaire are called on the screen, and what is wrong with them.</summary>
internal static class QuestionWords
{
    public static readonly ItemKind[] Kinds = [ItemKind.YesNo, ItemKind.Choice, ItemKind.Choices, ItemKind.Number, ItemKind.Text];

    public static string Number(decimal number) => number.ToString("0.####", System.Globalization.CultureInfo.CurrentCulture);

    public static string Kind(ItemKind kind) => kind switch
    {
        ItemKind.YesNo => "Ja of nee",
        ItemKind.Choice => "Eén keuze",
        ItemKind.Choices => "Meer keuzes",
        ItemKind.Number => "Getal",
        _ => "Eigen woorden",
    };

    public static string Level(ItemLevel level) => level == ItemLevel.Location ? "Per schoollocatie" : "Eén keer per bibliotheek";

    public static string Education(string education) => education switch { "primary" => "Basisonderwijs", "secondary" => "Voortgezet onderwijs", _ => "Alle scholen" };

    public static string Crossing(CrossingKind kind) => kind switch { CrossingKind.Same => "Zelfde", CrossingKind.Changed => "Anders gevraagd", _ => "Breuk" };

    public static string Reason(CrossingReason reason) => reason switch
    {
        CrossingReason.Nothing => "er is niets anders",
        CrossingReason.Wording => "de tekst is anders",
        CrossingReason.Form => "de sleutel of de plicht is anders",
        CrossingReason.Limits => "de grenzen zijn anders",
        CrossingReason.Options => "de keuzes staan er anders",
        CrossingReason.OtherOptions => "er kwamen of gingen keuzes",
        CrossingReason.Route => "het wordt aan anderen gevraagd",
        CrossingReason.Unit => "de eenheid is anders",
        CrossingReason.Level => "per locatie of per bibliotheek is anders",
        _ => "het soort antwoord is anders",
    };

    public static string Field(string field) => field switch
    {
        "key" => "Sleutel",
        "concept" => "Begrip",
        "section" => "Plaats in de lijst",
        "kind" => "Soort antwoord",
        "label" => "Vraag",
        "help" => "Uitleg",
        "options" => "Keuzes",
        "unit" => "Eenheid",
        "decimals" => "Cijfers achter de komma",
        "least" => "Minste",
        "most" => "Meeste",
        "level" => "Voor wie",
        "askIf" => "Alleen vragen als",
        "required" => "Antwoord nodig",
        "points" => "Punten",
        "field" => "Veld",
        "when" => "Wanneer",
        "ask" => "Wat je vraagt",
        "items" => "Vragen",
        "parts" => "Wie vult wat in",
        "sections" => "Onderdelen",
        "title" => "Titel",
        "intro" => "Inleiding",
        _ => field,
    };

    /// <summary>Why, as a sentence; the place stands before it.</summary>
    public static string Fault(QuestionnaireFault f, Text t) => f.Reason switch
    {
        FaultReason.NotJson => t["Dit is geen JSON. {0}", f.About],
        FaultReason.TooLarge => t["Dit is groter dan {0}.", f.About],
        FaultReason.Missing => t["Dit ontbreekt."],
        FaultReason.UnknownField => t["Dit veld bestaat niet."],
        FaultReason.Type => t["Dit moet er zo uitzien: {0}", f.About],
        FaultReason.Word => t["Kies uit: {0}.", f.About],
        FaultReason.TooLong => t["Hooguit {0} tekens.", f.About],
        FaultReason.TooMany => t["Hooguit {0}.", f.About],
        FaultReason.Key => t["Een sleutel heeft kleine letters, cijfers en streepjes, en begint met een letter."],
        FaultReason.Twice => t["“{0}” staat er twee keer.", f.About],
        FaultReason.NotThere => t["“{0}” bestaat niet.", f.About],
        FaultReason.OneLanguage => f.About == "nl" ? t["Het Nederlands ontbreekt."] : t["Het Engels ontbreekt."],
        FaultReason.Range => t["Dit moet liggen in: {0}.", f.About],
        FaultReason.Order => t["Dit moet oplopen: {0}.", f.About],
        FaultReason.NotForKind => t["Dit hoort niet bij dit soort antwoord."],
        FaultReason.FewOptions => t["Geef minstens twee keuzes."],
        FaultReason.Expression when f.Error is { } e => t["Bij teken {0}: {1}", e.Position + 1, t[Expression(e.Fault), e.About]],
        FaultReason.Expression => t["Dit is niet te lezen: {0}", f.About],
        FaultReason.Name => t["Er is geen vraag met de sleutel “{0}”.", f.About],
        FaultReason.Later => t["“{0}” wordt pas later gevraagd.", f.About],
        FaultReason.Loop => t["Dit hangt van zichzelf af: {0}", f.About],
        FaultReason.DividesByZero => t["Dit deelt door nul."],
        FaultReason.PerLocation => t["Dit geeft een waarde per locatie. Gebruik any, all, sum of count."],
        _ => t["Punten en een veld horen bij elkaar."],
    };

    private static string Expression(ExpressionFault fault) => fault switch
    {
        ExpressionFault.Empty => "hier staat niets.",
        ExpressionFault.TooLong or ExpressionFault.TooMany or ExpressionFault.TooDeep => "dit is te lang of te diep.",
        ExpressionFault.Sign => "“{0}” betekent hier niets.",
        ExpressionFault.NotClosed => "een haakje of aanhalingsteken is niet gesloten.",
        ExpressionFault.Number => "“{0}” is geen getal. Schrijf 12 of 12.5.",
        ExpressionFault.Unexpected => "“{0}” past hier niet.",
        ExpressionFault.Ends => "hier ontbreekt nog iets.",
        ExpressionFault.Function => "er is geen functie “{0}”.",
        ExpressionFault.Arguments => "“{0}” vraagt een ander aantal waarden.",
        _ => "er is niets dat “{0}” heet.",
    };

    /// <summary>Where it is and why.</summary>
    public static string Whole(QuestionnaireFault f, Text t)
    {
        var place = string.Join(" › ", new[] { f.Key.Length > 0 ? f.Key : f.Path, f.Field.Length > 0 ? t[Field(f.Field)].ToString() : "" }.Where(p => p.Length > 0));
        return place.Length == 0 ? Fault(f, t) : $"{place}: {Fault(f, t)}";
    }

    public static string Note(FormNote n, Text t) => n.Reason switch
    {
        FormNoteReason.NoSheet => t["Er is geen blad of kolom “{0}”.", n.About],
        FormNoteReason.TooManyRows => t["Alleen de eerste {0} rijen zijn gelezen.", n.About],
        FormNoteReason.Type => t["Dit soort vraag kennen wij niet: {0}. De rij is weggelaten.", n.About],
        FormNoteReason.Column => t["Weggelaten: {0}", n.About],
        FormNoteReason.Relevant => t["De voorwaarde is weggelaten: {0}. De vraag gaat nu naar iedereen.", n.About],
        FormNoteReason.Constraint => t["De grens is weggelaten: {0}", n.About],
        FormNoteReason.Asks => t["De grens vraagt nu of het klopt: {0}. Hij houdt niemand tegen.", n.About],
        FormNoteReason.List => t["Er is geen lijst met keuzes “{0}”. De vraag is weggelaten.", n.About],
        FormNoteReason.Renamed => t["De naam werd {0}.", n.About],
        FormNoteReason.Group => t["Een groep begint of eindigt niet: {0}", n.About],
        _ => t["“Anders, namelijk” is weggelaten bij {0}.", n.About],
    };
}
