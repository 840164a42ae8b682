using System.Globalization;
using System.Text.RegularExpressions;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Questionnaires.XlsForms;

/// <summary>Goes through the rows of a form and builds the questionnaire.</summary>
internal sealed partial class FormBuilder(FormChoices choices, List<FormNote> notes)
{
    private static readonly string[] Ignored = ["calculation", "appearance", "default", "choice_filter", "media::image", "repeat_count", "trigger", "read_only"];

    private readonly FormNames names = new(false);
    private readonly FormNames sectionNames = new(false);
    private readonly List<Section> sections = [];
    private readonly List<Item> items = [];
    private readonly List<Check> checks = [];
    private readonly Stack<(string Section, bool Repeat, string Relevant)> groups = [];
    private Words intro = Words.None;
    private Words waiting = Words.None;

    public void Add(FormRow row)
    {
        var type = row["type"].Replace('\t', ' ').Trim();
        var words = type.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return;
        var (first, list) = (words[0].ToLowerInvariant(), words.Length > 1 ? words[1] : "");
        if (first is "begin" or "end" && list.Length > 0)
            first += "_" + list.ToLowerInvariant();
        foreach (var column in Ignored.Where(c => row[c].Length > 0))
            Note(row, column, FormNoteReason.Column, row[column]);
        switch (first)
        {
            case "begin_group" or "begin_repeat":
                Begin(row, first == "begin_repeat");
                break;
            case "end_group" or "end_repeat":
                if (groups.Count == 0 || groups.Pop().Repeat != (first == "end_repeat"))
                    Note(row, "type", FormNoteReason.Group, type);
                break;
            case "note":
                Hold(row.Words("label", QuestionnaireLimits.Help));
                break;
            case "select_one" or "select_multiple":
                Select(row, first == "select_one" ? ItemKind.Choice : ItemKind.Choices, list, words);
                break;
            case "integer" or "decimal":
                Question(row, ItemKind.Number, [], first == "decimal" ? 2 : 0);
                break;
            case "text" or "string":
                Question(row, ItemKind.Text, [], 0);
                break;
            default:
                Note(row, "type", FormNoteReason.Type, type);
                break;
        }
    }

    public Questionnaire Finish(FormRow? settings)
    {
        if (groups.Count > 0)
            notes.Add(new("survey", 0, "type", FormNoteReason.Group, groups.Peek().Section));
        var title = settings?.Words("form_title", QuestionnaireLimits.Title) ?? Words.None;
        var id = settings?["form_id"] ?? "";
        return new(
            new FormNames(false).Add(id.Length > 0 ? id : title.Nl.Length > 0 ? title.Nl : "form"),
            1, title, "both", [new("all", new("Alles", "All"), Words.None)], [.. sections.Where(s => items.Exists(i => i.Section == s.Key))], items, checks, null, null, "", intro, false);
    }

    private void Begin(FormRow row, bool repeat)
    {
        var label = row.Words("label", QuestionnaireLimits.Label);
        var name = row["name"].Length > 0 ? row["name"] : "group";
        var outer = groups.TryPeek(out var g) ? g : (Section: "", Repeat: false, Relevant: "");
        var section = new Section(sectionNames.Add(name), label.Empty ? new(name, name) : label, "all");
        sections.Add(section);
        groups.Push((section.Key, repeat || outer.Repeat, Both(outer.Relevant, Relevant(row))));
    }

    // Before the first question it is the introduction; else the help of the next one.
    private void Hold(Words text)
    {
        if (items.Count == 0 && intro.Empty)
            intro = text;
        else
            waiting = waiting.Empty ? text : new(Join(waiting.Nl, text.Nl), Join(waiting.En, text.En));
    }

    private void Select(FormRow row, ItemKind kind, string list, string[] words)
    {
        if (words.Length > 2 && words[2] == "or_other")
            Note(row, "type", FormNoteReason.OrOther, list);
        if (choices.List(list) is { } options)
            Question(row, kind, options, 0);
        else
            Note(row, "type", FormNoteReason.List, list);
    }

    private void Question(FormRow row, ItemKind kind, IReadOnlyList<Option> options, int decimals)
    {
        var key = names.Add(row["name"]);
        if (key != row["name"])
            Note(row, "name", FormNoteReason.Renamed, key);
        if (sections.Count == 0 || (groups.Count == 0 && sections[^1].Key != "rest"))
            sections.Add(new(groups.Count == 0 && sections.Count == 0 ? "start" : sectionNames.Add("rest"), new("Vragen", "Questions"), "all"));
        var outer = groups.TryPeek(out var g) ? g : (Section: sections[^1].Key, Repeat: false, Relevant: "");
        var hint = row.Words("hint", QuestionnaireLimits.Help);
        var help = waiting.Empty ? hint : new(Join(waiting.Nl, hint.Nl), Join(waiting.En, hint.En));
        waiting = Words.None;
        // The condition is read before the question itself is there: it cannot name what comes later.
        var askIf = Both(outer.Relevant, Relevant(row));
        var (least, most) = Limits(row, key, kind);
        var required = row["required"].ToLowerInvariant() is "yes" or "true" or "true()" or "1" or "ja";
        items.Add(new(key, key, outer.Section, kind, row.Words("label", QuestionnaireLimits.Label), help, options, Words.None, decimals, least, most,
            outer.Repeat ? ItemLevel.Location : ItemLevel.Library, askIf, required, ItemPoints.None, ""));
    }

    private string Relevant(FormRow row)
    {
        if (row["relevant"].Length == 0)
            return "";
        if (FormExpression.Of(row["relevant"], "", names, choices) is { } said && Expression.Parse(said).Fine)
            return said;
        Note(row, "relevant", FormNoteReason.Relevant, row["relevant"]);
        return "";
    }

    // ". >= 0 and . <= 100" is a range; anything else a question whether it is right.
    private (decimal? Least, decimal? Most) Limits(FormRow row, string key, ItemKind kind)
    {
        var text = row["constraint"];
        if (text.Length == 0)
            return (null, null);
        if (kind == ItemKind.Number && Range().Match(text) is { Success: true } range)
            return (Number(range.Groups["least"].Value), Number(range.Groups["most"].Value));
        if (FormExpression.Of(text, key, names, choices) is { } said && Expression.Parse($"not ({said})").Fine)
        {
            var ask = row.Words("constraint_message", QuestionnaireLimits.Label);
            checks.Add(new(key + "-check", $"not ({said})", ask.Empty ? new("Klopt dit?", "Is this right?") : ask, [key]));
            Note(row, "constraint", FormNoteReason.Asks, text);
        }
        else
        {
            Note(row, "constraint", FormNoteReason.Constraint, text);
        }

        return (null, null);
    }

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Both(string one, string other) => one.Length == 0 ? other : other.Length == 0 ? one : $"({one}) and ({other})";

    private static string Join(string one, string other) => $"{one} {other}".Trim();

    private void Note(FormRow row, string column, FormNoteReason reason, string about) => notes.Add(new("survey", row.Number, column, reason, about.Length > 200 ? about[..200] + "…" : about));

    [GeneratedRegex(@"^\s*(?:\.\s*>=\s*(?<least>-?\d{1,12}(?:\.\d{1,4})?))?\s*(?:and\s+)?(?:\.\s*<=\s*(?<most>-?\d{1,12}(?:\.\d{1,4})?))?\s*$", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Range();
}
