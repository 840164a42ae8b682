using System.Text;
using InBeeld.Capabilities.People.ImportOpenData.Reading;

namespace InBeeld.Tests.People;

/// <summary>Small made-up files in the shapes that DUO publishes.</summary>
internal static class OpenDataFiles
{
    public const string NewHeader = "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;TELEFOONNUMMER;INTERNETADRES;COROPGEBIED NAAM;ONDERWIJSGEBIED NAAM;RMC-REGIO CODE;RMC-REGIO NAAM;VAKANTIEREGIO";
    public const string OldHeader = "PROVINCIE;BEVOEGD GEZAG NUMMER;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;TELEFOONNUMMER;INTERNETADRES;COROPGEBIED NAAM;ONDERWIJSGEBIED NAAM;RMC-REGIO CODE;RMC-REGIO NAAM";

    public static string NewRow(string code, string name = "Basisschool De Vuurvlieg", string town = "9901", string board = "41111", string region = "Noord", string street = "Lindelaan", string place = "ZONDERDAM", string townName = "ZONDERDAM") =>
        $"Drenthe;{board};{code[..4]};{code};{name};{street};12-A;9306 TC;{place};{town};{townName};Openbaar;0501234567; ;Noord-Drenthe;Groningen;07;Noord- en Midden Drenthe;{region}";

    public static string OldRow(string code, string name = "Lyceum Het Kompas", string town = "9901", string place = "ZONDERDAM") =>
        $"Drenthe;41112;{code[..4]};{code};{name};Lindelaan;14;9306 TC;{place};{town};ZONDERDAM;Openbaar; ; ;Noord-Drenthe;Groningen;07;Noord- en Midden Drenthe";

    public static string File(string header, params string[] rows) => string.Join("\r\n", [header, .. rows]) + "\r\n";

    public static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    public static MemoryStream As(string text, string encoding) => new(encoding switch
    {
        "windows-1252" => OpenDataText.Windows1252.GetBytes(text),
        "utf-8 with mark" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        _ => Encoding.UTF8.GetBytes(text),
    });

    public static (List<DuoRow> Rows, DuoReader Reader) ReadDuo(string text, string name = "scholen.csv", string? kind = null)
    {
        var reader = DuoReader.Open(Utf8(text), name, kind).Value;
        return ([.. reader.Rows()], reader);
    }
}
