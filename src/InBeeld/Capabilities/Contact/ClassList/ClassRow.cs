using InBeeld.Capabilities.Contact.Model;
using InBeeld.Kernel;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact.ClassList;

/// <summary>One child on the class list, straight from the database.</summary>
internal sealed class ClassRow
{
    public Guid Id { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public DateOnly? BirthDate { get; set; }
    public short Level { get; set; }
    public DateOnly? LastReachedDay { get; set; }
    public DateTimeOffset? LastReachedAt { get; set; }
    public string LastReachedWho { get; set; } = "";
    public string LastChannel { get; set; } = "";
    public bool LastOtherSchool { get; set; }
    public int Attempts { get; set; }
    public DateOnly NotReachedSince { get; set; }
    public DateOnly DueFrom { get; set; }
    public DateOnly LateFrom { get; set; }
    public DateOnly OutFrom { get; set; }
    public DateOnly? AbsentUntil { get; set; }
    public string UsualChannel { get; set; } = "phone";
    public string[]? Needs { get; set; }
    public string[]? Languages { get; set; }
    public bool Interpreter { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);

    public string StateOn(DateOnly day) => new Standing(DueFrom, LateFrom, OutFrom).On(day, AbsentUntil);

    /// <summary>"Moeder, do 12 nov, bericht", "Niet bereikt sinds 6 nov, 4 pogingen", "Nog niet gesproken".</summary>
    public string Last(Text text, DateOnly today)
    {
        if (AbsentUntil >= today)
        {
            return text["Afwezig tot en met {0}", Show.Day(AbsentUntil.Value, today)];
        }

        if (Attempts > 0 || LastReachedDay is null)
        {
            var tried = Attempts == 0 ? "" : ", " + text.N(Attempts, "1 poging", "{0} pogingen");
            return (LastReachedDay is null ? text["Nog niet gesproken"] : text["Niet bereikt sinds {0}", Show.ShortDay(LastReachedDay.Value, today)]) + tried;
        }

        var who = LastReachedWho switch { Reached.Parent => text["Ouder"], Reached.Both => text["{0} en ouder", GivenName], _ => GivenName };
        var when = LastReachedDay == today && LastReachedAt is { } at && Amsterdam.Day(at) == today ? text["vandaag {0}", Show.Time(at)] : Show.Day(LastReachedDay.Value, today);
        return $"{who}, {when}, {(LastOtherSchool ? text["via andere school"] : text[Channels.Word(LastChannel)])}";
    }
}
