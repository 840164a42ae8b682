namespace InBeeld.Statistics.Questionnaires.XlsForms;

/// <summary>A sheet of a workbook as text: rows of cells, the first one with the headings.</summary>
/// <param name="Name">Such as "survey".</param>
/// <param name="Rows">At most <see cref="XlsForm.MostRows"/>.</param>
public sealed record FormSheet(string Name, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>What happened to something that could not go along as it was; a page words it in its own language.</summary>
public enum FormNoteReason
{
    /// <summary>There is no such sheet, or it has no such column.</summary>
    NoSheet,

    /// <summary>More rows than <see cref="XlsForm.MostRows"/>.</summary>
    TooManyRows,

    /// <summary>This type of question is not known here; the row was left out.</summary>
    Type,

    /// <summary>Left out: a column that means nothing here.</summary>
    Column,

    /// <summary>The condition could not be translated; the question is asked of all.</summary>
    Relevant,

    /// <summary>The constraint could not be translated; it is not checked.</summary>
    Constraint,

    /// <summary>The constraint became a question "is this right?"; it does not block here.</summary>
    Asks,

    /// <summary>There is no list of choices with this name.</summary>
    List,

    /// <summary>The name was changed into About.</summary>
    Renamed,

    /// <summary>A group or repeat is not closed, or closed and not opened.</summary>
    Group,

    /// <summary>"or_other" was left out.</summary>
    OrOther,
}

/// <summary>One note.</summary>
/// <param name="Sheet">Name of the sheet.</param>
/// <param name="Row">As the workbook counts: the headings are row 1. 0: the whole sheet.</param>
/// <param name="Column">The heading; may be "".</param>
/// <param name="Reason">What happened.</param>
/// <param name="About">What stood there, or the new name.</param>
public sealed record FormNote(string Sheet, int Row, string Column, FormNoteReason Reason, string About);

/// <summary>A questionnaire made of a form; it may still have faults, such as texts in one language only.</summary>
/// <param name="Questionnaire">Null when there is no sheet "survey" with questions.</param>
/// <param name="Notes">What was left out or changed; at most 500.</param>
public sealed record ReadForm(Questionnaire? Questionnaire, IReadOnlyList<FormNote> Notes);

/// <summary>
/// Makes a questionnaire of an XLSForm (xlsform.org): sheets survey, choices and settings. Groups become sections, a repeat becomes the table per school location, a note becomes the help
/// of the next question, "relevant" and "constraint" become expressions as far as these can say them. It reads sheets that are text already; nothing in them is executed.
/// </summary>
public static class XlsForm
{
    /// <summary>Of one sheet.</summary>
    public const int MostRows = 5000;

    /// <summary>Never throws for what stands in the sheets.</summary>
    public static ReadForm Read(IReadOnlyList<FormSheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        var notes = new List<FormNote>();
        if (Sheet(sheets, "survey", notes, "type", "name") is not { } survey)
            return new(null, notes);
        var lists = FormChoices.Of(Sheet(sheets, "choices", [], "list_name", "name") ?? Sheet(sheets, "choices", [], "list name", "name"), notes);
        var settings = Sheet(sheets, "settings", []);
        var builder = new FormBuilder(lists, notes);
        foreach (var row in survey.Rows)
            builder.Add(row);
        var questionnaire = builder.Finish(settings is { Rows: [var first, ..] } ? first : null);
        return new(questionnaire.Items.Count == 0 ? null : questionnaire, [.. notes.Take(500)]);
    }

    private static FormTable? Sheet(IReadOnlyList<FormSheet> sheets, string name, List<FormNote> notes, params ReadOnlySpan<string> needed)
    {
        var sheet = sheets.FirstOrDefault(s => string.Equals(s.Name.Trim(), name, StringComparison.OrdinalIgnoreCase));
        if (sheet is null || sheet.Rows.Count == 0)
        {
            notes.Add(new(name, 0, "", FormNoteReason.NoSheet, name));
            return null;
        }

        var table = new FormTable(sheet);
        foreach (var column in needed)
        {
            if (!table.Has(column))
            {
                notes.Add(new(name, 0, column, FormNoteReason.NoSheet, column));
                return null;
            }
        }

        if (sheet.Rows.Count > MostRows)
            notes.Add(new(name, 0, "", FormNoteReason.TooManyRows, "5000"));
        return table;
    }
}

/// <summary>A sheet by heading.</summary>
internal sealed class FormTable
{
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);

    public FormTable(FormSheet sheet)
    {
        for (var i = 0; i < Math.Min(100, sheet.Rows[0].Count); i++)
            columns.TryAdd(sheet.Rows[0][i].Trim().ToLowerInvariant(), i);
        Rows = [.. sheet.Rows.Select((cells, i) => new FormRow(i + 1, columns, cells)).Skip(1).Take(XlsForm.MostRows)];
    }

    public IReadOnlyList<FormRow> Rows { get; }

    public bool Has(string column) => columns.ContainsKey(column);
}

/// <summary>A row by heading.</summary>
internal sealed record FormRow(int Number, IReadOnlyDictionary<string, int> Columns, IReadOnlyList<string> Cells)
{
    public string this[string column] => Columns.TryGetValue(column, out var i) && i < Cells.Count ? Cells[i].Trim() : "";

    /// <summary>A text per language: "label::Nederlands (nl)", "label::nl", "label::Dutch"; a column without language is Dutch.</summary>
    public Words Words(string column, int most)
    {
        var (nl, en) = (this[column], "");
        foreach (var (heading, _) in Columns.Where(c => c.Key.StartsWith(column + ":", StringComparison.Ordinal)))
        {
            var language = heading[column.Length..].Trim(':', ' ');
            if (language is "en" or "english" or "engels" || language.EndsWith("(en)", StringComparison.Ordinal))
                en = this[heading];
            else if (language is "nl" or "dutch" or "nederlands" || language.EndsWith("(nl)", StringComparison.Ordinal))
                nl = this[heading];
        }

        return new(Short(nl, most), Short(en, most));
    }

    private static string Short(string text, int most) => text.Length > most ? text[..most] : text;
}
