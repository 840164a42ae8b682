using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Statistics.Tests.Indicators;

public sealed class IndicatorTests
{
    private static readonly AnswerSet Set = Make();

    private static readonly UnitIndex Index = new(Set);

    [Fact]
    public void A_share_counts_the_known_and_says_who_is_not_in_it()
    {
        var figure = One(""" "level":"location","numerator":"cooperates","exclusions":[{"when":"feature.kind = 'closed'","reason":"closed"}],"aggregation":"share","decimals":1 """);
        var r = figure.Result;
        // Of six locations: yes, yes, no, unknown, does not hold, closed.
        Assert.Equal(("66.7", (Fraction)2, (Fraction)3), (r.Text, r.K, r.N));
        Assert.Equal((3, 1, 1, 4, 4), (r.Units, r.Unknown, r.NotApplicable, r.Asked, r.Answered));
        Assert.Equal([KeyValuePair.Create("closed", 1)], r.Excluded);
        Assert.Equal(["a1", "a2", "a3", "b1", "b2", "b3"], figure.Inputs.Select(i => i.Unit));
        Assert.Equal(InputRole.Unknown, figure.Inputs.Single(i => i.Unit == "b1").Role);
    }

    [Theory]
    [InlineData("ratio-of-sums", "sum(location.reached)", "sum(location.pupils)", true, "55.0", 110, 200, 1)]
    [InlineData("mean-of-shares", "sumknown(location.reached)", "sumknown(location.pupils)", true, "42.5", 140, 2, 2)]
    [InlineData("mean", "count(location.pupils)", null, false, "2.5", 5, 2, 2)]
    [InlineData("median", "count(location.pupils)", null, false, "2.5", 5, 2, 2)]
    [InlineData("sum", "sumknown(location.pupils)", null, false, "300.0", 300, 2, 2)]
    public void The_other_ways_to_come_to_one_figure(string aggregation, string numerator, string? denominator, bool percent, string text, int k, int n, int units)
    {
        var below = denominator is null ? "" : $"\"denominator\":\"{denominator}\",";
        var r = One($""" "level":"library","numerator":"{numerator}",{below}"aggregation":"{aggregation}","percent":{(percent ? "true" : "false")},"decimals":1 """).Result;
        Assert.Equal((text, (Fraction)k, (Fraction)n, units), (r.Text, r.K, r.N, r.Units));
    }

    [Fact]
    public void Weights_count_only_where_declared()
    {
        const string Share = """ "level":"location","population":"known(cooperates)","numerator":"cooperates","aggregation":"share","decimals":2,"weighted":""";
        // Known: a1 yes 1, a2 yes 1, a3 no 3, b3 yes 1.
        Assert.Equal(("75.00", "50.00"), (One(Share + "false").Result.Text, One(Share + "true").Result.Text));
    }

    [Fact]
    public void Fewer_than_the_policy_asks_is_not_shown_with_its_reason()
    {
        const string Share = """ "level":"location","population":"parent.feature.province = 'Drenthe'","numerator":"cooperates","aggregation":"share" """;
        var few = One(Share, new(4)).Result;
        Assert.Equal((Withheld.TooFew, "", null, null), (few.Withheld, few.Text, few.K, few.Exact));
        Assert.Equal(("67", Withheld.No), (One(Share, new(3)).Result.Text, One(Share, new(3)).Result.Withheld));
        Assert.Equal(Withheld.Nothing, One(""" "level":"location","population":"false","numerator":"cooperates","aggregation":"share" """).Result.Withheld);
        Assert.Equal(Withheld.Nothing, One(""" "level":"library","numerator":"1","denominator":"0","aggregation":"ratio-of-sums" """).Result.Withheld);
        Assert.Equal(2, One(""" "level":"library","numerator":"1","denominator":"0","aggregation":"mean-of-shares" """).Result.NotApplicable);
    }

    [Fact]
    public void Half_is_rounded_up_once_and_a_population_that_is_not_known_is_unknown()
    {
        Assert.Equal("13", One(""" "level":"library","population":"feature.province = 'Drenthe'","numerator":"12.5","aggregation":"sum" """).Result.Text);
        // 0.4499 would become 0.45 and then 0.5 when rounded twice.
        Assert.Equal("0.4", One(""" "level":"library","population":"feature.province = 'Drenthe'","numerator":"0.4499","aggregation":"sum","decimals":1 """).Result.Text);
        Assert.Equal(("population", 1), (One(""" "level":"location","population":"cooperates","numerator":"known(pupils)","aggregation":"share" """) is var f ? f.Inputs.Single(i => i.Role == InputRole.Unknown).Reason : "", f.Result.Unknown));
    }

