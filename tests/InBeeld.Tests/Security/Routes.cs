using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>
/// What the access matrix has to be told about pages: how to fill the values of a route, whose they are, and who reaches them.
/// A page whose route holds a value that is not here fails the matrix.
/// </summary>
internal static class Routes
{
    /// <param name="Of">What stands there for a relation, as asked by somebody with this role; null: there is nothing of that relation.</param>
    /// <param name="Reach">Which relations a role reaches.</param>
    private sealed record Value(Func<Scene, string, string, object?> Of, Func<string, string[]> Reach);

    /// <summary>By the name of the route value, or by the beginning of the route and the name.</summary>
    private static readonly Dictionary<string, Value> Values = new()
    {
        ["pupil"] = new((scene, relation, _) => scene.Children[relation].Id, OfChildren),
        // The privacy officer sees of any child who may see it and who looked, and nothing else of it.
        ["/children/{pupil:guid}/access pupil"] = new((scene, relation, _) => scene.Children[relation].Id, OfPrivacy),
        ["/children/{pupil:guid}/who-looked pupil"] = new((scene, relation, _) => scene.Children[relation].Id, OfPrivacy),
        ["group"] = new((scene, relation, _) => scene.Groups[relation].Id, OfChildren),
        ["moment"] = new((scene, relation, _) => Row(scene, "select id from contact_moment where pupil_id = @pupil order by id limit 1", relation), OfChildren),
        ["school"] = new((scene, relation, _) => relation == Scene.Next ? null : scene.Groups[relation].School.Id, OfSchools),
        ["/problem/ code"] = new((_, relation, _) => relation == Scene.Own ? "404" : null, _ => [Scene.Own]),
        ["/worries/ id"] = new((scene, relation, _) => Row(scene, "select id from worry where pupil_id = @pupil order by id limit 1", relation), OfChildren),
        ["which"] = new((scene, relation, _) => Row(scene, "select id from helper where pupil_id = @pupil order by id limit 1", relation), OfChildren),
        ["/children/ person"] = new((scene, relation, _) => Row(scene, "select c.id from contact_person c join pupil p on p.family_id = c.family_id where p.id = @pupil order by c.id limit 1", relation), OfChildren),
        ["/people/ person"] = new((scene, relation, role) => Colleague(scene, relation, role)?.Id, OfPeople),
        ["/people/ membership"] = new((scene, relation, role) => Colleague(scene, relation, role)?.MembershipId, OfPeople),
        ["/people/ invitation"] = new((scene, relation, role) => Colleague(scene, relation, role) is { } member ? Invited(scene, member) : null, OfPeople),
        ["/organisations/ id"] = new((scene, relation, _) => relation == Scene.Next ? null : scene.Groups[relation].School.Id, OfSchools),
        ["/organisations/municipalities/ code"] = new((scene, relation, _) => relation is Scene.Own or Scene.Far ? scene.Groups[relation].School.MunicipalityCode : null, _ => [Scene.Own, Scene.Far]),
        ["/class-lists/ import"] = new((scene, relation, _) => relation == Scene.Next ? null : scene.World.One<Guid>("insert into class_list_import (school_id, kind, file_name, file_sha256, state) values (@school, 'csv', 'lijst.csv', '', 'ready') returning id", new { school = scene.Groups[relation].School.Id }), OfSchools),
        ["/open-data/ id"] = new((scene, relation, _) => relation == Scene.Own ? scene.World.One<Guid>("insert into open_data_import (what, file_name, summary) values ('duo', 'scholen.csv', '{}') returning id") : null, _ => [Scene.Own]),
        ["/holidays/ id"] = new((scene, relation, role) => relation == Scene.Next ? null : Holiday(scene, relation, role), _ => [Scene.Own]),
        ["/parties/ id"] = new((scene, relation, _) => TownOf(scene, relation) is { } town ? scene.World.Team(town).Id : null, _ => [Scene.Own]),
        ["/cases/steps/of/ member"] = new((scene, relation, _) => relation == Scene.Own ? scene.People[Role.Caseworker].MembershipId : relation == Scene.Far ? scene.World.Caseworker(scene.World.Team(scene.FarTown)).MembershipId : null, _ => [Scene.Own]),
        ["/cases/ case"] = new((scene, relation, _) => TownOf(scene, relation) is { } town ? CaseIn(scene, town) : null, _ => [Scene.Own]),
        ["/guidelines/ guideline"] = new((scene, relation, _) => TownOf(scene, relation) is { } town ? GuidelineOf(scene, town) : null, _ => [Scene.Own]),
        // The links of the pages for everyone; what a link that holds does has tests of its own.
        ["token"] = new((_, relation, _) => relation == Scene.Own ? "no-such-link" : null, _ => [Scene.Own]),
    };

