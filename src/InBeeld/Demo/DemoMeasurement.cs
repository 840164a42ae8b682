using Dapper;
using InBeeld.Capabilities.Measurement.Design;
using InBeeld.Kernel.Access;
using Npgsql;
using Said = InBeeld.Demonstration.DemoMeasurementText.Said;

namespace InBeeld.Demonstration;

/// <summary>The two initiatives of the demo, measured at the start and again after ten weeks: talks, consent, notes, fragments, judgements and findings. A few talks are still to come.</summary>
internal static class DemoMeasurement
{
    private sealed record Made(Guid Id, Guid[] Rounds, string Letter, Said[] Said);

    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var nadia = world.Memberships.First(m => m.Role == Role.ProgrammeLeader).Person.Id;
        var design = MeasurementDesign.Supplied;
        var common = new { library = world.Libraries[0], nadia, world.Days.Now, world.Days.Today };
        Task DoAsync(string sql, object args) => connection.ExecuteAsync(new CommandDefinition(sql, args, tx, cancellationToken: ct));
        foreach (var (slug, nest) in new[] { ("het-derde-nest-demo", true), ("lantaarn-demo", false) })
        {
            var made = new Made(Guid.CreateVersion7(), [Guid.CreateVersion7(), Guid.CreateVersion7()], nest ? "n" : "l", nest ? DemoMeasurementText.Nest : DemoMeasurementText.Lamp);
            await DoAsync("""
                insert into measurement (id, library_id, programme_id, name, about, design, shared, by_person, at)
                  select @id, @library, p.id, p.name, @about, @design::jsonb, 'findings', @nadia, @Now - interval '90 days' from programme p where p.slug = @slug
                """, new { id = made.Id, slug, design = design.Write(), about = "Wat levert dit initiatief op als plek om te leren naast school en thuis? We meten aan het begin en na tien weken. Alles in dit voorbeeld is verzonnen.", common.library, common.nadia, common.Now });
            for (var n = 0; n < 2; n++)
            {
                await DoAsync("insert into measurement_round (id, library_id, measurement_id, number, starts, ends, note, by_person, at) values (@round, @library, @id, @n, @starts, @ends, @note, @nadia, @Now)",
                    new { round = made.Rounds[n], id = made.Id, n, starts = common.Today.AddDays(n == 0 ? -85 : -16), ends = common.Today.AddDays(n == 0 ? -70 : 8), note = n == 0 ? "De meeste gesprekken waren online." : "Met de kinderen is in de bibliotheek gesproken.", common.library, common.nadia, common.Now });
            }

            await PeopleAsync(DoAsync, made, common.library, nadia, common.Today, common.Now, design);
            foreach (var (block, inNest, inLamp, why) in DemoMeasurementText.Stages)
            {
                var stages = (nest ? inNest : inLamp).Split(' ');
                for (var n = 0; n < 2; n++)
                {
                    for (var l = 0; l < 3; l++)
                    {
                        if (stages[n][l] != '-')
                        {
                            await DoAsync("insert into measurement_score (id, library_id, measurement_id, round_id, block, level, stage, why, by_person, at) values (uuidv7(), @library, @id, @round, @block, @level, @stage, @why, @nadia, @Now)",
                                new { id = made.Id, round = made.Rounds[n], block, level = Level("sto"[l].ToString()), stage = stages[n][l] - '0', why, common.library, common.nadia, common.Now });
                        }
                    }
                }
            }

            foreach (var (aspect, inNest, inLamp) in DemoMeasurementText.Aspects)
            {
                await DoAsync("insert into measurement_aspect (id, library_id, measurement_id, aspect, words, by_person, at) values (uuidv7(), @library, @id, @aspect, @words, @nadia, @Now)", new { id = made.Id, aspect, words = nest ? inNest : inLamp, common.library, common.nadia, common.Now });
            }

            foreach (var (question, block, inNest, inLamp) in DemoMeasurementText.Findings)
            {
                await DoAsync("insert into measurement_finding (id, library_id, measurement_id, question, block, words, by_person, at) values (uuidv7(), @library, @id, @question, @block, @words, @nadia, @Now)", new { id = made.Id, question, block, words = nest ? inNest : inLamp, common.library, common.nadia, common.Now });
            }

            await DoAsync("""
                insert into measurement_document (id, library_id, measurement_id, kind, name, day, says, kept, by_person, at) select uuidv7(), @library, @id, v.kind, v.name, @Today - v.ago, v.says, v.kept, @nadia, @Now
                from (values ('plan', 'Projectplan', 120, 'Doel, thema''s, begroting en wie wat doet.', 'Schijf van de afdeling Educatie'), ('agreement', 'Afspraken met partners', 80, 'Taken op drie niveaus.', 'InBeeld, Netwerk'), ('figures', 'Aantallen per bijeenkomst', 15, 'Hoeveel kinderen er waren.', 'InBeeld, Programma''s'), ('material', 'Map met materiaal', 60, '', 'Kast in de leszaal')) v (kind, name, ago, says, kept)
                """, new { id = made.Id, common.library, common.Today, common.nadia, common.Now });
        }
    }

    private static async Task PeopleAsync(Func<string, object, Task> doAsync, Made made, Guid library, Guid nadia, DateOnly today, DateTimeOffset now, MeasurementDesign design)
    {
        var notes = new HashSet<(Guid, string)>();
        foreach (var person in made.Said.GroupBy(s => s.Who).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var (role, number, id) = (person.Key.Split(' ')[0], int.Parse(person.Key.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), Guid.CreateVersion7());
            await doAsync("insert into measurement_respondent (id, library_id, measurement_id, role, number, by_person, at) values (@id, @library, @measurement, @role, @number, @nadia, @now)", new { id, library, measurement = made.Id, role, number, nadia, now });
            foreach (var by in role == "pupil" ? new[] { "self", "parent" } : ["self"])
            {
                await doAsync("insert into measurement_consent (id, library_id, measurement_id, respondent_id, given_by, how, day, text_version, words, by_person, at) values (uuidv7(), @library, @measurement, @id, @by, @how, @day, 1, @words, @nadia, @now)",
                    new { id, library, measurement = made.Id, by, how = by == "parent" ? "paper" : "spoken", day = today.AddDays(person.Min(s => s.Round) == 0 ? -86 : -17), words = design.Consent.Words.Nl, nadia, now });
            }

            foreach (var round in person.GroupBy(s => s.Round))
            {
                var talk = Guid.CreateVersion7();
                await doAsync("insert into measurement_talk (id, library_id, measurement_id, round_id, respondent_id, day, time, minutes, way, place, state, by_person, at) values (@talk, @library, @measurement, @round, @id, @day, @time, @minutes, @way, @place, 'held', @nadia, @now)",
                    new { talk, id, library, measurement = made.Id, round = made.Rounds[round.Key], day = today.AddDays((round.Key == 0 ? -80 : -12) + (number % 4)), time = new TimeOnly(9 + (number * 2), role == "pupil" ? 30 : 0), minutes = (short)(role == "pupil" ? 30 : 45), way = round.Key == 0 ? "online" : role is "pupil" or "project_leader" ? "place" : "phone", place = round.Key == 1 && role == "pupil" ? "Leszaal van de bibliotheek" : "", nadia, now });
                foreach (var said in round)
                {
                    var asked = design.GuideFor(role)!.Questions.OrderByDescending(q => q.Of == said.Question).Select(q => q.Key).Append("").First(k => notes.Add((talk, k)) || k.Length == 0);
                    var (note, fragment) = (Guid.CreateVersion7(), Guid.CreateVersion7());
                    await doAsync("""
                        insert into measurement_note (id, library_id, measurement_id, talk_id, respondent_id, question, words, retro, by_person, at) values (@note, @library, @measurement, @talk, @id, @asked, @Words, @Retro, @nadia, @now);
                        insert into measurement_fragment (id, library_id, measurement_id, round_id, respondent_id, note_id, words, quote, quote_on, retro, by_person, at) values (@fragment, @library, @measurement, @round, @id, @note, @Words, case when @Quote then 'approved' else 'no' end, case when @Quote then @today::date end, @Retro, @nadia, @now);
                        insert into measurement_code (id, library_id, measurement_id, fragment_id, question, block, level, by_person, at) values (uuidv7(), @library, @measurement, @fragment, @Question, @Block, @level, @nadia, @now)
                        """, new { note, fragment, talk, id, asked, said.Words, said.Retro, said.Quote, said.Question, said.Block, level = Level(said.Level), library, measurement = made.Id, round = made.Rounds[said.Round], today, nadia, now });
                }
            }
        }

        // Still to be spoken to, of whom a parent has not agreed yet; one talk was moved, one called off.
        await doAsync("""
            with who as (insert into measurement_respondent (id, library_id, measurement_id, role, number, by_person, at) values (uuidv7(), @library, @measurement, 'pupil', 0, @nadia, @now), (uuidv7(), @library, @measurement, 'funder', 0, @nadia, @now), (uuidv7(), @library, @measurement, 'parent', 0, @nadia, @now) returning id, role),
            asked as (insert into measurement_consent (id, library_id, measurement_id, respondent_id, given_by, how, day, text_version, words, by_person, at) select uuidv7(), @library, @measurement, id, 'self', 'spoken', @today - 2, 1, @words, @nadia, @now from who where role <> 'parent')
            insert into measurement_talk (id, library_id, measurement_id, round_id, respondent_id, day, time, minutes, way, place, state, was_day, was_time, by_person, at)
              select uuidv7(), @library, @measurement, @round, id, @today + case role when 'pupil' then 2 when 'funder' then 5 else 1 end, case role when 'pupil' then time '15:30' else time '10:00' end, 30, case role when 'funder' then 'online' else 'place' end, case role when 'pupil' then 'Leszaal van de bibliotheek' else '' end,
                case role when 'parent' then 'cancelled' else 'planned' end, case role when 'funder' then @today + 1 end, case role when 'funder' then time '10:00' end, @nadia, @now from who
            """, new { library, measurement = made.Id, round = made.Rounds[1], today, words = design.Consent.Words.Nl, nadia, now });
    }

    private static string Level(string letter) => letter switch { "s" => "strategic", "t" => "tactical", _ => "operational" };
}
