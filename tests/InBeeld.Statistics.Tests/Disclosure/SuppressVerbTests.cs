using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Statistics.Cli;
using InBeeld.Statistics.Disclosure;
using static InBeeld.Statistics.Tests.Disclosure.Tables;

namespace InBeeld.Statistics.Tests.Disclosure;

public sealed class SuppressVerbTests
{
    private const string Good = """
        {"dimensions": [{"name": "place", "hierarchy": {"NL": {"Utrecht": ["A", "B"], "Limburg": ["C", "D"]}}}, {"name": "kind", "hierarchy": {"all": ["po", "vo"]}}],
         "cells": [{"at": {"place": "A", "kind": "po"}, "value": 3}, {"at": {"place": "A", "kind": "vo"}, "value": 12}, {"at": {"place": "B", "kind": "po"}, "value": 21}, {"at": {"place": "B", "kind": "vo"}, "value": 9},
                   {"at": {"place": "C", "kind": "po"}, "value": 30}, {"at": {"place": "C", "kind": "vo"}, "value": 31}, {"at": {"place": "D", "kind": "po"}, "value": 17}, {"at": {"place": "D", "kind": "vo"}, "value": 8},
                   {"at": {"place": "NL"}, "value": 131}],
         "rules": {"minContributors": 5, "protection": {"width": 5, "percent": 10}},
         "publishedBefore": [{"at": {"place": "Utrecht"}, "value": 45}, {"sum": [{"at": {"place": "A"}, "factor": 1}, {"at": {"place": "C"}}], "least": 70, "most": 80}]}
        """;

    [Fact]
    public void A_file_is_answered_with_every_cell()
    {
        var (code, answer, _) = Run(Good);
        Assert.Equal(0, code);
        var root = JsonNode.Parse(answer)!;
        Assert.True((bool)root["safe"]!);
        var cells = root["cells"]!.AsArray();
        Assert.Equal(7 * 3, cells.Count);
        var a = Cell("A", "po");
        Assert.Equal("primary", (string?)a["status"]);
        Assert.Null(a["value"]);
        Assert.True((long)a["interval"]!["most"]! - (long)a["interval"]!["least"]! >= 5);
        Assert.Equal("published-before", (string?)Cell("Utrecht", "all")["status"]);
        Assert.Equal(45, (long)Cell("Utrecht", "all")["value"]!);
        JsonNode Cell(string place, string kind) => cells.Single(c => (string?)c!["at"]!["place"] == place && (string?)c["at"]!["kind"] == kind)!;
    }

    [Fact]
    public void Without_json_it_is_told_in_lines()
    {
        using var given = new StringReader(Good);
        using var answer = new StringWriter();
        Assert.Equal(0, Figures.Run(["suppress", "-"], given, answer, TextWriter.Null));
        Assert.StartsWith("Safe: ", answer.ToString(), StringComparison.Ordinal);
        Assert.Contains("Utrecht, all: 45", answer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"value\": 131", "\"value\": 130", "cell {place: NL, kind: all}: is 130, its parts by place add up to 131")]
    [InlineData("\"value\": 12}", "\"value\": -12}", "cell {place: A, kind: vo}: the value -12 is negative")]
    [InlineData("\"value\": 12}", "\"value\": 12.5}", "cells[1].value: 12.5 has more than 0 decimals")]
    [InlineData("\"kind\": \"vo\"}, \"value\": 12", "\"kind\": \"xo\"}, \"value\": 12", "cell {place: A, kind: xo}: \"kind\" has no \"xo\"")]
    [InlineData("[\"C\", \"D\"]", "[\"C\", \"A\"]", "dimension \"place\": \"A\" stands in it twice")]
    [InlineData("\"minContributors\": 5", "\"minContributors\": 0", "rules.minContributors: must be a whole number from 1 to 1000000")]
    [InlineData("\"value\": 45", "\"value\": 46", "cell {place: Utrecht, kind: all}: is 46, its parts by kind add up to 45")]
    [InlineData("\"least\": 70, \"most\": 80", "\"value\": 70", "statement 1: says 70, the cells give 76")]
    [InlineData("\"cells\":", "\"rows\":", "cells: is missing")]
    public void What_cannot_be_is_refused_with_its_place(string old, string with, string message)
    {
        Assert.Contains(old, Good, StringComparison.Ordinal);
        var (code, _, trouble) = Run(Good.Replace(old, with, StringComparison.Ordinal));
        Assert.Equal((2, message), (code, trouble.Trim()));
    }

