using Dapper;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Questionnaires;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>
/// Two waves of the monitor for primary education: last school year's closed with answers of thirty libraries that do not exist and of those of the demo, this year's open and half filled in.
/// </summary>
internal static class DemoWaves
{
    private const int Libraries = 55;

    private static readonly string[] Provinces = ["Fabelland", "Sprookjeskust", "Verhalenveen", "Dichterswoud", "Rijmpolder", "Sagenburg", "Legendal", "Kroniekenland", "Balladerij", "Versvaart", "Fluisterheide", "Strofenstroom"];
    private static readonly string[] Firsts = ["Maanlicht", "Wolkenbrug", "Zandloper", "Lantaarn", "Zilvermeer", "Kruimelpad", "Sterrenwacht", "Notenboom", "Vossenhol", "Regenboog"];
    private static readonly string[] Trees = ["Eik", "Linde", "Beuk", "Wilg", "Spar", "Kastanje", "Vlier", "Iep", "Hazelaar", "Es", "Berk", "Meidoorn", "Esdoorn", "Populier"];

    private static readonly string[] Ways = ["all", "part", "none"], Periods = ["year", "years", "open", "none"], Money = ["once", "structural", "structural", "both"];

    private sealed record Place(Guid Id, Guid Root, string Level, string Code, string Library);

    private sealed record School(string Code, string Name, long Pupils);

    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        // The second version, with its crosswalk, is the one of this year.
        var versions = (await connection.QueryAsync<string>(new CommandDefinition("select v.definition from questionnaire_version v join questionnaire q on q.id = v.questionnaire_id where q.key = @key and v.state = 'published' order by v.number", new { key = SuppliedQuestionnaires.MonitorPrimary }, tx, cancellationToken: ct))).ToList();
        var (was, questionnaire) = (QuestionnaireReader.Read(versions[0]).Questionnaire!, QuestionnaireReader.Read(versions[^1]).Questionnaire!);
        var vera = world.Memberships.First(m => m.Role == Role.Researcher);
        var nadia = world.Memberships.First(m => m.Role == Role.ProgrammeLeader).Person.Id;
        var today = world.Days.Today;
        var began = DemoLastYear.Began(today);
        var schools = (await connection.QueryAsync<School>(new CommandDefinition("""
            select o.code, o.name, (select count(*) from pupil p where p.school_id = o.id and p.left_on is null) as pupils from organisation o where o.kind = 'school' and o.level in ('primary', 'special') and o.municipality_code = @code order by o.code
            """, new { code = DemoPlan.MunicipalityCode }, tx, cancellationToken: ct))).ToList();
        var (last, now) = (world.NextId(), world.NextId());
        var waves = new DemoTable("wave", "id:uuid, institute_id:uuid, questionnaire_key:text, questionnaire_version:int, definition:text, name:text, kind:text, school_year:small, opens_on:date, closes_on:date, state:text, opened_at:moment, closed_at:moment, by_person:uuid, at:moment");
        waves.Add(last, vera.OrganisationId, was.Key, was.Version, versions[0], $"Monitor primair onderwijs {WaveRow.Year(began - 1)}", "school-year", (short)(began - 1), today.AddDays(-400), today.AddDays(-330), "closed", world.Days.Now.AddDays(-400), world.Days.Now.AddDays(-329), vera.Person.Id, world.Days.Now.AddDays(-410));
        waves.Add(now, vera.OrganisationId, questionnaire.Key, questionnaire.Version, versions[^1], $"Monitor primair onderwijs {WaveRow.Year(began)}", "school-year", (short)began, today.AddDays(-20), today.AddDays(25), "open", world.Days.Now.AddDays(-20), null, vera.Person.Id, world.Days.Now.AddDays(-30));
        var items = new DemoTable("wave_item", "wave_id:uuid, key:text, concept:text, part:text, section:text, level:text, position:small");
        foreach (var (wave, asks) in new[] { (last, was), (now, questionnaire) })
        {
            var part = asks.Sections.ToDictionary(s => s.Key, s => s.Part);
            foreach (var (item, at) in asks.InOrder().Select((i, at) => (i, at)))
            {
                items.Add(wave, item.Key, item.Concept, part[item.Section], item.Section, item.Level == ItemLevel.Location ? "location" : "library", (short)at);
            }
        }

