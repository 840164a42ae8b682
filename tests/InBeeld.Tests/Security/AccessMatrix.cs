using System.Net;
using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>What one kind of visitor gets of one page, for what is whose.</summary>
/// <param name="Actor">A role, <see cref="AccessMatrix.SignedOut"/> or <see cref="AccessMatrix.NoRole"/>.</param>
/// <param name="Relation">Of a <see cref="Scene"/>, or empty when the address names nothing.</param>
/// <param name="Expected">From the attributes of the page.</param>
/// <param name="Got">From the running application.</param>
/// <param name="Wrong">What is not as it should be, or null.</param>
internal sealed record Cell(PageHandler Page, string Actor, string Relation, string Expected, string Got, string? Wrong);

/// <summary>Asks every page as everybody, about everything, and compares the answers with what the pages declare.</summary>
internal sealed class AccessMatrix(TestHouse house, Changes changes)
{
    public const string SignedOut = "signed out";
    public const string NoRole = "no role";

    private const string Yes = "yes";
    private const string SignIn = "sign in";
    private const string Forbidden = "403";
    private const string NotFound = "404";

    public static IReadOnlyList<string> Actors { get; } = [SignedOut, NoRole, .. Role.All];

    public async Task<List<Cell>> OfAsync(PageHandler page)
    {
        var cells = new List<Cell>();
        Scene? scene = null;
        foreach (var actor in Actors)
        {
            // A page may change what it is asked about; who comes after that finds a new world.
            scene ??= NewScene();
            var changed = false;
            // An address that leads nowhere: another's must not be told apart from it.
            var nowhere = page.Keys.Count == 0 || page.Open is not null || IsRefused(page, actor) ? null : await AskAsync(page, actor, scene, page.Keys.ToDictionary(k => k, _ => Guid.CreateVersion7().ToString()), Scene.Own);
            // Who may not open the page at all is refused before it is known what it is asked about: once is enough.
            foreach (var relation in page.Keys.Count == 0 ? [""] : IsRefused(page, actor) ? Scene.Relations : Scene.Relations.Reverse())
            {
                if (cells.Exists(c => c.Actor == actor) && IsRefused(page, actor))
                {
                    break;
                }

                if (Routes.Fill(page, scene, relation.Length == 0 ? Scene.Own : relation, actor) is { } values)
                {
                    var asked = await AskAsync(page, actor, scene, values, relation);
                    cells.Add(Judge(page, actor, relation, asked, nowhere));
                    changed |= asked.Changed.Count > 0;
                }
            }

            scene = changed ? null : scene;
        }

        return cells;
    }

    /// <summary>What pages declare for everybody, without asking them.</summary>
    public List<Cell> Declared(IEnumerable<PageHandler> pages)
    {
        var scene = NewScene();
        return [.. from page in pages
                   from actor in Actors
                   from relation in page.Keys.Count == 0 ? [""] : Scene.Relations.Reverse()
                   where Routes.Fill(page, scene, relation.Length == 0 ? Scene.Own : relation, actor) is not null
                   let expected = Expected(page, actor, relation)
                   select new Cell(page, actor, relation, expected, expected, null)];
    }

    /// <summary>Sends the form for one's own things, with ids of strangers in every field that holds one.</summary>
    public async Task<List<string>> WithIdsOfStrangersAsync(PageHandler page)
    {
        var touched = new List<string>();
        foreach (var role in page.Needs is { } needs ? needs.Roles.Count > 0 ? needs.Roles : Role.All : [])
        {
            var scene = NewScene();
            foreach (var relation in new[] { Scene.Other, Scene.Far })
            {
                var fields = FormFields.OfStranger(page, scene, relation, Forms.Of(page, scene, scene.People[role], Scene.Own));
                if (fields.Length > 0 && Routes.Fill(page, scene, Scene.Own, role) is { } values)
                {
                    var ids = StrangerIds(scene, relation);
                    var before = changes.Now;
                    using var visitor = house.SignIn(scene.People[role]);
                    var answer = await PostAsync(visitor, page.Address(values), fields);
                    var tables = changes.Since(before, ids);
                    if (tables.Count > 0 || (int)answer.Status >= 500)
                    {
                        touched.Add($"{page.Name} as {role} with {string.Join(", ", fields.Select(f => f.Name).Distinct())} of a child of {relation}: {(int)answer.Status}, changed {string.Join(", ", tables)}. {LastTrouble(answer)}");
                    }
                }
            }
        }

        return touched;
    }

    /// <summary>Sends the form of somebody who may, without a token, and with the address of another site to go back to.</summary>
    public async Task<List<string>> AsFromElsewhereAsync(PageHandler page)
    {
        var wrong = new List<string>();
        var scene = NewScene();
        var role = page.Needs?.Roles is [var first, ..] ? first : Role.Teacher;
        var values = Routes.Fill(page, scene, Scene.Own, role)!;
        using (var visitor = house.SignIn(scene.People[role]))
        {
            var form = Forms.Of(page, scene, scene.People[role], Scene.Own);
            var before = changes.Now;
            var answer = await visitor.PostWithoutTokenAsync(page.Address(values), form);
            if (changes.Since(before) is { Count: > 0 } tables)
            {
                wrong.Add($"{page.Name} without a token: {(int)answer.Status}, changed {string.Join(", ", tables)}");
            }
            else if (answer.Status != HttpStatusCode.Conflict && !page.Route.StartsWith("/problem/", StringComparison.Ordinal))
            {
                wrong.Add($"{page.Name} without a token: {(int)answer.Status}");
            }
        }

        foreach (var elsewhere in new[] { "https://evil.example/", "//evil.example/", "/\\evil.example/" })
        {
            using var visitor = house.SignIn(scene.People[role]);
            var answer = await PostAsync(visitor, page.Address(values), [.. Forms.Of(page, scene, scene.People[role], Scene.Own), .. new[] { "back", "from", "From", "returnUrl", "to", "next" }.Select(name => (name, (string?)elsewhere))]);
            if (answer.Location is { } location && (!location.StartsWith('/') || location.Contains("evil", StringComparison.Ordinal) && !location.StartsWith("/sign-in?from=", StringComparison.Ordinal)))
            {
                wrong.Add($"{page.Name} leads to {location}");
            }
        }

        return wrong;
    }

