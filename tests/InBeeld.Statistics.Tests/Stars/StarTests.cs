using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Cli;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Stars;

namespace InBeeld.Statistics.Tests.Stars;

public sealed class StarTests
{
    private const string Two = """{"items":[{"id":"a","field":"x","maximum":3},{"id":"b","field":"y","maximum":9}],"answers":""";

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.01", 1)]
    [InlineData("25", 1)]
    [InlineData("25.0000000000000000000001", 2)]
    [InlineData("50", 2)]
    [InlineData("50.01", 3)]
    [InlineData("75", 3)]
    [InlineData("75.01", 4)]
    [InlineData("100", 4)]
    public void The_edge_of_a_band_belongs_to_the_band_below(string points, int stars)
    {
        var answer = Run($$"""{"items":[{"id":"a","field":"x","maximum":100}],"answers":{"a":{{points}} } }""");
        Assert.Equal((stars, stars, true), (answer["stars"]!["atLeast"]!.GetValue<int>(), answer["stars"]!["atMost"]!.GetValue<int>(), answer["stars"]!["sure"]!.GetValue<bool>()));
    }

    [Fact]
    public void Thirds_of_points_are_not_rounded()
    {
        // 0.1 three times is 0.3 of 1.2: exactly 25 %, so one star.
        var answer = Run("""{"items":[{"id":"a","field":"x","maximum":0.4},{"id":"b","field":"x","maximum":0.4},{"id":"c","field":"x","maximum":0.4}],"answers":{"a":0.1,"b":0.1,"c":0.1}}""");
        Assert.Equal("1/4", answer["points"]!["share"]!["atLeast"]!.GetValue<string>());
        Assert.Equal(1, answer["stars"]!["atMost"]!.GetValue<int>());
    }

    [Fact]
    public void What_is_unknown_gives_at_least_and_at_most_and_is_asked_first()
    {
        var answer = Run(Two + """{"a":3,"b":"unknown"}}""");
        Assert.Equal((1, 4, false), (answer["stars"]!["atLeast"]!.GetValue<int>(), answer["stars"]!["atMost"]!.GetValue<int>(), answer["stars"]!["sure"]!.GetValue<bool>()));
        Assert.Equal("at least 1 star, at most 4", answer["stars"]!["text"]!.GetValue<string>());
        Assert.Equal("b", answer["agenda"]!["askFirst"]![0]!.GetValue<string>());
        Assert.Equal(["yes", "unknown"], answer["fields"]!.AsArray().Select(f => f!["cooperation"]!.GetValue<string>()));
        Assert.Equal(Run(Two + """{"a":3}}""")["stars"]!.ToJsonString(), answer["stars"]!.ToJsonString());
        Assert.Equal(Run(Two + """[{"item":"a","points":3},{"item":"b","state":"refused"}]}""")["stars"]!.ToJsonString(), answer["stars"]!.ToJsonString());
    }

    [Fact]
    public void What_does_not_hold_counts_neither_above_nor_below()
    {
        var answer = Run(Two + """{"a":3,"b":"not-applicable"}}""");
        Assert.Equal(4, answer["stars"]!["atLeast"]!.GetValue<int>());
        Assert.Equal(3, answer["points"]!["maximum"]!.GetValue<int>());
    }

