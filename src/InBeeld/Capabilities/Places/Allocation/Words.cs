using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>Words of asking for and giving places, as keys of the texts.</summary>
internal static class Words
{
    public static readonly string[] Parts = [.. Enumerable.Range(1, 6).SelectMany(d => new[] { d + "m", d + "a" })];

    public static string Class(int c) => c switch
    {
        0 => "Grote zorg",
        1 => "Enige zorg, of twee keer iets nodig",
        2 => "Een keer iets nodig",
        _ => "Andere kinderen",
    };

    /// <summary>Why a child got less than was asked, for who tells it to the parents.</summary>
    public static string Reason(string code, int reach, Text text) => code switch
    {
        "times" => text["Op de tijden die jullie kozen is de bibliotheek niet open voor kinderen."],
        "far" => text["Op die tijden is er alleen plek in een bibliotheek die te ver weg is."],
        "needs" => text["Zo'n plek als nodig is, is er op die tijden niet of niet meer."],
        "supervision" => text["Op die tijden is er nog geen begeleider van een school."],
        "siblings" => text["Samen met broers of zussen past het niet. Apart misschien wel."],
        "quota" => text["Op die tijden heeft jullie school al het hoogste aantal plekken."],
        "room" => text["Er was geen manier om nog een plek vrij te maken."],
        "full" => text.N(reach, "Het enige dagdeel dat kan is vol. Daar zitten kinderen die de plek net zo hard nodig hebben of harder.", "Alle {0} dagdelen die kunnen zijn vol. Daar zitten kinderen die de plek net zo hard nodig hebben of harder."),
        _ => "",
    };

    /// <summary>What the municipality could change about it.</summary>
    public static string Short(string code) => code switch
    {
        "times" => "Geen dagdeel op de gevraagde tijden",
        "far" => "Te ver weg",
        "needs" => "Geen plek van de soort die nodig is",
        "supervision" => "Nog geen begeleiding door een school",
        "siblings" => "Past niet samen met broers of zussen",
        "quota" => "De school heeft al het hoogste aantal",
        "room" => "Geen ruimte gevonden",
        _ => "Alles vol",
    };
}
