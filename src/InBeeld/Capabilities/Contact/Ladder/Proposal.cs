using InBeeld.Capabilities.Contact.Model;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact.Ladder;

/// <summary>What the ladder looks at: the state of a child as it stands.</summary>
internal sealed record LadderFacts(int Attempts, DateOnly NotReachedSince, DateOnly LateFrom, DateOnly? AbsentUntil, int RungDone, DateOnly? RestUntil);

/// <summary>The next rung that is proposed, and why. Never taken by itself: a person decides.</summary>
/// <param name="Attempts">Attempts since somebody of the family was last reached.</param>
/// <param name="SchoolDays">School days since then.</param>
internal sealed record Proposal(Rung Rung, int Attempts, int SchoolDays)
{
    /// <summary>After a rung was taken nothing is proposed for this many school days, unless whoever takes it chooses another day.</summary>
    public const int RestAfterTaken = 2;

    /// <returns>Null when nothing is to be proposed on this day.</returns>
    public static Proposal? Of(IReadOnlyList<Rung> rungs, LadderFacts facts, SchoolCalendar calendar, DateOnly today)
    {
        if (facts.AbsentUntil >= today || today < facts.RestUntil || rungs.FirstOrDefault(r => r.Number > facts.RungDone) is not { } next)
        {
            return null;
        }

        var days = calendar.Between(facts.NotReachedSince, today);
        // Days alone count when the norm has passed: a child that is due, as every child is once a week, needs no ladder.
        var byDays = next.AfterDays is { } afterDays && days >= afterDays && today >= facts.LateFrom;
        return byDays || facts.Attempts >= next.AfterAttempts ? new Proposal(next, facts.Attempts, days) : null;
    }

    /// <summary>"4 pogingen, 9 schooldagen niet bereikt".</summary>
    public string Reason(Text text)
    {
        var days = text.N(SchoolDays, "1 schooldag niet bereikt", "{0} schooldagen niet bereikt");
        return Attempts == 0 ? days : text.N(Attempts, "1 poging", "{0} pogingen") + ", " + days;
    }
}
