using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;

namespace InBeeld.Tests.Pupils.Files;

public sealed class RoundTripTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Any_names_come_back_from_an_edexml_file_as_they_went_in() => Check.One(Thorough, Prop.ForAll(
        AnyNames.Tidy.Generator.Three().NonEmptyListOf().ToArbitrary(),
        names =>
        {
            var xml = new XElement(
                "EDEX",
                new XElement("school", new XElement("schooljaar", "2026-2027"), new XElement("brincode", "99ZZ")),
                new XElement("leerlingen", names.Select((name, index) => new XElement(
                    "leerling",
                    new XAttribute("key", index),
                    new XElement("achternaam", name.Item1), new XElement("voorvoegsel", name.Item2), new XElement("roepnaam", name.Item3)))));
            var pupils = Given.Read(xml.ToString(SaveOptions.DisableFormatting)).GetAwaiter().GetResult().Pupils;
            return names.SequenceEqual(pupils.Select(pupil => (pupil.Surname, pupil.Prefix!, pupil.GivenName)));
        }));

    [Fact]
    public void Any_text_as_a_name_is_tidied_or_rejected_and_never_breaks_the_file() => Check.One(Thorough, Prop.ForAll(
        AnyNames.Text.Generator.NonEmptyListOf().ToArbitrary(),
        texts =>
        {
            var pupils = new StringBuilder();
            foreach (var (index, text) in texts.Index())
            {
                pupils.Append(CultureInfo.InvariantCulture, $"<leerling key=\"{index}\"><roepnaam>");
                foreach (var c in text)
                {
                    pupils.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
                }

                pupils.Append("</roepnaam></leerling>");
            }

            // A reference to half a surrogate pair is no XML at all; every other character is the pupil's own affair.
            var opened = Given.Open(Given.Edexml(pupils.ToString())).GetAwaiter().GetResult();
            if (!opened.Succeeded)
            {
                return texts.Any(text => text.Any(char.IsSurrogate)) && opened.Refused.Reason.Code == ReasonCode.BrokenXml;
            }

            var content = opened.Value.ReadAll().Value!;
            return content.Pupils.Count + content.Rejected.Count == texts.Count
                && content.Pupils.All(pupil => pupil.GivenName == NameText.OrNull(texts[int.Parse(pupil.Key, CultureInfo.InvariantCulture)]));
        }));

    [Fact]
    public void Any_table_comes_back_from_csv() => Check.One(Thorough, Prop.ForAll(
        AnyNames.Table,
        Gen.Elements(';', ',', '\t', '|').ToArbitrary(),
        Gen.Elements("utf-8", "utf-8 bom", "utf-16 bom").ToArbitrary(),
        (table, delimiter, encoding) =>
        {
            // Of one column nothing tells the delimiter, so then it must not stand in the text either.
            if (table[0].Length == 1)
            {
                table = [.. table.Select(row => (string[])[.. row, "x"])];
            }

            var text = string.Concat(table.Select(row => string.Join(delimiter, row.Select(cell => Quoted(cell, delimiter))) + "\r\n"));
            byte[] bytes = encoding switch
            {
                "utf-16 bom" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
                "utf-8 bom" => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
                _ => Encoding.UTF8.GetBytes(text),
            };
            return Same(table, Given.Table(bytes).GetAwaiter().GetResult().Value!);
        }));

    [Fact]
    public void Any_table_comes_back_from_xlsx() => Check.One(Thorough, Prop.ForAll(
        AnyNames.Table,
        Gen.Elements(true, false).ToArbitrary(),
        (table, shared) =>
        {
            // XML makes one line end of the two of Windows, and Excel writes an underscore that looks like an escape as one.
            table = [.. table.Select(row => row.Select(cell => cell.Replace("\r\n", "\n", StringComparison.Ordinal)).ToArray())];
            var texts = table.SelectMany(row => row).Distinct().ToList();
            static string Escaped(string text) => System.Security.SecurityElement.Escape(text.Replace("_x", "_x005F_x", StringComparison.Ordinal))!;
            var rows = table.Select(row => "<row>" + string.Concat(row.Select(cell => shared
                ? $"<c t=\"s\"><v>{texts.IndexOf(cell)}</v></c>"
                : $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escaped(cell)}</t></is></c>")) + "</row>");
            var workbook = Given.Workbook(rows, shared ? string.Concat(texts.Select(text => $"<si><t xml:space=\"preserve\">{Escaped(text)}</t></si>")) : "");
            return Same(table, Given.Table(workbook).GetAwaiter().GetResult().Value!);
        }));

    private static bool Same(string[][] written, Table read) =>
        read.Rejected.Count == 0
        && written[0].SequenceEqual(read.Headers)
        && written.Length - 1 == read.Rows.Count
        && written.Skip(1).Zip(read.Rows).All(pair => pair.First.SequenceEqual(pair.Second.Cells));

    private static string Quoted(string cell, char delimiter) =>
        cell.AsSpan().IndexOfAny([delimiter, '"', '\n', '\r']) >= 0 || cell.StartsWith(' ') ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell;
}
