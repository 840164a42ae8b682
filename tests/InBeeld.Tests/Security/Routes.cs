using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>
/// What the access matrix has to be told about pages: how to fill the values of a route, whose they are, and which fields a form needs to be
/// understood. A page whose route holds a value that is not here fails the matrix.
/// </summary>
internal static class Routes
{
    /// <summary>By the name of a route value: what stands there for a child (and its group and school) of the given relation. Null: there is none.</summary>
    private static readonly Dictionary<string, Func<Scene, string, object?>> Values = new()
    {
        ["pupil"] = (scene, relation) => scene.Children[relation].Id,
        ["group"] = (scene, relation) => scene.Groups[relation].Id,
        ["moment"] = (scene, relation) => Row(scene, "select id from contact_moment where pupil_id = @pupil order by id limit 1", relation),
        ["school"] = (scene, relation) => relation == Scene.Next ? null : scene.Groups[relation].School.Id,
        ["code"] = (_, relation) => relation == Scene.Own ? "404" : null,
    };

    /// <summary>Other addresses than pages, each with the reason why it is open.</summary>
    public static readonly IReadOnlyDictionary<string, string> OpenAddresses = new Dictionary<string, string>
    {
        ["/health"] = "Tells a load balancer whether the application and its database answer; nothing else",
    };

    /// <summary>Fields without which a form is not understood (and the answer would be 404 for everyone), for somebody who sends it. By the name of the handler.</summary>
    private static readonly Dictionary<string, Func<Scene, Somebody, (string, string?)[]>> Forms = new()
    {
        ["POST /sign-in?handler=Persona"] = (scene, _) => [("persona", scene.World.Person(userName: $"persona.{scene.World.Next()}", demo: true).Id.ToString())],
        ["POST /choose-role"] = (scene, who) => [("membership", who.As(Role.Teacher, scene.World.School()).MembershipId.ToString())],
        ["POST /account/sessions?handler=End"] = (scene, who) => [("session", scene.World.Session(who).ToString())],
        ["POST /groups/{group}?handler=Log"] = (scene, _) => [("Form.Moment", Guid.CreateVersion7().ToString()), ("Form.Pupil", scene.Children[Scene.Own].Id.ToString()), ("Form.Channel", "phone"), ("Form.Reached", "pupil")],
        ["POST /groups/{group}/everyone"] = (scene, _) => [("Batch", Guid.CreateVersion7().ToString()), ("Pupils", scene.Children[Scene.Own].Id.ToString()), ("Channel", "video")],
    };

    /// <summary>Handlers that answer 404 to whoever may use them, because a test cannot make what the form needs; each with what that is.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotFoundWithout = new Dictionary<string, string>
    {
        ["POST /account/passkeys?handler=Remove"] = "a passkey, made by a browser",
    };

    /// <summary>Handlers for which the address only says where to go back to: the ids in the form decide.</summary>
    public static readonly IReadOnlyDictionary<string, string> OnlyGoesBack = new Dictionary<string, string>
    {
        ["POST /groups/{group}?handler=Log"] = "The child in the form decides",
    };

    /// <summary>Where a role reaches further, or less far, than its relation to the child says; by the plain route.</summary>
    private static readonly Dictionary<(string Route, string Role), string[]> Reaches = [];

    /// <returns>The values of the route, or null when there is nothing of this relation.</returns>
    /// <exception cref="InvalidOperationException">A route value is not known here.</exception>
    public static Dictionary<string, string>? Fill(PageHandler page, Scene scene, string relation)
    {
        var filled = new Dictionary<string, string>();
        foreach (var key in page.Keys)
        {
            if (!Values.TryGetValue(key, out var value))
            {
                throw new InvalidOperationException($"{page.Route}: tell in tests/InBeeld.Tests/Security/Routes.cs how to fill {{{key}}}");
            }

            if (value(scene, relation)?.ToString() is not { } text)
            {
                return null;
            }

            filled[key] = text;
        }

        return filled;
    }

    public static (string, string?)[] Form(PageHandler page, Scene scene, Somebody who) => Forms.TryGetValue(page.Name, out var form) ? form(scene, who) : [];

    /// <summary>Whether somebody with this role gets what is asked, of a child, group or school of this relation.</summary>
    public static bool Reach(PageHandler page, string role, string relation)
    {
        if (page.Open is not null)
        {
            return true;
        }

        var route = page.Name.Split(' ')[1].Split('?')[0];
        return (Reaches.TryGetValue((route, role), out var own) ? own : page.Keys.Contains("school") ? OfSchools(role) : OfChildren(role)).Contains(relation);
    }

    private static string[] OfChildren(string role) => role switch
    {
        Role.Teacher => [Scene.Own],
        Role.Care or Role.Principal or Role.Office => [Scene.Own, Scene.Next],
        _ => [],
    };

    private static string[] OfSchools(string role) => role switch
    {
        Role.Teacher or Role.Care or Role.Principal or Role.Office or Role.Board => [Scene.Own],
        Role.Coordinator => [Scene.Own, Scene.Other],
        Role.Administrator => [Scene.Own, Scene.Other, Scene.Far],
        _ => [],
    };

    private static Guid? Row(Scene scene, string sql, string relation) =>
        scene.World.One<Guid?>(sql, new { pupil = scene.Children[relation].Id, group = scene.Groups[relation].Id, school = scene.Groups[relation].School.Id, teacher = scene.Teachers[relation].Id });
}
