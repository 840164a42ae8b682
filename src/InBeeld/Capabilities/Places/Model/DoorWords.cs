using InBeeld.Kernel;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>Why something at the door was refused, and what can be done.</summary>
internal static class DoorWords
{
    /// <summary>Sentences for who works at the library; keys of the texts.</summary>
    public static string Sentence(string result) => result switch
    {
        "already" => "Dit kind is al binnen.",
        "cancelled" => "Deze plek is afgezegd. Meld het kind aan zonder afspraak.",
        "other_day" => "Deze plek is niet voor vandaag.",
        "early" => "Dat is te vroeg. Aanmelden kan een half uur voor het begin.",
        "late" => "Dit tijdvak is voorbij.",
        "closed" => "Dit tijdvak is gesloten.",
        "full" or "agreed_full" => "Alle plekken in dit tijdvak zijn vergeven.",
        "not_clean" or "no_seat" => "Er is nu geen schone plek vrij. Maak eerst een plek schoon.",
        "no_supervision" => "Er is nog geen school die begeleidt. Dit tijdvak gaat niet open.",
        "no_agreement" => "Met deze school is nu geen afspraak.",
        "other_town" => "Dit tijdvak is voor kinderen uit een andere gemeente.",
        "school_full" => "Deze school heeft al genoeg plekken in dit tijdvak.",
        "not_in" => "Dit kind is niet binnen.",
        "taken" => "Dat kan niet meer. De plek is intussen aan een ander gegeven.",
        "too_late" => "Ongedaan maken kan tien minuten lang.",
        "name" => "Vul een roepnaam in van hooguit 40 tekens.",
        _ => "Dit kan nu niet. Kijk of de lijst nog klopt.",
    };

    public static Refusal Refused(string result, string field = "") => new(field, Sentence(result));

    public static string Kind(string kind) => kind switch { "toilet" => "Toilet", "basin" => "Wasbak", "room" => "Gedeelde ruimte", _ => "Iets anders" };

    public static readonly IReadOnlyList<string> Kinds = ["toilet", "basin", "room", "other"];
}
