using InBeeld.Capabilities.Contact.LogContact;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact.ClassList;

/// <summary>The quick form as it is sent. Text fields come as null when left empty.</summary>
internal sealed class LogForm
{
    public Guid Moment { get; set; }
    public Guid Pupil { get; set; }
    public string Channel { get; set; } = "";
    public string? Reached { get; set; }
    public DateOnly? Day { get; set; }
    public TimeOnly? Time { get; set; }
    public string? Language { get; set; }
    public string? Through { get; set; }
    public string? Went { get; set; }
    public string? Note { get; set; }
    public List<Guid> AlsoFor { get; set; } = [];

    /// <summary>A new form for a child, with the likely channel; what was typed stays.</summary>
    public void Start(Guid pupil, string usualChannel, DateOnly today)
    {
        if (Pupil != pupil || Moment == Guid.Empty)
        {
            (Pupil, Moment, Channel, Day) = (pupil, Guid.CreateVersion7(), usualChannel, today);
        }
    }

    public Told Told(DateOnly today) => new(Channel, Reached ?? "", Day ?? today, Time, Language ?? "", Through ?? "", Went ?? "", Note ?? "");
}

/// <summary>"Opgeslagen: Aya gesproken, op school, 09.10."</summary>
internal static class LoggedSentence
{
    public static string Of(Logged logged, Told told, Text text)
    {
        var who = told.Reached switch
        {
            Reached.Nobody => text["niemand bereikt voor {0}", logged.GivenName],
            Reached.Parent => text["ouder van {0} gesproken", logged.GivenName],
            Reached.Both => text["{0} en ouder gesproken", logged.GivenName],
            _ => text["{0} gesproken", logged.GivenName],
        };
        var others = logged.Children > 1 ? " " + text.N(logged.Children - 1, "Telt ook voor 1 broer of zus.", "Telt ook voor {0} broers en zussen.") : "";
        return text["Opgeslagen: {0}, {1}, {2}.", who, text[Channels.Word(told.Channel)], Show.Time(logged.At)] + others;
    }
}
