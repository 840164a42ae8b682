using System.Text.Json;
using System.Text.RegularExpressions;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;

namespace InBeeld.Tests.Pupils.Files;

public sealed class TextsTests
{
    [Fact]
    public void Every_sentence_has_an_english_one_with_the_same_openings_and_none_is_left_over()
    {
        var english = English();
        var dutch = Reason.Keys.Concat(Discarded.Names.Values).Concat(ClassListFields.Names.Values).ToHashSet();
        Assert.Equal(dutch.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, pair => Assert.Equal(Openings(pair.Key), Openings(pair.Value)));
    }

    [Fact]
    public void Every_reason_and_every_field_has_a_sentence_of_its_own()
    {
        Assert.All(Enum.GetValues<ReasonCode>(), code => Assert.False(string.IsNullOrWhiteSpace(new Reason(code).Key)));
        Assert.All(Enum.GetValues<ClassListField>(), field => Assert.True(ClassListFields.Names.ContainsKey(field)));
        Assert.Equal(Reason.Keys.Count, Reason.Keys.Distinct().Count());
    }

    [Fact]
    public void A_reason_says_its_arguments() =>
        Assert.Equal("De rij heeft 4 cellen. Dat mogen er hoogstens 3 zijn.", new Reason(ReasonCode.TooManyCells, 3, 4).ToDutch());

    private static string[] Openings(string text) => [.. Regex.Matches(text, @"\{[0-9]\}").Select(match => match.Value).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> English()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "InBeeld.slnx")))
        {
            folder = folder.Parent;
        }

        var file = Path.Combine(folder.FullName, "src", "InBeeld", "Capabilities", "Pupils", "ImportClassList", "Texts.en.json");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;
    }
}
