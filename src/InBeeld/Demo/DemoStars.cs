using Dapper;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Questionnaires;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>A closed wave of the star checklist for secondary education, last school year: the libraries of the demo with the secondary schools there, and thirty-two libraries that do not exist.</summary>
internal static class DemoStars
{
    private static readonly string[] Elsewhere = ["Sprookjeskust", "Verhalenveen", "Dichterswoud", "Rijmpolder"], Parts = ["Noord", "Oost", "Zuid", "West", "Midden", "Haven", "Duin", "Bos"];
    private static readonly string[] Kinds = ["Lyceum", "College", "Vakschool", "Gymnasium"], Names = ["De Kompasroos", "Het Spiegelmeer", "De Windvaan", "Het Heldenpad", "De Vuurvogel", "De Inktvis"];

    private sealed record School(string Code, string Name);

    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var (definition, checklist) = (SuppliedQuestionnaires.Text(SuppliedQuestionnaires.StarsSecondary), SuppliedQuestionnaires.Of(SuppliedQuestionnaires.StarsSecondary));
        var vera = world.Memberships.First(m => m.Role == Role.Researcher);
        var today = world.Days.Today;
        var began = today.Month >= 8 ? today.Year - 1 : today.Year - 2;
        var schools = (await connection.QueryAsync<School>(new CommandDefinition("select code, name from organisation where kind = 'school' and level = 'secondary' and municipality_code = @code order by code", new { code = DemoPlan.MunicipalityCode }, tx, cancellationToken: ct))).ToList();
        var (wave, country, dice) = (world.NextId(), world.NextId(), new Dice("stars"));
        var waves = new DemoTable("wave", "id:uuid, institute_id:uuid, questionnaire_key:text, questionnaire_version:int, definition:text, name:text, kind:text, school_year:small, opens_on:date, closes_on:date, state:text, opened_at:moment, closed_at:moment, by_person:uuid, at:moment");
        waves.Add(wave, vera.OrganisationId, checklist.Key, checklist.Version, definition, $"Sterren voortgezet onderwijs {WaveRow.Year(began - 1)}", "school-year", (short)(began - 1), today.AddDays(-390), today.AddDays(-340), "closed", world.Days.Now.AddDays(-390), world.Days.Now.AddDays(-339), vera.Person.Id, world.Days.Now.AddDays(-400));
        var items = new DemoTable("wave_item", "wave_id:uuid, key:text, concept:text, part:text, section:text, level:text, position:small");
        var part = checklist.Sections.ToDictionary(s => s.Key, s => s.Part);
        foreach (var (item, at) in checklist.InOrder().Select((i, at) => (i, at)))
        {
            items.Add(wave, item.Key, item.Concept, part[item.Section], item.Section, item.Level == ItemLevel.Location ? "location" : "library", (short)at);
        }

        var units = new DemoTable("wave_unit", "id:uuid, wave_id:uuid, level:text, parent_id:uuid, root_id:uuid, name:text, code:text, features:json, organisation_id:uuid, sort_key:text");
        var replies = new DemoTable("wave_reply", "unit_id:uuid, wave_id:uuid, state:text, begun_at:moment, handed_in_at:moment");
        var answers = new DemoTable("wave_answer", "wave_id:uuid, unit_id:uuid, item:text, state:text, number:number, codes:texts, words:text, about:bool, by_person:uuid, at:moment");
        units.Add(country, wave, "country", null, null, "Nederland", "nl", "{}", null, "");
        void Library(string province, string town, string code, string name, Guid? organisation, IEnumerable<School> locations)
        {
            var (above, id) = (world.NextId(), world.NextId());
            var known = units.Rows.Find(r => (string?)r[2] == "province" && (string?)r[5] == province);
            if (known is null)
            {
                units.Add(above, wave, "province", country, null, province, province.ToLowerInvariant(), "{}", null, province.ToLowerInvariant());
            }

            units.Add(id, wave, "library", known is null ? above : known[0], id, name, code, Json(province, town), organisation, name.ToLowerInvariant());
            replies.Add(id, wave, "handed-in", world.Days.Now.AddDays(-370), world.Days.Now.AddDays(-350));
            foreach (var school in locations)
            {
                var location = world.NextId();
                units.Add(location, wave, "location", id, id, school.Name, school.Code, Json(province, town), null, school.Name.ToLowerInvariant());
                Answer(answers, dice, checklist, wave, location, world.Days.Now.AddDays(-355));
            }
        }

        Library("Fabelland", "Zonderdam", DemoPlan.Libraries[0].Code, DemoPlan.Libraries[0].Name, world.Libraries[0], [.. schools, .. Names.Take(4).Select((n, i) => new School($"97A{i}00", $"{Kinds[i]} {n}"))]);
        Library("Fabelland", "Zonderdam", DemoPlan.Libraries[1].Code, DemoPlan.Libraries[1].Name, world.Libraries[^1], Names.Skip(4).Select((n, i) => new School($"97B{i}00", $"College {n}")));
        // So many that of the country and most provinces something may be told.
        foreach (var (name, province, l) in Elsewhere.SelectMany(p => Parts, (p, part) => ($"{p} {part}", p)).Select((p, l) => (p.Item1, p.Item2, l)))
        {
            Library(province, "", $"ZZ-BIB-{201 + l}", $"Bibliotheek {name}", null, Kinds.Select((k, i) => new School($"98{(char)('A' + (l / 10))}{l % 10}{i:00}", $"{k} {name}")));
        }

        foreach (var table in new[] { waves, items, units, replies, answers })
        {
            await table.WriteAsync(connection, ct);
        }

        await connection.ExecuteAsync(new CommandDefinition("insert into wave_event (wave_id, kind, by_person, at) values (@wave, 'opened', @vera, @Now - interval '390 days'), (@wave, 'closed', @vera, @Now - interval '339 days')", new { wave, vera = vera.Person.Id, world.Days.Now }, tx, cancellationToken: ct));
    }

    private static void Answer(DemoTable answers, Dice dice, Questionnaire checklist, Guid wave, Guid location, DateTimeOffset at)
    {
        var (together, eager, open) = (dice.Chance(0.77), 0.25 + (dice.Share() * 0.65), dice.Chance(0.35) ? 0.3 : 0.02);
        // Some fields lie still at each school.
        var still = checklist.Items.Select(i => i.Field).Distinct().Where(_ => dice.Chance(0.3)).ToHashSet(StringComparer.Ordinal);
        foreach (var item in checklist.Items.Where(i => i.Level == ItemLevel.Location && (together || i.Key == "cooperates")))
        {
            if (item.Key != "cooperates" && dice.Chance(open))
            {
                answers.Add(wave, location, item.Key, "unknown", null, Array.Empty<string>(), "", false, null, at);
                continue;
            }

            var does = item.Key == "cooperates" ? together : dice.Chance(eager) && !still.Contains(item.Field);
            decimal? number = item.Kind switch { ItemKind.YesNo => does ? 1 : 0, ItemKind.Number => does ? dice.Between(1, 4) : 0, _ => null };
            string[] codes = item.Kind switch
            {
                ItemKind.Choice => [does ? dice.Of([.. item.Options.Where(o => o.Points > 0)]).Code : item.Options[0].Code],
                ItemKind.Choices => [.. item.Options.Where(_ => does && dice.Chance(0.6)).Select(o => o.Code)],
                _ => [],
            };
            answers.Add(wave, location, item.Key, "value", number, codes, "", false, null, at);
        }
    }

    private static string Json(string province, string town) => System.Text.Json.JsonSerializer.Serialize(UnitLine.Known(province, town, "secondary"));
}
