using System.Globalization;
using System.Text;
using System.Text.Json;
using InBeeld.Statistics.Cli;
using InBeeld.Statistics.Consistency;

namespace InBeeld.Statistics.Tests.Consistency;

public sealed class CheckVerbTests
{
    private const string Good = """
        {"rounding":"half-up","statements":[{"id":"served","count":726,"of":"locations","percent":37,"colour":"red"},{"id":"signed","count":257,"of":"served","percent":51},
        {"id":"pupils","count":484000,"approximate":true},{"id":"members","of":"children","percent":57.0}],"relations":["signed <= served"]}
        """;

    [Fact]
    public void A_problem_in_JSON_gets_an_answer_in_JSON()
    {
        using var answer = JsonDocument.Parse(CheckVerb.Answer("x.json", Good, true));
        var root = answer.RootElement;
        Assert.False(root.GetProperty("consistent").GetBoolean());
        var conflict = Assert.Single(root.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(["served", "signed"], conflict.GetProperty("statements").EnumerateArray().Select(s => s.GetString()));
        Assert.Contains("Or the percentage of signed is not 51, but 35.", conflict.GetProperty("repairs").EnumerateArray().Select(r => r.GetProperty("text").GetString()));
        var total = root.GetProperty("totals").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "locations");
        Assert.Equal((1937, 1989), (total.GetProperty("alone")[0].GetProperty("from").GetInt32(), total.GetProperty("alone")[0].GetProperty("to").GetInt32()));
        Assert.Equal(JsonValueKind.Null, total.GetProperty("together").ValueKind);
        var pupils = root.GetProperty("counts").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "pupils").GetProperty("together");
        Assert.Equal((483_500, 484_500), (pupils.GetProperty("from").GetInt32(), pupils.GetProperty("to").GetInt32()));
    }

    [Fact]
    public void Without_JSON_it_says_so_in_short_sentences()
    {
        var text = CheckVerb.Answer("x.txt", "Er zijn 140 bibliotheken. Hiervan doen 122 bibliotheken (90%) mee.", false);
        Assert.Contains("Niet samen waar: #1 (140) en #2 (122 = 90 % van #1).", text, StringComparison.Ordinal);
        Assert.Contains("Of het percentage van #2 is niet 90, maar 87.", text, StringComparison.Ordinal);
        Assert.Contains("They can be true together.", CheckVerb.Answer("x.md", "Of the 140 libraries, 122 (87%) work with schools.", false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"count\":726", "\"count\":726.5", "statements[0].count: must be a whole number")]
    [InlineData("\"count\":726", "\"count\":-1", "statements[0].count: must be a whole number")]
    [InlineData("\"count\":726", "\"count\":7e2", "statements[0].count: must be a number, written without exponent")]
    [InlineData("\"count\":726", "\"count\":\"726\"", "statements[0].count: must be a number")]
    [InlineData("\"id\":\"signed\"", "\"id\":\"served\"", "statements[1] (\"served\").id: stands in it twice")]
    [InlineData("\"of\":\"served\"", "\"of\":\"signed\"", "is its own id")]
    [InlineData("\"count\":257,\"of\":\"served\",\"percent\":51", "\"of\":\"served\"", "must have a count, a percent or a total")]
    [InlineData("half-up", "bankers", "rounding: must be")]
    [InlineData("57.0", "57.25,\"decimals\":1", "has more decimals than the 1")]
    [InlineData("signed <= served", "signed <= ", "relations[0] \"signed <= \": it ends before the last term")]
    [InlineData("signed <= served", "signed served", "must stand +, - or one of")]
    [InlineData("signed <= served", "signed < served < 3", "only one of")]
    [InlineData("true}", "\"roughly\"}", "statements[2].approximate: must be")]
    [InlineData("\"statements\":[", "\"statement\":[", "statements: must be a list")]
    public void What_is_wrong_is_named(string part, string wrong, string message) =>
        Assert.Contains(message, Assert.Throws<UnreadableException>(() => CheckVerb.Answer("x.json", Good.Replace(part, wrong, StringComparison.Ordinal), true)).Message, StringComparison.Ordinal);

    [Fact]
    public void More_than_a_hundred_percent_and_a_total_below_the_count_are_contradictions_unless_the_count_may_exceed_it()
    {
        var answer = FiguresCheck.Run(SmallFormat.Read("""{"statements":[{"id":"a","count":120,"of":"n","percent":120},{"id":"b","count":12,"total":10},{"id":"c","count":120,"total":100,"percent":120,"mayExceed":true}]}""", out _)!);
        Assert.Equal([["a"], ["b"]], answer.Conflicts.Select(c => c.Statements));
        Assert.Contains(answer.Conflicts[1].Repairs, r => r is { What: RepairOf.Count, From: 0, To: 10 });
        Assert.Contains(answer.Conflicts[1].Repairs, r => r is { What: RepairOf.Total, From: 12, To: null });
    }

    [Theory]
    [InlineData("half-up", 19, 22)]
    [InlineData("any", 17, 24)]
    public void Rounding_decides(string rounding, int from, int to)
    {
        var problem = SmallFormat.Read($$"""{"rounding":"{{rounding}}","statements":[{"id":"a","count":1,"of":"n","percent":5}]}""", out _)!;
        var p = FiguresCheck.Run(problem).Quantities.Single().Together!;
        var tried = Enumerable.Range(1, 1000).Where(n => rounding == "any" ? Math.Abs(100 - (5 * n)) < n : (200 + n) / (2 * n) == 5).ToList();
        Assert.Equal((tried[0], tried[^1]), ((int)p.From, (int)p.To!));
        Assert.Equal((from, to), ((int)p.From, (int)p.To!));
    }

    [Theory]
    [InlineData("""["a < b","b < a"]""", 2)]
    [InlineData("""["2 * a = 2 * b + 1"]""", 1)]
    [InlineData("""["2 = 1","a < b"]""", 1)]
    [InlineData("""["6 * a + 10 * b = 15 * c + 1","c = 2 * d","3 * a + 5 * b = 15 * d"]""", 3)]
    public void Relations_that_contradict_each_other_are_named(string relations, int needed)
    {
        var problem = SmallFormat.Read($$"""{"statements":[],"relations":{{relations}}}""", out var trouble);
        Assert.Null(trouble);
        var conflict = Assert.Single(FiguresCheck.Run(problem!).Conflicts);
        Assert.Empty(conflict.Statements);
        Assert.Equal(needed, conflict.Relations.Count);
    }

    [Fact]
    public void JSON_by_chance_is_answered_or_refused_with_a_sentence()
    {
        string[] values = ["null", "1", "-1", "0", "1.5", "1e400", "99999999999999999999999999999999", "\"a\"", "\"\"", "\"\\ud800\"", "[]", "{}", "true", "\"n\"", "100", "12", "78", "\"half-up\"", "\"about\"", "[\"a = b\"]", "[\"a <= n\", 3]", "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]"];
        string[] fields = ["id", "count", "of", "total", "percent", "decimals", "approximate", "step", "mayExceed"];
        for (var seed = 0; seed < 4_000; seed++)
        {
            var chance = new Random(seed);
            var text = new StringBuilder("{");
            if (chance.Next(3) == 0)
                text.Append(CultureInfo.InvariantCulture, $"\"rounding\":{values[chance.Next(values.Length)]},");
            text.Append("\"statements\":[");
            for (var i = 0; i < chance.Next(4); i++)
                text.Append(i > 0 ? "," : "").Append('{').AppendJoin(',', fields.Where(f => f == "id" || chance.Next(3) == 0).Select(f => $"\"{f}\":{(f == "id" && chance.Next(9) > 0 ? $"\"s{i}\"" : values[chance.Next(values.Length)])}")).Append('}');
            text.Append(']').Append(chance.Next(3) == 0 ? $",\"relations\":{values[chance.Next(values.Length)]}" : "").Append('}');
            var json = text.ToString();
            if (chance.Next(10) == 0)
                json = json[..chance.Next(json.Length)];
            if (SmallFormat.Read(json, out var trouble) is { } problem)
            {
                Assert.Null(trouble);
                FiguresCheck.Run(problem, new(2_000, 5));
            }
            else
            {
                Assert.False(string.IsNullOrEmpty(trouble));
            }
        }
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var problem = SmallFormat.Read(Good, out _)!;
        var again = SmallFormat.Read(SmallFormat.Write(problem).ToJsonString(), out _)!;
        Assert.Equal(problem.Statements, again.Statements);
        Assert.Equal(problem.Relations, again.Relations);
    }

    [Fact]
    public void Too_many_statements_are_refused() =>
        Assert.Contains("at most 2000", Assert.Throws<UnreadableException>(() => CheckVerb.Answer("-", "{\"statements\":[" + string.Join(',', Enumerable.Range(0, 2001).Select(i => $$"""{"id":"s{{i}}","count":1}""")) + "]}", true)).Message, StringComparison.Ordinal);
}
