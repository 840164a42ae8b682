namespace InBeeld.Demonstration;

/// <summary>What people of the demo say about the two initiatives, and what was made of it. All made up, in our own words.</summary>
internal static class DemoMeasurementText
{
    /// <summary>Role and number, round, research question, block, level (s, t, o), approved quote, told afterwards, and the words.</summary>
    internal sealed record Said(string Who, int Round, string Question, string Block, string Level, bool Quote, bool Retro, string Words);

    public static readonly Said[] Nest =
    [
        new("project_leader 1", 0, "q1", "collection", "t", false, false, "We hebben al leeskringen en een computeruur, maar die trekken vooral kinderen die toch al komen."),
        new("project_leader 1", 0, "q2", "activities", "t", false, false, "We willen werken met thema's van zes weken. Het eerste thema ligt klaar, het tweede nog niet."),
        new("manager 1", 0, "q5", "network", "s", true, false, "Het is geslaagd als scholen ons over een jaar zelf bellen."),
        new("manager 1", 0, "q4", "network", "s", false, false, "De gemeente weet ervan en vindt het een goed plan. Geld heeft ze nog niet beloofd."),
        new("teacher 1", 0, "q3", "plan", "o", false, false, "Ik kies kinderen die graag willen, maar in de klas stil zijn."),
        new("teacher 1", 0, "q4", "network", "o", true, false, "Ik weet nu wie ik moet bellen. Vorig jaar wist ik dat niet."),
        new("adviser 1", 0, "q2", "expertise", "t", false, false, "Begeleiders kunnen goed met kinderen om. Hoe je taal uitlokt, moeten ze nog leren."),
        new("pupil 1", 0, "q9", "activities", "o", true, false, "Ik vond het eerst spannend, want ik kende niemand. Nu maak ik samen een film."),
        new("pupil 2", 0, "q9", "activities", "o", false, false, "Het liefst zoek ik dingen op en dan maken we er een verhaal van."),
        new("parent 1", 0, "q3", "communication", "o", false, false, "De juf vertelde het. De folder heb ik pas later gezien."),
        new("project_leader 1", 1, "q7", "activities", "t", false, false, "Er zijn nu drie thema's uitgeschreven. Een collega die nieuw was, kon er zo mee beginnen."),
        new("project_leader 1", 1, "q8", "communication", "t", false, false, "We verwachtten twaalf kinderen en er kwamen er veertien. Ouders bereiken blijft lastig."),
        new("project_leader 1", 1, "q11", "exploitation", "t", false, false, "Een vaste ruimte en twee begeleiders per groep: zonder dat gaat het niet."),
        new("manager 1", 1, "q10", "network", "s", false, false, "De gemeente betaalt volgend jaar mee. Dat kwam doordat twee schoolbesturen het ook vroegen."),
        new("manager 1", 1, "q13", "network", "s", true, false, "Begin klein, met één school die echt wil. De rest komt kijken."),
        new("teacher 1", 1, "q9", "activities", "o", true, false, "Een meisje dat nooit iets zei, vertelde in de kring wat ze had uitgezocht."),
        new("teacher 1", 1, "q7", "plan", "o", false, false, "We spreken elkaar nu om de week. In de klas gebruik ik dezelfde woorden."),
        new("teacher 2", 1, "q12", "monitoring", "o", false, false, "Ik zou graag op papier zien wat een kind heeft geoefend."),
        new("adviser 1", 1, "q11", "expertise", "t", false, false, "Twee middagen scholing waren genoeg om te beginnen. Daarna helpt meekijken meer."),
        new("pupil 1", 1, "q9", "collection", "o", true, false, "Ik neem nu boeken mee over het thema. Eerst nam ik nooit iets mee."),
        new("pupil 1", 1, "q9", "activities", "o", false, true, "Toen ik begon durfde ik niets te vragen. Nu leg ik het aan nieuwe kinderen uit."),
        new("pupil 3", 1, "q13", "communication", "o", true, false, "Ik zeg tegen mijn vrienden dat ze gewoon een keer moeten komen."),
        new("parent 1", 1, "q9", "activities", "o", false, false, "Thuis vertelt hij wat hij gemaakt heeft. Dat deed hij over school nooit."),
        new("parent 2", 1, "q12", "communication", "o", false, false, "Ik wist niet dat ik mocht binnenkomen. Zeg dat er gewoon bij."),
        new("partner 1", 1, "q10", "network", "o", false, false, "Wij halen kinderen op bij het buurthuis. De afspraken staan nu op papier."),
        new("project_leader 1", 1, "q14", "exploitation", "s", false, false, "Geld voor één jaar is te kort. Je hebt drie jaar nodig om het te laten wortelen."),
    ];

