using InBeeld.Capabilities.Contact.Ladder;
using InBeeld.Capabilities.Contact.Model;

namespace InBeeld.Tests.Contact;

/// <summary>The rule of the ladder, on days that are written out: Monday 2 November 2026, an ordinary autumn without days off.</summary>
public sealed class ProposalTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);
    private static readonly SchoolCalendar Ordinary = new([]);

    [Fact]
    public void Two_attempts_propose_the_care_professional()
    {
        Assert.Null(On(Monday.AddDays(1), Facts(attempts: 1)));
        Assert.Equal(("care", 2, 1), Seen(On(Monday.AddDays(1), Facts(attempts: 2))));
    }

    [Fact]
    public void Five_school_days_propose_the_care_professional_once_the_norm_has_passed()
    {
        var facts = Facts(late: Monday.AddDays(8));
        Assert.Null(On(Monday.AddDays(7), facts));
        Assert.Equal(("care", 0, 6), Seen(On(Monday.AddDays(8), facts)));
    }

    [Fact]
    public void A_child_that_is_merely_due_is_not_proposed_for_its_days()
    {
        Assert.Null(On(Monday.AddDays(7), Facts(late: Monday.AddDays(20))));
    }

    [Fact]
    public void Weekends_and_holidays_do_not_count()
    {
        var holiday = new SchoolCalendar([(Monday.AddDays(1), Monday.AddDays(8))]);
        var facts = Facts(late: Monday.AddDays(1));
        Assert.Null(Proposal.Of(Rungs.Defaults, facts, holiday, Monday.AddDays(9)));
        Assert.Equal(5, Proposal.Of(Rungs.Defaults, facts, holiday, Monday.AddDays(15))!.SchoolDays);
    }

    [Fact]
    public void Rungs_come_one_by_one_however_much_was_tried()
    {
        Assert.Equal("care", On(Monday.AddDays(30), Facts(attempts: 20))!.Rung.Kind);
        Assert.Equal("municipality", On(Monday.AddDays(30), Facts(attempts: 20, done: 1))!.Rung.Kind);
        Assert.Equal("place", On(Monday.AddDays(30), Facts(attempts: 20, done: 4))!.Rung.Kind);
        Assert.Null(On(Monday.AddDays(30), Facts(attempts: 20, done: 5)));
    }

    [Fact]
    public void Nothing_is_proposed_while_it_rests_and_again_from_that_day_on()
    {
        var facts = Facts(attempts: 3, rest: Monday.AddDays(4));
        Assert.Null(On(Monday.AddDays(3), facts));
        Assert.NotNull(On(Monday.AddDays(4), facts));
    }

    [Fact]
    public void Nothing_is_proposed_for_a_child_that_is_absent_with_notice()
    {
        var facts = Facts(attempts: 3, absent: Monday.AddDays(4));
        Assert.Null(On(Monday.AddDays(4), facts));
        Assert.NotNull(On(Monday.AddDays(5), facts));
    }

    [Fact]
    public void A_school_that_left_out_a_rung_goes_on_to_the_next()
    {
        var rungs = Rungs.Of([new Rung(3, "door", 2, null), new Rung(1, "care", 2, 5)]);
        Assert.Equal("door", Proposal.Of(rungs, Facts(attempts: 2, done: 1), Ordinary, Monday.AddDays(1))!.Rung.Kind);
    }

    [Fact]
    public void A_rung_without_days_waits_for_attempts()
    {
        Assert.Null(Proposal.Of([new Rung(1, "care", 2, null)], Facts(late: Monday), Ordinary, Monday.AddDays(60)));
    }

    [Fact]
    public void Tips_fit_the_child_and_the_rung()
    {
        Assert.Empty(Tips.For([], [], 0));
        Assert.Equal(["phone", "language", "box", "door"], Tips.For(["no_device"], ["Pools"], 2, "door").Select(t => t.Icon));
        Assert.Equal("Pools", Tips.For([], ["Pools"], 0).Single().Language);
        Assert.Null(Tips.For(["parents_no_dutch"], [], 0).Single().Language);
    }

    [Fact]
    public void Every_sentence_of_the_ladder_exists_in_english()
    {
        var sentences = Rungs.Defaults.SelectMany(r => new[] { Rungs.Proposal(r.Kind), Rungs.Done(r.Kind) })
            .Concat(Rungs.Defaults.SelectMany(r => Tips.For(["no_device", "little_help", "parents_no_dutch"], [], 1, r.Kind)).Concat(Tips.For([], ["Pools"], 0)).Select(t => t.Sentence))
            .Concat(ConcernLevels.All.Select(level => ConcernLevels.Word(level))).Concat(AbsenceReasons.All.Select(AbsenceReasons.Word)).Distinct().ToList();
        Assert.True(sentences.Count > 20);
        Found.None(sentences.Where(s => Kernel.Web.Text.In("en", s) == s));
    }

    private static Proposal? On(DateOnly day, LadderFacts facts) => Proposal.Of(Rungs.Defaults, facts, Ordinary, day);

    private static (string, int, int) Seen(Proposal? proposal) => (proposal!.Rung.Kind, proposal.Attempts, proposal.SchoolDays);

    private static LadderFacts Facts(int attempts = 0, DateOnly? late = null, int done = 0, DateOnly? rest = null, DateOnly? absent = null) => new(attempts, Monday, late ?? Monday.AddDays(50), absent, done, rest);
}
