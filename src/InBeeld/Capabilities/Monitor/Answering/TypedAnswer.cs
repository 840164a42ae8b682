using System.Globalization;
using InBeeld.Kernel;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Answering;

/// <summary>One answer as it stands in the form. Value: a number, words, a code, or codes divided by commas. None: unknown, not-applicable or refused instead of a value; else "".</summary>
internal sealed record TypedAnswer(string Value, string None, bool About)
{
    public static readonly IReadOnlyList<string> Nones = ["unknown", "not-applicable", "refused"];

    public static readonly TypedAnswer Empty = new("", "", false);

    public bool IsEmpty => Value.Length == 0 && None.Length == 0;

    /// <summary>For the hidden field that remembers what was shown.</summary>
    public string Kept => $"{None}|{(About ? "1" : "")}|{Value}";

    /// <summary>A key of the texts.</summary>
    public static string Word(string none) => none switch
    {
        "unknown" => "weten we niet",
        "not-applicable" => "niet van toepassing",
        "refused" => "willen we niet zeggen",
        "not-asked" => "niet gevraagd",
        _ => "nog geen antwoord",
    };

    public static TypedAnswer Of(Item item, Answer? answer, CultureInfo culture) => answer switch
    {
        null or { State: AnswerState.Missing or AnswerState.NotAsked } => Empty,
        { State: not AnswerState.Value } => new("", StateNames.Of(answer.State), false),
        { Number: { } number } => new(item.Kind == ItemKind.YesNo ? number == 0 ? "0" : "1" : number.ToString("0.####", culture), "", answer.About),
        { Codes.Count: > 0 } => new(string.Join(',', answer.Codes), "", answer.About),
        _ => new(answer.Text, "", answer.About),
    };

    /// <summary>As it came with a form. What is chosen out of a list can be a code or a reason why there is none.</summary>
    public static TypedAnswer From(Item item, IReadOnlyList<string> values, string none, bool about)
    {
        none = Nones.Contains(none) ? none : "";
        if (item.Kind is ItemKind.YesNo or ItemKind.Choice)
        {
            var value = values.Count > 0 ? values[0].Trim() : "";
            return value.StartsWith('~') ? new("", Nones.Contains(value[1..]) ? value[1..] : "", false) : new(value, none, false);
        }

        return item.Kind == ItemKind.Choices ? new(string.Join(',', item.Options.Select(o => o.Code).Where(values.Contains)), none, false)
            : new(values.Count > 0 ? values[0].Trim().ReplaceLineEndings("\n") : "", none, about && item.Kind == ItemKind.Number);
    }

    /// <param name="field">For the refusal.</param>
    public Outcome<Answer> Read(Item item, string field)
    {
        if (None.Length > 0)
        {
            return Value.Length > 0 ? new Refusal(field, "Geef een antwoord of kies waarom niet, maar niet allebei.") : Answer.None(StateNames.Read(None)!.Value);
        }

        if (Value.Length == 0)
        {
            return About ? new Refusal(field, "Vul het getal in, of haal ongeveer weg.") : Answer.Missing;
        }

        return item.Kind switch
        {
            ItemKind.YesNo => Value is "0" or "1" ? Answer.Of(Value == "1") : new Refusal(field, "Kies een antwoord uit de lijst."),
            ItemKind.Choice => item.Options.Any(o => o.Code == Value) ? Answer.Chosen(Value) : new Refusal(field, "Kies een antwoord uit de lijst."),
            ItemKind.Choices => Chosen(item, field, Value.Split(',')),
            ItemKind.Number => Number(item, field),
            _ => Value.Length <= Math.Min(item.Most ?? QuestionnaireLimits.TextAnswer, QuestionnaireLimits.TextAnswer) ? Answer.Said(Value)
                : new Refusal(field, "Schrijf hooguit {0} tekens.", Math.Min(item.Most ?? QuestionnaireLimits.TextAnswer, QuestionnaireLimits.TextAnswer)),
        };
    }

    private static Outcome<Answer> Chosen(Item item, string field, string[] codes) =>
        codes.Length < item.Least ? new Refusal(field, "Kies er ten minste {0}.", item.Least)
        : codes.Length > item.Most ? new Refusal(field, "Kies er hooguit {0}.", item.Most)
        : Answer.Chosen(codes);

    private Outcome<Answer> Number(Item item, string field)
    {
        if (TypedNumber.Read(Value, item.Decimals) is not { } number)
        {
            return new Refusal(field, "Dit is geen getal: {0}", Value.Length > 30 ? Value[..30] + "…" : Value);
        }

        if (TypedNumber.Decimals(number) > item.Decimals)
        {
            return item.Decimals == 0 ? new Refusal(field, "Vul een heel getal in.") : new Refusal(field, "Rond af op {0} cijfers achter de komma.", item.Decimals);
        }

        var (least, most) = (item.Least ?? 0, item.Most ?? QuestionnaireLimits.Number);
        if (number >= least && number <= most)
        {
            return Answer.Of(number, About);
        }

        return item.Most is null && number < least ? new Refusal(field, "Vul een getal in van {0} of meer.", least) : new Refusal(field, "Vul een getal in van {0} tot en met {1}.", least, most);
    }
}
