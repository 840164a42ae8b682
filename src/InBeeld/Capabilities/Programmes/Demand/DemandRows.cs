namespace InBeeld.Capabilities.Programmes.Demand;

/// <summary>One time that a library asked the schools around.</summary>
internal sealed class DemandRound
{
    public Guid Id { get; set; }
    public DateOnly ClosesOn { get; set; }
    public string Question { get; set; } = "";
    public int GroupSize { get; set; }
    public string State { get; set; } = "";
    public DateTimeOffset? RemindedAt { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>A round as a school is asked it.</summary>
internal sealed class DemandAsked
{
    public Guid Id { get; set; }
    public string Programme { get; set; } = "";
    public string Library { get; set; } = "";
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
    public DateOnly ClosesOn { get; set; }
    public string Question { get; set; } = "";
    public bool IsOpen { get; set; }
    public bool Answered { get; set; }
}

/// <summary>What is asked for of one module, and what there is.</summary>
internal sealed class DemandModule
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Theme { get; set; } = "";

    /// <summary>Children that the schools named, of all together.</summary>
    public int Children { get; set; }

    /// <summary>Places of the groups of this module that are not over.</summary>
    public int Places { get; set; }

    public int Groups { get; set; }

    /// <summary>So many groups more are needed, of so many children each.</summary>
    public int Needed(int size) => Math.Max(0, (Children - Places + size - 1) / size);
}

/// <summary>What one school answered; at null: nothing yet.</summary>
internal sealed class DemandSchool
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Note { get; set; } = "";
    public DateTimeOffset? At { get; set; }
    public Guid[] Modules { get; set; } = [];
    public int[] Counts { get; set; } = [];

    public int? Of(Guid module) => At is null ? null : Array.IndexOf(Modules, module) is >= 0 and var i ? Counts[i] : 0;
}