    /// <summary>Other addresses than pages, each with the reason why it is open.</summary>
    public static readonly IReadOnlyDictionary<string, string> OpenAddresses = new Dictionary<string, string>
    {
        ["/health"] = "Tells a load balancer whether the application and its database answer; nothing else",
    };

    /// <summary>Handlers that are for fewer roles than their page; who may open the page but not this gets 404.</summary>
    private static readonly Dictionary<string, string[]> OnlyFor = new()
    {
        ["POST /children/{pupil}/family/siblings?handler=Find"] = [Role.Care],
        ["POST /guidelines?handler=End"] = [Role.Coordinator],
        ["POST /guidelines?handler=GoOn"] = [Role.Coordinator],
    };

    /// <returns>The values of the route for somebody with this role, or null when there is nothing of this relation.</returns>
    /// <exception cref="InvalidOperationException">A route value is not known here.</exception>
    public static Dictionary<string, string>? Fill(PageHandler page, Scene scene, string relation, string role)
    {
        var filled = new Dictionary<string, string>();
        Somebody? colleague = null;
        foreach (var key in page.Keys)
        {
            var of = Find(page, key).Of;
            if (page.Route.StartsWith("/people/", StringComparison.Ordinal) && key is "person" or "membership")
            {
                // Both of the same person.
                colleague ??= Colleague(scene, relation, role);
                of = (_, _, _) => key == "person" ? colleague?.Id : colleague?.MembershipId;
            }

            if (of(scene, relation, role)?.ToString() is not { } text)
            {
                return null;
            }

            filled[key] = text;
        }

        return filled;
    }

    /// <summary>Whether somebody with this role gets what is asked, of a child, group, school or person of this relation.</summary>
    public static bool Reach(PageHandler page, string role, string relation) =>
        (!OnlyFor.TryGetValue(page.Name, out var roles) || roles.Contains(role)) && (relation.Length == 0 || page.Keys.All(key => Find(page, key).Reach(role).Contains(relation)));

    private static Value Find(PageHandler page, string key) =>
        Values.Where(v => v.Key == key || (v.Key.EndsWith(" " + key, StringComparison.Ordinal) && page.Route.StartsWith(v.Key.Split(' ')[0], StringComparison.Ordinal)))
            .OrderByDescending(v => v.Key.Length).Select(v => v.Value).FirstOrDefault()
        ?? throw new InvalidOperationException($"{page.Route}: tell in tests/InBeeld.Tests/Security/Routes.cs how to fill {{{key}}}");

    private static string[] OfChildren(string role) => role switch
    {
        Role.Teacher => [Scene.Own],
        Role.Care or Role.Principal or Role.Office => [Scene.Own, Scene.Next],
        _ => [],
    };

    private static string[] OfPrivacy(string role) => role == Role.Privacy ? [.. Scene.Relations] : OfChildren(role);

