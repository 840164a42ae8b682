using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>What both initiatives of the demo cost, who pays, and for which children money was promised, sent, paid or refused.</summary>
internal static class DemoFunds
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var nadia = world.Memberships.First(m => m.Role == Role.ProgrammeLeader).Person.Id;
        var args = new
        {
            library = world.Libraries[0], nadia, world.Days.Today, world.Days.Now, province = world.NextId(), school = world.NextId(), leergeld = world.NextId(), upas = world.NextId(), town = world.NextId(), sponsor = world.NextId(), npo = world.NextId(), own = world.NextId(),
            last = world.NextId(), income = world.NextId(), card = world.NextId(),
        };
        await connection.ExecuteAsync(new CommandDefinition("""
            create temporary table demo_money on commit drop as select (select id from programme where slug = 'het-derde-nest-demo') as nest, (select id from programme where slug = 'lantaarn-demo') as lamp, (select municipality_code from organisation where id = @library) as code,
              (select p.school_id from participant p join enrolment e on e.participant_id = p.id and e.placed_on is not null where p.library_id = @library and p.school_id is not null group by 1 order by count(*) desc, 1 limit 1) as school;
            insert into programme_price (id, programme_id, name, kind, cents, counts, expected, starts, ends, by_person, at)
              select uuidv7(), x.p, x.name, x.kind, x.cents, x.counts, x.expected, @Today::date - 220, @Today::date + 200, @nadia, @Now - interval '60 days' from demo_money d cross join lateral (values (d.nest, 'Begeleider', 'session', 2250, 'planned', 14),
                (d.nest, 'Materiaal', 'pupil', 3500, 'planned', 0), (d.lamp, 'Begeleiding', 'hour', 2400, 'attended', 30), (d.lamp, 'Kennismaken en boeken', 'pupil', 4500, 'planned', 0)) x (p, name, kind, cents, counts, expected);
            insert into fund (id, library_id, name, kind, starts, ends, ceiling, pays, amount, per_pupil, per_session, per_hour, most, least, preference, contact, account, account_by, state, by_person, at)
              select x.id, @library, x.name, x.kind, @Today::date + x.first, @Today::date + x.last, x.ceiling, x.pays, x.amount, x.per_pupil, x.per_session, x.per_hour, x.most, x.least, x.preference, x.contact, x.account, @Today::date + x.by, x.state, @nadia, @Now - interval '55 days'
              from (values (@province::uuid, 'Provincie: taal en talent', 'subsidy', -150, 215, 300000::bigint, 'part', null::bigint, null::bigint, null::bigint, null::bigint, 15000::bigint, 0::bigint, 10, 'Subsidieloket provincie', 'Inhoudelijk verslag en aantallen, zonder namen.', 260, 'open'),
                (@school, 'Scholen: vergoeding per leerling', 'school', -90, 160, 150000, 'part', null, 10000, null, null, null, 0, 20, 'Directeur van de school', 'Per half jaar een lijst met kenmerken.', 175, 'open'),
                (@leergeld, 'Stichting Leergeld Zonderdam', 'leergeld', -150, 215, 250000, 'part', null, null, null, null, 30000, 5000, 30, 'Intermediair Leergeld', 'Declareren per kind, met kenmerk.', 230, 'open'),
                (@upas, 'Budget van de U-Pas', 'upas', -150, 215, 200000, 'part', null, null, null, null, 12000, 0, 40, 'Pasbureau', 'Elke maand declareren.', 225, 'open'),
                (@town, 'Gemeente: gelijke kansen', 'municipality', -60, 305, 450000, 'part', null, null, null, null, null, 2500, 50, 'Beleidsadviseur onderwijs', 'Eén verslag per jaar.', 330, 'open'),
                (@sponsor, 'Drukkerij Sterrenzicht', 'sponsor', -100, 265, 160000, 'fixed', 20000, null, null, null, null, 0, 60, 'Directie', 'Een bedankje met aantallen.', null, 'open'),
                (@npo, 'NPO: extra hulp bij leren', 'eu', -200, 100, 360000, 'part', null, null, null, 1800, 45000, 0, 15, 'Bovenschools bestuur', 'Uren per leerling, zonder naam.', 130, 'open'),
                (@own, 'Eigen geld van de bibliotheek', 'own', -320, 400, 120000, 'rest', null, null, null, null, null, 0, 900, 'Manager educatie', '', null, 'open'),
                (@last, 'Subsidie van vorig jaar', 'subsidy', -500, -135, 120000, 'part', null, null, null, null, null, 0, 5, 'Landelijk fonds', 'Verantwoord en vastgesteld.', -60, 'closed'))
                x (id, name, kind, first, last, ceiling, pays, amount, per_pupil, per_session, per_hour, most, least, preference, contact, account, by, state);
            insert into fund_programme (fund_id, programme_id) select x.f, x.p from demo_money d cross join lateral (values (@province::uuid, d.nest), (@leergeld, d.lamp), (@sponsor, d.lamp), (@npo, d.lamp)) x (f, p);
            insert into fund_criterion (id, fund_id, position, kind, least, most, value, question, levels)
              select x.id, x.f, x.n::smallint, x.kind, x.least::smallint, x.most::smallint, x.value, x.question, '{}' from demo_money d cross join lateral (values (uuidv7(), @school::uuid, 0, 'school', null::int, null::int, d.school::text, ''), (uuidv7(), @leergeld, 0, 'age', 4, 18, '', ''), (uuidv7(), @leergeld, 1, 'town', null, null, d.code, ''),
                (@income::uuid, @leergeld, 2, 'question', null, null, '', 'Heeft Leergeld het gezin toegelaten?'), (@card::uuid, @upas, 0, 'question', null, null, '', 'Heeft het gezin een U-Pas?'), (uuidv7(), @town, 0, 'town', null, null, d.code, ''), (uuidv7(), @npo, 0, 'year', 7, 14, '', '')) x (id, f, n, kind, least, most, value, question);
            create temporary table demo_pays on commit drop as select e.id, e.participant_id, e.programme_id, p.school_id, row_number() over (partition by e.programme_id order by e.placed_on, e.id) as n
              from demo_money d join enrolment e on e.programme_id in (d.nest, d.lamp) and e.state in ('placed', 'done') join participant p on p.id = e.participant_id;
            insert into fund_evidence (criterion_id, participant_id, holds, seen, seen_on, by_person, at)
              select @income, y.participant_id, y.n <> 7, case y.n when 7 then 'Brief: inkomen net te hoog' else 'Brief van Leergeld aan het gezin' end, @Today::date - 30, @nadia, @Now - interval '30 days' from demo_money d join demo_pays y on y.programme_id = d.lamp and y.n <= 8
              union all select @card, y.participant_id, true, 'U-Pas van het kind', @Today::date - 25, @nadia, @Now - interval '25 days' from demo_pays y where y.n % 4 = 1;
            insert into fund_claim (id, fund_id, enrolment_id, library_id, cents, state, actual, reason, state_was, state_by, state_at, at)
              select uuidv7(), x.f, y.id, @library, x.cents, x.state, case x.state when 'paid' then x.actual end, x.reason, case x.state when 'committed' then '' when 'claimed' then 'committed' else 'claimed' end, @nadia, @Now - make_interval(days => x.days), @Now - interval '40 days'
              from demo_money d cross join lateral (values (@province::uuid, d.nest, 1, 6, 12000, 'paid', 12000, '', 12), (@province, d.nest, 7, 11, 15000, 'claimed', 0, '', 8), (@province, d.nest, 12, 14, 10000, 'committed', 0, '', 4), (@npo, d.lamp, 1, 3, 18000, 'paid', 17000, '', 15), (@npo, d.lamp, 9, 10, 30000, 'claimed', 0, '', 9),
                (@leergeld, d.lamp, 1, 3, 12000, 'paid', 12000, '', 14), (@leergeld, d.lamp, 4, 6, 12000, 'claimed', 0, '', 6), (@leergeld, d.lamp, 7, 7, 12000, 'refused', 0, 'Het inkomen is net te hoog.', 5), (@town, d.lamp, 11, 13, 20000, 'committed', 0, '', 3), (@sponsor, d.lamp, 4, 6, 20000, 'paid', 20000, '', 20),
                (@sponsor, d.lamp, 14, 14, 20000, 'dropped', 0, 'Dit kind krijgt hulp op school.', 2), (@last, d.nest, 1, 3, 4000, 'paid', 4000, '', 70)) x (f, p, low, high, cents, state, actual, reason, days) join demo_pays y on y.programme_id = x.p and y.n between x.low and x.high;
            insert into fund_claim (id, fund_id, enrolment_id, library_id, cents, state_by, state_at, at) select uuidv7(), @upas, y.id, @library, 5000, @nadia, @Now - interval '3 days', @Now - interval '3 days' from demo_pays y where y.n in (1, 5) and y.programme_id = (select nest from demo_money);
            insert into fund_claim (id, fund_id, enrolment_id, library_id, cents, state, state_was, state_by, state_at, at) select uuidv7(), @school, y.id, @library, 5000, 'claimed', 'committed', @nadia, @Now - interval '5 days', @Now - interval '20 days' from demo_pays y, demo_money d where y.school_id = d.school and y.programme_id = d.nest and y.n > 7;
            update fund_claim_event v set by_person = @nadia from fund_claim c where c.id = v.claim_id and c.library_id = @library;
            """, args, tx, cancellationToken: ct));
    }
}
