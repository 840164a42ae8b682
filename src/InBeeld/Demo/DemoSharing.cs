using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>A programme that another library shared, one that this library shared, and the summer school for which schools are asked what they need.</summary>
internal static class DemoSharing
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var nadia = world.Memberships.First(m => m.Role == Role.ProgrammeLeader).Person.Id;
        var args = new { library = world.Libraries[0], other = world.Libraries[^1], nadia, club = world.NextId(), one = world.NextId(), two = world.NextId(), three = world.NextId(), round = world.NextId(), sums = world.NextId(), read = world.NextId(), world.Days.Today, world.Days.Now };
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into programme (id, library_id, name, kind, aim, about, materials, provider, location, places, starts, ends, slug, by_family, state, by_person, at) values
              (@club, @other, 'Vertelclub', 'group', 'Kinderen durven vertellen en krijgen meer woorden.', 'Je leest, speelt en vertelt verhalen. Aan het eind treed je op voor je ouders.', 'Verteldoos, boeken, een klein podium', '', 'Jeugdzaal', 15, @Today - 120, @Today + 90, 'vertelclub-demo', true, 'open', @nadia, @Now - interval '150 days');
            insert into programme_module (id, programme_id, position, name, theme, about, materials, sessions) values
              (uuidv7(), @club, 1, 'Luisteren', 'Wat maakt een verhaal spannend?', 'We luisteren naar verhalen en tekenen wat we zien.', 'Boeken', 6), (uuidv7(), @club, 2, 'Vertellen', 'Jouw verhaal', 'Ieder kind maakt een eigen verhaal.', 'Verteldoos', 6),
              (@sums, (select id from programme where slug = 'zomerschool-demo'), 1, 'Rekenen', 'Zonder haperen verder', '', '', 10), (@read, (select id from programme where slug = 'zomerschool-demo'), 2, 'Lezen en vertellen', 'Een zomer vol verhalen', '', '', 10);
            create temporary table demo_shares on commit drop as select p.id, p.library_id, o.name as library, p.name, p.kind, p.aim, p.about, p.materials,
                coalesce((select jsonb_agg(jsonb_build_object('name', m.name, 'theme', m.theme, 'about', m.about, 'materials', m.materials, 'sessions', m.sessions) order by m.position) from programme_module m where m.programme_id = p.id), '[]') as modules,
                coalesce((select jsonb_agg(c.question order by c.position) from programme_criterion c where c.programme_id = p.id and c.kind = 'question'), '[]') as questions,
                (select c.least from programme_criterion c where c.programme_id = p.id and c.kind = 'year') as year_from, (select c.most from programme_criterion c where c.programme_id = p.id and c.kind = 'year') as year_to
              from programme p join organisation o on o.id = p.library_id where p.slug in ('vertelclub-demo', 'het-derde-nest-demo');
            insert into programme_edition (id, programme_id, library_id, number, name, content, note, by_person, at)
              select x.id, s.id, s.library_id, x.number, s.name, jsonb_build_object('format', 'inbeeld-programme-1', 'name', s.name, 'library', s.library, 'edition', x.number, 'published', (@Today - x.ago)::text, 'kind', s.kind, 'aim', s.aim, 'about', s.about, 'materials', s.materials,
                'levels', '[]'::jsonb, 'yearFrom', s.year_from, 'yearTo', s.year_to, 'questions', s.questions, 'modules', case when x.last then s.modules else jsonb_path_query_array(s.modules, '$[0]') end, 'scales', '[]'::jsonb), x.note, @nadia, @Now - make_interval(days => x.ago)
              from demo_shares s join (values (@one, 'Vertelclub', 1, false, 90, 'Eerste versie'), (@two, 'Vertelclub', 2, true, 12, 'Met een tweede module: vertellen'), (@three, 'Het Derde Nest', 1, true, 30, 'Zoals we het dit jaar doen')) x (id, name, number, last, ago, note) on x.name = s.name;
            insert into demand_round (id, programme_id, library_id, closes_on, question, group_size, by_person, at)
              select @round, p.id, p.library_id, @Today + 12, 'We willen deze zomer twee weken open. Hoeveel kinderen hebben er iets aan?', 14, @nadia, @Now - interval '5 days' from programme p where p.slug = 'zomerschool-demo';
            insert into demand_answer (round_id, school_id, note, by_person, at)
              select @round, x.id, case x.n when 1 then 'Liefst de laatste twee weken van de vakantie.' else '' end, @nadia, @Now - interval '2 days' from (
                select s.id, row_number() over (order by s.name, s.id) as n from organisation s join organisation l on l.id = @library and l.municipality_code = s.municipality_code where s.kind = 'school' and s.is_on) x where x.n <= 3;
            insert into demand_count (round_id, school_id, module_id, children) select a.round_id, a.school_id, m.id, 3 + abs(hashtext(a.school_id::text || m.position)) % 9 from demand_answer a join programme_module m on m.id in (@sums, @read) where a.round_id = @round;
            insert into notice (to_organisation_id, to_role, kind, link, args) select s.id, 'principal', 'demand-asked', '/programmes/demand/' || @round, jsonb_build_array('Zomerschool in de bieb') from organisation s join organisation l on l.id = @library and l.municipality_code = s.municipality_code
              where s.kind = 'school' and s.is_on and not exists (select 1 from demand_answer a where a.round_id = @round and a.school_id = s.id);
            """, args, tx, cancellationToken: ct));
    }
}
