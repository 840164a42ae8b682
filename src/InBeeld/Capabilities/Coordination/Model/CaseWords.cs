namespace InBeeld.Capabilities.Coordination.Model;

/// <summary>The codes of signals and cases, with the Dutch words that people see (keys of the texts).</summary>
internal static class CaseWords
{
    public static readonly IReadOnlyList<string> Kinds = ["not_reached", "absent", "no_school", "home", "learning", "help", "arrival", "other"];

    public static readonly IReadOnlyList<string> Outcomes = ["in_view", "support", "school", "moved", "no_need", "declined", "not_found"];

    /// <summary>Why a signal ends without a case of its own; joining a case and passing on have a way of their own.</summary>
    public static readonly IReadOnlyList<string> EndReasons = ["advice", "known", "no_need", "mistake"];

    public static readonly IReadOnlyList<string> StepKinds = ["phone", "door", "talk", "agree", "inform", "follow", "other"];

    public static readonly IReadOnlyList<string> StepOutcomes = ["reached_child", "reached_parent", "nobody", "refused", "moved", "done"];

    public static readonly IReadOnlyList<string> AgreementKinds = ["place", "device", "childcare", "mentor", "programme", "local_team", "youth_care", "safe_home", "school", "other"];

    public static readonly IReadOnlyList<string> AgreementStates = ["agreed", "running", "ended", "refused"];

    public static readonly IReadOnlyList<int> Urgencies = [3, 2, 1];

    public static string Kind(string kind) => kind switch
    {
        "not_reached" => "Niet bereikt",
        "absent" => "Verzuim",
        "no_school" => "Geen school",
        "home" => "Zorgen over thuis",
        "learning" => "Leren lukt thuis niet",
        "help" => "Gezin vraagt hulp",
        "arrival" => "Nieuw in de gemeente",
        _ => "Iets anders",
    };

    public static string Urgency(int urgency) => urgency switch { 3 => "Vandaag", 2 => "Deze week", _ => "Kan even wachten" };

    public static string Source(string source) => source switch
    {
        "school" => "School",
        "mbo" => "Mbo",
        "partnership" => "Samenwerkingsverband",
        "childcare" => "Kinderopvang",
        "institution" => "Jeugdinstelling",
        "third" => "Iemand anders",
        _ => "Gemeente",
    };

    public static string SignalState(string state) => state switch
    {
        "new" => "Nieuw",
        "brought_in" => "Ingebracht",
        "case" => "Zaak",
        _ => "Afgesloten",
    };

    public static string EndReason(string reason) => reason switch
    {
        "joined" => "Toegevoegd aan een zaak",
        "advice" => "Advies gegeven",
        "known" => "Er is al hulp",
        "no_need" => "Niets nodig",
        "passed_on" => "Doorgegeven aan een andere gemeente",
        "mistake" => "Vergissing",
        _ => "",
    };

    public static string FamilyKnows(string knows) => knows switch
    {
        "yes" => "Het gezin weet ervan",
        "soon" => "Het gezin hoort het binnenkort",
        "no" => "Het gezin weet het niet",
        _ => "Onbekend of het gezin het weet",
    };

    /// <summary>Whom the one who signals thinks of: a party or a route.</summary>
    public static string ThinksOf(string what) => what switch
    {
        "neighbourhood" => "Buurtteam",
        "youth" => "Jeugd- en gezinscoaches",
        "attendance" => "Leerplicht en RMC",
        "childcare" => "Noodopvang",
        "place" => "Plek in de bibliotheek",
        "device" => "Apparaat",
        "mentor" => "Mentor",
        "programme" => "Programma",
        _ => "",
    };

    public static string Channel(string channel) => channel switch
    {
        "phone" => "telefoon",
        "message" => "bericht",
        "video" => "video",
        "door" => "aan de deur",
        "school" => "op school",
        _ => "e-mail",
    };

    public static string Reached(string reached) => reached switch { "pupil" => "kind bereikt", "parent" => "ouder bereikt", "both" => "kind en ouder bereikt", _ => "niemand bereikt" };

    public static string CaseState(string state) => state switch { "open" => "Loopt", "closing" => "Wacht op meekijken", _ => "Afgesloten" };

    public static string Outcome(string outcome) => outcome switch
    {
        "in_view" => "Weer in beeld",
        "support" => "Hulp is geregeld",
        "school" => "Weer naar school",
        "moved" => "Verhuisd",
        "transferred" => "Overgedragen",
        "no_need" => "Geen hulp nodig",
        "declined" => "Gezin wil geen hulp",
        "not_found" => "Niet gevonden",
        _ => "",
    };

    public static string StepKind(string kind) => kind switch
    {
        "phone" => "Bellen",
        "door" => "Huisbezoek",
        "talk" => "Gesprek",
        "agree" => "Afspraken maken",
        "inform" => "Laten weten",
        "follow" => "Kijken hoe het gaat",
        _ => "Iets anders doen",
    };

    public static string StepIcon(string kind) => kind switch
    {
        "phone" => "phone",
        "door" => "door",
        "talk" => "talk",
        "agree" => "check",
        "inform" => "chat",
        "follow" => "eye",
        _ => "note",
    };

    public static string StepOutcome(string outcome) => outcome switch
    {
        "reached_child" => "Kind gesproken",
        "reached_parent" => "Ouder gesproken",
        "nobody" => "Niemand bereikt",
        "refused" => "Wilde niet praten",
        "moved" => "Woont hier niet meer",
        "done" => "Gedaan",
        _ => "",
    };

    public static string AgreementKind(string kind) => kind switch
    {
        "childcare" => "Noodopvang",
        "place" => "Plek in de bibliotheek",
        "device" => "Apparaat",
        "mentor" => "Mentor",
        "programme" => "Programma",
        "local_team" => "Hulp van het buurtteam",
        "youth_care" => "Jeugdhulp",
        "safe_home" => "Veilig Thuis",
        "school" => "School",
        _ => "Iets anders",
    };

    /// <summary>By which route an agreement can be started; null: that is arranged outside InBeeld.</summary>
    public static string? Route(string agreementKind) => agreementKind switch
    {
        "childcare" => "childcare",
        "place" => "library_place",
        "device" => "device",
        "mentor" => "mentor",
        "programme" => "programme",
        _ => null,
    };

    public static string RouteState(string state) => state switch
    {
        "asked" => "Gevraagd",
        "running" => "Loopt",
        "ended" => "Klaar",
        _ => "Ging niet door",
    };

    public static string AgreementIcon(string kind) => kind switch
    {
        "childcare" => "home",
        "place" => "seat",
        "device" => "laptop",
        "mentor" => "person",
        "programme" => "book",
        "local_team" or "youth_care" => "heart",
        "safe_home" => "shield",
        "school" => "school",
        _ => "note",
    };

    public static string AgreementState(string state) => state switch
    {
        "agreed" => "Afgesproken",
        "running" => "Loopt",
        "ended" => "Klaar",
        _ => "Ging niet door",
    };
}