    private static string[] OfSchools(string role) => role switch
    {
        Role.Teacher or Role.Care or Role.Principal or Role.Office or Role.Board => [Scene.Own],
        Role.Coordinator => [Scene.Own, Scene.Other],
        Role.Administrator => [Scene.Own, Scene.Other, Scene.Far],
        _ => [],
    };

    private static string[] OfPeople(string role) => role is Role.Principal or Role.Office ? [Scene.Own, Scene.Next] : [Scene.Own];

    // Somebody of the organisation that a role manages, and of one that it does not.
    private static Somebody? Colleague(Scene scene, string relation, string role) => (role, relation) switch
    {
        (Role.Board, Scene.Own) => scene.World.BoardMember(scene.Board),
        (Role.Board, Scene.Other) => scene.World.BoardMember(scene.OtherBoard),
        (Role.Coordinator, Scene.Own) => scene.World.Coordinator(scene.Town),
        (Role.Coordinator, Scene.Far) => scene.World.Coordinator(scene.FarTown),
        // Without saying for which organisation an administrator is at the desk of the installation.
        (Role.Administrator, Scene.Own) => scene.World.Administrator(),
        (Role.Board or Role.Coordinator or Role.Administrator, Scene.Next) => null,
        _ => scene.Teachers[relation],
    };

    private static Guid Invited(Scene scene, Somebody member) => scene.World.One<Guid>("""
        insert into invitation (token_hash, email, normalized_email, surname, organisation_id, role, invited_by, expires_at)
          values (sha256(convert_to(@email, 'UTF8')), @email, upper(@email), 'Lantaarn', @organisation, @role, @by, now() + interval '7 days') returning id
        """, new { email = $"nieuw{scene.World.Next()}@school.test", organisation = member.Organisation!.Id, role = member.Role, by = member.Id });

    // For an administrator that of a region; those of schools are not theirs. For the others a day off of the school.
    private static Guid? Holiday(Scene scene, string relation, string role) => role == Role.Administrator && relation == Scene.Own
        ? scene.World.One<Guid>("insert into holiday (region, name, starts, ends) values ('Zuid', 'Herfstvakantie', '2029-10-13', '2029-10-21') returning id")
        : scene.World.One<Guid>("insert into holiday (school_id, name, starts, ends) values (@school, 'Studiedag', '2029-11-13', '2029-11-13') returning id", new { school = scene.Groups[relation].School.Id });

    private static Guid? Row(Scene scene, string sql, string relation) => scene.World.One<Guid?>(sql, new { pupil = scene.Children[relation].Id });

    private static Organisation? TownOf(Scene scene, string relation) => relation switch { Scene.Own => scene.Town, Scene.Far => scene.FarTown, _ => null };

    /// <summary>A new child with an open case; in the own town led by the caseworker of the scene.</summary>
    internal static Guid CaseIn(Scene scene, Organisation town)
    {
        var own = town.Id == scene.Town.Id;
        var lead = own ? scene.People[Role.Caseworker] : scene.World.Caseworker(scene.World.Team(town));
        return scene.World.One<Guid>("""
            insert into care_case (municipality_id, pupil_id, kind, urgency, lead_organisation_id, lead_membership_id, lead_state, lead_since, decided_by, decided_at, decided_why, opened_at)
              values (@town, @pupil, 'home', 2, @team, @lead, 'accepted', now(), @by, now(), 'Past hier', now()) returning id
            """, new { town = town.Id, pupil = scene.World.Pupil(scene.Groups[own ? Scene.Other : Scene.Far]).Id, team = lead.Organisation!.Id, lead = lead.MembershipId, by = (own ? scene.People[Role.Coordinator] : scene.World.Coordinator(town)).MembershipId });
    }

    internal static Guid GuidelineOf(Scene scene, Organisation town) =>
        scene.World.One<Guid>("insert into guideline (municipality_id, title, words, starts) values (@Id, 'Afstand', 'Blijf bij de deur', current_date) returning id", new { town.Id });
}
