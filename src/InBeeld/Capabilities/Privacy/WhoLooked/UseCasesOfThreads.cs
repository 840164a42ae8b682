namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>What a library, a school and parents tell each other about a child in a programme.</summary>
internal static partial class UseCases
{
    private static readonly Dictionary<string, string> OfThreads = new()
    {
        ["open thread"] = "Las wat school en bibliotheek over het kind schreven",
        ["list threads"] = "Opende de lijst met berichten van scholen",
        ["open week in library"] = "Las wat er deze week in de bibliotheek gebeurde",
        ["write in thread"] = "Schreef een bericht over het kind",
        ["change note in thread"] = "Wijzigde een bericht over het kind",
        ["take back note in thread"] = "Nam een bericht over het kind terug of zette het terug",
        ["list parent talks"] = "Las welke gesprekken met ouders er waren",
        ["log parent talk"] = "Legde een gesprek met een ouder vast",
        ["undo parent talk"] = "Haalde een gesprek met een ouder weg",
        ["choose where to refer on"] = "Keek welk ander programma bij het gezin past",
        ["refer on"] = "Wees het gezin door naar een ander programma",
        ["refer on undone"] = "Trok een doorverwijzing in",
        ["keep open day"] = "Maakte of wijzigde een dag voor ouders",
        ["turn open day"] = "Liet een dag voor ouders wel of niet doorgaan",
        ["open open day"] = "Opende wie er naar een dag voor ouders komt",
        ["add open day guest"] = "Zette een gezin op de lijst van een dag voor ouders",
        ["note open day guest"] = "Legde vast of een gezin naar een dag voor ouders kwam",
        ["join open day"] = "Iemand meldde zich zelf aan voor een dag voor ouders",
        ["count parents"] = "Bekeek hoeveel gesprekken met ouders er waren",
    };
}