    [Fact]
    public void Refused_and_missing_lower_the_response_and_not_knowing_does_not()
    {
        var set = new AnswerSet([.. new[] { "1", "2", "3", "4" }.Select(i => new Unit(i, i, "library", "", new Dictionary<string, string>()))]) { ["1", "x"] = Answer.Of(true), ["2", "x"] = Answer.None(AnswerState.Unknown), ["3", "x"] = Answer.None(AnswerState.Refused) };
        var r = IndicatorEngine.Compute(Read(""" "level":"library","numerator":"x","aggregation":"share" """), new(set)).Result;
        Assert.Equal((4, 2, 1, 3), (r.Asked, r.Answered, r.Units, r.Unknown));
    }

    [Fact]
    public void A_figure_is_computed_again_byte_for_byte_from_its_record_and_from_the_answers()
    {
        var all = new[] { "share", "ratio-of-sums", "mean-of-shares", "mean", "median", "sum" };
        foreach (var aggregation in all)
        {
            var below = aggregation is "ratio-of-sums" or "mean-of-shares" ? "\"denominator\":\"pupils\"," : "";
            var text = $""" "level":"location","numerator":"{(aggregation == "share" ? "cooperates" : "reached")}",{below}"aggregation":"{aggregation}","decimals":2 """;
            var record = IndicatorRecord.Of(One(text));
            Assert.Equal(record, IndicatorRecord.Recompute(record.Json).Record);
            Assert.Equal(record, IndicatorRecord.Of(IndicatorEngine.Compute(Read(text), new(Make()))));
            Assert.Equal(CanonicalJson.Sha256(record.Json), record.Sha256);
            Assert.Equal(CanonicalJson.Write(System.Text.Json.Nodes.JsonNode.Parse(record.Json)), record.Json);
            var tampered = record.Json.Replace("[\"a3\",\"denominator\"", "[\"a3\",\"numerator\"", StringComparison.Ordinal).Replace("\"40\"", "\"41\"", StringComparison.Ordinal);
            Assert.NotEqual(tampered, record.Json);
            Assert.NotEqual(tampered, IndicatorRecord.Recompute(tampered).Record!.Json);
        }

        Assert.Equal("inputs is missing", IndicatorRecord.Recompute("""{"definition":{"key":"k","label":{"nl":"n","en":"e"},"level":"l","numerator":"1","aggregation":"sum"}}""").Error);
    }

