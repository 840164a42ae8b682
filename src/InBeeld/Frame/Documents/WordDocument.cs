using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace InBeeld.Frames.Documents;

/// <summary>A document as a file (DOCX): real headings, lists and tables with a header row, so that any word processor and screen reader knows them. Put together in memory; no macro, no link to elsewhere.</summary>
internal static class WordDocument
{
    public const string Kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static byte[] Of(IReadOnlyList<DocumentPart> parts, string title, string language)
    {
        using var memory = new MemoryStream();
        using (var document = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = Clean(title);
            document.PackageProperties.Language = language;
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = Styles(language);
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
                new AbstractNum(new Level(new NumberingFormat { Val = NumberFormatValues.Bullet }, new LevelText { Val = "•" }, new PreviousParagraphProperties(new Indentation { Left = "454", Hanging = "284" })) { LevelIndex = 0 }) { AbstractNumberId = 1 },
                new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = 1 });
            var body = new Body();
            for (var i = 0; i < parts.Count; i++)
            {
                Write(body, parts[i], i > 0 && parts[i - 1].Heading == parts[i].Caption);
            }

            body.Append(new SectionProperties(new PageSize { Width = 11906, Height = 16838 }, new PageMargin { Top = 1134, Bottom = 1134, Left = 1134, Right = 1134, Header = 567, Footer = 567, Gutter = 0 }));
            main.Document = new Document(body);
        }

        return memory.ToArray();
    }

    // A table right under a heading of the same words needs no caption.
    private static void Write(Body body, DocumentPart part, bool said)
    {
        if (part.Heading.Length > 0)
        {
            body.Append(Paragraph(part.Heading, part.Level == 1 ? "Title" : "Heading" + (part.Level - 1)));
        }

        if (part.Paragraph.Length > 0)
        {
            body.Append(Paragraph(part.Paragraph, null));
        }

        if (part.Quote.Length > 0)
        {
            body.Append(Paragraph(part.Quote, "Quote"), Paragraph("(" + part.By + ")", "QuotedBy"));
        }

        foreach (var item in part.Items)
        {
            var line = Paragraph(item, "ListParagraph");
            line.ParagraphProperties!.Append(new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = 1 }));
            body.Append(line);
        }

        if (part.Table.Count > 0)
        {
            if (!said)
            {
                body.Append(Paragraph(part.Caption, "Caption"));
            }

            body.Append(Table(part.Table, part.Numbers), Paragraph("", null));
        }
    }

    private static Paragraph Paragraph(string words, string? style)
    {
        var paragraph = new Paragraph(new ParagraphProperties());
        if (style is not null)
        {
            paragraph.ParagraphProperties!.ParagraphStyleId = new ParagraphStyleId { Val = style };
        }

        paragraph.Append(Run(words));
        return paragraph;
    }

    private static Run Run(string words)
    {
        var run = new Run();
        foreach (var line in Clean(words).Split('\n'))
        {
            if (run.HasChildren)
            {
                run.Append(new Break());
            }

            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    private static Table Table(IReadOnlyList<string[]> rows, bool numbers)
    {
        static T Line<T>()
            where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Color = "8A8A8A" };

        var table = new Table(
            new TableProperties(
                new TableWidth { Type = TableWidthUnitValues.Pct, Width = "5000" },
                new TableBorders(Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>()),
                new TableLook { Val = "00A0" }),
            new TableGrid(rows[0].Select(_ => new GridColumn { Width = (9638 / rows[0].Length).ToString(System.Globalization.CultureInfo.InvariantCulture) })));
        for (var i = 0; i < rows.Count; i++)
        {
            var row = new TableRow();
            if (i == 0)
            {
                row.Append(new TableRowProperties(new TableHeader()));
            }

            for (var c = 0; c < rows[i].Length; c++)
            {
                var words = Run(rows[i][c]);
                if (i == 0 || c == 0)
                {
                    words.PrependChild(new RunProperties(new Bold()));
                }

                row.Append(new TableCell(new TableCellProperties(), numbers && c > 0 ? new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.End }), words) : new Paragraph(words)));
            }

            table.Append(row);
        }

        return table;
    }

    private static Styles Styles(string language)
    {
        Style Of(string id, string name, string size, bool bold, bool italic, string before, string after, int? outline = null, bool keep = false)
        {
            var paragraph = new StyleParagraphProperties();
            if (keep)
            {
                paragraph.Append(new KeepNext());
            }

            paragraph.Append(new SpacingBetweenLines { Before = before, After = after });
            if (outline is { } level)
            {
                paragraph.Append(new OutlineLevel { Val = level });
            }

            var run = new StyleRunProperties();
            if (bold)
            {
                run.Append(new Bold());
            }

            if (italic)
            {
                run.Append(new Italic());
            }

            run.Append(new FontSize { Val = size });
            return new Style(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new PrimaryStyle(), paragraph, run) { Type = StyleValues.Paragraph, StyleId = id };
        }

        return new Styles(
            new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri" }, new FontSize { Val = "22" }, new Languages { Val = language == "nl" ? "nl-NL" : "en-GB" })), new ParagraphPropertiesDefault()),
            new Style(new StyleName { Val = "Normal" }, new StyleParagraphProperties(new SpacingBetweenLines { After = "120" })) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
            Of("Title", "Title", "44", true, false, "0", "240", keep: true),
            Of("Heading1", "heading 1", "32", true, false, "360", "120", 0, true),
            Of("Heading2", "heading 2", "26", true, false, "240", "80", 1, true),
            Of("Quote", "Quote", "22", false, true, "120", "0", keep: true),
            Of("QuotedBy", "Quoted by", "20", false, false, "0", "160"),
            Of("Caption", "caption", "20", true, false, "160", "60", keep: true),
            Of("ListParagraph", "List Paragraph", "22", false, false, "0", "60"));
    }

    // Control characters and halves of pairs do not exist in XML.
    private static string Clean(string words)
    {
        var kept = new System.Text.StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (i + 1 < words.Length && XmlConvert.IsXmlSurrogatePair(words[i + 1], words[i]))
            {
                kept.Append(words, i++, 2);
            }
            else if (XmlConvert.IsXmlChar(words[i]) && words[i] != '\r')
            {
                kept.Append(words[i]);
            }
        }

        return kept.ToString();
    }
}
