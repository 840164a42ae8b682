using System.Globalization;
using System.Net;
using System.Text.Json;

namespace InBeeld.Tests.Figures;

/// <summary>Paste a text, see which figures cannot be true together, correct what was read.</summary>
public sealed class CheckTextTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Published = """
        In totaal werken 115 van de 138 bibliotheken (83%) samen met het voortgezet onderwijs. Zij werken samen met 726 schoollocaties.
        Dit is 37% van alle schoollocaties in het werkgebied. Van alle schoollocaties waarmee bibliotheken samenwerken, hebben 257 (51%) een overeenkomst getekend.
        """;

    private const string English = "The libraries work with 726 school locations. Of these, 257 (51%) signed an agreement.";

    private World World => house.World;

    [Fact]
    public async Task The_published_text_gives_the_contradiction_with_its_repairs_in_both_languages()
    {
        using var researcher = house.SignIn(World.Researcher(World.Research()));
        var asked = await researcher.GetAsync("/figures/check");
        Assert.Contains("niet bewaard", asked.Text("main"), StringComparison.Ordinal);
        var answer = await researcher.SubmitAsync(asked, "#check", ("Pasted", Published));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.EndsWith("getallen gelezen, 1 tegenspraak", answer.Text("h1"), StringComparison.Ordinal);
        var card = answer.Text(".ib-figures-conflict");
        Assert.Contains("kunnen niet samen waar zijn", card, StringComparison.Ordinal);
        Assert.Contains("257 = 51 %", card, StringComparison.Ordinal);
        Assert.Contains("is niet 51 %, maar 35 %.", card, StringComparison.Ordinal);
        Assert.Contains("is een deel van een ander totaal", card, StringComparison.Ordinal);
        Assert.Contains("Dit rust op een aanname", card, StringComparison.Ordinal);
        Assert.True(answer.Has("svg.ib-given title"));
        Assert.Contains("Van alle schoollocaties waarmee bibliotheken samenwerken", answer.Text("main"), StringComparison.Ordinal);
        await researcher.PostAsync("/language", ("to", "en"), ("back", "/figures/check"));
        var english = await researcher.SubmitAsync(await researcher.GetAsync("/figures/check"), "#check", ("Pasted", English));
        Assert.Equal("2 numbers read, 1 contradiction", english.Text("h1"));
        Assert.Contains("#1 and #2 cannot be true together", english.Text(".ib-figures-conflict"), StringComparison.Ordinal);
        Assert.Contains("The percentage in #2 is not 51 %, but 35 %.", english.Text(".ib-figures-conflict"), StringComparison.Ordinal);
        Assert.Equal("#1: 726\n#2: 257 = 51 % of #1\n", english.Document.GetElementById("Lines")!.TextContent.TrimStart('\n'));
    }

    [Fact]
    public async Task The_corrected_line_is_consistent_and_the_answer_comes_as_a_file()
    {
        using var leader = house.SignIn(World.ProgrammeLeader(World.Library(World.Municipality())));
        var wrong = await leader.SubmitAsync(await leader.GetAsync("/figures/check"), "#check", ("Pasted", English));
        Assert.Equal("2 getallen gelezen, 1 tegenspraak", wrong.Text("h1"));
        var right = await leader.SubmitAsync(wrong, "button[formaction$=Lines]", ("Lines", "#1: 726\n#2: 257 = 35 % van #1"), ("Always", "#2 <= #1"));
        Assert.Equal("2 uitspraken gecontroleerd, geen tegenspraak", right.Text("h1"));
        Assert.Contains("Door jou aangepast.", right.Text("main"), StringComparison.Ordinal);
        var file = await leader.SubmitAsync(right, "button[formaction$=File]", ("Lines", right.Document.GetElementById("Lines")!.TextContent), ("Always", right.Document.GetElementById("Always")!.TextContent));
        Assert.StartsWith("application/json", file.ContentType, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(file.Body);
        Assert.True(json.RootElement.GetProperty("consistent").GetBoolean());
        Assert.Equal(35, json.RootElement.GetProperty("figures").GetProperty("statements")[1].GetProperty("percent").GetInt32());
        Assert.Equal("#2 <= #1", json.RootElement.GetProperty("figures").GetProperty("relations")[0].GetString());
    }

    [Fact]
    public async Task A_fault_names_its_line_and_field_and_what_was_typed_stays()
    {
        using var researcher = house.SignIn(World.Researcher(World.Research()));
        var page = await researcher.GetAsync("/figures/check");
        var typed = "#1: 726\n\n#2: 257 = veel van #1\n#3: 12x van 20\n#1: 5\nzomaar\n#6: 4 van 1.2";
        var answer = await researcher.SubmitAsync(page, "button[formaction$=Lines]", ("Lines", typed));
        var errors = answer.Text(".ib-errors");
        Assert.Contains("Regel 3, percentage: “veel” is geen percentage", errors, StringComparison.Ordinal);
        Assert.Contains("Regel 4, aantal: “12x” is geen heel getal", errors, StringComparison.Ordinal);
        Assert.Contains("Regel 5, naam: “#1” staat er al.", errors, StringComparison.Ordinal);
        Assert.Contains("Regel 6, naam: begin met een naam en een dubbele punt", errors, StringComparison.Ordinal);
        Assert.Contains("Regel 7, totaal: “1.2” is geen getal", errors, StringComparison.Ordinal);
        Assert.Equal(typed, answer.Document.GetElementById("Lines")!.TextContent.TrimStart('\n'));
        var relation = await researcher.SubmitAsync(page, "button[formaction$=Lines]", ("Lines", "#1: 726"), ("Always", "#1 = 726\n#1 is veel"));
        Assert.Contains("Wat altijd geldt, regel 2: “#1 is veel” is niet te lezen.", relation.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_text_comes_back_as_markup_and_nothing_is_kept()
    {
        using var researcher = house.SignIn(World.Researcher(World.Research()));
        var page = await researcher.GetAsync("/figures/check");
        var before = Kept();
        var answer = await researcher.SubmitAsync(page, "#check", ("Pasted", "Van de 138 <script>alert(1)</script> bibliotheken </textarea><img src=x onerror=alert(2)> werken er 115 (99%) mee."));
        Assert.DoesNotContain("<script>alert", answer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", answer.Html, StringComparison.Ordinal);
        var lines = await researcher.SubmitAsync(page, "button[formaction$=Lines]", ("Lines", "<b>1</b>: 5 van 4 <script>alert(3)</script>\n<i>: <u>"));
        Assert.DoesNotContain("<script>alert", lines.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<u>", lines.Html, StringComparison.Ordinal);
        Assert.Equal(before, Kept());
    }

    [Fact]
    public async Task Empty_too_long_and_without_figures_are_said_and_what_was_typed_stays()
    {
        using var researcher = house.SignIn(World.Researcher(World.Research()));
        var page = await researcher.GetAsync("/figures/check");
        Assert.Contains("Plak eerst een tekst.", (await researcher.SubmitAsync(page, "#check", ("Pasted", " "))).Text(".ib-errors"), StringComparison.Ordinal);
        var text = string.Concat(Enumerable.Repeat("Het zijn er 12. ", 6_500));
        var answer = await researcher.SubmitAsync(page, "#check", ("Pasted", text));
        Assert.Contains("De tekst is te lang.", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(text, answer.Document.GetElementById("Pasted")!.TextContent.TrimStart('\n'));
        Assert.Equal("Geen getallen gelezen", (await researcher.SubmitAsync(page, "#check", ("Pasted", "Hier staat niets."))).Text("h1"));
        var example = await researcher.SubmitAsync(await researcher.GetAsync("/figures/check?handler=Example"), "#check");
        Assert.Contains("1 tegenspraak", example.Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_added_up_and_what_is_held_against_nothing_is_said()
    {
        using var researcher = house.SignIn(World.Researcher(World.Research()));
        var answer = await researcher.SubmitAsync(
            await researcher.GetAsync("/figures/check"), "#check", ("Pasted", "| soort | aantal |\n|---|---|\n| lezen | 120 |\n| media | 90 |\n| Totaal | 200 |\n\nNog 2.523 scholen (37%) doen iets anders. Een paar honderd weten het niet."));
        Assert.Equal("4 getallen gelezen, 1 tegenspraak", answer.Text("h1"));
        Assert.Contains("Dit rust op een aanname: de rijen van de tabel zijn samen het totaal.", answer.Text(".ib-figures-conflict"), StringComparison.Ordinal);
        Assert.Contains("Zonder aannames kunnen de cijfers wel samen waar zijn.", answer.Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 cijfer is niet met een ander vergeleken", answer.Text("#apart"), StringComparison.Ordinal);
        Assert.Contains("#4: het totaal is niet genoemd.", answer.Text("#apart"), StringComparison.Ordinal);
        Assert.Contains("Geen vast getal.", answer.Text("main"), StringComparison.Ordinal);
        var always = answer.Document.GetElementById("Always")!.TextContent.TrimStart('\n');
        Assert.Equal("#1 = #2 + #3", always);
        var lines = answer.Document.GetElementById("Lines")!.TextContent;
        var again = await researcher.SubmitAsync(answer, "button[formaction$=Lines]", ("Lines", lines), ("Always", always));
        Assert.Equal("4 getallen gelezen, 1 tegenspraak", again.Text("h1"));
        var without = await researcher.SubmitAsync(answer, "button[formaction$=Lines]", ("Lines", lines), ("Always", ""));
        Assert.Equal("4 uitspraken gecontroleerd, geen tegenspraak", without.Text("h1"));
    }

    [Fact]
    public async Task A_limit_that_was_reached_is_said_in_both_languages()
    {
        using var researcher = house.SignIn(World.Researcher(World.Research()));
        var page = await researcher.GetAsync("/figures/check");
        var many = await researcher.SubmitAsync(page, "#check", ("Pasted", string.Concat(Enumerable.Repeat("Er zijn 150 scholen. ", 2_001))));
        Assert.Contains("Er staan meer dan 2000 getallen in. Controleer de tekst in delen.", many.Text(".ib-errors"), StringComparison.Ordinal);
        // Eighty percentages in two decimals of one total that nobody knows.
        var hard = string.Concat(Enumerable.Range(0, 80).Select(i => string.Create(CultureInfo.InvariantCulture, $"Zo deed {3 + (i % 90)},{10 + (i * 37 % 89)}% van de scholen. ")));
        await researcher.PostAsync("/language", ("to", "en"), ("back", "/figures/check"));
        Assert.Contains("The limit on the work was reached.", (await researcher.SubmitAsync(page, "#check", ("Pasted", hard))).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_do_not_come_here()
    {
        using var teacher = house.SignIn(World.Teacher(World.School()));
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.GetAsync("/figures/check")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PostAsync("/figures/check", ("Pasted", English))).Status);
    }

    private long Kept() => World.Journalled("true");
}
