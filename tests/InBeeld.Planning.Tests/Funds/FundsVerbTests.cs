using System.Text.Json;
using InBeeld.Planning.Cli;

namespace InBeeld.Planning.Tests.Funds;

public sealed class FundsVerbTests
{
    private const string Good = """
        {"funds":[{"id":"school","left":5000,"mostPerPupil":2000,"colour":"red"},{"id":"course","left":9000,"pays":"fixed","amount":2500,"preference":1},
                  {"id":"leergeld","left":1000,"pays":"rest","least":500,"preference":2}],
         "pupils":[{"id":"a","cost":4500,"funds":[{"fund":"school"},{"fund":"course"}]},{"id":"b","cost":3000,"funds":[{"fund":"school","most":1500}]}]}
        """;

    [Fact]
    public void A_problem_in_JSON_gets_an_answer_in_JSON()
    {
        using var answer = JsonDocument.Parse(FundsVerb.Solve(Good, TestContext.Current.CancellationToken));
        var root = answer.RootElement;
        Assert.Equal(3, root.GetProperty("claims").GetArrayLength());
        Assert.True(root.GetProperty("proven").GetBoolean());
        Assert.Equal(1500, root.GetProperty("objective").GetProperty("uncovered").GetInt64());
        Assert.Equal("at-the-most", root.GetProperty("uncovered")[0].GetProperty("reason").GetString());
        Assert.Equal(1500, root.GetProperty("funds")[0].GetProperty("left").GetInt64());
    }

    [Theory]
    [InlineData("\"left\":5000", "\"left\":-1", "the problem.funds[0]: left is not a whole number")]
    [InlineData("\"left\":5000,", "", "the problem.funds[0]: left is missing")]
    [InlineData("\"pays\":\"fixed\"", "\"pays\":\"half\"", "fund \"course\": pays must be")]
    [InlineData("\"amount\":2500", "\"amount\":0", "fund \"course\": amount must be more than 0")]
    [InlineData("\"cost\":4500", "\"cost\":45.5", "the problem.pupils[0]: cost is not a whole number")]
    [InlineData("{\"fund\":\"course\"}", "{\"fund\":\"gone\"}", "pupil \"a\": there is no fund \"gone\"")]
    [InlineData("{\"fund\":\"course\"}", "{\"fund\":\"school\"}", "pupil \"a\" has fund \"school\" twice")]
    [InlineData("\"id\":\"leergeld\"", "\"id\":\"school\"", "fund \"school\" is there twice")]
    [InlineData("\"id\":\"b\"", "\"id\":\"a\"", "pupil \"a\" is there twice")]
    [InlineData("\"pupils\":", "\"pupil\":", "pupils is missing")]
    public void What_is_wrong_is_named(string part, string wrong, string message)
    {
        var text = Good.Replace(part, wrong, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<UnreadableException>(() => FundsVerb.Solve(text, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_pay_is_answered() =>
        Assert.Contains("\"proven\": true", FundsVerb.Solve("""{"funds":[],"pupils":[]}""", TestContext.Current.CancellationToken), StringComparison.Ordinal);
}
