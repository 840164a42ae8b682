using Dapper;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>Three agreements of Zonderdam with its library: one agreed, one in conversation, one declined. The database makes their conditions, which are answered afterwards.</summary>
internal static class DemoPlaces
{
    private const string Quiet = "Stil werken aan tafels bij het raam.";
    private const string Computers = "Met zes vaste computers.";

    private static readonly (string Of, string Kind, string Answer, string Remark, string Action, int Days)[] Answers =
    [
        (Quiet, "staff", "yes", "Zes medewerkers willen dit doen, twee liever niet.", "", 0),
        (Quiet, "continuity", "yes", "Per dagdeel staat een reserve klaar.", "", 0),
        (Quiet, "hygiene", "partly", "De plekken gaan goed, de toiletten nog niet.", "Een tweede ronde schoonmaak regelen", 7),
        (Quiet, "supervision", "yes", "De Wolkenladder stuurt elke ochtend een begeleider.", "", 0),
        (Quiet, "hours", "yes", "Maandag tot en met vrijdag open vanaf 9.00 uur.", "", 0),
        (Quiet, "distance", "yes", "", "", 0),
        (Computers, "staff", "yes", "", "", 0),
        (Computers, "continuity", "no", "Op donderdag is er niemand als reserve.", "Een reserve zoeken bij Noorderduin", 10),
        (Computers, "hours", "partly", "Op dinsdag pas open vanaf 13.30 uur.", "", 0),
    ];

    public static IEnumerable<DemoTable> Of(DemoWorld world)
    {
        var days = world.Days;
        var hanna = world.Memberships.First(m => m.OrganisationId == world.Municipality && m.Role == Role.Coordinator).Person;
        var ilse = world.Memberships.First(m => m.Role == Role.LibraryPlanner).Person;
        DateTimeOffset At(int ago, int hour) => Ago(world, ago, hour);
        var agreement = new DemoTable("place_agreement", "id:uuid, municipality_id:uuid, library_id:uuid, begun_by:text, needs:texts, places:int, starts:date, ends:date, hours:text, remark:text, state:text, state_reason:text, state_by:text, state_at:moment, state_was:text, agreed_by_municipality:uuid, agreed_at_municipality:moment, agreed_by_library:uuid, agreed_at_library:moment, by_person:uuid, at:moment");
        var happened = new DemoTable("place_event", "id:uuid, agreement_id:uuid, kind:text, side:text, what:text, by_person:uuid, at:moment");
        void Event(Guid of, string kind, string side, string what, DateTimeOffset at) => happened.Add(world.NextId(), of, kind, side, what, side == "library" ? ilse.Id : hanna.Id, at);

        var agreed = world.NextId();
        agreement.Add(agreed, world.Municipality, world.Libraries[0], "municipality", "no_quiet_place little_help".Split(' '), 16, days.Today.AddDays(-14), days.Today.AddDays(120), "Maandag tot en met vrijdag, 9.00 tot 12.30 uur.", Quiet, "talking", "", "", null, "", null, null, null, null, hanna.Id, At(24, 9));
        Event(agreed, "begun", "municipality", "", At(24, 9));
        Event(agreed, "condition", "library", "staff:yes", At(22, 10));
        Event(agreed, "condition", "library", "hygiene:partly", At(22, 11));
        Event(agreed, "changed", "library", "places,hours", At(20, 13));
        Event(agreed, "agreed", "library", "", At(18, 15));
        Event(agreed, "agreed", "municipality", "", At(17, 11));

        var declined = world.NextId();
        agreement.Add(declined, world.Municipality, world.Libraries[0], "library", "motivation".Split(' '), 8, days.Today.AddDays(10), null, "Zaterdag, 10.00 tot 13.00 uur.", "", "declined", "Op zaterdag kan geen school begeleiding geven.", "municipality", At(6, 16), "talking", null, null, null, null, ilse.Id, At(9, 10));
        Event(declined, "begun", "library", "", At(9, 10));
        Event(declined, "declined", "municipality", "Op zaterdag kan geen school begeleiding geven.", At(6, 16));

        var talking = world.NextId();
        agreement.Add(talking, world.Municipality, world.Libraries[0], "library", "no_device no_connection".Split(' '), 6, days.Today.AddDays(7), days.Today.AddDays(90), "Dinsdag en donderdag, 13.30 tot 16.30 uur.", Computers, "talking", "", "", null, "", null, null, null, null, ilse.Id, At(3, 9));
        Event(talking, "begun", "library", "", At(3, 9));
        Event(talking, "condition", "library", "staff:yes", At(2, 10));
        Event(talking, "condition", "municipality", "continuity:no", At(1, 14));
        Event(talking, "condition", "library", "hours:partly", At(1, 15));
        return [agreement, happened];
    }
    /// <summary>Answers the conditions; then both agree, for what changes asks them again.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition("""
            update place_condition c set answer = @Answer, remark = @Remark, action = @Action, who = case when @Action = '' then '' else 'Ilse Letterkroos' end, by_on = case when @Days > 0 then @Today + @Days end
            from place_agreement a where a.id = c.agreement_id and a.municipality_id = @Municipality and a.remark = @Of and c.kind = @Kind
            """, Answers.Select(a => new { a.Of, a.Kind, a.Answer, a.Remark, a.Action, a.Days, world.Days.Today, world.Municipality }), tx, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition("""
            update place_agreement a set state = 'agreed', agreed_by_municipality = @hanna, agreed_at_municipality = @second, agreed_by_library = @ilse, agreed_at_library = @first where a.municipality_id = @Municipality and a.remark = @Quiet
            """, new { world.Municipality, Quiet, hanna = world.Memberships.First(m => m.OrganisationId == world.Municipality && m.Role == Role.Coordinator).Person.Id, ilse = world.Memberships.First(m => m.Role == Role.LibraryPlanner).Person.Id, first = Ago(world, 18, 15), second = Ago(world, 17, 11) }, tx, cancellationToken: ct));
    }

    private static DateTimeOffset Ago(DemoWorld world, int ago, int hour) => Amsterdam.At(world.Days.Today.AddDays(-ago), new TimeOnly(hour, 20));
}
