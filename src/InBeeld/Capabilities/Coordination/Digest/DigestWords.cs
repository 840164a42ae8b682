using System.Globalization;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Coordination.Digest;

/// <summary>What the mail of the day says: numbers and where to look. Never a name of a child, for mail is read on many screens.</summary>
internal static class DigestWords
{
    public static string Subject(string language, int late, int today) =>
        late > 0 ? In(language, late == 1 ? "InBeeld: 1 stap te laat" : "InBeeld: {0} stappen te laat", late) : today > 0 ? In(language, today == 1 ? "InBeeld: 1 stap vandaag" : "InBeeld: {0} stappen vandaag", today) : In(language, "InBeeld: een zaak wacht op jouw antwoord");

    public static string Body(string language, string givenName, int late, int today, int asked, string site)
    {
        var lines = new List<string> { In(language, "Hallo {0},", givenName), "" };
        if (late > 0)
        {
            lines.Add("- " + In(language, late == 1 ? "1 stap is te laat." : "{0} stappen zijn te laat.", late));
        }

        if (today > 0)
        {
            lines.Add("- " + In(language, today == 1 ? "1 stap is voor vandaag." : "{0} stappen zijn voor vandaag.", today));
        }

        if (asked > 0)
        {
            lines.Add("- " + In(language, asked == 1 ? "1 zaak wacht op jouw antwoord." : "{0} zaken wachten op jouw antwoord.", asked));
        }

        lines.AddRange(["", site.Length > 0 ? In(language, "Bekijk je dag: {0}", site + "/") : In(language, "Log in op InBeeld om je dag te bekijken."), "",
            site.Length > 0 ? In(language, "Geen mail meer? Zet hem uit in je account: {0}", site + "/account#mail") : In(language, "Geen mail meer? Zet hem uit in je account in InBeeld."), ""]);
        return string.Join("\r\n", lines);
    }

    private static string In(string language, string dutch, params object[] args) => string.Format(CultureInfo.InvariantCulture, Text.In(language, dutch), args);
}
