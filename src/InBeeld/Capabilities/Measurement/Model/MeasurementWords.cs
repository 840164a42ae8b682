using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Measurement.Model;

/// <summary>Words of a measurement, as keys of the texts.</summary>
internal static class MeasurementWords
{
    public static readonly string[] Parts = ["start", "experience", "advice"];
    public static readonly string[] Roles = ["pupil", "parent", "teacher", "project_leader", "manager", "adviser", "funder", "partner"];
    public static readonly string[] Levels = ["strategic", "tactical", "operational"];
    public static readonly string[] Ways = ["place", "online", "phone"];
    public static readonly string[] Kinds = ["plan", "agreement", "report", "figures", "material", "other"];

    /// <summary>What two initiatives are compared on.</summary>
    public static readonly string[] Aspects = ["organisation", "expertise", "target", "recruitment", "approach", "activities", "nature", "funding", "start"];

    public static string PartWord(string part) => part switch { "start" => "Begin en opzet (0-meting)", "experience" => "Ervaringen en uitkomsten (1-meting)", _ => "Aanbevelingen en voorwaarden" };

    public static string RoleWord(string role) => role switch { "pupil" => "leerling", "parent" => "ouder", "teacher" => "leerkracht", "project_leader" => "projectleider", "manager" => "leidinggevende", "adviser" => "adviseur", "funder" => "financier", _ => "partner" };

    public static string ManyWord(string role) => role switch { "pupil" => "Leerlingen", "parent" => "Ouders", "teacher" => "Leerkrachten", "project_leader" => "Projectleiders", "manager" => "Leidinggevenden", "adviser" => "Adviseurs", "funder" => "Financiers", _ => "Partners" };

    /// <summary>"een leerkracht", as a quote is signed.</summary>
    public static string SignedWord(string role) => role switch { "pupil" => "een leerling", "parent" => "een ouder", "teacher" => "een leerkracht", "project_leader" => "een projectleider", "manager" => "een leidinggevende", "adviser" => "een adviseur", "funder" => "een financier", _ => "een partner" };

    public static string LevelWord(string level) => level switch { "strategic" => "Strategisch", "tactical" => "Tactisch", "operational" => "Operationeel", _ => "Geen niveau" };

    public static string WayWord(string way) => way switch { "place" => "op een plek", "online" => "online", _ => "telefonisch" };

    public static string KindWord(string kind) => kind switch { "plan" => "Plan of begroting", "agreement" => "Afspraak", "report" => "Verslag", "figures" => "Cijfers", "material" => "Materiaal", _ => "Anders" };

    public static string AspectWord(string aspect) => aspect switch
    {
        "organisation" => "Organisatie", "expertise" => "Expertise", "target" => "Doelgroep", "recruitment" => "Werving van de doelgroep", "approach" => "Aanpak",
        "activities" => "Activiteiten", "nature" => "Karakter van de activiteiten", "funding" => "Financiering", _ => "Start van de activiteiten",
    };

    public static string TalkWord(string state, bool moved) => state switch { "held" => "gesproken", "cancelled" => "gaat niet door", _ => moved ? "verplaatst" : "gepland" };

    public static string TalkIcon(string state) => state switch { "held" => "check", "cancelled" => "cross", _ => "calendar" };

    public static string QuoteWord(string quote) => quote switch { "asked" => "goedkeuring gevraagd", "approved" => "goedgekeurd citaat", "refused" => "mag geen citaat zijn", _ => "geen citaat" };

    public static string GivenByWord(string by) => by == "parent" ? "een ouder" : "zelf";

    public static string HowWord(string how) => how switch { "paper" => "op papier", "online" => "online", _ => "mondeling" };

    public static string SharedWord(string shared) => shared switch { "findings" => "Opzet en bevindingen gedeeld", "design" => "Opzet gedeeld", _ => "Niet gedeeld" };

    public static string StageWord(int stage) => stage switch { 0 => "nog niets", 1 => "begin", 2 => "op weg", _ => "staat" };

    public static string Round(int number, Text text) => text["{0}-meting", number];

    /// <summary>"leerling 2".</summary>
    public static string Respondent(string role, int number, Text text) => text[RoleWord(role)] + " " + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