    public static readonly Said[] Lamp =
    [
        new("project_leader 1", 0, "q1", "activities", "o", false, false, "Onze begeleiders hielpen al leerlingen aan losse tafels. Nu is het een vast adres."),
        new("project_leader 1", 0, "q2", "expertise", "t", false, false, "Wij brengen de begeleiders mee, de bibliotheek de ruimte en de boeken."),
        new("manager 1", 0, "q6", "network", "s", true, false, "Wij gaan niet op de stoel van de leraar zitten. We zijn de plek waar het kan."),
        new("manager 1", 0, "q5", "exploitation", "s", false, false, "Geen leerling mag wegblijven omdat er thuis geen geld is."),
        new("teacher 1", 0, "q3", "network", "o", false, false, "Ik noem het bij ouders die vragen om hulp met rekenen of Engels."),
        new("funder 1", 0, "q5", "exploitation", "t", false, false, "We vergoeden per kind, als het gezin aan onze voorwaarden voldoet."),
        new("pupil 1", 0, "q9", "activities", "o", true, false, "Thuis is het druk. Hier kan ik mijn huiswerk afmaken."),
        new("parent 1", 0, "q5", "activities", "o", false, false, "Ik hoop dat ze weer durft te beginnen aan een toets."),
        new("project_leader 1", 1, "q7", "activities", "o", false, false, "We werken per leerling. Soms is dat taal, soms natuurkunde, vaak is het plannen."),
        new("project_leader 1", 1, "q8", "network", "t", false, false, "Een derde meldt zichzelf aan. Dat hadden we niet bedacht."),
        new("project_leader 1", 1, "q11", "expertise", "o", false, false, "Voor exacte vakken hebben we te weinig begeleiders."),
        new("manager 1", 1, "q10", "exploitation", "s", false, false, "Scholen en een bedrijf betalen nu mee. Met drie gemeenten praten kost veel tijd."),
        new("teacher 1", 1, "q10", "network", "o", true, false, "De begeleider snapt mijn vak. We hebben aan twee zinnen genoeg."),
        new("teacher 2", 1, "q12", "plan", "t", false, false, "Op school staat het nog in geen enkel plan. Dat maakt het kwetsbaar."),
        new("pupil 1", 1, "q9", "activities", "o", true, false, "Ik haal nu voldoendes en ik begin eerder aan mijn werk."),
        new("pupil 2", 1, "q9", "activities", "o", false, false, "Ik kom ook als ik geen huiswerk heb, want dan lees ik."),
        new("pupil 1", 1, "q9", "activities", "o", false, true, "Voor ik hier kwam, maakte ik mijn huiswerk niet. Dat wist niemand."),
        new("parent 1", 1, "q9", "communication", "o", true, false, "Ze krijgt uitleg tot ze het begrijpt. Dat scheelt ruzie aan tafel."),
        new("partner 1", 1, "q8", "network", "o", false, false, "Wij brengen gezinnen die hier kort wonen. De eerste keer gaan we mee."),
        new("funder 1", 1, "q14", "monitoring", "t", false, false, "Eén bladzijde per half jaar is genoeg voor ons, als de aantallen kloppen."),
    ];

    /// <summary>Stages per block as strategic, tactical, operational; in round 0 and round 1; "-" is not judged. With why.</summary>
    public static readonly (string Block, string Nest, string Lamp, string Why)[] Stages =
    [
        ("network", "111 232", "112 222", "Volgt uit de gesprekken met leiding en partners."), ("expertise", "112 122", "122 122", "Gevraagd aan wie begeleidt en aan de adviseur."), ("collection", "101 112", "011 011", "Gezien in de bijeenkomsten en in het materiaal."),
        ("plan", "001 112", "000 001", "Gevraagd aan leerkrachten."), ("activities", "111 233", "112 223", "Rooster, programma en gesprekken met kinderen."), ("monitoring", "010 111", "101 111", "Er zijn aantallen; doelen per kind zijn net begonnen."),
        ("exploitation", "11- 122", "112 212", "Begroting en gesprekken met leiding en financiers."), ("communication", "110 122", "111 112", "Folder, webpagina en wat ouders vertelden."),
    ];