        var units = new DemoTable("wave_unit", "id:uuid, wave_id:uuid, level:text, parent_id:uuid, root_id:uuid, name:text, code:text, features:json, organisation_id:uuid, sort_key:text");
        var replies = new DemoTable("wave_reply", "unit_id:uuid, wave_id:uuid, state:text, begun_at:moment, handed_in_at:moment");
        var before = Units(world, last, units, replies, schools, 0.97);
        Units(world, now, units, replies, schools, 0);
        var answers = Answers(world, last, before, nadia);
        await DemoBoundaries.WriteAsync(connection, tx, [("Zonderdam", Provinces[0]), .. Enumerable.Range(0, Libraries).OrderBy(ProvinceOf).Select(i => (Town(i), Provinces[ProvinceOf(i)]))], ct);
        foreach (var table in new[] { waves, items, units, replies, answers })
        {
            await table.WriteAsync(connection, ct);
        }

        await connection.ExecuteAsync(new CommandDefinition("""
            insert into wave_event (wave_id, kind, by_person, at) values (@last, 'opened', @vera, @Now - interval '400 days'), (@last, 'closed', @vera, @Now - interval '329 days'), (@asked, 'opened', @vera, @Now - interval '20 days');
            insert into wave_event (wave_id, unit_id, item, kind, was, became, why, by_person, at) select @last, a.unit_id, a.item, 'corrected', jsonb_build_object('state', 'value', 'number', a.number * 10), jsonb_build_object('state', 'value', 'number', a.number), 'Een nul te veel getypt; de bibliotheek bevestigde dit.', @vera, @Now - interval '300 days'
              from wave_answer a join wave_unit u on u.id = a.unit_id where a.wave_id = @last and a.item = 'active-members' and u.code = 'ZZ-BIB-104' and a.number is not null;
            update wave_answer a set origin = 'corrected' from wave_unit u where u.id = a.unit_id and a.wave_id = @last and a.item = 'active-members' and u.code = 'ZZ-BIB-104';
            analyze wave_unit, wave_answer;
            select app.count_wave(w, null, @Now - interval '20 days') from wave w where w.id = @asked;
            select app.prefill_wave(w, @last, @pairs::jsonb, @Now - interval '20 days') from wave w where w.id = @asked;
            -- Some handed in, some are busy; the first library of the demo is half way: the schools are done, the rest waits.
            create temporary table demo_replies on commit drop as select u.id, u.code, abs(hashtext(u.code)) % 10 as n from wave_unit u where u.wave_id = @asked and u.level = 'library';
            update wave_answer a set confirmed = true, at = @Now - interval '6 days', by_person = case when r.code = 'ZZ-BIB-1' then @nadia::uuid end
              from wave_unit u, demo_replies r, wave_item i where u.id = a.unit_id and r.id = u.root_id and a.wave_id = @asked and i.wave_id = @asked and i.key = a.item and (r.code = 'ZZ-BIB-1' and i.section in ('area', 'forms') or r.code <> 'ZZ-BIB-1' and (r.n < 4 or r.n < 7 and i.part = 'schools'));
            update wave_reply y set state = case when r.n < 4 and r.code <> 'ZZ-BIB-1' then 'handed-in' else 'open' end, begun_at = @Now - interval '9 days', handed_in_at = case when r.n < 4 and r.code <> 'ZZ-BIB-1' then @Now - interval '6 days' end from demo_replies r where r.id = y.unit_id and (r.n < 7 or r.code = 'ZZ-BIB-1');
            insert into wave_part (unit_id, part, membership_id) select r.id, 'offer', m.id from demo_replies r join membership m on m.organisation_id = @library and m.role = 'library' and m.ends is null where r.code = 'ZZ-BIB-1' order by m.id limit 1;
            insert into notice (to_organisation_id, to_role, kind, link, args) select @library, r, 'wave-asked', '/monitor/answer/' || @asked, jsonb_build_array('Kenniscentrum Leesland', w.name) from wave w, unnest(array['programme_leader', 'library_planner']) r where w.id = @asked;
            """, new { last, asked = now, nadia, vera = vera.Person.Id, world.Days.Now, library = world.Libraries[0], pairs = System.Text.Json.JsonSerializer.Serialize(CarryOver.Pairs(was, questionnaire).Select(p => new { was = p.Was, now = p.Now })) }, tx, cancellationToken: ct));
    }

    private static string Town(int library) => Firsts[(library * 7 + 3) % Firsts.Length] + (library < 10 ? "dorp" : library < 20 ? "stad" : library < 30 ? "hoven" : library < 40 ? "berg" : library < 50 ? "zijl" : "meer");

    private static int ProvinceOf(int library) => 1 + (library % (Provinces.Length - 1));

    private static List<Place> Units(DemoWorld world, Guid wave, DemoTable units, DemoTable replies, List<School> schools, double handedIn)
    {
        var dice = new Dice("waves");
        var places = new List<Place>();
        var (country, provinces) = (world.NextId(), Provinces.Select(_ => world.NextId()).ToList());
        units.Add(country, wave, "country", null, null, "Nederland", "nl", "{}", null, "");
        for (var p = 0; p < Provinces.Length; p++)
        {
            units.Add(provinces[p], wave, "province", country, null, Provinces[p], Provinces[p].ToLowerInvariant(), "{}", null, Provinces[p].ToLowerInvariant());
        }

        void Library(int province, string code, string name, string town, Guid? organisation, IReadOnlyList<School> locations)
        {
            var id = world.NextId();
            units.Add(id, wave, "library", provinces[province], id, name, code, Json(("province", Provinces[province]), ("municipality", town), ("sizeClass", UnitLine.SizeClass(locations.Count))), organisation, name.ToLowerInvariant());
            var done = dice.Chance(handedIn);
            replies.Add(id, wave, done ? "handed-in" : "open", handedIn > 0 ? world.Days.Now.AddDays(-360) : null, done ? world.Days.Now.AddDays(-345) : null);
            places.Add(new Place(id, id, "library", code, code));
            foreach (var school in locations)
            {
                var location = world.NextId();
                units.Add(location, wave, "location", id, id, school.Name, school.Code, Json(("province", Provinces[province]), ("municipality", town), ("education", "primary"), ("pupils", school.Pupils.ToString(System.Globalization.CultureInfo.InvariantCulture))), null, school.Name.ToLowerInvariant());
                places.Add(new Place(location, id, "location", school.Code, code));
            }
        }

        Library(0, DemoPlan.Libraries[0].Code, DemoPlan.Libraries[0].Name, "Zonderdam", world.Libraries[0], [.. schools.Where((_, i) => i % 3 != 2)]);
        Library(0, DemoPlan.Libraries[1].Code, DemoPlan.Libraries[1].Name, "Zonderdam", world.Libraries[^1], [.. schools.Where((_, i) => i % 3 == 2)]);
        for (var i = 0; i < Libraries; i++)
        {
            var (first, town) = (Firsts[i % Firsts.Length], Town(i));
            var count = dice.Weighed((dice.Between(4, 9), 0.5), (dice.Between(10, 18), 0.35), (dice.Between(25, 32), 0.15));
            Library(ProvinceOf(i), $"ZZ-BIB-{101 + i}", $"Bibliotheek {first} {town}", town, null,
                [.. Enumerable.Range(0, count).Select(n => new School($"98{i:00}{n:00}", $"Basisschool De {Trees[n % Trees.Length]}{(n < Trees.Length ? "" : n < 2 * Trees.Length ? " Noord" : " Zuid")}", 60 + dice.Below(340)))]);
        }

        return places;
    }

    private static DemoTable Answers(DemoWorld world, Guid wave, List<Place> places, Guid by)
    {
        var (dice, counts) = (new Dice("wave answers"), new Dice("wave counts"));
        var table = new DemoTable("wave_answer", "wave_id:uuid, unit_id:uuid, item:text, state:text, number:number, codes:texts, words:text, about:bool, by_person:uuid, at:moment");
        var at = world.Days.Now.AddDays(-350);
        foreach (var library in places.GroupBy(p => p.Root))
        {
            var eager = 0.55 + (dice.Share() * 0.4);
            Guid? who = library.First().Library.StartsWith("ZZ-BIB-1", StringComparison.Ordinal) && library.First().Library.Length == 8 ? by : null;
            void Add(Guid unit, string item, decimal? number, string[]? codes = null, bool about = false) => table.Add(wave, unit, item, "value", number, codes ?? [], "", about, who, at);
            void None(Guid unit, string item, string state) => table.Add(wave, unit, item, state, null, Array.Empty<string>(), "", false, who, at);
            string[] Some(double share, params string[] codes) => [.. codes.Where(_ => dice.Chance(share))];
            var total = 0;
            foreach (var place in library.Where(p => p.Level == "location"))
            {
                var together = dice.Chance(eager);
                Add(place.Id, "cooperates", together ? 1 : 0);
                if (!together)
                {
                    Add(place.Id, "exploring", dice.Chance(0.25) ? 1 : 0);
                    continue;
                }

                foreach (var (item, share) in new[] { ("reading", 0.94), ("digital", 0.4), ("dbos", 0.47), ("comparable", 0.13), ("agreement-signed", 0.5), ("reading-plan", 0.45), ("media-plan", 0.18) })
                {
                    if (dice.Chance(item.EndsWith("plan", StringComparison.Ordinal) ? 0.2 : 0.02))
                    {
                        None(place.Id, item, "unknown");
                        continue;
                    }

                    var yes = dice.Chance(share);
                    Add(place.Id, item, yes ? 1 : 0);
                    if (item == "agreement-signed" && yes)
                    {
                        Add(place.Id, "agreement-years", dice.Between(1, 4));
                    }
                }

                var pupils = dice.Between(60, 420);
                total += pupils;
                Add(place.Id, "pupils", pupils, about: dice.Chance(0.1));
                Add(place.Id, "teachers", Math.Max(4, pupils / 17));
            }

            var root = library.Key;
            var children = (int)(total * (1.2 + dice.Share()) + 400);
            var members = (int)(children * (0.55 + dice.Share() * 0.3));
            Add(root, "reading-offer", null, ["collection", .. Some(0.65, "visits", "reading-aloud", "campaigns", "consultant", "training", "plan")]);
            Add(root, "reading-for", null, ["pupils", .. Some(0.7, "teachers"), .. Some(0.35, "parents")]);
            var digital = Some(0.45, "basic", "information", "media", "computing", "training", "plan");
            Add(root, "digital-offer", null, digital);
            if (digital.Length > 0)
            {
                Add(root, "digital-for", null, ["pupils", .. Some(0.5, "teachers")]);
            }

            var parents = dice.Chance(0.7);
            Add(root, "parents-offer", parents ? 1 : 0);
            if (parents)
            {
                Add(root, "parents-forms", null, ["tips", .. Some(0.4, "evening", "home", "language")]);
                Add(root, "parents-limited", null, [dice.Of<string>(Ways)]);
            }

            Add(root, "children", children, about: dice.Chance(0.3));
            Add(root, "members", members);
            if (dice.Chance(0.1))
            {
                None(root, "active-members", "unknown");
            }
            else
            {
                Add(root, "active-members", (int)(members * (0.45 + dice.Share() * 0.25)));
            }

            Add(root, "policy-plan", dice.Chance(0.85) ? 1 : 0);
            Add(root, "agreement-period", null, [dice.Of<string>(Periods)]);
            Add(root, "boards", dice.Chance(0.4) ? 1 : 0);
            var money = dice.Of<string>(Money);
            Add(root, "municipal-contribution", null, [money]);
            if (dice.Chance(0.2))
            {
                None(root, "municipal-amount", "refused");
            }
            else
            {
                Add(root, "municipal-amount", dice.Between(20, 180) * 1000, about: dice.Chance(0.3));
            }

            Add(root, "school-contribution", dice.Chance(0.6) ? 1 : 0);
            Add(root, "staff-hours", dice.Between(10, 120));
            // What InBeeld counts itself when the next wave opens, answered by hand the year before.
            if (who is not null || counts.Chance(0.6))
            {
                Add(root, "participants", counts.Between(8, 90));
                Add(root, "sessions", counts.Between(2, 9) * 6);
            }

            if (counts.Chance(0.4))
            {
                Add(root, "visits", counts.Between(40, 900), about: counts.Chance(0.5));
            }
        }

        return table;
    }

    private static string Json(params (string Name, string Value)[] features) => System.Text.Json.JsonSerializer.Serialize(features.ToDictionary(f => f.Name, f => f.Value));
}