    [Fact]
    public void A_file_that_is_damaged_is_refused_and_never_breaks()
    {
        var chance = new Random(5);
        var answered = 0;
        for (var run = 0; run < 1500; run++)
        {
            var text = new StringBuilder(Good);
            for (var edits = chance.Next(1, 4); edits > 0; edits--)
            {
                var at = chance.Next(text.Length);
                switch (chance.Next(3))
                {
                    case 0:
                        text[at] = "{}[]\",:019-.xn"[chance.Next(14)];
                        break;
                    case 1:
                        text.Remove(at, Math.Min(chance.Next(1, 30), text.Length - at));
                        break;
                    default:
                        text.Insert(at, new[] { "9", "null", "{}", "[]", "-1", "\"\"", "1e99", "true" }[chance.Next(8)]);
                        break;
                }
            }

            var (code, answer, trouble) = Run(text.ToString());
            Assert.True(code == 0 ? answer.Length > 0 : code == 2 && trouble.Trim().Length > 0);
            answered += code == 0 ? 1 : 0;
        }

        Assert.InRange(answered, 1, 1400);
    }

    [Fact]
    public void Amounts_with_decimals_stay_exact()
    {
        var (code, answer, _) = Run("""
            {"decimals": 2, "dimensions": [{"name": "place", "hierarchy": {"NL": ["A", "B", "C"]}}], "rules": {"minContributors": 3, "dominance": {"n": 1, "percent": 75}},
             "cells": [{"at": {"place": "A"}, "value": 100.25, "contributors": 8, "largest": 90.10}, {"at": {"place": "B"}, "value": 200.50, "contributors": 9, "largest": 60}, {"at": {"place": "C"}, "value": 300, "contributors": 9, "largest": 70}]}
            """);
        Assert.Equal(0, code);
        var root = JsonNode.Parse(answer)!;
        Assert.True((bool)root["safe"]!);
        Assert.Equal(600.75m, root["cells"]!.AsArray().Single(c => (string?)c!["at"]!["place"] == "NL")!["value"]!.GetValue<decimal>());
        Assert.Equal("dominance", (string?)root["cells"]!.AsArray().Single(c => (string?)c!["at"]!["place"] == "A")!["reason"]);
    }

    [Fact]
    public void The_policy_that_says_most_about_class_and_audience_holds()
    {
        DisclosurePolicy[] policies = [new("*", "*", new(10)), new("*", "partners", new(7)), new("school", "*", new(5)), new("school", "public", new(8))];
        Assert.Equal(8, DisclosurePolicy.For(policies, "school", "public")!.Rules.MinContributors);
        Assert.Equal(5, DisclosurePolicy.For(policies, "school", "partners")!.Rules.MinContributors);
        Assert.Equal(7, DisclosurePolicy.For(policies, "library", "partners")!.Rules.MinContributors);
        Assert.Equal(10, DisclosurePolicy.For(policies, "library", "public")!.Rules.MinContributors);
        Assert.Null(DisclosurePolicy.For([], "library", "public"));
    }

    [Fact]
    public void Many_linked_cells_are_made_safe_by_proofs_that_are_checked()
    {
        // 12 x 5 places, 3 kinds, 4 themes: too many to solve exactly at once.
        var chance = new Random(3);
        var places = new Dimension("place", [("NL", null), .. Enumerable.Range(0, 12).SelectMany(p => new[] { ($"P{p}", (string?)"NL") }.Concat(Enumerable.Range(0, 5).Select(l => ($"P{p}L{l}", (string?)$"P{p}"))))]);
        List<DisclosureCell> cells = [];
        foreach (var (p, l, k, t) in from p in Enumerable.Range(0, 12) from l in Enumerable.Range(0, 5) from k in Enumerable.Range(0, 3) from t in Enumerable.Range(0, 4) select (p, l, k, t))
            cells.Add(Cell(chance.Next(14), $"place=P{p}L{l}", $"kind=k{k}", $"theme=t{t}"));
        var problem = new DisclosureProblem([places, Tree("kind", "all", "k0", "k1", "k2"), Tree("theme", "all", "t0", "t1", "t2", "t3")], cells, new(5));
        var result = Suppression.Protect(problem, TestContext.Current.CancellationToken);
        Assert.True(result.Safe);
        Assert.True(result.Cells.Count(c => c.Status == CellStatus.Primary) > 100);
        // The auditor knows nothing of how the pattern was found.
        var shown = new Publication("all", [.. result.Cells.Where(c => c.Shown is not null).Select(c => c.Ref)], []);
        Assert.True(Attacker.Audit(problem, [], shown).Safe);
        // One more cell, that was hidden by the rules, is too much.
        var more = new Publication("more", [result.Cells.First(c => c.Status == CellStatus.Primary).Ref], []);
        Assert.NotEmpty(Attacker.Audit(problem, [shown], more).TooNarrow);
    }

    private static (int Code, string Answer, string Trouble) Run(string text)
    {
        using var given = new StringReader(text);
        using var answer = new StringWriter();
        using var trouble = new StringWriter();
        return (Figures.Run(["suppress", "-", "--json"], given, answer, trouble), answer.ToString(), trouble.ToString());
    }
}
