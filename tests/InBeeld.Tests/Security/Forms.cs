namespace InBeeld.Tests.Security;

/// <summary>Fields without which a form is not understood (and the answer would be 404 for everyone). By the name of the handler.</summary>
internal static class Forms
{
    private static readonly Dictionary<string, Func<Scene, Somebody, string, (string, string?)[]>> Fields = new()
    {
        ["POST /sign-in?handler=Persona"] = (scene, _, _) => [("persona", scene.World.Person(userName: $"persona.{scene.World.Next()}", demo: true).Id.ToString())],
        ["POST /choose-role"] = (scene, who, _) => [("membership", who.As(Kernel.Access.Role.Teacher, scene.World.School()).MembershipId.ToString())],
        ["POST /account/sessions?handler=End"] = (scene, who, _) => [("session", scene.World.Session(who).ToString())],
        ["POST /groups/{group}?handler=Log"] = (scene, _, relation) => [("Form.Moment", Guid.CreateVersion7().ToString()), ("Form.Pupil", scene.Children[relation].Id.ToString()), ("Form.Channel", "phone"), ("Form.Reached", "pupil")],
        ["POST /groups/{group}/everyone"] = (scene, _, relation) => [("Batch", Guid.CreateVersion7().ToString()), ("Pupils", scene.Children[relation].Id.ToString()), ("Channel", "video")],
        ["POST /children/{pupil}/helpers?handler=End"] = (scene, _, relation) => [("helper", Made(scene, relation, "insert into helper (pupil_id, organisation) values (@pupil, 'Buurtteam') returning id"))],
        ["POST /children/{pupil}/helpers?handler=GoOn"] = (scene, _, relation) => [("helper", Made(scene, relation, "insert into helper (pupil_id, organisation, ends) values (@pupil, 'Buurtteam', current_date) returning id"))],
        ["POST /children/{pupil}/family?handler=Remove"] = (scene, _, relation) => [("person", scene.Children[relation].Family.ContactPerson().ToString())],
        ["POST /children/{pupil}/family?handler=Back"] = (scene, _, relation) => [("person", Made(scene, relation, "update contact_person set removed_at = now() where family_id = @family returning id"))],
        ["POST /children/{pupil}/family/siblings?handler=Link"] = (scene, _, relation) => [("other", scene.World.Pupil(scene.Groups[relation]).Id.ToString())],
        ["POST /children/{pupil}/family/siblings?handler=Unlink"] = (scene, _, relation) => [("other", scene.World.Pupil(scene.Groups[relation], family: scene.Children[relation].Family).Id.ToString())],
        ["POST /children/{pupil}/attention?handler=Undo"] = (scene, who, relation) => [("mark", Made(scene, relation, "select id from attention_mark where pupil_id = @pupil limit 1", who))],
        ["POST /children/{pupil}/ladder?handler=Undo"] = (scene, who, relation) => [("decision", Made(scene, relation, "insert into ladder_decision (pupil_id, rung, kind, attempts, school_days, decision, by_person) values (@pupil, 1, 'care', 3, 5, 'taken', @me) returning id", who))],
        ["POST /children/{pupil}/routes?handler=Undo"] = (scene, who, relation) => [("decision", Made(scene, relation, "insert into triage_decision (id, pupil_id, organisation_id, table_number, facts, proposed, capacity, chosen, deviates, by_person, at) select gen_random_uuid(), p.id, p.school_id, 0, '{}', '[]', '{}', '{device}', false, @me, now() from pupil p where p.id = @pupil returning id", who))],
        ["POST /worries?handler=Take"] = (scene, _, _) => [("worry", Made(scene, Scene.Own, "select id from worry where pupil_id = @pupil limit 1"))],
        ["POST /worries?handler=PutBack"] = (scene, who, _) => [("worry", Made(scene, Scene.Own, "update worry set state = 'taken', taken_by = @me, taken_at = now() where pupil_id = @pupil returning id", who))],
        ["POST /completeness/{list}?handler=Tick"] = (scene, who, _) => [("row", scene.World.One<Guid?>("select r.id from completeness_row r join completeness_list l on l.id = r.list_id where l.organisation_id = @o order by r.id desc limit 1", new { o = who.Organisation?.Id }).ToString()), ("to", "asked"), ("version", "1")],
        ["POST /safety/handovers"] = (scene, _, _) => [("handover", scene.World.One<Guid>("insert into safety_handover (id, school_id, organisation_id, by_person, by_name, child, words) values (uuidv7(), @school, @library, @by, 'Loes Kiezel', 'Noor', 'Zit er elke dag') returning id", new { school = scene.School.Id, library = scene.Library.Id, by = scene.People[Kernel.Access.Role.Library].Id }).ToString())],
        ["POST /desk/answers?handler=Remove"] = (scene, _, _) => [("answer", scene.World.One<Guid>("insert into desk_answer (id, municipality_code, title, words) values (uuidv7(), @town, 'Laptop', 'Bij het loket') returning id", new { town = scene.Town.MunicipalityCode }).ToString())],
        ["POST /desk/subjects?handler=Remove"] = (scene, _, _) => [("subject", scene.World.One<Guid>("select id from desk_subject where municipality_code = @town and removed_at is null limit 1", new { town = scene.Town.MunicipalityCode }).ToString())],
        ["POST /monitor/publications?handler=Withdraw"] = (scene, _, _) => [("Publication", Routes.PublicationOf(scene).ToString()), ("Reason", "Er stond een fout in.")],
        ["POST /monitor/infographics"] = (scene, _, _) => [("wave", Routes.Pictured(scene, Scene.Own)!.Value.Wave.ToString())],
        ["POST /monitor/infographics?handler=Stop"] = (scene, _, _) => [("wave", Routes.Pictured(scene, Scene.Own)!.Value.Wave.ToString())],
        ["POST /monitor/infographics?handler=Bundle"] = (scene, _, _) => [("wave", Routes.Pictured(scene, Scene.Own)!.Value.Wave.ToString())],
        ["POST /monitor/infographics?handler=StopBundle"] = (scene, _, _) => [("wave", Routes.Pictured(scene, Scene.Own)!.Value.Wave.ToString())],
        ["POST /monitor/infographics?handler=Tell"] = (scene, _, _) => [("wave", Routes.Pictured(scene, Scene.Own)!.Value.Wave.ToString())],
        ["POST /programmes?handler=Task"] = (scene, _, _) => [("task", Routes.Call(scene).ToString()), ("result", "reached")],
        ["POST /programmes/scales?handler=Turn"] = (scene, _, _) => [("scale", scene.World.Scale(scene.ProgrammeOf(Scene.Own)!.Value).ToString())],
        ["POST /programmes/money/funds/{fund}?handler=Turn"] = (_, _, _) => [("to", "closed")],
        ["POST /programmes/money/claims/{claim}"] = (_, _, _) => [("to", "claimed"), ("Version", "1")],
        ["POST /programmes/money/mix?handler=Apply"] = (scene, _, _) => [("plan", Routes.PlanOf(scene).ToString())],
        ["POST /programmes/money/mix?handler=Undo"] = (scene, _, _) => [("plan", Routes.PlanOf(scene).ToString())],
        // Too long: the id of a new edition would be that of a child, which is no harm but looks like it.
        ["POST /programmes/{programme}/share"] = (_, _, _) => [("Note", new string('x', 301))],
        ["POST /monitor/questionnaires/{version}?handler=Move"] = (_, _, _) => [("item", "members"), ("to", "up")],
        ["POST /monitor/questionnaires/{version}?handler=Remove"] = (_, _, _) => [("item", "members")],
        ["POST /monitor/questionnaires/{version}?handler=RemoveCheck"] = (_, _, _) => [("check", "pupils-many")],
        ["POST /programmes/{programme}/demand?handler=Turn"] = (_, _, _) => [("to", "closed")],
        ["POST /programmes/sessions/{session}?handler=Turn"] = (_, _, _) => [("to", "cancelled")],
        // Without a party there is nothing to begin.
        ["POST /places/new"] = (scene, who, _) => [("Other", (who.Role == Kernel.Access.Role.Coordinator ? scene.Library : scene.Town).Id.ToString())],
        ["POST /materials"] = (scene, who, _) => [("request", scene.World.One<Guid>("insert into material_request (id, library_id, school_id, kind, what, number, needed_on, by_person, at) values (uuidv7(), @library, @school, 'book', 'Atlas', 1, @Day, @by, now()) returning id", new { library = scene.Library.Id, school = scene.School.Id, scene.World.Clock.Day, by = who.Id }).ToString()), ("to", who.Role is Kernel.Access.Role.Library or Kernel.Access.Role.LibraryPlanner ? "ready" : "withdrawn")],
        ["POST /programmes/{programme}?handler=Turn"] = (_, _, _) => [("to", "closed")],
        ["POST /programmes/days/{day}?handler=Turn"] = (_, _, _) => [("to", "cancelled")],
        ["POST /programmes/people/{enrolment}"] = (_, _, _) => [("to", "intake"), ("Version", "1")],
        ["POST /children/{pupil}/programmes"] = (scene, _, _) => [("Programme", scene.World.Programme(scene.Library).ToString())],
        ["POST /hours?handler=Undo"] = (scene, _, _) => [("closure", SeatRoutes.Closure(scene).ToString())],
        ["POST /bookings/new"] = (scene, _, relation) => [("Slot", SeatRoutes.Slot(scene, Scene.Own).ToString()), ("Children", scene.Children[relation].Id.ToString())],
        ["POST /bookings/new?handler=Wait"] = (scene, _, relation) => [("Slot", SeatRoutes.Slot(scene, Scene.Own).ToString()), ("Children", scene.Children[relation].Id.ToString())],
        ["POST /today?handler=In"] = (scene, _, _) => [("booking", DoorScene.Of(scene).BookingNow("booked").ToString())],
        ["POST /today?handler=Out"] = (scene, _, _) => [("booking", DoorScene.Of(scene).BookingNow("in").ToString())],
        ["POST /today?handler=Undo"] = (scene, _, _) => [("booking", DoorScene.Of(scene).BookingNow("in").ToString())],
        ["POST /cleaning?handler=Tick"] = (scene, _, _) => [("tick", Guid.CreateVersion7().ToString()), ("seat", DoorScene.Of(scene).Seats[0].ToString())],
        ["POST /cleaning?handler=Undo"] = (scene, _, _) => [("tick", DoorScene.Of(scene).Ticked().ToString())],
        ["POST /cleaning/points?handler=Remove"] = (scene, _, _) => [("point", DoorScene.Of(scene).Point().ToString())],
        ["POST /cleaning/points?handler=Back"] = (scene, _, _) => [("point", DoorScene.Of(scene).Point().ToString())],
        ["POST /door/devices?handler=Revoke"] = (scene, _, _) => [("device", DoorScene.Of(scene).Device().ToString())],
        ["POST /partners/contacts?handler=Remove"] = (scene, _, _) => [("contact", scene.World.PartnerContact(scene.World.Partner(scene.Library)).ToString())],
        ["POST /partners/contacts?handler=Step"] = (scene, _, _) => [("contact", scene.World.PartnerContact(scene.World.Partner(scene.Library)).ToString())],
        ["POST /partners/tasks"] = (scene, _, _) => [("task", scene.World.PartnerTask(scene.World.TakesPart(scene.World.Partner(scene.Library), scene.ProgrammeOf(Scene.Own)!.Value)).ToString())],
        ["POST /monitor/waves/{wave}?handler=Turn"] = (_, _, _) => [("to", "closed"), ("Version", "1")],
        ["POST /monitor/answer/{wave}?handler=Give"] = (_, _, _) => [("part", "schools")],
        ["POST /monitor/answer/{wave}?handler=Link"] = (_, _, _) => [("part", "schools")],
        ["POST /monitor/answer/{wave}?handler=Finish"] = (_, _, _) => [("part", "schools"), ("done", "true")],
        ["POST /measurements/talks/{talk}?handler=Turn"] = (_, _, _) => [("to", "held")],
        ["POST /measurements/{measurement}/design"] = (_, _, _) => [("What", "question"), ("Key", "q1")],
        ["POST /programmes/consents"] = (_, _, _) => [("Kind", "photo")],
        ["POST /history?handler=Withdraw"] = (scene, _, _) => [("request", Routes.HistoryAsked(scene, scene.OtherSchool, child: scene.World.Pupil(scene.Groups[Scene.Own])).ToString())],
        ["POST /history?handler=TakeBack"] = (scene, _, _) => [("request", Routes.HistoryAsked(scene, scene.School, "given").ToString())],
        ["POST /emergency-access?handler=End"] = (scene, who, _) => [("access", scene.World.One<Guid>("insert into emergency_access (pupil_id, person_id, organisation_id, reason, ends) values (@pupil, @me, @organisation, 'Een reden die lang genoeg is', now() + interval '3 hours') returning id", new { pupil = scene.Children[Scene.Own].Id, me = who.Id, organisation = scene.School.Id }).ToString())],
        ["POST /people/groups/{group}?handler=Remove"] = (scene, _, relation) => [("standing", Made(scene, relation, "select id from group_teacher where group_id = @group limit 1"))],
        ["POST /people/groups/{group}?handler=Again"] = (scene, _, relation) => [("standing", Made(scene, relation, "update group_teacher set ends = current_date - 1 where group_id = @group returning id"))],
        ["POST /cases/lists?handler=Change"] = (scene, who, _) => [("id", List(scene, who)), ("title", "Mijn lijst")],
        ["POST /cases/lists?handler=Remove"] = (scene, who, _) => [("id", List(scene, who))],
        ["POST /cases/lists?handler=Back"] = (scene, who, _) => [("id", List(scene, who))],
        ["POST /cases/give"] = (scene, _, _) => [("Shown", Routes.CaseIn(scene, scene.Town) + ":1")],
        ["POST /guidelines?handler=End"] = (scene, _, _) => [("guideline", Routes.GuidelineOf(scene, scene.Town).ToString())],
        ["POST /guidelines?handler=GoOn"] = (scene, _, _) => [("guideline", Routes.GuidelineOf(scene, scene.Town).ToString())],
        ["POST /transfers?handler=Accept"] = (scene, _, _) => [("transfer", Transfer(scene, scene.FarTown, scene.Town))],
        ["POST /transfers?handler=Refuse"] = (scene, _, _) => [("transfer", Transfer(scene, scene.FarTown, scene.Town))],
        ["POST /transfers?handler=Withdraw"] = (scene, _, _) => [("transfer", Transfer(scene, scene.Town, scene.FarTown))],
    };

