using System.Text.Json;
using InBeeld.Planning.Cli;

namespace InBeeld.Planning.Tests.Rosters;

public sealed class RosterVerbTests
{
    private const string Good = """
        {"slots":[{"id":"m","day":0,"start":540,"end":720,"place":"a","part":"early","needed":[{"skill":"help","count":2}],"reserve":[{"skill":"help","count":1}],"colour":"red"}],
         "staff":[{"id":"x","skills":["help"],"places":["a"],"reservePlaces":["a"],"availability":[{"day":0,"part":"early","dislike":1}]},
                  {"id":"y","skills":["help"],"places":["a"],"availability":[{"slot":"m"}],"limits":{"workPerWeek":2,"windows":[{"most":5,"days":6}]}}]}
        """;

    [Fact]
    public void A_problem_in_JSON_gets_an_answer_in_JSON()
    {
        using var answer = JsonDocument.Parse(RosterVerb.Solve(Good, TestContext.Current.CancellationToken));
        var root = answer.RootElement;
        Assert.Equal(2, root.GetProperty("who").GetArrayLength());
        Assert.True(root.GetProperty("proven").GetBoolean());
        Assert.Equal(10_030, root.GetProperty("objective").GetProperty("total").GetInt64());
        Assert.Equal("all on duty", root.GetProperty("uncovered")[0].GetProperty("why").GetString());
    }

    [Theory]
    [InlineData("\"day\":0,\"start\"", "\"start\"", "the problem.slots[0]: day is missing")]
    [InlineData("\"start\":540", "\"start\":\"nine\"", "the problem.slots[0]: start is not a whole number")]
    [InlineData("\"count\":2", "\"count\":-2", "the problem.slots[0].needed[0]: count is not a whole number")]
    [InlineData("\"end\":720", "\"end\":500", "end is not after start")]
    [InlineData("\"slot\":\"m\"", "\"slot\":\"q\"", "there is no slot q")]
    [InlineData("\"slots\":", "\"slot\":", "slots is missing")]
    [InlineData("\"days\":6", "\"days\":0", "days is not a whole number of at least 1")]
    public void What_is_wrong_is_named(string part, string wrong, string message)
    {
        var text = Good.Replace(part, wrong, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<UnreadableException>(() => RosterVerb.Solve(text, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_plan_is_answered() =>
        Assert.Contains("\"proven\": true", RosterVerb.Solve("""{"slots":[],"staff":[]}""", TestContext.Current.CancellationToken), StringComparison.Ordinal);
}
