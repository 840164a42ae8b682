using System.Globalization;
using InBeeld.Frames;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>The terms as somebody fills them in.</summary>
internal sealed class PlaceFields
{
    public List<string>? Needs { get; set; }
    public string? Places { get; set; }
    public string? Starts { get; set; }
    public string? Ends { get; set; }
    public string? Hours { get; set; }
    public string? Remark { get; set; }

    /// <summary>In the order of the guideline, without doubles or others. The form that shows both versions sends them in one value.</summary>
    public string[] Kinds
    {
        get
        {
            var chosen = (Needs ?? []).SelectMany(n => n.Split(',')).ToHashSet();
            return [.. PlaceWords.Needs.Where(chosen.Contains)];
        }
    }

    public int? Number => int.TryParse(Places?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateOnly? From => Typed.Day(Starts);

    public DateOnly? To => Typed.Day(Ends);

    public static PlaceFields Of(PlaceRow row) => new()
    {
        Needs = [.. row.Needs],
        Places = row.Places.ToString(CultureInfo.InvariantCulture),
        Starts = Typed.Of(row.Starts),
        Ends = Typed.Of(row.Ends),
        Hours = row.Hours,
        Remark = row.Remark,
    };

    /// <param name="today">A first day before this is refused, unless it stood there already.</param>
    /// <param name="stood">The first day as it stands now.</param>
    public List<Refusal> Check(DateOnly today, DateOnly? stood)
    {
        var refusals = new List<Refusal>();
        (Hours, Remark) = (Hours?.Trim().ReplaceLineEndings("\n") ?? "", Remark?.Trim().ReplaceLineEndings("\n") ?? "");
        if (Kinds.Length == 0)
        {
            refusals.Add(new Refusal("Needs", "Kies voor welke kinderen de plekken zijn."));
        }

        if (Number is not (>= 1 and <= 2000))
        {
            refusals.Add(new Refusal("Places", "Vul een aantal in van 1 tot en met 2000."));
        }

        if (From is not { } from)
        {
            refusals.Add(new Refusal("Starts", "Vul in vanaf welke dag."));
        }
        else if (from != stood && (from < today || from > today.AddYears(2)))
        {
            refusals.Add(new Refusal("Starts", "Kies een dag vanaf vandaag, binnen twee jaar."));
        }
        else if (To is { } to && (to < from || to > from.AddYears(5)))
        {
            refusals.Add(new Refusal("Ends", "De laatste dag ligt na de eerste, binnen vijf jaar."));
        }

        if (To is null && !string.IsNullOrWhiteSpace(Ends))
        {
            refusals.Add(new Refusal("Ends", "Vul een dag in, of laat dit leeg."));
        }

        if (Hours.Length > 500)
        {
            refusals.Add(new Refusal("Hours", "Dit is langer dan {0} tekens.", 500));
        }

        if (Remark.Length > 2000)
        {
            refusals.Add(new Refusal("Remark", "Dit is langer dan {0} tekens.", 2000));
        }

        return refusals;
    }
}

/// <summary>What is said about one condition.</summary>
internal sealed class ConditionFields
{
    public string? Answer { get; set; }
    public string? Remark { get; set; }
    public string? Action { get; set; }
    public string? Who { get; set; }
    public string? ByOn { get; set; }

    public DateOnly? Day => Typed.Day(ByOn);

    public static ConditionFields Of(ConditionRow row) => new() { Answer = row.Answer, Remark = row.Remark, Action = row.Action, Who = row.Who, ByOn = Typed.Of(row.ByOn) };

    public List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        (Remark, Action, Who, Answer) = (Remark?.Trim().ReplaceLineEndings("\n") ?? "", Action?.Trim() ?? "", Who?.Trim() ?? "", Answer ?? "");
        if (!PlaceWords.Answers.Contains(Answer))
        {
            refusals.Add(new Refusal("Answer", "Kies ja, deels of nee."));
        }
        else if (Answer != "yes" && Remark.Length == 0 && Action.Length == 0)
        {
            refusals.Add(new Refusal("Remark", "Schrijf op wat er nog niet kan, of wat iemand gaat doen."));
        }

        if (Action.Length > 0 && Who.Length == 0)
        {
            refusals.Add(new Refusal("Who", "Vul in wie dit doet."));
        }

        if (ByOn is { Length: > 0 } && Day is null)
        {
            refusals.Add(new Refusal("ByOn", "Vul een dag in, of laat dit leeg."));
        }
        else if (Action.Length > 0 && Day is null)
        {
            refusals.Add(new Refusal("ByOn", "Vul in wanneer het klaar is."));
        }

        foreach (var (field, value, most) in ((string, string, int)[])[("Remark", Remark, 1000), ("Action", Action, 300), ("Who", Who, 120)])
        {
            if (value.Length > most)
            {
                refusals.Add(new Refusal(field, "Dit is langer dan {0} tekens.", most));
            }
        }

        return refusals;
    }
}
