using System.Net;
using System.Reflection;
using InBeeld.Kernel.Access;
using InBeeld.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InBeeld.Tests.Security;

/// <summary>A house in which every change is noted.</summary>
public sealed class MatrixHouse(TestServer server) : TestHouse(server)
{
    private AccessMatrix matrix = null!;

    internal IReadOnlyList<PageHandler> Handlers { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // What is made in the background is no answer to a request.
        await Services.GetServices<IHostedService>().OfType<Capabilities.Monitor.Infographics.Making.DoInfographics>().Single().StopAsync(TestContext.Current.CancellationToken);
        Handlers = await Pages.HandlersAsync(Services);
        matrix = new AccessMatrix(this, new Changes(World));
    }

    internal List<Cell> Declared() => [.. Handlers.GroupBy(h => h.File).SelectMany(matrix.Declared)];

    internal Task<List<Cell>> CellsAsync(PageHandler page) => matrix.OfAsync(page);

    internal Task<List<string>> AsFromElsewhereAsync(PageHandler page) => matrix.AsFromElsewhereAsync(page);

    internal Task<List<string>> WithIdsOfStrangersAsync(PageHandler page) => matrix.WithIdsOfStrangersAsync(page);
}

/// <summary>A part of the pages, as everybody, about everything: what is declared is what happens. In parts, because it is long and parts go side by side.</summary>
public abstract class AccessMatrixPart<TPart>(MatrixHouse house) : IClassFixture<MatrixHouse>
    where TPart : IPart
{
    public static TheoryData<string> Files => Pages.Of<TPart>();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Everybody_gets_of_a_page_what_it_declares_and_no_more(string file)
    {
        var handlers = HandlersOf(file);
        Assert.NotEmpty(handlers);
        var wrong = new List<string>();
        foreach (var page in handlers)
        {
            wrong.AddRange((await house.CellsAsync(page)).Where(c => c.Wrong is not null).Select(c => $"{page.Name} as {c.Actor}{(c.Relation.Length > 0 ? $", {c.Relation}" : "")}: {c.Wrong}"));
        }

        Found.None(wrong);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_id_of_a_stranger_in_a_form_does_nothing_to_the_stranger(string file)
    {
        var touched = new List<string>();
        foreach (var page in HandlersOf(file).Where(h => h.Method == "POST"))
        {
            touched.AddRange(await house.WithIdsOfStrangersAsync(page));
        }

        Found.None(touched);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_form_that_another_site_sends_does_nothing_and_none_leads_to_another_site(string file)
    {
        var wrong = new List<string>();
        foreach (var page in HandlersOf(file).Where(h => h.Method == "POST"))
        {
            wrong.AddRange(await house.AsFromElsewhereAsync(page));
        }

        Found.None(wrong);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_page_answers_only_what_it_has_an_answer_for(string file)
    {
        var page = HandlersOf(file)[0];
        var scene = new Scene(house.World);
        Everything.About(scene.Children[Scene.Own], scene.People[Role.Teacher]);
        var role = page.Needs?.Roles is [var first, ..] ? first : Role.Teacher;
        var address = page.Address(Routes.Fill(page, scene, Scene.Own, role)!).Split('?')[0];
        using var visitor = house.SignIn(scene.People[role]);
        var token = await visitor.TokenAsync("/problem/404");
        // A page with one form answers to any name.
        if (!HandlersOf(file).Exists(h => h is { Method: "POST", Handler: "" }))
        {
            var unknown = await visitor.PostWithoutTokenAsync(address + "?handler=NoSuchThing", (Visitor.TokenField, token));
            Assert.Equal((address, HttpStatusCode.MethodNotAllowed), (address, unknown.Status));
        }

        using var put = new HttpRequestMessage(HttpMethod.Put, address) { Content = new FormUrlEncodedContent([KeyValuePair.Create(Visitor.TokenField, token ?? "")]) };
        var answer = await visitor.SendAsync(put);
        Assert.Equal((address, HttpStatusCode.MethodNotAllowed), (address, answer.Status));
    }

    private List<PageHandler> HandlersOf(string file)
    {
        var handlers = house.Handlers.Where(h => h.File == file).ToList();
        Assert.True(handlers.Count > 0, $"{file} is not served");
        return handlers;
    }
}

public sealed class AccessMatrixTestsPart1(MatrixHouse house) : AccessMatrixPart<Part1>(house);

public sealed class AccessMatrixTestsPart2(MatrixHouse house) : AccessMatrixPart<Part2>(house);

public sealed class AccessMatrixTestsPart3(MatrixHouse house) : AccessMatrixPart<Part3>(house);

public sealed class AccessMatrixTestsPart4(MatrixHouse house) : AccessMatrixPart<Part4>(house);

/// <summary>What is declared of all pages together.</summary>
public sealed class AccessMatrixTests(MatrixHouse house) : IClassFixture<MatrixHouse>
{
    [Fact]
    public void Every_page_says_who_may_open_it()
    {
        Assert.Equal(Pages.Files, house.Handlers.Select(h => h.File).Distinct().Order(StringComparer.Ordinal));
        Found.None(house.Handlers.Select(h => h.Model).Distinct().Where(m => m.GetCustomAttribute<NeedsAttribute>() is null == m.GetCustomAttribute<OpenToAllAttribute>() is null).Select(m => m.FullName));
        Found.None(house.Handlers.Where(h => h.Needs?.Roles.Except(Role.All).Any() == true).Select(h => $"{h.Model.Name} names a role that does not exist"));
    }

    [Fact]
    public void What_is_served_besides_pages_is_known()
    {
        Found.None(Pages.OtherEndpoints(house.Services).Except(Routes.OpenAddresses.Keys));
        Found.None(Routes.OpenAddresses.Keys.Except(Pages.OtherEndpoints(house.Services)));
    }

    [Fact]
    public async Task The_matrix_in_the_documents_is_that_of_the_application()
    {
        // That each page does what it declares is asked of it in the parts.
        var cells = house.Declared();
        var text = MatrixDocument.Of(cells, Routes.OpenAddresses);
        var file = Path.Combine(Source.Root, MatrixDocument.Path);
        if (Environment.GetEnvironmentVariable("INBEELD_WRITE_MATRIX") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        }

        var written = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";
        Assert.True(written == text, $"{MatrixDocument.Path} is not that of the application. Look at what changed and write it anew: INBEELD_WRITE_MATRIX=1 dotnet test --filter AccessMatrixTests");
    }
}
