using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Frames.Routes;

/// <summary>
/// How a capability offers a route (a place, a device, a mentor) to those that propose and start routes, without either knowing the other. It registers
/// its own with <c>services.AddScoped&lt;IRoute, ...&gt;()</c>; it takes the place of what the municipality keeps by hand, and of two for
/// the same kind the one registered last holds. All in the transaction of the request, under the rights of whoever asks.
/// </summary>
internal interface IRoute
{
    /// <summary>One of <see cref="RouteKinds.All"/>.</summary>
    string Kind { get; }

    /// <summary>What is really there on this day for children of this municipality (the organisation).</summary>
    Task<Capacity> CapacityAsync(Guid municipality, DateOnly day, CancellationToken ct);

    /// <summary>Asks for this route for a child. A refusal says what somebody can do instead.</summary>
    /// <param name="id">Made with the form, so that a double tap starts one thing.</param>
    /// <param name="from">The day from which it is needed.</param>
    Task<Outcome<RouteState>> StartAsync(Guid id, Guid pupil, DateOnly from, CancellationToken ct);

    /// <summary>What was started for a child by this route, newest first; only what whoever asks may know.</summary>
    Task<IReadOnlyList<RouteState>> StatesAsync(Guid pupil, CancellationToken ct);
}

/// <summary>How much of a route is free.</summary>
/// <param name="Free">Null: not known.</param>
/// <param name="Of">Of how many, when that is known.</param>
/// <param name="AsOf">The day on which somebody reported this; null when it is counted now.</param>
internal sealed record Capacity(int? Free, int? Of, DateOnly? AsOf)
{
    public static readonly Capacity Unknown = new(null, null, null);

    public string Sentence(Text text, DateOnly today) => (Free, AsOf) switch
    {
        (null, null) => text["Niet bekend hoeveel er vrij is"],
        (null, { } day) => text["Niet bekend. Laatst gemeld op {0}", Show.Day(day, today)],
        (0, null) => text["Niets vrij"],
        (0, { } day) => text["Niets vrij, gemeld op {0}", Show.Day(day, today)],
        ({ } free, null) => Of is { } all ? text["{0} van {1} vrij", free, all] : text["{0} vrij", free],
        ({ } free, { } day) => Of is { } all ? text["{0} van {1} vrij, gemeld op {2}", free, all, Show.Day(day, today)] : text["{0} vrij, gemeld op {1}", free, Show.Day(day, today)],
    };
}

/// <summary>The state of a route that was asked for a child.</summary>
/// <param name="Reference">Of the booking, loan or match in the capability that offers the route.</param>
/// <param name="State">asked, running, ended or refused.</param>
/// <param name="Sentence">What is going on, for whoever may see it, already translated; no other facets than the route itself.</param>
internal sealed record RouteState(string Kind, Guid Reference, string State, DateOnly Since, string Sentence)
{
    public const string Asked = "asked";
    public const string Running = "running";
    public const string Ended = "ended";
    public const string Refused = "refused";
}
