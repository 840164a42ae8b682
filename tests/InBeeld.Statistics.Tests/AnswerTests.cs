using InBeeld.Statistics.Answers;

namespace InBeeld.Statistics.Tests;

public sealed class AnswerTests
{
    [Fact]
    public void What_was_not_kept_is_missing_and_not_a_no()
    {
        var set = new AnswerSet([new("a", "A", "library", "", new Dictionary<string, string>())]);
        Assert.Equal(AnswerState.Missing, set["a", "anything"].State);
        set["a", "anything"] = Answer.Of(false);
        Assert.Equal(0, set["a", "anything"].Number);
        Assert.True(set["a", "anything"].Known);
    }

    [Fact]
    public void Two_units_with_one_id_are_refused() =>
        Assert.Throws<ArgumentException>(() => new AnswerSet([new("a", "A", "library", "", new Dictionary<string, string>()), new("a", "B", "library", "", new Dictionary<string, string>())]));
}
