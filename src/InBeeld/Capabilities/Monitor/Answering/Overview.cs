using InBeeld.Kernel;

namespace InBeeld.Capabilities.Monitor.Answering;

/// <summary>A colleague to whom a part can be given.</summary>
internal sealed record Colleague(Guid Id, string Name);

/// <summary>The questionnaire as a whole, for the partials that draw it.</summary>
/// <param name="Home">Its address.</param>
/// <param name="Coordinates">May hand in, and give parts to others.</param>
/// <param name="Colleagues">To whom; none by a link.</param>
/// <param name="Link">A link that was just made, with the part it is for; shown once.</param>
internal sealed record Overview(Sheet Sheet, string Home, bool Coordinates, IReadOnlyList<Colleague> Colleagues, DateOnly Today, IReadOnlyList<Refusal> Refused, (string Part, string Address)? Link = null)
{
    public bool Open => Sheet.Wave.Takes(Today) && Sheet.Reply.State == "open";

    public bool ByLink => Home.Contains("/reply/", StringComparison.Ordinal);

    /// <summary>InBeeld counts something of what is asked, and whoever looks may have it counted again.</summary>
    public bool Counts => Coordinates && Open && !ByLink && Sheet.Counted.Any();
}
