using System.Globalization;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Coordination.Digest;

/// <summary>What there is to say to somebody today; the last five are of the week in the library.</summary>
internal sealed record DigestNumbers(int Late, int Today, int Asked, int There, int Missed, int Unread, int FromSchool, int Waits)
{
    public bool Day => Late + Today + Asked > 0;

    public bool Week => There + Missed + Unread + FromSchool + Waits > 0;
}

/// <summary>What the mail of the day says: numbers and where to look. Never a name of a child, for mail is read on many screens.</summary>
internal static class DigestWords
{
    public static string Subject(string language, DigestNumbers n) => n switch
    {
        { Late: > 0 } => In(language, n.Late == 1 ? "InBeeld: 1 stap te laat" : "InBeeld: {0} stappen te laat", n.Late),
        { Today: > 0 } => In(language, n.Today == 1 ? "InBeeld: 1 stap vandaag" : "InBeeld: {0} stappen vandaag", n.Today),
        { Asked: > 0 } => In(language, "InBeeld: een zaak wacht op jouw antwoord"),
        _ => In(language, "InBeeld: de week in de bibliotheek"),
    };

    public static string Body(string language, string givenName, DigestNumbers n, string site)
    {
        var lines = new List<string> { In(language, "Hallo {0},", givenName), "" };
        void Add(int number, string one, string more)
        {
            if (number > 0)
            {
                lines.Add("- " + In(language, number == 1 ? one : more, number));
            }
        }

        Add(n.Late, "1 stap is te laat.", "{0} stappen zijn te laat.");
        Add(n.Today, "1 stap is voor vandaag.", "{0} stappen zijn voor vandaag.");
        Add(n.Asked, "1 zaak wacht op jouw antwoord.", "{0} zaken wachten op jouw antwoord.");
        if (n.Day)
        {
            lines.AddRange(["", site.Length > 0 ? In(language, "Bekijk je dag: {0}", site + "/") : In(language, "Log in op InBeeld om je dag te bekijken."), ""]);
        }

        if (n.Week)
        {
            lines.Add(In(language, "De week in de bibliotheek:"));
            Add(n.There, "1 kind van jou was er vorige week.", "{0} kinderen van jou waren er vorige week.");
            Add(n.Missed, "1 kind van jou kwam vorige week niet.", "{0} kinderen van jou kwamen vorige week niet.");
            Add(n.Unread, "1 bericht van de bibliotheek las je nog niet.", "{0} berichten van de bibliotheek las je nog niet.");
            Add(n.FromSchool, "1 bericht van school las je nog niet.", "{0} berichten van school las je nog niet.");
            Add(n.Waits, "1 gesprek met school wacht al een week op antwoord.", "{0} gesprekken met school wachten al een week op antwoord.");
            lines.AddRange(["", site.Length > 0 ? In(language, "Lees en schrijf terug: {0}", site + "/threads") : In(language, "Log in op InBeeld om te lezen en terug te schrijven."), ""]);
        }

        lines.AddRange([site.Length > 0 ? In(language, "Geen mail meer? Zet hem uit in je account: {0}", site + "/account#mail") : In(language, "Geen mail meer? Zet hem uit in je account in InBeeld."), ""]);
        return string.Join("\r\n", lines);
    }

    private static string In(string language, string dutch, params object[] args) => string.Format(CultureInfo.InvariantCulture, Text.In(language, dutch), args);
}
