using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using InBeeld.Capabilities.Measurement.Coding;
using InBeeld.Capabilities.Measurement.Design;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Measurement;

/// <summary>What is made of what people said: fragments, quotes, judgements, findings, comparison, report; and who may read what of it.</summary>
public sealed class FindingsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_fragment_comes_out_of_a_note_is_coded_counted_and_quoted_only_without_names()
    {
        var library = World.Library(World.Municipality());
        var measurement = World.Measurement(library);
        var talk = World.MeasurementTalk(World.MeasurementRound(measurement, 1), World.Respondent(measurement), "held");
        var note = World.MeasurementNote(talk, "Ik zie dat Noor meer durft.");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var form = await leader.GetAsync($"/measurements/{measurement}/coding/new?from={note}");
        Assert.Contains("Kies de onderzoeksvraag", (await leader.SubmitAsync(form, "main form", ("Quote", "asked"))).Text(".ib-errors"), StringComparison.Ordinal);
        var named = await leader.SubmitAsync(form, "main form", ("Quote", "asked"), ("Question", "q9"), ("Block", "activities"), ("Level", "operational"));
        Assert.Contains("Lijkt op een naam: Noor", named.Text(".ib-errors"), StringComparison.Ordinal);
        var made = await leader.FollowAsync(await leader.SubmitAsync(named, "main form", ("Words", "Ik zie dat een leerling meer durft.")));
        Assert.Equal("Fragment met 1 code", made.Text("h1"));
        var fragment = World.One<Guid>("select id from measurement_fragment where measurement_id = @measurement", new { measurement });
        var coded = await leader.FollowAsync(await leader.SubmitAsync(made, "form[action$=Code]", ("Question", "q12"), ("Block", ""), ("Level", "")));
        Assert.Equal("Fragment met 2 codes", coded.Text("h1"));
        // The same code twice is one.
        await leader.SubmitAsync(made, "form[action$=Code]", ("CodeId", Guid.CreateVersion7().ToString()), ("Question", "q12"), ("Block", ""), ("Level", ""));
        Assert.Equal(2, World.Count("measurement_code", "fragment_id = @fragment", new { fragment }));
        var less = await leader.FollowAsync(await leader.SubmitAsync(coded, "form[action$=Uncode]"));
        Assert.Equal("Fragment met 1 code", less.Text("h1"));
        Assert.Equal("Fragment met 2 codes", (await leader.FollowAsync(await leader.SubmitAsync(less, ".ib-notice form"))).Text("h1"));
        var asked = await house.Queries(() => leader.GetAsync($"/measurements/{measurement}/coding?question=q9&block=activities"));
        Assert.InRange(asked.OfThePage.Count, 1, 3);
        Assert.Equal("12 onderzoeksvragen hebben nog geen fragment", asked.Answer.Text("h1"));
        Assert.Contains("meer durft", asked.Answer.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("meer durft", (await leader.GetAsync($"/measurements/{measurement}/coding?question=q1")).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("meer durft", (await leader.GetAsync($"/measurements/{measurement}/report")).Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(await leader.GetAsync($"/measurements/fragments/{fragment}"), "main form", ("Quote", "approved"));
        var report = (await leader.GetAsync($"/measurements/{measurement}/report")).Text("main");
        Assert.Contains("(een leerkracht, 1-meting)", report, StringComparison.Ordinal);
        var gone = await leader.FollowAsync(await leader.PostAsync($"/measurements/fragments/{fragment}?handler=Remove"));
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/measurements/fragments/{fragment}")).Status);
        await leader.SubmitAsync(gone, ".ib-notice form");
        Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync($"/measurements/fragments/{fragment}")).Status);
    }

    [Theory]
    [InlineData("Noor vond het leuk.", "Noor")]
    [InlineData("Ik vond het leuk.", "")]
    [InlineData("De juf van Sterre belde in Januari naar het Derde Nest.", "Sterre")]
    [InlineData("Leerlingen durven meer. Ouders ook, en Mehmet-Ali het meest.", "Mehmet-Ali")]
    public void A_word_that_looks_like_a_name_is_found_and_words_of_the_initiative_are_not(string words, string names)
    {
        var row = new MeasurementRow { Name = "Het Derde Nest", Library = "Bibliotheek Havenlicht", DesignJson = MeasurementDesign.Supplied.Write() };
        Assert.Equal(names, string.Join(",", NameLike.In(words, row)));
    }

    [Fact]
    public async Task Blocks_are_judged_with_a_reason_drawn_and_compared_between_rounds_apart_by_who_spoke()
    {
        var library = World.Library(World.Municipality());
        var measurement = World.Measurement(library);
        var (first, second) = (World.MeasurementRound(measurement), World.MeasurementRound(measurement, 1));
        var (both, only, late) = (World.Respondent(measurement), World.Respondent(measurement), World.Respondent(measurement, "pupil"));
        World.MeasurementTalk(first, both, "held");
        World.MeasurementTalk(first, only, "held");
        World.MeasurementFragment(World.MeasurementNote(World.MeasurementTalk(second, both, "held"), "Goed"));
        World.MeasurementFragment(World.MeasurementNote(World.MeasurementTalk(second, late, "held"), "Vroeger niet", retro: true), retro: true);
        World.MeasurementTalk(second, World.Respondent(measurement, "parent"), "planned");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var path = $"/measurements/{measurement}/blocks";
        var form = await leader.GetAsync(path + "?number=0&block=activities");
        Assert.Contains("Schrijf waarom", (await leader.SubmitAsync(form, "#edit form", ("stage_operational", "1"))).Text(".ib-errors"), StringComparison.Ordinal);
        await leader.SubmitAsync(form, "#edit form", ("stage_operational", "1"), ("why_operational", "Kinderen komen"));
        var later = await leader.GetAsync(path + "?number=1&block=activities");
        Assert.Contains("Goed", later.Text("#edit"), StringComparison.Ordinal);
        await leader.SubmitAsync(later, "#edit form", ("stage_operational", "3"), ("why_operational", "Kinderen bepalen mee"));
        var page = await leader.GetAsync(path);
        Assert.Equal("1-meting: 1 van 24 plekken beoordeeld. Staat: 1. Op weg: 0. Begin: 0. Nog niets: 0.", page.Text("h1"));
        Assert.Equal(2, page.Document.QuerySelectorAll("svg.ib-six").Length);
        Assert.Equal(3, page.Document.QuerySelectorAll("svg.ib-six")[1].QuerySelectorAll("g.yes").Length);
        // The form that was open before the change is told of it.
        Assert.Contains("Kinderen komen", (await leader.SubmitAsync(form, "#edit form", ("stage_operational", "2"), ("why_operational", "Anders"))).Text("#edit"), StringComparison.Ordinal);
        var progress = await leader.GetAsync($"/measurements/{measurement}/progress");
        Assert.Equal("1 van 1 plekken staan hoger dan in de 0-meting", progress.Text("h1"));
        Assert.Equal(["Leerlingen", "0", "0", "1", "1"], progress.Document.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr")[0].Children.Select(c => c.TextContent.Trim()));
        var report = await leader.GetAsync($"/measurements/{measurement}/report");
        Assert.Contains("Hoger: 1. Gelijk: 0. Lager: 0.", report.Text("article"), StringComparison.Ordinal);
        Assert.Contains(report.Document.QuerySelectorAll("article tr"), r => string.Join("|", r.Children.Select(c => c.TextContent.Trim())) == "Leerkrachten|1|1|0|0");
        Assert.Equal(["Leerkrachten", "1", "1", "0", "0"], progress.Document.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr")[1].Children.Select(c => c.TextContent.Trim()));
        Assert.Contains(progress.Document.QuerySelectorAll("table")[1].QuerySelectorAll("tbody tr"), r => string.Join("|", r.Children.Select(c => c.TextContent.Trim())) == "Activiteiten|Operationeel|1|3|2 hoger|1|0|1");
    }

    [Fact]
    public async Task The_report_says_the_same_as_a_page_and_as_a_valid_document_with_headings_and_tables()
    {
        var library = World.Library(World.Municipality());
        var measurement = World.Measurement(library);
        var round = World.MeasurementRound(measurement);
        World.Score(round, "network", "strategic", 2, "Staat in beleid \u0001 <&>");
        var talk = World.MeasurementTalk(round, World.Respondent(measurement), "held");
        World.MeasurementFragment(World.MeasurementNote(talk, "Het contact is goed."), "approved", "q10", "network", "operational");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        await leader.SubmitAsync(await leader.GetAsync($"/measurements/{measurement}/findings/new?Question=q10"), "main form", ("Words", "Partners weten elkaar te vinden."), ("Block", "network"));
        Assert.Contains("1 fragment van 1 leerkracht.", (await leader.GetAsync($"/measurements/{measurement}/findings")).Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(await leader.GetAsync($"/measurements/{measurement}/aspects"), "main form", ("a_funding", "Gemeente en fonds"), ("a_block_plan", "Nog niet"));
        var page = await leader.GetAsync($"/measurements/{measurement}/report");
        var file = await leader.GetAsync($"/measurements/{measurement}/report?handler=Document");
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", file.ContentType);
        using var stream = new MemoryStream(file.Body);
        using var document = WordprocessingDocument.Open(stream, false);
        Found.None(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => e.Description));
        var body = document.MainDocumentPart!.Document!.Body!;
        foreach (var words in new[] { "Partners weten elkaar te vinden.", "Het contact is goed.", "Gemeente en fonds", "10. Welke partners waren het belangrijkst", "Staat in beleid", "bewijst geen effect" })
        {
            Assert.Contains(words, body.InnerText, StringComparison.Ordinal);
            Assert.Contains(words, page.Text("article"), StringComparison.Ordinal);
        }

        Assert.True(body.Descendants<ParagraphStyleId>().Count(s => s.Val == "Heading2") >= 14);
        Assert.Equal(page.Document.QuerySelectorAll("article table").Length, body.Descendants<Table>().Count());
        Assert.All(body.Descendants<Table>(), t => Assert.Single(t.Descendants<TableHeader>()));
    }

    [Fact]
    public async Task Another_library_reads_and_copies_only_what_was_shared_and_sees_what_it_changed_since()
    {
        var library = World.Library(World.Municipality());
        var measurement = World.Measurement(library, "Plek Lantaarn");
        var round = World.MeasurementRound(measurement);
        World.Score(round, "network", "strategic", 3);
        World.MeasurementFragment(World.MeasurementNote(World.MeasurementTalk(round, World.Respondent(measurement), "held"), "Samen sterk."), "approved");
        using var owner = house.SignIn(World.ProgrammeLeader(library));
        var other = World.Library(World.Municipality());
        var (someone, research) = (World.ProgrammeLeader(other), World.Researcher(World.Research()));
        using var leader = house.SignIn(someone);
        using var researcher = house.SignIn(research);
        var report = $"/measurements/{measurement}/report";
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync(report)).Status);
        Assert.Contains("Kies met wie je deelt", (await owner.SubmitAsync(await owner.GetAsync($"/measurements/{measurement}/share"), "main form", ("Shared", "design"), ("SharedTo", "named"))).Text(".ib-errors"), StringComparison.Ordinal);
        await owner.SubmitAsync(await owner.GetAsync($"/measurements/{measurement}/share"), "main form", ("Shared", "design"), ("SharedTo", "named"), ("Readers", other.Id.ToString()));
        Assert.DoesNotContain("Samen sterk.", (await leader.GetAsync(report)).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Wat raad je andere bibliotheken aan?", (await leader.GetAsync(report)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await researcher.GetAsync(report)).Status);
        var copied = await leader.FollowAsync(await leader.SubmitAsync(await leader.GetAsync($"/measurements/{measurement}/copy"), "main form", ("Name", "Ons Nest")));
        Assert.Equal("Ons Nest: nog geen gesprekken", copied.Text("h1"));
        var own = World.One<Guid>("select id from measurement where by_person = @Id", new { someone.Id });
        Assert.Equal(0, World.Count("measurement_round", "measurement_id = @own", new { own }));
        Assert.Contains("Er is niets veranderd", (await leader.GetAsync($"/measurements/{own}/design")).Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(await leader.GetAsync($"/measurements/{own}/design?what=question&key=q1"), "#edit form", ("Nl", "Wat doet Ons Nest?"));
        Assert.Contains("1 verschil met Plek Lantaarn", (await leader.GetAsync($"/measurements/{own}/design")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 keer overgenomen", (await owner.GetAsync($"/measurements/{measurement}/share")).Text("main"), StringComparison.Ordinal);
        await owner.SubmitAsync(await owner.GetAsync($"/measurements/{measurement}/share"), "main form", ("Shared", "findings"), ("SharedTo", "all"));
        Assert.Contains("Samen sterk.", (await researcher.GetAsync(report)).Text("main"), StringComparison.Ordinal);
        var compared = await leader.GetAsync($"/measurements/compare?a={own}&b={measurement}");
        Assert.Equal("Ons Nest naast Plek Lantaarn", compared.Text("h1"));
        Assert.Contains("Strategisch 3", compared.Text("main"), StringComparison.Ordinal);
        var paper = await leader.GetAsync($"/measurements/compare?handler=Document&a={own}&b={measurement}");
        using var stream = new MemoryStream(paper.Body);
        using var word = WordprocessingDocument.Open(stream, false);
        Found.None(new OpenXmlValidator().Validate(word, TestContext.Current.CancellationToken).Select(e => e.Description));
        Assert.Contains("Strategisch 3", word.MainDocumentPart!.Document!.Body!.InnerText, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await researcher.GetAsync($"/measurements/compare?handler=Document&a={own}&b={measurement}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await researcher.GetAsync($"/measurements/compare?a={own}&b={measurement}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/measurements/{measurement}/coding")).Status);
    }

    [Fact]
    public void Around_the_application_only_the_own_leader_reads_who_spoke_and_nobody_writes_without_consent()
    {
        var library = World.Library(World.Municipality());
        var leader = World.ProgrammeLeader(library);
        var measurement = World.Measurement(library, shared: "findings");
        var hidden = World.Measurement(library, "Niet gedeeld");
        var round = World.MeasurementRound(measurement);
        World.Score(round, "network", "strategic", 1);
        var silent = World.Respondent(measurement, "pupil", agreed: false);
        var talk = World.MeasurementTalk(round, World.Respondent(measurement), "held");
        World.MeasurementFragment(World.MeasurementNote(talk, "Gezegd"), "asked");
        const string note = "insert into measurement_note (id, library_id, measurement_id, talk_id, respondent_id, question, words, by_person, at) select uuidv7(), t.library_id, t.measurement_id, t.id, t.respondent_id, 'x', 'Iets', @by, now() from (select * from measurement_talk where id = @talk) t";
        var quiet = World.MeasurementTalk(round, silent);
        using (var around = AsApp.Enter(house, leader))
        {
            Assert.Equal(2, around.One<int>("select count(*) from measurement where library_id = app.organisation()"));
            Assert.Equal("42501", around.Try(note, new { talk = quiet, by = leader.Id }));
            Assert.Equal("1 rows", around.Try(note, new { talk, by = leader.Id }));
            Assert.Equal("42501", around.Try("update measurement_note set measurement_id = measurement_id"));
            Assert.Equal("42501", around.Try("delete from measurement_fragment"));
        }

        string[] personal = ["measurement_respondent", "measurement_consent", "measurement_talk", "measurement_note", "measurement_fragment", "measurement_code", "measurement_document"];
        foreach (var other in new[] { World.ProgrammeLeader(World.Library(World.Municipality())), World.Researcher(World.Research()), World.Guide(library), World.Librarian(library) })
        {
            using var around = AsApp.Enter(house, other);
            Assert.All(personal, t => Assert.Equal(0, around.One<int>($"select count(*) from {t} where measurement_id = @measurement", new { measurement })));
            var reads = other.Role is Kernel.Access.Role.ProgrammeLeader or Kernel.Access.Role.Researcher ? 1 : 0;
            Assert.Equal(reads, around.One<int>("select count(*) from measurement where id in (@measurement, @hidden)", new { measurement, hidden }));
            Assert.Equal(reads, around.One<int>("select count(*) from measurement_score where measurement_id = @measurement", new { measurement }));
            Assert.Equal(0, around.One<int>("select count(*) from app.measurement_quotes(@measurement)", new { measurement }));
            Assert.Equal("0 rows", around.Try("update measurement set name = 'Anders' where id = @measurement", new { measurement }));
            Assert.Equal("42501", around.Try("insert into measurement_round (id, library_id, measurement_id, number, starts, ends, by_person, at) values (uuidv7(), @library, @measurement, 5, current_date, current_date, @by, now())", new { library = library.Id, measurement, by = other.Id }));
            Assert.False(around.One<bool>("select app.withdraw_from_measurement(@silent, now())", new { silent }));
        }

        World.Do("update measurement set closed_on = current_date where id = @measurement", new { measurement });
        using var closed = AsApp.Enter(house, leader);
        Assert.Equal("42501", closed.Try(note, new { talk, by = leader.Id }));
    }
}