    private static string List(Scene scene, Somebody who) =>
        scene.World.One<Guid>("insert into working_list (organisation_id, person_id, name, query) values (@organisation, @person, 'Mijn lijst', '') returning id", new { organisation = who.Organisation?.Id ?? scene.School.Id, person = who.Id }).ToString();

    private static string Transfer(Scene scene, Organisation from, Organisation to) => scene.World.One<Guid>("""
        insert into case_transfer (case_id, from_id, to_id, ground, ground_words, asked_by) select @made, @from, @to, 'consent', 'Moeder vindt het goed', c.decided_by from care_case c where c.id = @made returning id
        """, new { made = Routes.CaseIn(scene, from), from = from.Id, to = to.Id }).ToString();

    /// <summary>Handlers that answer 404 to whoever may use them, because a test cannot make what the form needs; each with what that is.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotFoundWithout = new Dictionary<string, string>
    {
        ["GET /calendar/{token}.ics"] = "a secret address",
        ["POST /monitor/reply/{token}/sections/{section}?handler=Keep"] = "a link that holds, which has tests of its own",
        ["GET /monitor/dashboard?handler=Export"] = "a wave of which the figures were computed",
        ["GET /monitor/waves/{wave}/figures?handler=Export"] = "a wave of which the figures were computed",
        ["GET /monitor/infographics?handler=All"] = "a wave of which the pictures were made",
        ["GET /monitor/infographics?handler=Far"] = "a file that is being made",
        ["GET /monitor/infographics?handler=Bundle"] = "a file that was made",
        ["POST /account/passkeys?handler=Remove"] = "a passkey, made by a browser",
        ["POST /class-lists/{import}?handler=Columns"] = "a list of which the columns are still to be chosen",
        ["POST /children/{pupil}/safety?handler=TakeOver"] = "a record that nobody reads any more",
        ["POST /desk/{question}?handler=React"] = "a question of one's own",
        ["POST /class-lists/{import}?handler=Compare"] = "a long list of which the comparing was stopped",
        ["POST /allocation/{allocation}?handler=Apply"] = "a computation",
        ["POST /allocation/{allocation}?handler=Undo"] = "a computation that was applied",
        ["POST /programmes/{programme}/share?handler=Turn"] = "an edition of the same programme",
        ["POST /programmes/{programme}/schools"] = "a school with a child in it",
        ["POST /partners/{what}/new?handler=Remove"] = "one that is there already; the page of a new one shares its form",
        ["POST /partners/{what}/new?handler=Restore"] = "one that was removed; the page of a new one shares its form",
        ["POST /partners/{what}/{record}/change?handler=Restore"] = "one that was removed",
        ["POST /measurements/new?handler=Remove"] = "one that is there already; the page of a new one shares its form",
        ["POST /measurements/new?handler=Restore"] = "one that was removed; the page of a new one shares its form",
        ["POST /measurements/{measurement}/{what}/new?handler=Remove"] = "one that is there already; the page of a new one shares its form",
        ["POST /measurements/{measurement}/{what}/new?handler=Restore"] = "one that was removed; the page of a new one shares its form",
        ["POST /measurements/{what}/{record}/change?handler=Restore"] = "one that was removed",
        ["GET /measurements/{measurement}/coding/new"] = "a note to make it of",
        ["POST /measurements/{measurement}/coding/new"] = "a note to make it of",
        ["POST /measurements/{measurement}/coding/new?handler=Code"] = "one that is there already; the page of a new one shares its form",
        ["POST /measurements/{measurement}/coding/new?handler=Uncode"] = "one that is there already; the page of a new one shares its form",
        ["POST /measurements/{measurement}/coding/new?handler=Again"] = "one that is there already; the page of a new one shares its form",
        ["POST /measurements/{measurement}/coding/new?handler=Remove"] = "one that is there already; the page of a new one shares its form",
        ["POST /measurements/{measurement}/coding/new?handler=Restore"] = "one that was removed; the page of a new one shares its form",
        ["POST /measurements/fragments/{fragment}?handler=Uncode"] = "a code of that fragment",
        ["POST /measurements/fragments/{fragment}?handler=Again"] = "a code that was taken away",
        ["POST /measurements/fragments/{fragment}?handler=Restore"] = "one that was removed",
        ["POST /measurements/talks/{talk}?handler=Back"] = "a talk that was moved",
        ["POST /measurements/{measurement}/blocks"] = "a round of that measurement",
        ["POST /partners/people/{person}?handler=Return"] = "somebody who left",
        ["POST /partners/agreements/{agreement}?handler=RemoveFile"] = "a document of that agreement",
        ["POST /homework/new?handler=Remove"] = "one that is there already; the page of a new one shares its form",
        ["POST /programmes/people/{enrolment}/goals/new?handler=Stop"] = "a goal that is there already; the page of a new one shares its model",
        ["POST /allocation/travel"] = "an agreement with a library",
        ["POST /threads/{enrolment}?handler=Change"] = "a note of one's own",
        ["POST /programmes/people/{enrolment}/talks?handler=Undo"] = "a talk of one's own",
        ["POST /programmes/people/{enrolment}/refer-on?handler=Back"] = "a family that was referred on",
        ["POST /monitor/waves/{wave}/libraries/{library}?handler=Correct"] = "an answer of that library in a closed wave",
        ["POST /monitor/waves/{wave}/libraries/{library}?handler=Withdraw"] = "a link of that library",
        ["POST /programmes/days/{day}?handler=Guest"] = "somebody on the list of that day",
        ["POST /children/{pupil}/needs?handler=Undo"] = "what was saved just before, protected by the server",
    };

    /// <summary>Handlers for which the address only says where to go back to: the ids in the form decide.</summary>
    public static readonly IReadOnlyDictionary<string, string> OnlyGoesBack = new Dictionary<string, string>
    {
    };

    /// <param name="page">The handler that gets the form.</param>
    /// <param name="scene">Where it happens.</param>
    /// <param name="who">Who sends it.</param>
    /// <param name="relation">Whose child, group or school the form is about.</param>
    public static (string Name, string? Value)[] Of(PageHandler page, Scene scene, Somebody who, string relation) =>
        Fields.TryGetValue(page.Name, out var form) ? form(scene, who, relation.Length == 0 ? Scene.Own : relation) : Routes.FiguresForms.TryGetValue(page.Name, out var figures) ? figures : [];

    private static string? Made(Scene scene, string relation, string sql, Somebody? who = null) =>
        scene.World.One<Guid?>(sql, new { pupil = scene.Children[relation].Id, family = scene.Children[relation].Family.Id, group = scene.Groups[relation].Id, me = who?.Id }).ToString();
}
