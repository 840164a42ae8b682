using System.Text;
using InBeeld.Capabilities.Monitor.Infographics.Drawing;
using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;
using InBeeld.Capabilities.Monitor.Infographics.Files;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Capabilities.Monitor.Indicators;
using InBeeld.Capabilities.Monitor.Publications;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.National;
using InBeeld.Statistics.Questionnaires;

using Making = InBeeld.Capabilities.Monitor.Infographics.Making.Stars;

namespace InBeeld.Tests.Monitor;

/// <summary>From answers to pictures: the right figures, and of others only what may be told.</summary>
public sealed class FiguresTests
{
    private static readonly Questionnaire Stars = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.StarsSecondary);

    private static readonly Dictionary<string, string> None = [];

    /// <summary>A province with so many libraries of so many schools each; of every school the first two yes-or-no questions are yes.</summary>
    private static AnswerSet Land(int libraries, int schools, Func<int, bool>? together = null)
    {
        List<Unit> units = [new("nl", "Nederland", "country", "", None), new("p", "Gelderland", "province", "nl", None)];
        for (var l = 0; l < libraries; l++)
        {
            units.Add(new($"l{l}", $"Bibliotheek {l}", "library", "p", None));
            units.AddRange(Enumerable.Range(0, schools).Select(s => new Unit($"l{l}s{s}", $"School {l} {s}", "location", $"l{l}", None)));
        }

        var set = new AnswerSet(units);
        var (n, items) = (0, Stars.Items.Where(i => i.Kind == ItemKind.YesNo && i.Key != "cooperates").ToList());
        foreach (var school in units.Where(u => u.Level == "location"))
        {
            var yes = together?.Invoke(n++) ?? true;
            set[school.Id, "cooperates"] = Answer.Of(yes);
            foreach (var item in Stars.Items.Where(i => i.Key != "cooperates" && i.Level == ItemLevel.Location))
            {
                set[school.Id, item.Key] = !yes ? Answer.None(AnswerState.NotAsked) : item.Kind == ItemKind.YesNo ? Answer.Of(items.IndexOf(item) < 2) : Answer.None(AnswerState.Unknown);
            }
        }

        return set;
    }

    private static UnitFigures Of(AnswerSet set, string unit) => new MakeFigures(Stars, set, "2025-2026").Of(set.UnitOf(unit)!);

    [Fact]
    public void Of_few_libraries_or_few_schools_everybody_hears_nothing()
    {
        foreach (var land in (AnswerSet[])[Land(3, 20), Land(4, 1)])
        {
            var province = Of(land, "p");
            Assert.All(province.Figures.Values, f => Assert.False(f.IsShown));
            Assert.All(province.Bands!, b => Assert.False(b.Schools.IsShown));
            Assert.All(province.Fields, f => Assert.False(f.Share!.IsShown));
            Assert.DoesNotContain("\"k\":", province.Write(), StringComparison.Ordinal);
            var svg = Sheet.Draw(Compose.Of(province, "nl"), Format.A4);
            Assert.DoesNotContain(svg.Texts, t => t.Text.Contains('%') && !t.Text.StartsWith("100", StringComparison.Ordinal) && !t.Text.StartsWith("75", StringComparison.Ordinal) && !t.Text.StartsWith("50", StringComparison.Ordinal) && !t.Text.StartsWith("25", StringComparison.Ordinal));
        }

        Assert.True(Of(Land(4, 5), "p").Figures["cooperates"].IsShown);
    }

    [Fact]
    public void A_library_sees_its_own_whatever_their_number_and_beside_it_only_a_group_that_is_large_enough()
    {
        var small = Of(Land(3, 2, n => n % 2 == 0), "l1");
        Assert.Equal((1L, 2L), (small.Figures["cooperates"].K!.Value, small.Figures["cooperates"].N!.Value));
        Assert.Equal("", small.Group);
        Assert.Empty(small.Against);
        var large = Of(Land(6, 4, n => n % 2 == 0), "l1");
        Assert.Equal("Gelderland", large.Group);
        Assert.Equal((12L, 24L), (large.Against["cooperates"].K!.Value, large.Against["cooperates"].N!.Value));
    }

    [Fact]
    public void In_no_picture_stands_a_name_of_another_library_or_school()
    {
        var land = Land(5, 4);
        foreach (var figures in new MakeFigures(Stars, land, "2025-2026").All())
        {
            var text = figures.Write() + Sheet.Draw(Compose.Of(figures, "nl"), Format.A4).Svg;
            var own = figures.Id.Split('s')[0];
            Assert.All(land.Units.Where(u => u.Level is "library" or "location" && u.Id != figures.Id && u.Id != own), u => Assert.DoesNotContain($"\"{u.Name}\"", text, StringComparison.Ordinal));
            Assert.All(land.Units.Where(u => u.Level is "library" or "location" && u.Id != figures.Id && u.Id != own), u => Assert.DoesNotContain($"{u.Name} ", text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Bands_with_a_few_schools_are_put_together_for_everybody_but_not_for_the_library_itself()
    {
        var land = Land(5, 5);
        // One school has all points: alone in its band.
        foreach (var item in Stars.Items.Where(i => i.Level == ItemLevel.Location))
        {
            land["l0s0", item.Key] = item.Kind switch { ItemKind.YesNo => Answer.Of(true), ItemKind.Number => Answer.Of(99), _ => Answer.Chosen(item.Options.OrderByDescending(o => o.Points).First().Code) };
        }

        var province = Of(land, "p").Bands!;
        Assert.DoesNotContain(province, b => b.Schools.Value is > 0 and < 5);
        Assert.Equal(25, province.Sum(b => b.Schools.Value));
        Assert.Equal(1, Of(land, "l0").Bands!.First(b => b.To == 4).Schools.Value);
        Assert.Contains("Eén ster tot", Compose.Of(Of(land, "p"), "nl").Text.Replace("1 tot 4 sterren", "Eén ster tot", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>Of a province with two libraries everybody hears nothing; the country less the other provinces would tell it.</summary>
    [Fact]
    public void What_is_hidden_of_a_small_province_is_not_the_country_less_the_others()
    {
        List<Unit> units = [new("nl", "Nederland", "country", "", None)];
        foreach (var (province, libraries) in new[] { ("a", 8), ("b", 8), ("c", 2) })
        {
            units.Add(new(province, province, "province", "nl", None));
            for (var l = 0; l < libraries; l++)
            {
                units.Add(new($"{province}l{l}", $"Bibliotheek {l}", "library", province, None));
                units.AddRange(Enumerable.Range(0, 5).Select(s => new Unit($"{province}l{l}s{s}", "School", "location", $"{province}l{l}", None)));
            }
        }

        var silent = 0;
        for (var seed = 0; seed < 5; seed++)
        {
            var land = new AnswerSet(units);
            var (chance, n) = (new Random(seed), 0);
            foreach (var school in units.Where(u => u.Level == "location"))
            {
                var together = n++ % 4 > 0;
                land[school.Id, "cooperates"] = Answer.Of(together);
                foreach (var item in Stars.Items.Where(i => i.Key != "cooperates" && i.Level == ItemLevel.Location))
                {
                    land[school.Id, item.Key] = !together ? Answer.None(AnswerState.NotAsked) : item.Kind switch
                    {
                        ItemKind.YesNo => chance.Next(4) == 0 ? Answer.None(AnswerState.Unknown) : Answer.Of(chance.Next(4) == 0),
                        ItemKind.Number => Answer.Of(0),
                        _ => Answer.Chosen(item.Options[0].Code),
                    };
                }
            }

            var making = new MakeFigures(Stars, land, "2025-2026");
            var (country, all) = (making.Of(land.UnitOf("nl")!), new[] { "a", "b", "c" }.Select(p => making.Of(land.UnitOf(p)!)).ToList());
            foreach (var field in country.Fields)
            {
                var told = all.ConvertAll(p => p.Fields.First(f => f.Key == field.Key).Share!);
                Assert.False(told[2].IsShown);
                Assert.False(field.Share!.IsShown && told[0].IsShown && told[1].IsShown, field.Key);
            }

            Assert.Contains(country.Fields, f => f.Share!.IsShown);
            Assert.All(all[2].Bands!, b => Assert.False(b.Schools.IsShown));
            // Of each band the country is told, or every province but the small one: not both.
            for (var stars = 1; stars <= 4; stars++)
            {
                bool Told(UnitFigures of) => of.Bands!.Any(b => b.From == stars && b.To == stars && b.Schools.IsShown);
                Assert.False(Told(country) && Told(all[0]) && Told(all[1]) && country.Bands!.First(b => b.From == stars).Schools.Value != all.Take(2).Sum(p => p.Bands!.First(b => b.From == stars).Schools.Value), $"{stars}");
            }

            // How many did not know is told only where how many were asked may be known.
            foreach (var (release, figure) in making.Releases.SelectMany(r => r.Figures.Where(f => f.Unknown is null).Select(f => (r, f))))
            {
                var of = making.Of(land.UnitOf(figure.Place)!);
                var shown = release.Definition.Key.StartsWith("field.", StringComparison.Ordinal) ? of.Fields.First(f => Making.ItemOf(f.Key) == release.Definition.Key).Share! : of.Figures[release.Definition.Key];
                Assert.True(shown.Unknown == 0, $"{seed} {figure.Place} {release.Definition.Key} {figure.Why} {shown}");
                silent += shown.IsShown && IndicatorEngine.Own(release.Definition, new UnitIndex(land), figure.Place).Result.Unknown > 0 ? 1 : 0;
            }

            Assert.Contains(making.Tables[0].Table, ReleasedWave.OfPictures(making).Tables(), StringComparison.Ordinal);
        }

        Assert.True(silent > 0);
    }

    [Fact]
    public void For_whom_the_services_are_stands_in_the_picture_of_the_country()
    {
        var q = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.MonitorSecondary);
        var land = Land(8, 4);
        foreach (var (library, i) in land.Units.Where(u => u.Level == "library").Select((u, i) => (u, i)))
        {
            foreach (var service in (string[])["collections", "activities", "advice", "programmes", "books-in-subjects"])
            {
                land[library.Id, service] = Answer.Of(service == "collections");
                land[library.Id, service + "-for"] = service == "collections" ? Answer.Chosen(i % 2 == 0 ? ["pupils", "teachers"] : ["pupils"]) : Answer.None(AnswerState.NotAsked);
            }
        }

        var country = new MakeFigures(q, land, "2025-2026").Of(land.UnitOf("nl")!);
        Assert.Equal((8L, 8L), (country.Figures["forpupils"].K!.Value, country.Figures["forpupils"].N!.Value));
        var picture = Compose.Of(country, "nl");
        Assert.Contains("Voor wie bibliotheken dit doen", picture.Text, StringComparison.Ordinal);
        Assert.Contains(Sheet.Draw(picture, Format.A4).Texts, t => t.Text.Contains("Voor leraren", StringComparison.Ordinal));
        Assert.Equal(0L, WaveFigures.Of("w", q, land).Figures.Where(f => f.Unit == "nl" && f.Indicator == "collections-for-parents").Select(f => long.Parse(f.K!, System.Globalization.CultureInfo.InvariantCulture)).Single());
    }

    [Fact]
    public void A_school_sees_on_which_fields_there_is_cooperation_on_which_not_and_what_nobody_knows()
    {
        var school = Of(Land(1, 1), "l0s0");
        Assert.Contains(school.Fields, f => f.Is == Together.Yes);
        Assert.Contains(school.Fields, f => f.Is == Together.Unknown);
        Assert.True(school.Score!.AtLeast < school.Score.AtMost);
        var picture = Compose.Of(school, "en");
        Assert.Contains("at least", picture.Text, StringComparison.Ordinal);
        Assert.Contains("who knows what is done?", picture.Text, StringComparison.Ordinal);
        var alone = Of(Land(1, 1, _ => false), "l0s0");
        Assert.All(alone.Fields, f => Assert.Equal(Together.No, f.Is));
        Assert.Equal((0, 0), (alone.Score!.AtLeast, alone.Score.AtMost));
    }

    [Fact]
    public void Figures_are_the_same_after_they_were_kept()
    {
        var made = Of(Land(6, 4, n => n % 3 > 0), "l2");
        var read = UnitFigures.Read(made.Write());
        Assert.Equal(made.Write(), read.Write());
        foreach (var language in (string[])["nl", "en"])
        {
            Assert.Equal(Sheet.Draw(Compose.Of(made, language), Format.A4).Svg, Sheet.Draw(Compose.Of(read, language), Format.A4).Svg);
        }
    }

    [Fact]
    public void The_national_picture_of_the_primary_wave_has_the_figures_that_were_printed()
    {
        var picture = Compose.Of(new MakeFigures(SuppliedQuestionnaires.Of(SuppliedQuestionnaires.MonitorPrimary), NationalData.Primary(), "2020-2021").All().First(u => u.Level == "country"), "nl");
        Assert.StartsWith("5.386 van de 6.872 scholen", picture.Lead, StringComparison.Ordinal);
        Assert.Contains(picture.Rows, r => r.Figure == "5.386 van 6.872 (78%)");
        Assert.Contains(picture.Rows, r => r.Figure.StartsWith("5.061 van 5.386", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_whole_wave_becomes_a_folder_with_a_file_of_each_kind_per_unit_and_a_list()
    {
        var land = Land(2, 2);
        List<UnitFigures> all = [.. new MakeFigures(Stars, land, "2025-2026").All()];
        all[2] = all[2] with { Name = all[3].Name };
        var files = new Dictionary<string, string>();
        var told = 0;
        var written = await Batch.WriteAsync(all, ["svg", "html"], "en", "Wave", (path, content) => { files.Add(path, Encoding.UTF8.GetString(content.Span)); return Task.CompletedTask; }, null, done => told = done, TestContext.Current.CancellationToken);
        Assert.Equal((8, 8), (written.Units, told));
        Assert.Equal(written.Files, files.Count);
        Assert.Equal(8, files.Keys.Count(f => f.EndsWith(".svg", StringComparison.Ordinal)));
        Assert.Equal(9, files.Keys.Count(f => f.EndsWith(".html", StringComparison.Ordinal)));
        Assert.All(files.Keys.Where(f => f.EndsWith(".svg", StringComparison.Ordinal)), f => Assert.Contains($"href=\"{f}\"", files["index.html"], StringComparison.Ordinal));
        Assert.DoesNotContain(files.Keys, f => f.Contains("..", StringComparison.Ordinal) || f.Contains('\\'));
    }

    [Theory]
    [InlineData("Súdwest-Fryslân / De Trije", "sudwest-fryslan-de-trije")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("مكتبة", "x")]
    public void A_file_is_named_after_its_unit_in_letters_every_system_takes(string name, string slug) => Assert.Equal(slug, Batch.Slug(name));
}
