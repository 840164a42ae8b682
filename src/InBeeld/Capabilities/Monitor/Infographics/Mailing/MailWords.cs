using System.Globalization;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Monitor.Infographics.Mailing;

/// <summary>What the mail about an infographic says: that it is there, and where. No figure.</summary>
internal static class MailWords
{
    public static string Subject(string language, string name) => In(language, "InBeeld: de infographic van {0} is klaar", name.ReplaceLineEndings(" "));

    public static string Body(string language, string givenName, string name, string wave, string site, string path) => string.Join("\r\n",
    [
        In(language, "Hallo {0},", givenName), "",
        In(language, "De infographic van {0} is klaar. Hij hoort bij {1}.", name, wave),
        site.Length > 0 ? In(language, "Bekijk en print hem hier: {0}", site + path) : In(language, "Log in op InBeeld om hem te bekijken en te printen."),
        In(language, "Je vindt er ook die van je schoollocaties."), "",
    ]);

    private static string In(string language, string dutch, params object[] args) => string.Format(CultureInfo.InvariantCulture, Text.In(language, dutch), args);
}
