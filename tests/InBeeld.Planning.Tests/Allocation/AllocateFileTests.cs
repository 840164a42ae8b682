using System.Text.Json;
using InBeeld.Planning.Cli;

namespace InBeeld.Planning.Tests.Allocation;

public class AllocateFileTests
{
    private static (int Code, string Answer, string Trouble) Run(string json)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            using var answer = new StringWriter();
            using var trouble = new StringWriter();
            return (Plan.Run(["allocate", file], answer, trouble), answer.ToString(), trouble.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_gives_who_goes_where_and_why_not()
    {
        var (code, text, _) = Run("""
            {"children":[
              {"id":"a","weight":2,"group":"5b","options":[{"place":"p","cost":1.5},{"place":"q","cost":0.25}]},
              {"id":"b","weight":1.5,"group":"5b","previous":"q","options":[{"place":"q","cost":3}]},
              {"id":7,"weight":1,"previous":"gone","options":[{"place":"q"}]}],
             "places":[{"id":"p","capacity":1},{"id":"q","capacity":1.9}],"unknown":{}}
            """);
        Assert.Equal(0, code);
        var answer = JsonDocument.Parse(text).RootElement;
        var objective = answer.GetProperty("objective");
        Assert.Equal(2, objective.GetProperty("placed").GetInt32());
        Assert.Equal(1, objective.GetProperty("unplacedWeight").GetDecimal());
        Assert.Equal(1, objective.GetProperty("kept").GetInt32());
        Assert.Equal(4.5m, objective.GetProperty("cost").GetDecimal());
        Assert.Equal(4.5m, answer.GetProperty("bound").GetProperty("cost").GetDecimal());
        Assert.True(answer.GetProperty("proven").GetBoolean());
        var unplaced = Assert.Single(answer.GetProperty("unplaced").EnumerateArray());
        Assert.Equal("7", unplaced.GetProperty("child").GetString());
        Assert.Equal("full", unplaced.GetProperty("reason").GetString());
        Assert.Equal(1, answer.GetProperty("firstCome").GetProperty("placed").GetInt32());
        Assert.Equal(2, answer.GetProperty("groups")[0].GetProperty("placed").GetInt32());
    }

    [Theory]
    [InlineData("[]", "must be an object")]
    [InlineData("""{"places":[]}""", "children: is missing")]
    [InlineData("""{"children":[],"places":{}}""", "places: must be a list")]
    [InlineData("""{"children":[],"places":[{"id":"p","capacity":-1}]}""", "places[0].capacity: is -1")]
    [InlineData("""{"children":[],"places":[{"id":"p"}]}""", "places[0].capacity: is missing")]
    [InlineData("""{"children":[],"places":[{"id":"p","capacity":"NaN"}]}""", "places[0].capacity: must be a number")]
    [InlineData("""{"children":[],"places":[{"id":"p","capacity":NaN}]}""", "invalid")]
    [InlineData("""{"children":[],"places":[{"id":"p","capacity":1e999}]}""", "places[0].capacity: 1e999 is too large")]
    [InlineData("""{"children":[],"places":[{"id":"p","capacity":1},{"id":"p","capacity":1}]}""", "places[1].id: \"p\" is there twice")]
    [InlineData("""{"children":[{"id":"a"},{"id":"a"}],"places":[]}""", "children[1].id: \"a\" is there twice")]
    [InlineData("""{"children":[{"weight":1}],"places":[]}""", "children[0].id: is missing")]
    [InlineData("""{"children":[{"id":"a","weight":-2}],"places":[]}""", "children[0].weight: is -2")]
    [InlineData("""{"children":[{"id":"a","options":[{"place":"x"}]}],"places":[]}""", "children[0].options[0].place: \"x\" is not in places")]
    [InlineData("""{"children":[{"id":"a","options":[{"place":"p","use":0}]}],"places":[{"id":"p","capacity":1}]}""", "options[0].use: is 0")]
    [InlineData("""{"children":[{"id":"a","options":[{"place":"p"},{"place":"p"}]}],"places":[{"id":"p","capacity":1}]}""", "options[1].place: \"p\" is there twice")]
    [InlineData("""{"children":[{"id":"a","options":{}}],"places":[]}""", "children[0].options: must be a list")]
    [InlineData("""{"children":[],"places":[],"timeLimitSeconds":0}""", "timeLimitSeconds: must be more than 0")]
    [InlineData("{", "")]
    public void A_file_that_is_wrong_is_refused_with_the_field_and_the_reason(string json, string reason)
    {
        var (code, answer, trouble) = Run(json);
        Assert.Equal(2, code);
        Assert.Empty(answer);
        Assert.Contains(reason, trouble, StringComparison.OrdinalIgnoreCase);
    }
}
