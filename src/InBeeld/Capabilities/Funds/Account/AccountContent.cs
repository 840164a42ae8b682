using System.Globalization;
using InBeeld.Capabilities.Funds.Model;
using InBeeld.Frames.Documents;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Funds.Account;

/// <summary>What stands in the account of a fund, the same on the screen, on paper and in a document. No names: sums only.</summary>
internal static class AccountContent
{
    public static List<DocumentPart> Parts(AccountModel of, Text text)
    {
        var (row, all) = (of.Row, of.All);
        List<(string Of, string Is)> facts =
        [
            (text["Bibliotheek"], of.Library), (text["Periode"], text["{0} tot en met {1}", Show.ShortDay(row.Starts, DateOnly.MinValue), Show.ShortDay(row.Ends, DateOnly.MinValue)]), (text["Opgemaakt op"], Show.ShortDay(of.Today, DateOnly.MinValue)),
            (text["Begroot"], Show.Cents(row.Ceiling)), (text["Betaald"], Show.Cents(row.Paid)), (text["Gedeclareerd"], Show.Cents(row.Claimed)), (text["Toegezegd"], Show.Cents(row.Committed)), (text["Nog vrij"], Show.Cents(row.Left)),
            (text["Kinderen"], Show.Number(all.Children)), (text["Keer erbij"], Show.Number(all.Sessions)), (text["Uren"], Hours(all.Minutes)),
            (text["Voor welke kinderen?"], of.Criteria.Count == 0 ? text["Voor ieder kind"] : string.Join("; ", of.Criteria.Select(c => c.Says(text)))),
        ];
        if (row.Account.Length > 0)
        {
            facts.Add((text["Hoe verantwoord je het?"], row.Account));
        }

        if (row.AccountBy is { } by)
        {
            facts.Add((text["Uiterlijk op"], Show.ShortDay(by, DateOnly.MinValue)));
        }

        var parts = new List<DocumentPart> { DocumentPart.Head(1, text["Verantwoording van {0}", row.Name]), DocumentPart.Of(text["In het kort"], [[text["Wat"], text["Bedrag of aantal"]], .. facts.Select(f => (string[])[f.Of, f.Is])]) };
        foreach (var (title, sums) in new[] { (text["Per programma"], of.Programmes), (text["Per school"], of.Schools), (text["Per gemeente"], of.Towns) })
        {
            parts.Add(DocumentPart.Head(2, title));
            parts.Add(sums.Count == 0 ? DocumentPart.Says(text["Hier is nog niets toegezegd."]) : DocumentPart.Of(title,
                [[text["Naam"], text["Kinderen"], text["Keer erbij"], text["Uren"], text["Toegezegd"], text["Gedeclareerd"], text["Betaald"]], .. sums.Select(s => Line(s, text))]) with { Numbers = true });
        }

        parts.Add(DocumentPart.Says(text["Van scholen en gemeenten met minder dan {0} kinderen staat hier niets apart.", AccountModel.Fewest]));
        return parts;
    }

    private static string[] Line(AccountModel.Part p, Text text) => p.Name.Length == 0 && p.Children < AccountModel.Fewest
        ? [text["Andere of onbekend"], text["minder dan {0}", AccountModel.Fewest], "–", "–", "–", "–", "–"]
        : [p.Name.Length == 0 ? text["Andere of onbekend"] : p.Name, Show.Number(p.Children), Show.Number(p.Sessions), Hours(p.Minutes), Show.Cents(p.Committed), Show.Cents(p.Claimed), Show.Cents(p.Paid)];

    private static string Hours(int minutes) => (minutes / 60m).ToString("N1", CultureInfo.CurrentCulture);
}