    private static List<Guid> StrangerIds(Scene scene, string relation)
    {
        var child = scene.Children[relation];
        return [child.Id, child.Family.Id, child.Group.Id, child.School.Id, scene.Teachers[relation].Id,
            .. scene.World.List<Guid>("select id from contact_moment where pupil_id = @Id union all select id from worry where pupil_id = @Id union all select id from helper where pupil_id = @Id", new { child.Id })];
    }

    private Scene NewScene()
    {
        var scene = new Scene(house.World);
        foreach (var (relation, child) in scene.Children)
        {
            Everything.About(child, scene.Teachers[relation]);
        }

        return scene;
    }

    private async Task<Asked> AskAsync(PageHandler page, string actor, Scene scene, Dictionary<string, string> values, string relation)
    {
        var who = actor is SignedOut or NoRole ? house.World.Person() : scene.People[actor];
        using var visitor = actor == SignedOut ? house.Visitor() : house.SignIn(who);
        var address = page.Address(values);
        var form = page.Method == "GET" ? [] : Forms.Of(page, scene, who, relation);
        var before = changes.Now;
        var lines = Refusals();
        var answer = page.Method == "GET" ? await visitor.GetAsync(address) : await PostAsync(visitor, address, form);
        return new Asked(answer, changes.Since(before), Refusals() - lines);
    }

    private static bool IsRefused(PageHandler page, string actor) => page.Open is null && (actor == SignedOut || page.Needs!.Roles.Count > 0 && !page.Needs.Roles.Contains(actor));

    private static string Expected(PageHandler page, string actor, string relation) => page.Open is not null ? Yes
        : actor == SignedOut ? SignIn
        : page.Needs!.Roles.Count > 0 && !page.Needs.Roles.Contains(actor) ? Forbidden
        : Routes.Reach(page, actor, relation) ? Yes : NotFound;

    private Cell Judge(PageHandler page, string actor, string relation, Asked asked, Asked? nowhere)
    {
        var expected = Expected(page, actor, relation);
        var got = Kind(page, asked.Answer);
        string? wrong = null;
        if ((int)asked.Answer.Status >= 500)
        {
            wrong = $"{(int)asked.Answer.Status}. {LastTrouble(asked.Answer)}";
        }
        else if (expected == NotFound && got == Yes && nowhere is not null && asked.Answer.Status != HttpStatusCode.OK && (asked.Answer.Status, asked.Answer.Location) == (nowhere.Answer.Status, nowhere.Answer.Location) && asked.Changed.Count == 0)
        {
            // Sends everybody elsewhere and does nothing, as for an address that leads nowhere.
            got = NotFound;
        }
        else if (expected == Yes && got == NotFound && asked.Changed.Count == 0 && Forms.NotFoundWithout.ContainsKey(page.Name))
        {
            got = Yes;
        }
        else if (expected == NotFound && got == Yes && Forms.OnlyGoesBack.ContainsKey(page.Name))
        {
            // Whether it touches what is another's is tried with the ids of strangers.
            got = NotFound;
        }
        else if (got != expected)
        {
            wrong = $"expected {expected}, got {got} ({(int)asked.Answer.Status} {asked.Answer.Location})";
        }
        else if (expected != Yes && asked.Changed.Count > 0)
        {
            wrong = "changed " + string.Join(", ", asked.Changed);
        }
        else if (expected is Forbidden or NotFound && asked.Refused == 0)
        {
            wrong = "was refused, and the journal does not tell";
        }

        return new Cell(page, actor, relation, expected, got, wrong);
    }

    private static string Kind(PageHandler page, PageAnswer answer) => answer.Status switch
    {
        HttpStatusCode.Redirect when answer.Location!.StartsWith("/sign-in?from=", StringComparison.Ordinal) && page.Open is null => SignIn,
        HttpStatusCode.Unauthorized => SignIn,
        HttpStatusCode.Forbidden => Forbidden,
        // The page that explains a problem answers with the problem's status.
        HttpStatusCode.NotFound when page.Open is null || !page.Route.StartsWith("/problem/", StringComparison.Ordinal) => NotFound,
        _ => Yes,
    };

    private static async Task<PageAnswer> PostAsync(Visitor visitor, string address, (string Name, string? Value)[] fields) =>
        await visitor.PostWithoutTokenAsync(address, [.. fields, (Visitor.TokenField, await visitor.TokenAsync("/problem/404"))]);

    private long Refusals() => changes.Refused;

    private string LastTrouble(PageAnswer answer) => (int)answer.Status >= 500 ? house.Logged.Last(line => line.StartsWith("Error", StringComparison.Ordinal))[..600] : "";

    private sealed record Asked(PageAnswer Answer, List<string> Changed, long Refused);
}