    [Fact]
    public void Nothing_known_is_none_to_all_and_no_items_are_no_stars()
    {
        Assert.Equal("not known: none to 4", Run(Two + """{}}""")["stars"]!["text"]!.GetValue<string>());
        Assert.Null(Run("""{"items":[],"answers":{}}""")["stars"]!["atLeast"]);
        Assert.Null(Run("""{"items":[{"id":"a","field":"x","maximum":0}],"answers":{"a":0}}""")["points"]!["share"]);
        Assert.Equal("nothing to score", Run(Two + """{"a":"not-applicable","b":"not-applicable"}}""")["stars"]!["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"a":4}""", "item \"a\": 4 points are above the maximum 3")]
    [InlineData("""{"a":-1}""", "item \"a\": -1 points are below 0")]
    [InlineData("""{"c":1}""", "answer \"c\": there is no such item")]
    [InlineData("""{"a":"many"}""", "answers.a is not a number of at most 28 signs")]
    [InlineData("""{"a":1e400}""", "answers.a is not a number of at most 28 signs")]
    [InlineData("""[{"item":"a","points":1},{"item":"a","points":2}]""", "item \"a\" is answered twice")]
    [InlineData("3", "answers is not a list")]
    public void A_wrong_answer_is_refused_with_the_item(string answers, string message) =>
        Assert.Contains(message, Assert.Throws<UnreadableException>(() => StarsVerb.Run("f.json", Two + answers + "}", true)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""[{"upTo":25,"stars":1},{"upTo":25,"stars":2},{"stars":3}]""", "bands[1]: upTo")]
    [InlineData("""[{"upTo":25,"stars":2},{"stars":1}]""", "bands[1]: stars must be more than 2")]
    [InlineData("""[{"upTo":25,"stars":1}]""", "must reach 100")]
    [InlineData("""[{"stars":1},{"stars":2}]""", "only the last band")]
    [InlineData("""[]""", "bands: there must be")]
    public void Wrong_bands_are_refused(string bands, string message) =>
        Assert.Contains(message, Assert.Throws<UnreadableException>(() => StarsVerb.Run("f.json", $$"""{"items":[],"bands":{{bands}},"answers":{} }""", true)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[1]", "not an object")]
    [InlineData("{}", "items is missing")]
    [InlineData("""{"items":[]}""", "answers is missing")]
    [InlineData("""{"items":[{"id":"a"}],"answers":{}}""", "items[0].maximum is missing")]
    [InlineData("""{"items":[{"id":"a","maximum":1,"steps":[2]}],"answers":{}}""", "item \"a\": a step is below 0 or above the maximum 1")]
    [InlineData("""{"items":[{"id":"a","maximum":1},{"id":"a","maximum":1}],"answers":{}}""", "item \"a\" is there twice")]
    [InlineData("""{"items":[],"answers":{},"locations":[]}""", "only one of the two")]
    [InlineData("""{"items":[],"locations":[{"id":"1","answers":{}},{"id":"1","answers":{}}]}""", "location \"1\" is there twice")]
    [InlineData("""{"items":[{"id":"a","maximum":1}],"locations":[{"id":"1","answers":{"a":2}}]}""", "locations[0]: item \"a\": 2 points are above")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "depth")]
    public void What_cannot_be_read_ends_with_a_sentence_and_exit_code_2(string text, string message)
    {
        var (answer, trouble) = (new StringWriter(), new StringWriter());
        Assert.Equal(2, Figures.Run(["stars", "-", "--json"], new StringReader(text), answer, trouble));
        Assert.Contains(message, trouble.ToString(), StringComparison.Ordinal);
        Assert.Equal("", answer.ToString());
    }

    [Fact]
    public void Many_locations_are_counted_per_stars()
    {
        var answer = Run("""{"items":[{"id":"a","field":"x","maximum":4}],"locations":[{"id":"1","answers":{"a":1}},{"id":"2","answers":{"a":1}},{"id":"3","answers":{}}]}""");
        Assert.Equal([(0, 4, 1), (1, 1, 2)], answer["perStars"]!.AsArray().Select(s => (s!["atLeast"]!.GetValue<int>(), s["atMost"]!.GetValue<int>(), s["locations"]!.GetValue<int>())));
    }

    [Fact]
    public void The_interval_is_what_all_ways_of_filling_in_the_unknown_give_and_the_next_star_takes_the_fewest_items() =>
        Prop.ForAll(Gen.Choose(0, 4).SelectMany(max => Gen.Choose(-1, max).Select(p => (Max: max, Points: p))).ArrayOf(5).ToArbitrary(), given =>
        {
            var (checklist, _) = StarChecklist.Of([.. given.Select((g, i) => new StarItem($"{i}", $"f{i % 2}", g.Max, [.. Enumerable.Range(0, g.Max + 1).Select(s => (Fraction)s)]))]);
            Answer Of(int i) => given[i].Points < 0 ? Answer.None(AnswerState.Unknown) : Answer.Of(given[i].Points);
            var score = StarScore.Of(checklist!, i => Of(int.Parse(i))).Score!;
            var maximum = given.Sum(g => g.Max);
            if (maximum == 0)
            {
                Assert.Null(score.AtLeast);
                return;
            }

            int Stars(int[] points) => points.Sum() * 100 is var p && p == 0 ? 0 : p <= 25 * maximum ? 1 : p <= 50 * maximum ? 2 : p <= 75 * maximum ? 3 : 4;
            var filled = Fill(given, (g, _) => g.Points < 0 ? Enumerable.Range(0, g.Max + 1) : [g.Points]).Select(Stars).ToList();
            Assert.Equal((filled.Min(), filled.Max()), (score.AtLeast, score.AtMost));

            // Every way to raise the items of which the answer is known.
            var raised = Fill(given, (g, _) => g.Points < 0 ? [0] : Enumerable.Range(g.Points, g.Max - g.Points + 1)).Where(p => Stars(p) > score.AtLeast).ToList();
            var next = score.Agenda.Next;
            Assert.Equal(raised.Count > 0, next is { Raises.Count: > 0 });
            if (raised.Count == 0)
                return;
            int Changed(int[] p) => p.Where((x, i) => x != Math.Max(given[i].Points, 0)).Count();
            Assert.Equal(raised.Min(Changed), next!.Raises.Count);
            if (next.Raises.Count == 1)
                Assert.Equal((Fraction)raised.Where(p => Changed(p) == 1).Min(p => p.Sum() - given.Sum(g => Math.Max(g.Points, 0))), next.Raises[0].More);
            var done = given.Select((g, i) => next.Raises.FirstOrDefault(r => r.Item == $"{i}") is { } r ? (int)r.To.ToDecimal()! : Math.Max(g.Points, 0)).ToArray();
            Assert.True(Stars(done) > score.AtLeast);
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<int[]> Fill((int Max, int Points)[] given, Func<(int Max, int Points), int, IEnumerable<int>> choices) =>
        given.Select(choices).Aggregate<IEnumerable<int>, IEnumerable<int[]>>([[]], (all, one) => all.SelectMany(a => one.Select(o => a.Append(o).ToArray())));

    private static JsonNode Run(string text) => JsonNode.Parse(StarsVerb.Run("f.json", text, true))!;
}
