using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>The network around the two initiatives of the demo: organisations, people at three levels, tasks, agreements in every state, contact, policy, conditions and risks. All made up.</summary>
internal static class DemoPartners
{
    // Kind, name, department, who, function, and in which initiative at which level: n the group programme, l the guidance; s, t, o the level.
    private static readonly (string Kind, string Name, string Department, string Who, string Function, string Parts)[] Network =
    [
        ("library", "Bibliotheek Zonderdam Havenlicht", "", "Olaf Rietlander", "Directeur", "ns ls"),
        ("library", "Bibliotheek Zonderdam Havenlicht", "Educatie", "Nadia Zilverreiger", "Programmaleider", "nt lt"),
        ("library", "Bibliotheek Zonderdam Havenlicht", "Jeugd", "Timo Lantaarnpool", "Begeleider", "no"),
        ("municipality", "Gemeente Zonderdam", "Onderwijs", "Gerda Molenwiek", "Beleidsadviseur onderwijs", "ns nt"),
        ("municipality", "Gemeente Zonderdam", "Welzijn en jeugd", "Rachid Boulahyan", "Beleidsadviseur jeugd", "lt"),
        ("municipality", "Gemeente Zonderdam", "Werk en inkomen", "", "", "lt"),
        ("board", "Stichting Openbaar Onderwijs De Waterkant", "", "Anke Zilverberg", "Bestuurder", "ns"),
        ("board", "Katholieke Scholengroep Sint Merel", "", "Wout Hanekamp", "Bestuurder", "ns"),
        ("school", "De Wolkenladder", "", "Petra Lindeboom", "Intern begeleider", "nt no"),
        ("school", "De Regenboogbrug", "", "Samir el Idrissi", "Leerkracht groep 7", "no"),
        ("school", "Het Kompas", "", "Marleen Duinker", "Leerkracht groep 8", "no"),
        ("school", "De Sterrenwacht", "", "Job Kastelein", "Schoolleider", "nt"),
        ("school", "Het Windlicht College", "", "Esther van Rooden", "Teamleider onderbouw", "lt"),
        ("school", "Het Windlicht College", "Mentoraat", "Dirk Ossewaarde", "Mentor", "lo"),
        ("school", "Praktijkschool De Werf", "", "Yasmin Kaya", "Mentor", "lo"),
        ("welfare", "Welzijn Zonderdam", "", "Loes Aardappel", "Jongerenwerker", "no lo"),
        ("welfare", "Buurthuis De Schakel", "", "Henk Draaijer", "Coördinator", "no"),
        ("welfare", "Sportbuurtwerk Zonderdam", "", "", "", "no"),
        ("youth_care", "Jeugdteam Zuid", "", "Carolien Pauwels", "Gezinswerker", "lo"),
        ("youth_care", "Jeugdteam Noord", "", "Milan Oosterveer", "Gezinswerker", "lo nt"),
        ("refugee", "Vluchtelingenhulp Zonderdam", "", "Amal Haddadi", "Maatschappelijk begeleider", "no lo"),
        ("refugee", "Taalklas De Brug", "", "Joke Wiersinga", "Docent", "no"),
        ("volunteers", "Taalmaatjes Zonderdam", "", "Bert Klaassen", "Coördinator vrijwilligers", "no lo"),
        ("volunteers", "Voorleesouders", "", "Sofie Grootveld", "Voorzitter", "no"),
        ("volunteers", "Huiswerkmaatjes", "", "Koen Blankenstijn", "Coördinator", "lo lt"),
        ("fund", "Fonds Kansrijk Water", "", "Renske Havikhorst", "Adviseur", "nt"),
        ("fund", "Kindfonds Zonderdam", "", "Theo Bruinsma", "Penningmeester", "lt"),
        ("fund", "Serviceclub De Sluis", "", "Paul Wagenaar", "Voorzitter", "lt"),
        ("company", "Filmhuis Het Oog", "", "Iris Molenkamp", "Filmmaker", "no"),
        ("company", "Bouwmarkt Van Eik", "", "", "", "no"),
        ("company", "Drukkerij Letterzee", "", "Fenna Postma", "Eigenaar", "nt"),
        ("other", "Stichting Lantaarnlicht", "", "Hilde Vuurtoren", "Directeur", "lt"),
        ("other", "Stichting Lantaarnlicht", "Begeleiding", "Bram Kaarsgieter", "Begeleider", "lo"),
        ("other", "Museum De Vliet", "", "Nienke Schuurmans", "Educator", "no"),
    ];

    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var nadia = world.Memberships.First(m => m.Role == Role.ProgrammeLeader).Person.Id;
        var args = new
        {
            library = world.Libraries[0],
            town = world.Municipality,
            nadia,
            world.Days.Today,
            world.Days.Now,
            kinds = Network.Select(n => n.Kind).ToArray(),
            names = Network.Select(n => n.Name).ToArray(),
            departments = Network.Select(n => n.Department).ToArray(),
            people = Network.Select(n => n.Who).ToArray(),
            functions = Network.Select(n => n.Function).ToArray(),
            parts = Network.Select(n => n.Parts).ToArray(),
        };
        await connection.ExecuteAsync(new CommandDefinition("""
            create temporary table demo_net on commit drop as select n, uuidv7() as partner, uuidv7() as person, k, name, department, who, function, parts from unnest(@kinds, @names, @departments, @people, @functions, @parts) with ordinality as x (k, name, department, who, function, parts, n);
            create temporary table demo_two on commit drop as select p.id, case p.slug when 'het-derde-nest-demo' then 'n' else 'l' end as letter from programme p where p.slug in ('het-derde-nest-demo', 'lantaarn-demo');
            insert into network_partner (id, library_id, organisation_id, kind, name, department, note, by_person, at)
              select partner, @library, case k when 'municipality' then @town::uuid when 'library' then @library else (select o.id from organisation o where o.name = d.name limit 1) end, k, name, department,
                case name when 'Filmhuis Het Oog' then 'Leent camera''s uit als we ze twee weken tevoren vragen.' else '' end, @nadia, @Now - interval '90 days' from demo_net d;
            insert into network_person (id, library_id, partner_id, name, function, phone, email, by_person, at)
              select person, @library, partner, who, function, '06 555 0' || lpad((100 + n * 7)::text, 4, '0'), lower(replace(replace(split_part(who, ' ', 1), 'é', 'e'), ' ', '')) || '@' || 'voorbeeld.example', @nadia, @Now - interval '90 days' from demo_net where who <> '';
            insert into network_role (id, library_id, partner_id, programme_id, person_id, level, starts, by_person, at)
              select uuidv7(), @library, d.partner, t.id, case when d.who <> '' then d.person end, case substr(x, 2, 1) when 's' then 'strategic' when 't' then 'tactical' else 'operational' end, @Today - 80, @nadia, @Now - interval '80 days'
              from demo_net d cross join lateral unnest(string_to_array(d.parts, ' ')) x join demo_two t on t.letter = substr(x, 1, 1);
            insert into network_task (id, library_id, role_id, what, due, done_at, done_by, by_person, at)
              select uuidv7(), @library, r.id, v.what, @Today + v.days, case when v.done then @Now - interval '5 days' end, case when v.done then @nadia end, @nadia, @Now - interval '40 days'
              from (values ('Petra Lindeboom', 'Wijst kinderen van groep 7 en 8 op het programma', -6, false), ('Gerda Molenwiek', 'Zet het programma in de onderwijsagenda', -2, false), ('Iris Molenkamp', 'Leent vier camera''s uit', 12, false), ('Loes Aardappel', 'Haalt kinderen op bij het buurthuis', 3, false),
                ('Koen Blankenstijn', 'Vindt drie nieuwe huiswerkmaatjes', 20, false), ('Hilde Vuurtoren', 'Maakt het rooster voor januari', 9, false), ('Amal Haddadi', 'Vertaalt de flyer in het Arabisch', -12, true), ('Theo Bruinsma', 'Beslist over de aanvragen van november', 5, false),
                ('Nadia Zilverreiger', 'Schrijft het verslag voor het fonds', 25, false), ('Anke Zilverberg', 'Noemt het programma in de nieuwsbrief', -20, true), ('Esther van Rooden', 'Geeft door wie hulp bij plannen nodig heeft', 14, false), ('Olaf Rietlander', 'Bespreekt volgend jaar met de wethouder', 40, false)) v (who, what, days, done)
                join lateral (select r.id from network_role r join network_person p on p.id = r.person_id where p.name = v.who order by r.id limit 1) r on true;
            insert into network_agreement (id, library_id, partner_id, programme_id, title, what, starts, ends, agreed_on, signed_them, signed_us, ended_on, by_person, at)
              select uuidv7(), @library, d.partner, t.id, v.title, v.what, @Today + v.begins, @Today + v.stops, @Today + v.agreed, @Today + v.them, @Today + v.us, null, @nadia, @Now - interval '60 days'
              from (values ('Gemeente Zonderdam', 'Onderwijs', 'n', 'Bijdrage aan het programma', 'De gemeente betaalt mee aan begeleiding en materiaal. De bibliotheek doet twee keer per jaar verslag.', -300, 64, -310, -305, -303),
                ('Fonds Kansrijk Water', '', 'n', 'Bijdrage filmmodule', 'Alleen voor camera''s en een filmmaker.', -70, 290, -75, -72, -72),
                ('Stichting Lantaarnlicht', '', 'l', 'Uitvoering van de begeleiding', 'Lantaarnlicht levert begeleiders, de bibliotheek ruimte en boeken.', -200, 30, -205, -203, -201),
                ('Welzijn Zonderdam', '', 'n', 'Samen ophalen en thuisbrengen', '', -20, 345, -10, null, null), ('Kindfonds Zonderdam', '', 'l', 'Vergoeding per kind', 'Per kind dat aan de voorwaarden voldoet.', 10, 374, null, null, null),
                ('Katholieke Scholengroep Sint Merel', '', 'n', 'Proefjaar', '', -500, -135, -510, -505, -505), ('Taalmaatjes Zonderdam', '', 'l', 'Inzet van vrijwilligers', '', -150, 215, -155, -152, null)) v (name, department, letter, title, what, begins, stops, agreed, them, us)
                join demo_net d on d.name = v.name and d.department = v.department join demo_two t on t.letter = v.letter;
            insert into network_file (id, library_id, agreement_id, name, media_type, size, sha256, content, by_person, at)
              select uuidv7(), @library, a.id, 'getekende-afspraak.txt', 'text/plain', length(w.words), sha256(w.words), w.words, @nadia, @Now - interval '50 days' from network_agreement a cross join lateral (select convert_to('Voorbeeld van een getekende afspraak: ' || a.title || E'\n', 'UTF8') as words) w
              where a.library_id = @library and a.signed_them is not null and a.signed_us is not null;
            insert into network_contact (id, library_id, partner_id, person_id, channel, day, words, next_step, next_on, next_done, by_person, at)
              select uuidv7(), @library, d.partner, d.person, v.channel, @Today - v.ago, v.words, v.next, case when v.next <> '' then @Today + v.days end, case when v.done then @Now - interval '1 day' end, @nadia, @Now - make_interval(days => v.ago)
              from (values ('Petra Lindeboom', 'phone', 1, 'Drie kinderen uit groep 8 willen meedoen na de vakantie.', 'Plaatsen regelen', 4, false), ('Gerda Molenwiek', 'meeting', 3, 'Wil het programma ook in wijk Noord. Vraagt cijfers.', 'Cijfers sturen', 1, false), ('Iris Molenkamp', 'email', 6, 'Camera''s zijn vrij in januari.', '', 0, false),
                ('Hilde Vuurtoren', 'phone', 8, 'Twee begeleiders stoppen per februari.', 'Bellen over vervanging', -1, false), ('Theo Bruinsma', 'email', 12, 'Budget voor dit jaar is bijna op.', 'Nieuwe aanvraag bespreken', 10, false), ('Bert Klaassen', 'message', 15, 'Vier nieuwe taalmaatjes beginnen maandag.', '', 0, false),
                ('Amal Haddadi', 'meeting', 18, 'Zes gezinnen kennen het programma nog niet.', 'Informatie-uur plannen', -5, true), ('Anke Zilverberg', 'meeting', 30, 'Bestuur is enthousiast, wil na een half jaar uitkomsten zien.', '', 0, false), ('Renske Havikhorst', 'phone', 33, 'Verslag mag kort, met twee foto''s van werk.', '', 0, false)) v (who, channel, ago, words, next, days, done)
                join demo_net d on d.who = v.who;
            create temporary table demo_policy on commit drop as select uuidv7() as id, x.* from (values ('Lokale educatieve agenda', 'Alle kinderen groeien op in een rijke taalomgeving, ook na schooltijd.', 'LEA 2025, hoofdstuk 3', -500, 900, 'nl', 'Het programma is de taalomgeving na school waar de agenda om vraagt.'),
              ('Aanpak armoede en schulden', 'Geen kind doet niet mee omdat er geen geld is.', 'Raadsbesluit 2024-118', -700, 400, 'l', 'Begeleiding is gratis voor wie het niet kan betalen.'), ('Kansrijk opgroeien in Zuid', 'Kinderen ontdekken hun talent in de eigen wijk.', '', -300, null, 'n', 'Elke module gaat over een ander talent, dicht bij huis.')) x (name, goal, reference, begins, stops, letters, why);
            insert into network_policy (id, library_id, municipality_id, name, goal, reference, starts, ends, by_person, at) select id, @library, @town, name, goal, reference, @Today + begins, @Today + stops::integer, @nadia, @Now - interval '80 days' from demo_policy;
            insert into network_fit (id, library_id, programme_id, policy_id, why, by_person, at) select uuidv7(), @library, t.id, y.id, y.why, @nadia, @Now - interval '79 days' from demo_policy y join demo_two t on position(t.letter in y.letters) > 0;
            insert into network_point (id, library_id, programme_id, kind, what, met, chance, effect, measure, role_id, look_on, by_person, at)
              select uuidv7(), @library, t.id, v.kind, v.what, v.met, v.chance, v.effect, v.measure, (select r.id from network_role r join network_person p on p.id = r.person_id where p.name = v.who and r.programme_id = t.id order by r.id limit 1), @Today + v.look, @nadia, @Now - interval '75 days'
              from (values ('n', 'condition', 'Elke week dezelfde ruimte', true, null, null, '', 'Nadia Zilverreiger', 60), ('n', 'condition', 'Scholen noemen het programma zelf', true, null, null, '', 'Petra Lindeboom', 30), ('n', 'condition', 'Geld voor volgend jaar is zeker', false, null, null, 'Gesprek met wethouder in december.', 'Olaf Rietlander', 14),
                ('n', 'risk', 'Een vaste begeleider valt uit', null::boolean, 2, 3, 'Twee mensen per groep.', 'Nadia Zilverreiger', 20), ('n', 'risk', 'Kinderen komen niet door het vervoer', null, 2, 2, 'Ophalen met het buurthuis.', 'Loes Aardappel', 10), ('n', 'risk', 'Bijdrage van de gemeente stopt', null, 1, 3, 'Ook fondsen vragen.', 'Olaf Rietlander', -3),
                ('l', 'condition', 'Genoeg begeleiders voor exacte vakken', false, null, null, 'Lantaarnlicht werft bij de hogeschool.', 'Hilde Vuurtoren', 7), ('l', 'condition', 'Ouders weten dat het gratis is', true, null, null, '', 'Amal Haddadi', 45), ('l', 'risk', 'Meer vraag dan plekken', null, 3, 2, 'Wachtlijst, en tweede avond.', 'Nadia Zilverreiger', 21), ('l', 'risk', 'Begeleiders stoppen halverwege', null, 2, 2, '', 'Hilde Vuurtoren', 12)) v (letter, kind, what, met, chance, effect, measure, who, look)
                join demo_two t on t.letter = v.letter;
            update network_point set chance = 2, version = version + 1 where what = 'Bijdrage van de gemeente stopt';
            update network_judgement set at = @Now - interval '20 days' where at > @Now - interval '1 minute' or chance = 2 and effect = 3
            """, args, tx, cancellationToken: ct));
    }
}
