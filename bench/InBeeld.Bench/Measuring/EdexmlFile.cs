using System.Globalization;
using System.Xml;
using InBeeld.Bench.Making;
using InBeeld.Demonstration;

namespace InBeeld.Bench.Measuring;

/// <summary>Writes class lists as a pupil administration exports them, with everything that may not be stored.</summary>
internal static class EdexmlFile
{
    private const int PerGroup = 25;

    public static long Write(string path, int pupils, string brin)
    {
        using (var xml = XmlWriter.Create(path, new XmlWriterSettings { Indent = true }))
        {
            xml.WriteStartElement("EDEX");
            xml.WriteStartElement("school");
            Fields(xml, ("schooljaar", "2026-2027"), ("brincode", brin), ("dependancecode", "00"), ("aanmaakdatum", "2026-10-05T08:15:00"), ("auteur", "bench"), ("xsdversie", "2.1"));
            xml.WriteEndElement();
            var groups = (pupils + PerGroup - 1) / PerGroup;
            xml.WriteStartElement("groepen");
            for (var g = 0; g < groups; g++)
            {
                xml.WriteStartElement("groep");
                xml.WriteAttributeString("key", "G" + g.ToString(CultureInfo.InvariantCulture));
                Fields(xml, ("naam", $"{1 + (g % 8)}{(char)('a' + (g / 8 % 26))}{g / 208}"), ("jaargroep", (1 + (g % 8)).ToString(CultureInfo.InvariantCulture)));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteStartElement("leerlingen");
            for (var p = 0; p < pupils; p++)
            {
                Pupil(xml, p);
            }

            xml.WriteEndElement();
            xml.WriteStartElement("leerkrachten");
            for (var g = 0; g < groups; g++)
            {
                xml.WriteStartElement("leerkracht");
                xml.WriteAttributeString("key", "L" + g.ToString(CultureInfo.InvariantCulture));
                Fields(xml, ("achternaam", DemoNames.Origins[0].Surnames[g % DemoNames.Origins[0].Surnames.Length]), ("roepnaam", DemoNames.Origins[0].Grown[g % DemoNames.Origins[0].Grown.Length]));
                xml.WriteStartElement("groepen");
                Reference(xml, "groep", "G" + g.ToString(CultureInfo.InvariantCulture));
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return new FileInfo(path).Length;
    }

    private static void Pupil(XmlWriter xml, int p)
    {
        var bits = Chance.Of(71, p);
        var origin = DemoNames.Origins[Chance.Take(ref bits, DemoNames.Origins.Length)];
        var given = origin.Girls[Chance.Take(ref bits, origin.Girls.Length)];
        var key = (100_000 + p).ToString(CultureInfo.InvariantCulture);
        xml.WriteStartElement("leerling");
        xml.WriteAttributeString("key", key);
        xml.WriteAttributeString("eckid", "https://ketenid.nl/201703/" + new string('0', 120) + key);
        Fields(xml, ("achternaam", origin.Surnames[Chance.Take(ref bits, origin.Surnames.Length)]), ("voornamen", given), ("voorletters-1", given[..1]), ("roepnaam", given),
            ("geboortedatum", new DateOnly(2014, 1, 1).AddDays(Chance.Take(ref bits, 2900)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("geslacht", "2"), ("jaargroep", (1 + (p / PerGroup % 8)).ToString(CultureInfo.InvariantCulture)));
        Reference(xml, "groep", "G" + (p / PerGroup).ToString(CultureInfo.InvariantCulture));
        Fields(xml, ("fotourl", "https://foto.example/" + key), ("etniciteit", "9"), ("land", "NL"), ("bsn", Bsn(p)), ("gewicht_nieuw", "0,3"), ("postcodenl", "5911AB"), ("instroomdatum", "2021-08-23"), ("mutatiedatum", "2026-09-01T10:00:00"));
        xml.WriteEndElement();
    }

    // A number that passes the test of eleven, in the range that is kept for tests (99999….).
    private static string Bsn(int p)
    {
        for (var n = 999_990_000 + (p % 900); ; n++)
        {
            var digits = n.ToString(CultureInfo.InvariantCulture).Select(c => c - '0').ToArray();
            if ((Enumerable.Range(0, 8).Sum(i => digits[i] * (9 - i)) - digits[8]) % 11 == 0)
            {
                return n.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private static void Reference(XmlWriter xml, string element, string key)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("key", key);
        xml.WriteEndElement();
    }

    private static void Fields(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        foreach (var (name, value) in fields)
        {
            xml.WriteElementString(name, value);
        }
    }
}
