using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Monitor.Waves.Show;

/// <summary>How many libraries of a province were asked, are busy and handed in.</summary>
internal sealed class ProvinceRow
{
    public string Name { get; set; } = "";
    public int Libraries { get; set; }
    public int Begun { get; set; }
    public int HandedIn { get; set; }
    public int Outside { get; set; }
    public int Linkless { get; set; }
}

/// <summary>A library in a wave, and how far it is.</summary>
internal sealed class LibraryRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Province { get; set; } = "";
    public string State { get; set; } = "";
    public DateTimeOffset? BegunAt { get; set; }
    public DateTimeOffset? HandedInAt { get; set; }
    public DateTimeOffset? RemindedAt { get; set; }
    public DateTimeOffset? OpenedAt { get; set; }
    public bool Inside { get; set; }
    public bool HasLink { get; set; }
    public int Answers { get; set; }

    public string Icon => State == "handed-in" ? "check" : BegunAt is not null ? "clock" : Inside || HasLink ? "mail" : "link";

    public string Says(Text text, DateOnly today)
    {
        string Day(DateTimeOffset moment) => Kernel.Web.Show.ShortDay(Amsterdam.Day(moment), today);
        var state = HandedInAt is { } at ? text["ingeleverd op {0}", Day(at)] : BegunAt is { } began ? text["bezig sinds {0}", Day(began)] : OpenedAt is { } opened ? text["link geopend op {0}", Day(opened)] : Inside ? text["nog niet begonnen"] : HasLink ? text["link gemaakt, nog niet geopend"] : text["nog geen link"];
        return RemindedAt is { } reminded && HandedInAt is null ? $"{state}, {text["herinnerd op {0}", Day(reminded)]}" : state;
    }
}

/// <summary>Something that happened with a wave.</summary>
internal sealed class EventRow
{
    public string Kind { get; set; } = "";
    public string Unit { get; set; } = "";
    public string Why { get; set; } = "";
    public string By { get; set; } = "";
    public DateTimeOffset At { get; set; }

    public string Says(Text text, DateOnly today)
    {
        var day = Kernel.Web.Show.Day(Amsterdam.Day(At), today);
        return Kind switch
        {
            "opened" => text["{0}: geopend door {1}", day, By],
            "closed" => text["{0}: gesloten door {1}", day, By],
            "reopened" => text["{0}: weer geopend door {1}", day, By],
            _ => text["{0}: antwoord van {1} gecorrigeerd door {2}", day, Unit, By],
        };
    }
}
