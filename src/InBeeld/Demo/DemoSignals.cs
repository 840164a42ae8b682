using System.Text.Json;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Kernel;
using InBeeld.Kernel.Names;

namespace InBeeld.Demonstration;

/// <summary>Signals of the demo that wait, were brought in or have ended, from everybody who signals. Those that became a case are made with the cases.</summary>
internal static class DemoSignals
{
    private const string Columns = "id:uuid, receipt:text, municipality_id:uuid, routed:text, source:text, organisation_id:uuid, by_membership:uuid, by_person:uuid, pupil_id:uuid, given_name:text, prefix:text, surname:text, birth_date:date, "
        + "school_name:text, address:text, postcode:text, place:text, search_key:text, reporter_name:text, reporter_contact:text, reporter_relation:text, reason:text, words:text, did:text, thinks_of:text, family_knows:text, family_why:text, "
        + "tried:json, absence:json, urgency:small, decide_by:moment, state:text, intake_by:uuid, intake_at:moment, intake_party:uuid, ended_at:moment, ended_by:uuid, end_reason:text, of_use:text, use_at:moment, at:moment";

    private sealed record Given(string Source, DemoMember? By, DemoChild? Child, PersonName Name, string Reason, int Urgency, int DaysAgo, string Time, string Words)
    {
        public string Did { get; init; } = "";
        public string ThinksOf { get; init; } = "";
        public string Knows { get; init; } = "yes";
        public string KnowsWhy { get; init; } = "";
        public string Routed { get; init; } = "residence";
        public int Age { get; init; }
        public string School { get; init; } = "";
        public string Street { get; init; } = "";
        public (string Name, string Contact, string Relation)? Reporter { get; init; }
        public (int Days, int Hours, string Support, string Reason)? Absence { get; init; }
        public (DemoMember By, DemoParty Party, string Note)? Intake { get; init; }
        public string Ended { get; init; } = "";
        public string Use { get; init; } = "";
    }

    /// <summary>The rows, to be written after those of children and contact.</summary>
    public static DemoTable[] Of(DemoWorld world)
    {
        var table = new DemoTable("signal", Columns);
        var notes = new DemoTable("signal_note", "signal_id:uuid, intake_note:text");
        var number = 0;
        foreach (var s in All(world))
        {
            Add(table, notes, world, s, ++number);
        }

        return [table, notes];
    }