    public static readonly (string Aspect, string Nest, string Lamp)[] Aspects =
    [
        ("organisation", "De bibliotheek leidt. De programmaleider is bij haar in dienst.", "Bibliotheek en stichting Lantaarnlicht zijn gelijke partners. De bibliotheek is de plek."),
        ("expertise", "Begeleiders van de bibliotheek, met hulp van een ingehuurde onderwijsadviseur.", "Lantaarnlicht brengt begeleiders mee die zelf les geven of gaven."),
        ("target", "Groep 7 en 8 en de brugklas, voor wie graag wil.", "Leerlingen van 8 tot 18 jaar van wie de ouders geen bijles kunnen betalen."),
        ("recruitment", "De leerkracht wijst kinderen erop.", "School, het kind zelf, en partners die gezinnen kennen."),
        ("approach", "Een plan vooraf, dat onderweg groeit.", "Gegroeid uit wat leerlingen vroegen, daarna beschreven."),
        ("activities", "Thema's van zes weken: film, verhaal, bouwen, onderzoek.", "Huiswerk, uitleg en leren plannen, alleen of met een paar."),
        ("nature", "Programma in een vaste groep.", "Op maat, per leerling."),
        ("funding", "Gemeente, een fonds en een deel uit de school.", "Scholen, een kindfonds, een serviceclub en een bedrijf."),
        ("start", "Eerste groep in september, tweede na de herfst.", "Vanaf september; losse hulp was er al langer."),
        ("block:network", "Scholen en buurthuis doen actief mee, de gemeente betaalt vanaf januari.", "Scholen en hulp voor gezinnen verwijzen; met drie gemeenten wordt gesproken."),
        ("block:activities", "Drie thema's staan op papier en zijn door een ander te geven.", "Hulp op maat; veel vraag naar exacte vakken."),
        ("block:plan", "Leerkracht en begeleider spreken elkaar om de week.", "Staat nog niet in plannen van scholen."),
        ("block:expertise", "De adviseur oefent met de begeleiders; wie invalt, leest het programma.", "Wie begeleidt, is zelf leraar; de bibliotheek kent het netwerk."),
        ("block:collection", "Bij elk thema ligt een kist met boeken.", "Leerlingen werken met hun schoolboeken; de collectie staat ernaast."),
        ("block:monitoring", "Aantallen per keer; doelen per kind zijn net begonnen.", "School vertelt hoe het gaat; er wordt nog niets geteld."),
        ("block:communication", "Een folder, een pagina en een open middag voor ouders.", "Een folder bij school en hulpverlening; ouders horen het van elkaar."),
        ("block:exploitation", "Zeker voor een jaar.", "Vier bronnen, elk met eigen voorwaarden."),
    ];

    /// <summary>Question, block ("" for all), and what was found at the first and the second initiative.</summary>
    public static readonly (string Question, string Block, string Nest, string Lamp)[] Findings =
    [
        ("q1", "", "Er was aanbod voor lezers, weinig voor kinderen die niet vanzelf komen.", "Er was losse hulp met huiswerk, zonder vaste plek."),
        ("q4", "network", "Aan het begin kende men elkaar. Afspraken stonden nog niet op papier.", "De taken waren vanaf de start verdeeld tussen plek en begeleiding."),
        ("q7", "activities", "Van drie thema's is het programma uitgeschreven; een nieuwe begeleider kon ermee werken.", "Begeleiding is op maat gebleven; plannen leren is erbij gekomen."),
        ("q8", "", "Er kwamen meer kinderen dan verwacht. Ouders zijn minder bereikt.", "Een derde van de leerlingen meldt zichzelf aan."),
        ("q9", "", "Kinderen vertellen dat ze meer durven. Leerkrachten en ouders herkennen dat.", "Leerlingen beginnen eerder en vertellen over betere cijfers. Cijfers zelf zijn niet nagegaan."),
        ("q11", "exploitation", "Een vaste ruimte en twee begeleiders per groep zijn nodig.", "Begeleiders voor exacte vakken ontbreken."),
        ("q13", "", "Begin met één school die wil, en beschrijf het programma meteen.", "Kies een partner die het vak kent en blijf zelf de plek."),
        ("q14", "exploitation", "Geld voor drie jaar en een schoolbestuur dat meedoet.", "Afspraken met de gemeenten samen, niet elk apart."),
    ];
}