    [Fact]
    public void Canonical_text_has_its_names_in_order_and_only_whole_numbers()
    {
        var text = CanonicalJson.Write(System.Text.Json.Nodes.JsonNode.Parse("{ \"b\": [1, true, null, \"\\u00e9\\u0001\\n\\\"\"], \"B\": {}, \"a\": -3 }"));
        Assert.Equal("{\"B\":{},\"a\":-3,\"b\":[1,true,null,\"é\\u0001\\n\\\"\"]}", text);
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(System.Text.Json.Nodes.JsonNode.Parse("1.5")));
    }

    [Theory]
    [InlineData(""" "level":"l","numerator":"1 +","aggregation":"sum" """, "indicators[0].numerator position 4: it ends too early")]
    [InlineData(""" "level":"l","numerator":"1","aggregation":"most" """, "indicators[0].aggregation \"most\" must be one of")]
    [InlineData(""" "level":"l","numerator":"1","aggregation":"ratio-of-sums" """, "indicators[0].denominator is missing")]
    [InlineData(""" "level":"l","numerator":"1","denominator":"2","aggregation":"mean" """, "indicators[0].denominator has no meaning")]
    [InlineData(""" "level":"l","numerator":"1","aggregation":"median","weighted":true """, "indicators[0].weighted")]
    [InlineData(""" "level":"l","numerator":"1","aggregation":"sum","decimals":9 """, "indicators[0].decimals is not a whole number from 0 to 6")]
    [InlineData(""" "numerator":"1","aggregation":"sum" """, "indicators[0].level is missing")]
    [InlineData(""" "level":"l","numerator":"1","aggregation":"sum","exclusions":[{"when":"1"}] """, "indicators[0].exclusions[0].reason is missing")]
    public void A_wrong_definition_is_named(string fields, string message) =>
        Assert.StartsWith(message, Assert.Single(IndicatorReading.Of(File(fields)).Errors), StringComparison.Ordinal);

    [Fact]
    public void A_key_that_is_there_twice_and_a_name_that_is_not_there_are_refused()
    {
        var one = File(""" "level":"l","numerator":"x","aggregation":"sum" """);
        Assert.Contains("\"k\" is there twice", Assert.Single(IndicatorReading.Of(one.Replace("]}", "," + one["{\"indicators\":[".Length..], StringComparison.Ordinal)).Errors), StringComparison.Ordinal);
        Assert.Contains("\"x\"", Assert.Single(IndicatorReading.Of(one, n => n == "y").Errors), StringComparison.Ordinal);
        Assert.Equal(["indicators is missing"], IndicatorReading.Of("{}").Errors);
    }

    [Fact]
    public void A_trend_stops_at_a_break_and_where_nobody_said_that_it_stayed_the_same()
    {
        var figure = One(""" "level":"library","numerator":"sumknown(location.pupils)","aggregation":"sum" """);
        TrendWave Wave(string name, int version) => new(name, version, figure);
        CrosswalkLine[] crosswalk = [new("pupils", 2, Comparable.Same), new("pupils", 3, Comparable.Changed, "other words"), new("pupils", 4, Comparable.Break)];
        var points = Trend.Of([Wave("1", 1), Wave("2", 1), Wave("3", 2), Wave("4", 3), Wave("5", 4), Wave("6", 5), Wave("7", 5)], crosswalk, Index.Levels);
        Assert.Equal([0, 0, 0, 0, 1, 2, 2], points.Select(p => p.Segment));
        Assert.Equal([Comparable.Same, Comparable.Same, Comparable.Same, Comparable.Changed, Comparable.Break, Comparable.Break, Comparable.Same], points.Select(p => p.Joins));
        Assert.Equal([false, true, true, true, false, false, true], points.Select(p => p.Difference == Fraction.Zero));
        Assert.Equal(["pupils: other words"], points[3].Reasons);
        Assert.Contains("does not say", Assert.Single(points[5].Reasons), StringComparison.Ordinal);
        // Two versions at once: a break on the way is a break.
        Assert.Equal(Comparable.Break, Trend.Of([Wave("3", 2), Wave("5", 4)], crosswalk, Index.Levels)[1].Joins);
    }

    internal static IndicatorDefinition Read(string fields)
    {
        var (read, errors) = IndicatorReading.Of(File(fields));
        Assert.Empty(errors);
        return read[0];
    }

    private static IndicatorFigure One(string fields, IndicatorPolicy? policy = null) => IndicatorEngine.Compute(Read(fields), Index, policy);

    private static string File(string fields) => $"{{\"indicators\":[{{\"key\":\"k\",\"label\":{{\"nl\":\"n\",\"en\":\"e\"}},{fields}}}]}}";

    private static AnswerSet Make()
    {
        Unit Location(string id, string library, decimal weight = 1, string kind = "open") => new(id, id, "location", library, new Dictionary<string, string> { ["kind"] = kind }, weight);
        var set = new AnswerSet([
            new("a", "A", "library", "", new Dictionary<string, string> { ["province"] = "Drenthe" }), new("b", "B", "library", "", new Dictionary<string, string> { ["province"] = "Fryslân" }),
            Location("a1", "a"), Location("a2", "a"), Location("a3", "a", 3), Location("b1", "b"), Location("b2", "b"), Location("b3", "b", 1, "closed")]);
        foreach (var (id, cooperates) in new[] { ("a1", true), ("a2", true), ("a3", false), ("b3", true) })
            set[id, "cooperates"] = Answer.Of(cooperates);
        set["b1", "cooperates"] = Answer.None(AnswerState.Unknown);
        set["b2", "cooperates"] = Answer.None(AnswerState.NotApplicable);
        foreach (var (id, pupils) in new[] { ("a1", 100), ("a2", 50), ("a3", 50), ("b1", 60), ("b2", 40) })
            set[id, "pupils"] = Answer.Of(pupils);
        foreach (var (id, reached) in new[] { ("a1", 60), ("a2", 40), ("a3", 10), ("b1", 30) })
            set[id, "reached"] = Answer.Of(reached);
        return set;
    }
}