    private static List<Given> All(DemoWorld world)
    {
        var t = world.Together;
        var home = world.Groups.First(g => g.IsHome);
        DemoChild Home(string given) => home.Children.First(c => c.Home?.Given == given);
        DemoChild Somebody(string school, int which) => world.Schools.First(s => s.Plan.Code == school).Groups.SelectMany(g => g.Children).Where(c => c.Left is null && c.Home is null).ElementAt(which);
        DemoMember Teacher(DemoChild child) => t.Of(child.Group.Teacher);
        DemoMember Care(DemoChild child) => t.Of(child.Group.School.Care);

        var (noor, komeet, toren, egel, hoed, lorne) = (Home("Noor"), Somebody("99ZZ20", 3), Somebody("99ZZ22", 5), Somebody("99ZZ03", 8), Somebody("99ZZ08", 11), Somebody("99ZZ18", 20));
        var (werf, uil, schelp, lyceum) = (Somebody("99ZZ23", 14), Somebody("99ZZ16", 6), Somebody("99ZZ01", 30), Somebody("99ZZ19", 41));
        var none = default(PersonName);
        return
        [
            new("school", Teacher(noor), noor, none, "not_reached", 3, 0, "09:10", "Al negen schooldagen geen contact. Ook aan de deur doet niemand open. Kan iemand vandaag langsgaan?") { Did = "Vier keer gebeld, briefje in de bus, de zorgcoördinator is ingelicht.", ThinksOf = "neighbourhood", Knows = "no", KnowsWhy = "We krijgen niemand te spreken." },
            new("school", Care(komeet), komeet, none, "absent", 2, 1, "11:25", "Komt sinds drie weken bijna niet. Zegt dat thuis niemand wakker is. Wie kan ’s ochtends helpen?") { Did = "Twee gesprekken op school, taxi geregeld.", ThinksOf = "youth" },
            new("mbo", Teacher(toren), toren, none, "absent", 2, 1, "14:40", "Werkt overdag en haalt de lessen niet meer. Wil wel een diploma.") { Knows = "unknown", Routed = "school", Absence = (23, 16, "Twee gesprekken met de loopbaanbegeleider, een ander rooster aangeboden.", "missing") },
            new("mbo", Care(werf), werf, none, "absent", 1, 6, "10:05", "Is verhuisd naar een tante en reist twee uur. De stageplek is stil komen te liggen.") { Absence = (38, 24, "Nieuwe stage dichterbij, nog geen antwoord.", "unclear"), Intake = (t.Roos, t.Attendance, "Gesproken met de leerling. Zoekt werk en school samen."), ThinksOf = "mentor" },
            new("partnership", t.Marit, null, new("Isa", "", "Wolkenspoor"), "no_school", 2, 2, "13:15", "Wacht sinds de zomer op een plek in het speciaal onderwijs en zit thuis. Ouders kunnen het niet meer alleen.") { Age = 9, School = "Geen", Street = "Zandloperstraat 12", ThinksOf = "place" },
            new("partnership", t.Marit, null, new("Boaz", "van", "Muntenbeek"), "learning", 1, 8, "15:50", "Doet thuis niets aan school. Geen rustige plek, vier kinderen in twee kamers.") { Age = 11, School = egel.Group.School.Plan.Name, Street = "Boeienkade 71", Ended = "advice", Use = "yes" },
            new("childcare", t.Lotte, null, new("Vigo", "", "Pannenveer"), "home", 3, 0, "08:20", "Wordt al twee dagen niet gebracht en de telefoon staat uit. Moeder was maandag erg overstuur.") { Age = 3, School = "Kinderopvang Het Eendennest", Street = "Plompenweg 20", Knows = "no", KnowsWhy = "We bereiken moeder niet.", ThinksOf = "neighbourhood" },
            new("institution", t.Wout, null, new("Tess", "", "Avondgloed"), "arrival", 2, 3, "09:35", "Woont sinds vorige week bij ons in de jongerenwoning. Er is nog geen school die plek heeft.") { Age = 16, Street = "Uilenwerf 9", Intake = (t.Bram, t.Youth, "Heeft een plek nodig voor de vakantie.") },
            new("third", null, null, new("Mika", "", ""), "home", 2, 1, "19:45", "Het jongetje van de tweede verdieping speelt elke dag tot laat alleen op straat, ook onder schooltijd.") { Age = 0, Street = "Raadhuiskade 80, tweede verdieping", Knows = "unknown", Routed = "chosen", Reporter = ("", "", "Woont in dezelfde straat") },
            new("third", t.Hanna, null, new("Djenna", "", "Kersenhout"), "not_reached", 1, 4, "16:10", "Kwam altijd trainen en is zes weken niet geweest. Haar vriendinnen horen ook niets.") { Age = 13, School = lyceum.Group.School.Plan.Name, Knows = "unknown", Reporter = ("Joep Zandkorrel", "000 222 33 44", "Trainer van de zwemclub") },
            new("municipality", t.Roos, null, new("Elias", "", "Havenvonk"), "no_school", 2, 2, "10:30", "Staat sinds augustus ingeschreven in de gemeente en nergens op een school.") { Age = 8, Street = "Karavaanweg 33" },
            new("school", Care(egel), egel, none, "learning", 1, 5, "12:00", "Heeft geen laptop en doet alles op een telefoon met een kapot scherm.") { Did = "Papieren pakketten meegegeven.", ThinksOf = "device" },
            new("school", Teacher(hoed), hoed, none, "help", 2, 9, "15:15", "Vader vraagt zelf om hulp: hij is ziek thuis en weet niet hoe hij de dag rond krijgt.") { Did = "Noodopvang op school voor een week.", ThinksOf = "childcare", Intake = (t.Roos, t.Noord, "Gezin is bekend bij het buurtteam.") },
            new("school", Care(lorne), lorne, none, "absent", 1, 12, "09:50", "Verzuimt de vrijdag, blijkt te werken in de winkel van de familie.") { Ended = "no_need", Use = "partly" },
            new("school", Teacher(schelp), schelp, none, "other", 1, 3, "14:05", "Bedoeld voor een ander kind, foutje.") { Ended = "mistake" },
            new("school", Care(uil), uil, none, "home", 2, 0, "10:40", "Slaapt sinds een week bij vrienden. Wil wel naar school, maar weet niet waar hij vanavond is.") { Did = "Met hem en de vriend gesproken.", ThinksOf = "youth", Knows = "soon" },
        ];
    }

