namespace InBeeld.Demonstration;

/// <summary>Where the names of a family come from, and which language is spoken at home.</summary>
/// <param name="NeedsInterpreter">Share of the parents who speak this language and need somebody to interpret.</param>
internal sealed record Origin(string Language, double Weight, double NeedsInterpreter, string[] Girls, string[] Boys, string[] Grown, string[] Surnames);

/// <summary>Given names that exist and surnames that do not: nature and fantasy, in several languages, with every mark a name can have.</summary>
internal static class DemoNames
{
    private static readonly string[] First =
    [
        "Wolken", "Maan", "Zonne", "Regen", "Vlinder", "Sterren", "Bloesem", "Distel", "Veder", "Zilver", "Nevel", "Dauw", "Zomer", "Winter", "Honing", "Klaver", "Varen", "Riet",
        "Schelpen", "Duinen", "Golf", "Uilen", "Egel", "Merel", "Zwaluw", "Libel", "Kastanje", "Korenbloem", "Pinksterbloem", "Vuurvlieg", "Zeeëgel", "Sneeuw", "Koraal", "Papaver",
    ];

    private static readonly string[] Second =
    [
        "dans", "veder", "vleugel", "lied", "fluister", "droom", "glans", "sprong", "lach", "mantel", "kroon", "spoor", "wimpel", "trommel", "zang", "kiezel", "lantaarn", "veter", "knoop", "staart",
        "sprookje", "reiziger", "vanger", "weefster",
    ];

    public static readonly string[] Prefixes = ["van", "van de", "van der", "van den", "de", "ter", "in 't", "op de", "uit den"];

    private static readonly Origin Dutch = new("nl", 74, 0,
        ["Noor", "Fien", "Lotte", "Zoë", "Saar", "Evi", "Tess", "Lieke", "Roos", "Anouk", "Noëlle", "Mirthe", "Jet", "Puck", "Sanne", "Isa", "Floor", "Maud", "Chloë", "Eline", "Janne", "Bo", "Guusje", "Renée", "Elif", "Vera"],
        ["Sem", "Dex", "Bram", "Jip", "Tijn", "Thijs", "Daan", "Luuk", "Siem", "Mees", "Teun", "Gijs", "Finn", "Noël", "Joost", "Hidde", "Sjoerd", "Pepijn", "Koen", "Loïs", "Cas", "Ruben", "Stijn", "Joël", "Wout", "IJsbrand"],
        ["Marieke", "Joris", "Petra", "Sander", "Ineke", "Wouter", "Esther", "Maarten", "Karin", "Jeroen", "Linda", "Bas", "Annelies", "Erik", "Saskia", "Ronald", "Judith", "Hester", "Gerard", "Désirée", "Michiel", "Trees"],
        [.. First.SelectMany(f => Second.Select(s => f + s))]);

    public static readonly Origin[] Origins =
    [
        Dutch,
        new("ar", 6, 0.45, ["Yasmina", "Aya", "Salma", "Nour", "Hiba", "Amira", "Rânia", "Lina"], ["Ilyas", "Adam", "Zakaria", "Bilâl", "Youssef", "Samir", "Anás", "Karîm"],
            ["Fatima", "Hassan", "Khadija", "Omar", "Malika", "Rachid", "Nadia"], ["al-Qamarayn", "Noujoumbahr", "ben Zaytoun", "el Firdawsi", "Bahrnour", "Amtâr", "ibn as-Sahâb", "Wardazahr"]),
        new("tr", 5, 0.3, ["Çağla", "İpek", "Öykü", "Şirin", "Elif", "Defne", "Gülşah"], ["Ümit", "Çınar", "Emir", "Yiğit", "Kağan", "Ömer", "Işık"],
            ["Ayşe", "Mehmet", "Gülay", "Oğuz", "Şule", "İbrahim"], ["Yıldızbahçe", "Denizkuşu", "Gülçiçekçi", "Bulutoğlu-Gök", "Ayışığı", "Rüzgârgülü", "Çamsakızı"]),
        new("pl", 4, 0.35, ["Łucja", "Zuzanna", "Małgorzata", "Żaneta", "Oliwia", "Kinga"], ["Łukasz", "Jaś", "Paweł", "Kacper", "Michał", "Jędrzej"],
            ["Agnieszka", "Grzegorz", "Bożena", "Krzysztof", "Świętosława"], ["Gwiazdolas", "Księżycowa", "Chmurnik-Tęcza", "Śnieżynek", "Wędrownik-Wróbel", "Jaskółczyk-Żagiel"]),
        new("uk", 3.5, 0.7, ["Solomija", "Zlata", "Darija", "Myroslava", "Kateryna"], ["Tymofij", "Nazar", "Lev", "Danylo", "Ostap"],
            ["Oksana", "Andrij", "Ljudmyla", "Taras", "Iryna"], ["Zorelys", "Kvitkodar", "Mis’atsyk", "Vesnjanka-Haj", "Barvinkodar", "Chmarotsjos"]),
        new("ti", 2, 0.75, ["Selam", "Winta", "Feven", "Bethlehem"], ["Natnael", "Yonas", "Filmon", "Abel"],
            ["Mehret", "Tesfay", "Letebrhan", "Habtom"], ["Kokhobay", "Debenayt", "Tsehaytu", "Werhi-Lemlem"]),
        new("en", 3, 0.25, ["Ebony", "Grace", "Blessing", "Seren", "Isla"], ["Kwame", "Tobi", "Callum", "Rhys", "Jayden"],
            ["Abena", "Desmond", "Siobhán", "Winston"], ["Moonweather", "Owlfeather", "Brackenlight", "O’Starling-Brook", "Nightriver", "Adé-Sunbird"]),
        new("nl", 2.5, 0, ["Ángela", "Anaïs", "Søs", "Inês", "Nguyệt", "Žofie"], ["Jérôme", "Íñigo", "Søren", "João", "Đức", "Ondřej"],
            ["Françoise", "Ramón", "Åse", "Conceição", "Zdeňka"], ["Flordeluna", "Lune-de-Sucre", "Vintergækstjerne", "Estrela do Bosque", "Mây Trăng", "Hvězdička"]),
    ];

    public static Origin OriginOf(Dice dice) => dice.Weighed([.. Origins.Select(o => (o, o.Weight))]);

    public static Origin Of(string language) => Origins.First(o => o.Language == language);

    public static (string Prefix, string Surname) SurnameOf(Origin origin, Dice dice) =>
        (origin == Dutch && dice.Chance(0.22) ? dice.Of(Prefixes) : "", dice.Of(origin.Surnames));
}
