using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Statistics.Tests.Questionnaires;

/// <summary>A small questionnaire, and one made of a few strokes.</summary>
internal static class Samples
{
    public static readonly Words W = new("nl", "en");

    public static Item Item(string key, ItemKind kind = ItemKind.YesNo, string askIf = "", ItemLevel level = ItemLevel.Library, params string[] options) => new(
        key, key, "s", kind, W, Words.None, [.. options.Select((o, i) => new Option(o, W, i))], Words.None, 0, null, null, level, askIf, true, ItemPoints.None,
        kind is ItemKind.Choice or ItemKind.Choices ? "f" : "");

    public static Questionnaire Of(params Item[] items) => new(
        "q", 2, W, "primary", [new("p", W, Words.None)], [new("s", W, "p")], items, [], new([new("f", W)], [25, 50, 75, 100]), null, "", Words.None, false);

    public static string Text(Questionnaire q) => QuestionnaireWriter.Write(q);

    public static IReadOnlyList<QuestionnaireFault> Faults(Questionnaire q) => QuestionnaireReader.Read(Text(q)).Faults;
}
