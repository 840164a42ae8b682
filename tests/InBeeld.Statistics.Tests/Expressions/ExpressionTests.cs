using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Tests.Expressions;

public sealed class ExpressionTests
{
    private static readonly Dictionary<string, ExprValue> Values = new()
    {
        ["pupils"] = ExprValue.Of(240),
        ["zero"] = ExprValue.Of(0),
        ["cooperates"] = ExprValue.Of(Answer.Of(true)),
        ["province"] = ExprValue.Of("Fryslân"),
        ["size"] = ExprValue.Of("12"),
        ["unknown"] = ExprValue.Unknown,
        ["notfor"] = ExprValue.None(AnswerState.NotApplicable),
        ["refused"] = ExprValue.None(AnswerState.Refused),
        ["forms"] = ExprValue.Of(Answer.Chosen("collections", "advice")),
        ["one"] = ExprValue.Of(Answer.Chosen("advice")),
        ["nothing"] = ExprValue.Of(Answer.Chosen()),
        ["location.pupils"] = ExprValue.Of([ExprValue.Of(100), ExprValue.Of(50), ExprValue.None(AnswerState.NotApplicable)]),
        ["location.dbos"] = ExprValue.Of([ExprValue.True, ExprValue.False, ExprValue.True]),
        ["location.some"] = ExprValue.Of([ExprValue.Of(1), ExprValue.Unknown, ExprValue.Of(0)]),
        ["po-locations"] = ExprValue.Of(7),
    };

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("1 / 3 * 3 = 1", "true")]
    [InlineData("0.1 + 0.2 = 0.3", "true")]
    [InlineData("-2 * -3", "6")]
    [InlineData("pupils / zero", "unknown")]
    [InlineData("pupils / zero > 1 or true", "true")]
    [InlineData("pupils / zero > 1 and false", "false")]
    [InlineData("province = 'Fryslân'", "true")]
    [InlineData("province in ('Drenthe', 'Fryslân')", "true")]
    [InlineData("province in ('Drenthe')", "false")]
    [InlineData("unknown in (1, 2)", "unknown")]
    [InlineData("province < 'Z'", "unknown")]
    [InlineData("province + 1", "unknown")]
    [InlineData("size >= 9", "true")]
    [InlineData("'it''s' = \"it's\"", "true")]
    [InlineData("cooperates", "1")]
    [InlineData("cooperates and pupils > 100", "true")]
    [InlineData("cooperates = true", "true")]
    [InlineData("not cooperates", "false")]
    [InlineData("not not cooperates", "true")]
    [InlineData("not pupils", "unknown")]
    [InlineData("not cooperates or pupils = 240", "true")]
    [InlineData("true or false and false", "true")]
    [InlineData("known(unknown)", "false")]
    [InlineData("known(zero)", "true")]
    [InlineData("state(refused) = 'refused'", "true")]
    [InlineData("count(forms)", "2")]
    [InlineData("count(nothing)", "0")]
    [InlineData("count(unknown)", "unknown")]
    [InlineData("includes(forms, 'advice')", "true")]
    [InlineData("includes(nothing, 'advice')", "false")]
    [InlineData("includes(unknown, 'advice')", "unknown")]
    [InlineData("one = 'advice'", "true")]
    [InlineData("forms = 'advice'", "false")]
    [InlineData("sum(location.pupils)", "150")]
    [InlineData("count(location.pupils)", "2")]
    [InlineData("sum(location.pupils * location.dbos)", "100")]
    [InlineData("sum(location.dbos)", "2")]
    [InlineData("sum(true or location.dbos)", "3")]
    [InlineData("sum(location.pupils >= 50)", "2")]
    [InlineData("sum(location.some)", "unknown")]
    [InlineData("sumknown(location.some)", "1")]
    [InlineData("count(location.some)", "2")]
    [InlineData("any(location.some)", "true")]
    [InlineData("all(location.some)", "false")]
    [InlineData("any(location.pupils > 70)", "true")]
    [InlineData("all(location.pupils > 70)", "false")]
    [InlineData("any(location.pupils > 100)", "false")]
    [InlineData("max(location.pupils)", "100")]
    [InlineData("min(1, 2, unknown)", "unknown")]
    [InlineData("sum(1, notfor, 2)", "3")]
    [InlineData("1 + notfor", "not-applicable")]
    [InlineData("unknown + notfor", "unknown")]
    [InlineData("notfor + refused", "refused")]
    [InlineData("true and notfor", "not-applicable")]
    [InlineData("false or notfor", "not-applicable")]
    [InlineData("false and notfor", "false")]
    [InlineData("abs(-2.5)", "5/2")]
    [InlineData("round(2.5)", "3")]
    [InlineData("round(-2.5)", "-3")]
    [InlineData("round(2 / 3, 2)", "67/100")]
    [InlineData("round(1, 99)", "unknown")]
    [InlineData("if(pupils > 200, 'large', 'small')", "'large'")]
    [InlineData("if(unknown, 1, 2)", "unknown")]
    [InlineData("[po-locations] + 1", "8")]
    [InlineData("nobody", "unknown")]
    public void A_value(string text, string expected)
    {
        var parsed = Expression.Parse(text);
        Assert.Empty(parsed.Errors);
        Assert.Equal(expected, parsed.Expression!.Evaluate(Values.GetValueOrDefault).ToString());
    }

    [Theory]
    [InlineData("", 0, ExpressionFault.Empty)]
    [InlineData("   ", 0, ExpressionFault.Empty)]
    [InlineData("1 +", 3, ExpressionFault.Ends)]
    [InlineData("1 2", 2, ExpressionFault.Unexpected)]
    [InlineData("1 < 2 < 3", 6, ExpressionFault.Unexpected)]
    [InlineData("pupils ; drop", 7, ExpressionFault.Sign)]
    [InlineData("'open", 0, ExpressionFault.NotClosed)]
    [InlineData("[open", 0, ExpressionFault.NotClosed)]
    [InlineData("[]", 0, ExpressionFault.Sign)]
    [InlineData("3,5 + 1", 1, ExpressionFault.Unexpected)]
    [InlineData("3.", 0, ExpressionFault.Number)]
    [InlineData("1e9", 0, ExpressionFault.Number)]
    [InlineData("12345678901234567890123456789", 0, ExpressionFault.Number)]
    [InlineData("system('x')", 0, ExpressionFault.Function)]
    [InlineData("1 + known()", 4, ExpressionFault.Arguments)]
    [InlineData("known(1, 2)", 0, ExpressionFault.Arguments)]
    [InlineData("(1", 2, ExpressionFault.Ends)]
    [InlineData("and 1", 0, ExpressionFault.Unexpected)]
    [InlineData("x in ()", 6, ExpressionFault.Unexpected)]
    public void A_fault_is_named_with_its_position(string text, int position, ExpressionFault fault)
    {
        var parsed = Expression.Parse(text);
        Assert.Null(parsed.Expression);
        var error = Assert.Single(parsed.Errors);
        Assert.Equal((position, fault), (error.Position, error.Fault));
        Assert.StartsWith($"position {position + 1}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_long_too_deep_and_too_much_are_refused()
    {
        Assert.Equal(ExpressionFault.TooLong, Fault("1" + new string(' ', Expression.MostCharacters)));
        Assert.Equal(ExpressionFault.TooDeep, Fault(new string('(', 41) + "1" + new string(')', 41)));
        Assert.Equal(ExpressionFault.TooDeep, Fault(new string('-', 41) + "1"));
        Assert.Equal(ExpressionFault.TooDeep, Fault(string.Concat(Enumerable.Repeat("not ", 41)) + "x"));
        Assert.Equal(ExpressionFault.TooMany, Fault(string.Join("+", Enumerable.Repeat("1", 251))));
        Assert.True(Expression.Parse(new string('(', 40) + "1" + new string(')', 40)).Fine);
        Assert.Equal("250", Expression.Parse(string.Join("+", Enumerable.Repeat("1", 250))).Expression!.Evaluate(_ => null).ToString());
        static ExpressionFault Fault(string text) => Assert.Single(Expression.Parse(text).Errors).Fault;
    }

    [Fact]
    public void A_number_that_grows_out_of_hand_is_unknown()
    {
        var value = ExprValue.Of(1 / (Fraction)9_999_999_999_999_999m);
        var text = string.Join("*", Enumerable.Repeat("x", 240));
        Assert.True(Expression.Parse(text).Expression!.Evaluate(_ => value).Known);
        var twice = $"({text}) * y";
        var large = Expression.Parse(text).Expression!.Evaluate(_ => value);
        Assert.Equal("unknown", Expression.Parse(twice).Expression!.Evaluate(n => n == "x" ? value : large).ToString());
    }

    [Fact]
    public void Names_stand_once_in_the_order_of_the_text_and_unknown_ones_are_named()
    {
        var parsed = Expression.Parse("b + a * b > [c d]");
        Assert.Equal([new("b", 0), new("a", 4), new("c d", 12)], parsed.Expression!.Names);
        var errors = Expression.Parse("b + a * b > [c d]", n => n == "b").Errors;
        Assert.Equal([(4, ExpressionFault.Name, "a"), (12, ExpressionFault.Name, "c d")], errors.Select(e => (e.Position, e.Fault, e.About)));
    }

    [Fact]
    public void A_loop_is_found_and_an_order_without_one()
    {
        Dictionary<string, Expression> computed = new() { ["a"] = Of("b + x"), ["b"] = Of("c"), ["c"] = Of("1"), ["d"] = Of("a + b") };
        Assert.Equal(["c", "b", "a", "d"], Dependencies.Order(computed).Order);
        computed["c"] = Of("d * 2");
        var (order, loop) = Dependencies.Order(computed);
        Assert.Empty(order);
        Assert.Equal(["a", "b", "c", "d"], loop.Order());
        computed["c"] = Of("c");
        Assert.Equal(["c"], Dependencies.Order(computed).Loop);
        static Expression Of(string text) => Expression.Parse(text).Expression!;
    }
}