    private static void Add(DemoTable table, DemoTable notes, DemoWorld world, Given s, int number)
    {
        var (t, days) = (world.Together, world.Days);
        var day = s.DaysAgo == 0 ? days.LastSchoolDay : days.Back(s.DaysAgo);
        var at = Soonest(Amsterdam.At(day, TimeOnly.Parse(s.Time, System.Globalization.CultureInfo.InvariantCulture)), days);
        var by = s.Urgency switch { 3 => Amsterdam.At(day, new TimeOnly(17, 0)), 2 => Amsterdam.At(days.Calendar.After(day, 3), new TimeOnly(17, 0)), _ => Amsterdam.At(days.Calendar.After(day, 10), new TimeOnly(17, 0)) };
        var ended = s.Ended.Length > 0 ? Soonest(at.AddHours(s.Ended == "mistake" ? 1 : 30), days) : (DateTimeOffset?)null;
        var tried = s.Child is null ? [] : world.Contact.Moments.Where(m => m.Child == s.Child && m.At < at).OrderByDescending(m => m.At).TakeWhile(m => m.Reached == "nobody").Reverse()
            .Select(m => new { m.Day, m.Channel, m.Reached }).ToList();
        var state = s.Ended.Length > 0 ? "ended" : s.Intake is null ? "new" : "brought_in";
        var endedBy = s.Ended == "mistake" ? s.By : t.Hanna;
        var id = t.NextId();
        if (s.Intake is { } intake)
        {
            notes.Add(id, intake.Note);
        }

        table.Add(id, Receipt(number), world.Municipality, s.Routed, s.Source, s.By?.OrganisationId, s.By?.Id, s.By?.Person.Id, s.Child?.Id, s.Name.Given ?? "", s.Name.Prefix ?? "", s.Name.Surname ?? "",
            s.Age > 0 ? days.Today.AddYears(-s.Age).AddDays(-40 - number) : null, s.School, s.Street, s.Street.Length > 0 ? "0905 DD" : "", s.Street.Length > 0 ? "Zonderdam" : "", s.Child is null ? SearchKey.Of(s.Name.Full) : "",
            s.Reporter?.Name ?? "", s.Reporter?.Contact ?? "", s.Reporter?.Relation ?? "", s.Reason, s.Words, s.Did, s.ThinksOf, s.Knows, s.KnowsWhy, JsonSerializer.Serialize(tried, JsonSerializerOptions.Web),
            s.Absence is { } a ? JsonSerializer.Serialize(new { Since = days.Today.AddDays(-a.Days), a.Hours, a.Support, ValidReason = a.Reason }, JsonSerializerOptions.Web) : null, (short)s.Urgency, by, state,
            s.Intake?.By.Id, s.Intake is null ? null : Soonest(at.AddHours(5), days), s.Intake?.Party.Id, ended, s.Ended.Length > 0 ? endedBy?.Id : null, s.Ended, s.Use, s.Use.Length > 0 ? Soonest(ended!.Value.AddHours(20), days) : null, at);
    }

    // As the database makes them: without letters and digits that look alike.
    private static string Receipt(int number) => $"ZDMM-{(char)('B' + number)}{(char)('B' + number)}22".Replace('I', 'W').Replace('L', 'X').Replace('O', 'Y').Replace('E', 'Z').Replace('U', 'V').Replace('A', 'T');

    private static DateTimeOffset Soonest(DateTimeOffset at, DemoDays days) => at < days.Now ? at : days.Now.AddMinutes(-5);
}
