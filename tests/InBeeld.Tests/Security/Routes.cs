using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>
/// What the access matrix has to be told about pages: how to fill the values of a route, whose they are, and who reaches them.
/// A page whose route holds a value that is not here fails the matrix.
/// </summary>
internal static partial class Routes
{
    /// <param name="Of">What stands there for a relation, as asked by somebody with this role; null: there is nothing of that relation.</param>
    /// <param name="Reach">Which relations a role reaches.</param>
    internal sealed record Value(Func<Scene, string, string, object?> Of, Func<string, string[]> Reach);

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
        ["/triage/ table"] = new((scene, relation, _) => Draft(scene, relation), _ => [Scene.Own]),
        ["/triage/ row"] = new((_, relation, _) => relation is Scene.Own or Scene.Far ? Guid.CreateVersion7() : null, _ => [Scene.Own]),
        // A standard rule: the same for every school and municipality.
        ["/attention/rules/ rule"] = new((_, relation, _) => relation == Scene.Own ? "00000000-0000-4000-8000-00000000a006" : null, _ => [Scene.Own]),
        ["/children/{pupil:guid}/routes/ decision"] = new((scene, relation, _) => Row(scene, "select id from triage_decision where pupil_id = @pupil order by id limit 1", relation), OfChildren),
        ["/safety/ record"] = new((scene, relation, role) => SafetyRecord(scene, relation, role), role => role == Role.Privacy ? [.. Scene.Relations] : [Scene.Own]),
        ["/safety/ number"] = new((_, _, _) => 2, _ => [.. Scene.Relations]),
        ["/children/{pupil:guid}/safety pupil"] = new((scene, relation, _) => scene.Children[relation].Id, OfChildren),
        // A list of the municipality, or for a partner of the partnership.
        ["/completeness/ list"] = new((scene, relation, role) => ComparedList(scene, relation, role), _ => [Scene.Own]),
        // Asked by another school, about a child that may have left this one.
        ["/history/ id"] = new((scene, relation, _) => relation == Scene.Next ? null : HistoryAsked(scene, scene.Groups[relation].School), _ => [Scene.Own]),
        ["/desk/ question"] = new((scene, relation, role) => DeskQuestion(scene, relation, role), role => role is Role.Coordinator or Role.Attendance or Role.TeamLead ? [Scene.Own, Scene.Next, Scene.Other] : [Scene.Own]),
        ["/signals/ id"] = new((scene, relation, _) => relation is Scene.Own or Scene.Far ? scene.World.Signal(relation == Scene.Own ? scene.Town : scene.FarTown, scene.World.Pupil(scene.Groups[relation]), by: scene.Teachers[relation]) : null, _ => [Scene.Own]),
        ["/cases/ case"] = new((_, _, _) => null, OfCases),
        ["/cases/ step"] = new((_, _, _) => null, OfCases),
        ["/cases/ agreement"] = new((_, _, _) => null, OfCases),
        ["/cases/ file"] = new((_, _, _) => null, OfCases),
        ["/cases/ id"] = new((_, _, _) => null, OfCases),
        // What one signalled oneself; care and principal see that of their school, and withdraw the own only.
        ["/signals/mine/ id"] = new((scene, relation, role) => Signalled(scene, relation, role), role => role switch { Role.Teacher or Role.Partner => [Scene.Own], Role.Care or Role.Principal => [Scene.Own, Scene.Next], _ => [] }),
        ["/signals/mine/{id:guid}/withdraw id"] = new((scene, relation, role) => Signalled(scene, relation, role), role => role is Role.Teacher or Role.Partner or Role.Care or Role.Principal ? [Scene.Own] : []),
        ["/parties/ id"] = new((scene, relation, _) => TownOf(scene, relation) is { } town ? scene.World.Team(town).Id : null, _ => [Scene.Own]),
        ["/cases/steps/of/ member"] = new((scene, relation, _) => relation == Scene.Own ? scene.People[Role.Caseworker].MembershipId : relation == Scene.Far ? scene.World.Caseworker(scene.World.Team(scene.FarTown)).MembershipId : null, _ => [Scene.Own]),
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
        ["POST /signals/{id}?handler=BringIn"] = [Role.Attendance],
        ["POST /signals/{id}?handler=Decide"] = [Role.Coordinator],
        ["POST /signals/{id}?handler=Join"] = [Role.Coordinator],
        ["POST /signals/{id}?handler=End"] = [Role.Coordinator],
        ["POST /signals/{id}?handler=TakeBack"] = [Role.Coordinator],
        ["POST /children/{pupil}/routes?handler=Undo"] = [Role.Care, Role.Principal, Role.Coordinator, Role.Attendance, Role.TeamLead, Role.Caseworker],
        ["POST /desk/{question}?handler=Take"] = [Role.Coordinator, Role.Attendance, Role.TeamLead],
        ["POST /desk/{question}?handler=Move"] = [Role.Coordinator, Role.Attendance, Role.TeamLead],
        ["POST /desk/{question}?handler=Answer"] = [Role.Coordinator, Role.Attendance, Role.TeamLead],
        ["POST /history?handler=Withdraw"] = [Role.Care],
        ["POST /history?handler=TakeBack"] = [Role.Care],
        ["POST /desk/answers"] = [Role.Coordinator], ["POST /desk/answers?handler=Remove"] = [Role.Coordinator],
        ["POST /guidelines?handler=End"] = [Role.Coordinator], ["POST /guidelines?handler=GoOn"] = [Role.Coordinator],
    };

    /// <returns>The values of the route for somebody with this role, or null when there is nothing of this relation.</returns>
    /// <exception cref="InvalidOperationException">A route value is not known here.</exception>
    public static Dictionary<string, string>? Fill(PageHandler page, Scene scene, string relation, string role)
    {
        var filled = new Dictionary<string, string>();
        Somebody? colleague = null;
        if (page.Route.StartsWith("/cases/{", StringComparison.Ordinal))
        {
            return OfCase(page, scene, relation, role);
        }

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
        (!(OnlyFor.TryGetValue(page.Name, out var roles) || SeatRoutes.OnlyFor.TryGetValue(page.Name, out roles) || PlacesOnlyFor.TryGetValue(page.Name, out roles) || ProgrammesOnlyFor.TryGetValue(page.Name, out roles) || SessionsOnlyFor.TryGetValue(page.Name, out roles) || ThreadsOnlyFor.TryGetValue(page.Name, out roles) || PartnersOnlyFor.TryGetValue(page.Name, out roles) || InfographicsOnlyFor.TryGetValue(page.Name, out roles) || WavesOnlyFor.TryGetValue(page.Name, out roles)) || roles.Contains(role)) && (relation.Length == 0 || page.Keys.All(key => Find(page, key).Reach(role).Contains(relation)));

    private static Value Find(PageHandler page, string key) =>
        Values.Concat(SeatRoutes.Values).Concat(PlaceValues).Concat(OfStaff).Concat(OfProgrammes).Concat(OfSessions).Concat(OfProgress).Concat(OfThreads).Concat(OfFunds).Concat(OfPartners).Concat(OfMonitor).Concat(OfWaves).Concat(OfInfographics).Concat(OfMeasurement).Concat(OfDashboard).Concat(OfPublications).Where(v => v.Key == key || (v.Key.EndsWith(" " + key, StringComparison.Ordinal) && page.Route.StartsWith(v.Key.Split(' ')[0], StringComparison.Ordinal)))
            .OrderByDescending(v => v.Key.Length).Select(v => v.Value).FirstOrDefault()
        ?? throw new InvalidOperationException($"{page.Route}: tell in tests/InBeeld.Tests/Security/Routes.cs how to fill {{{key}}}");

    internal static string[] OfChildren(string role) => role switch
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
        (Role.TeamLead, Scene.Own) => scene.World.Caseworker(scene.Team),
        (Role.TeamLead, Scene.Far) => scene.World.Caseworker(scene.World.Team(scene.FarTown)),
        (Role.LibraryPlanner, Scene.Own) => scene.World.Librarian(scene.Library),
        (Role.LibraryPlanner, Scene.Far) => scene.World.Librarian(scene.World.Library(scene.FarTown)),
        (Role.ProgrammeLeader, Scene.Own) => scene.World.Guide(scene.Library),
        (Role.ProgrammeLeader, Scene.Far) => scene.World.Guide(scene.World.Library(scene.FarTown)),
        (Role.Researcher, Scene.Own) => scene.World.Researcher(scene.Research),
        (Role.Researcher, Scene.Far) => scene.World.Researcher(scene.World.Research()),
        // Without saying for which organisation an administrator is at the desk of the installation.
        (Role.Administrator, Scene.Own) => scene.World.Administrator(),
        (Role.Board or Role.Coordinator or Role.TeamLead or Role.LibraryPlanner or Role.ProgrammeLeader or Role.Researcher or Role.Administrator, Scene.Next) => null,
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

    // The rules that a municipality is writing.
    private static Guid? Draft(Scene scene, string relation) => relation is not (Scene.Own or Scene.Far) ? null : scene.World.One<Guid>("""
        with known as (select id from triage_table where municipality_id = @town and state = 'draft'),
        made as (insert into triage_table (municipality_id, number, rows, by_person)
          select @town, 1 + (select coalesce(max(number), 0) from triage_table where municipality_id = @town), @rows::jsonb, @by where not exists (select from known) returning id)
        select id from known union all select id from made
        """, new { town = (relation == Scene.Own ? scene.Town : scene.FarTown).Id, rows = Capabilities.Triage.Model.StandardTable.Is.Write(), by = scene.People[Role.Coordinator].Id });
    // Own: one in which whoever asks is named. Of the others: one of a teacher elsewhere.
    private static Guid SafetyRecord(Scene scene, string relation, string role)
    {
        var by = relation == Scene.Own && scene.People.TryGetValue(role, out var own) && role != Role.Privacy ? own : scene.World.Teacher().Of(scene.Groups[relation]);
        return scene.World.One<Guid>("insert into safety_record (pupil_id, by_person, membership_id, organisation_id) values (@pupil, @by, @membership, @organisation) returning id",
            new { pupil = scene.Children[relation].Id, by = by.Id, membership = by.MembershipId, organisation = by.Organisation!.Id });
    }

    // Own: asked by whoever asks. Of the others: by a teacher elsewhere, in town or in another municipality.
    private static Guid DeskQuestion(Scene scene, string relation, string role)
    {
        var by = relation == Scene.Own && scene.People.TryGetValue(role, out var own) && role is not (Role.Privacy or Role.Administrator) ? own : scene.World.Teacher().Of(scene.Groups[relation]);
        var town = (relation == Scene.Far ? scene.FarTown : scene.Town).MunicipalityCode;
        return scene.World.One<Guid>("""
            insert into desk_question (id, municipality_code, subject_id, organisation_id, by_person, by_role, words, asked_at, due_on)
              select uuidv7(), @town, (select id from desk_subject where municipality_code = @town limit 1), @organisation, @by, @role, 'Waar staan de laptops?', now(), current_date + 3 returning id
            """, new { town, organisation = by.Organisation!.Id, by = by.Id, role = by.Role });
    }

    private static Guid? ComparedList(Scene scene, string relation, string role)
    {
        var by = relation == Scene.Own ? scene.People[role == Role.Partner ? Role.Partner : Role.Coordinator] : relation == Scene.Far ? scene.World.Coordinator(scene.FarTown) : null;
        return by is null ? null : scene.World.One<Guid>("""
            with made as (insert into completeness_list (id, organisation_id, by_person, in_file, compared, found) values (uuidv7(), @organisation, @by, 12, 12, 11) returning id),
            line as (insert into completeness_row (list_id, line) select id, 2 from made returning id),
            name as (insert into completeness_name (row_id, given_name, surname, birth_date, keep_until) select id, 'Mila', 'Nevelbank', '2015-05-05', now() + interval '30 days' from line)
            select id from made
            """, new { organisation = by.Organisation!.Id, by = by.Id });
    }

    private static Guid Signalled(Scene scene, string relation, string role)
    {
        var by = relation != Scene.Own ? scene.Teachers[relation] : role is Role.Care or Role.Principal or Role.Partner ? scene.People[role] : scene.Teachers[Scene.Own];
        return scene.World.One<Guid>("""
            insert into signal (municipality_id, routed, source, organisation_id, by_membership, by_person, given_name, reason, words, family_knows, urgency, decide_by)
              values (@town, 'residence', @source, @organisation, @member, @person, 'Mika', 'home', 'Iets', 'yes', 1, now()) returning id
            """, new { town = scene.Town.Id, source = by.Role == Role.Partner ? "partnership" : "school", organisation = by.Organisation!.Id, member = by.MembershipId, person = by.Id });
    }

    // Own: led by whoever asks, or by the team of the scene. Next: led by another team in town. Far: of another municipality.
    private static Dictionary<string, string>? OfCase(PageHandler page, Scene scene, string relation, string role)
    {
        if (relation == Scene.Other)
        {
            return null;
        }

        var world = scene.World;
        var town = relation == Scene.Far ? scene.FarTown : scene.Town;
        var coordinator = relation == Scene.Far ? world.Coordinator(town) : scene.People[Role.Coordinator];
        var lead = relation != Scene.Own ? world.Caseworker(world.Team(town)) : role is Role.TeamLead or Role.Caseworker or Role.Attendance ? scene.People[role] : scene.People[Role.Caseworker];
        var made = world.Case(town, world.Pupil(scene.Groups[relation]), lead, coordinator);
        return page.Keys.ToDictionary(key => key, key => (key switch
        {
            "step" => world.Step(made, lead),
            "agreement" => world.One<Guid>("insert into case_agreement (case_id, kind, what, review_on, by_member) values (@made, 'device', 'Leenlaptop', current_date + 7, @MembershipId) returning id", new { made, lead.MembershipId }),
            "file" => world.One<Guid>("insert into case_file (case_id, name, media_type, size, sha256, content, by_member) values (@made, 'brief.txt', 'text/plain', 4, '', 'tekst', @MembershipId) returning id", new { made, lead.MembershipId }),
            _ => made,
        }).ToString());
    }

    private static string[] OfCases(string role) => role switch
    {
        Role.Coordinator => [Scene.Own, Scene.Next],
        Role.TeamLead or Role.Caseworker or Role.Attendance => [Scene.Own],
        _ => [],
    };

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

    /// <summary>A question to this school about a child that now goes to a new one.</summary>
    internal static Guid HistoryAsked(Scene scene, Organisation from, string state = "asked", Pupil? child = null)
    {
        child ??= scene.World.Pupil(scene.World.Group(scene.World.School(municipality: scene.Town)));
        return scene.World.One<Guid>("""
            insert into history_request (id, pupil_id, school_id, from_school_id, ground, given_name, surname, birth_date, search_key, asked_by, state, answered_at)
              select uuidv7(), p.id, p.school_id, @from, 'law', p.given_name, p.surname, p.birth_date, p.search_key, @by, @state, case when @state = 'given' then now() end from pupil p where p.id = @pupil returning id
            """, new { from = from.Id, pupil = child.Id, state, by = scene.World.Care(child.School).MembershipId });
    }

    internal static Guid GuidelineOf(Scene scene, Organisation town) =>
        scene.World.One<Guid>("insert into guideline (municipality_id, title, words, starts) values (@Id, 'Afstand', 'Blijf bij de deur', current_date) returning id", new { town.Id });
}
