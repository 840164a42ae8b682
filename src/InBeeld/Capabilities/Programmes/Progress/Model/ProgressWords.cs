namespace InBeeld.Capabilities.Programmes.Progress.Model;

/// <summary>Words of goals and measuring, as keys of the texts.</summary>
internal static class ProgressWords
{
    public static readonly string[] Moments = ["before", "during", "after"];
    public static readonly string[] Parties = ["pupil", "parent", "teacher"];
    public static readonly string[] Results = ["reached", "partly", "not"];

    /// <summary>A step of the scale, -2 to +2.</summary>
    public static string Step(int level) => level switch { -2 => "begin", -1 => "bijna", 0 => "mijn doel", 1 => "meer", _ => "veel meer" };

    /// <summary>With a real minus, as it is read.</summary>
    public static string Sign(int level) => level switch { < 0 => "−" + -level, > 0 => "+" + level, _ => "0" };

    public static string Reached(int level) => level switch { -2 => "Nog bij het begin", -1 => "Bijna", 0 => "Gehaald", _ => "Meer dan gehoopt" };

    /// <summary>The class that colours the word; the icon says it too.</summary>
    public static (string Class, string Icon) Look(int level) => level switch { -2 => ("ib-is-none", "state-none"), -1 => ("ib-is-due", "state-due"), _ => ("ib-is-in", "state-in") };

    public static string Who(string who) => who switch { "guide" => "begeleider", "parent" => "ouder", "teacher" => "leerkracht", _ => "kind zelf" };

    public static string Party(string party) => party switch { "pupil" => "met het kind", "parent" => "met een ouder", _ => "met de leerkracht" };

    public static string Moment(string moment) => moment switch { "before" => "Vooraf", "after" => "Na afloop", _ => "Tijdens" };

    public static string Result(string result) => result switch { "reached" => "Gehaald", "partly" => "Deels", _ => "Nog niet" };
}
