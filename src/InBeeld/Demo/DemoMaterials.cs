using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>What schools of the demo asked of the library besides places, and two organisations that help with homework there. All made up.</summary>
internal static class DemoMaterials
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var home = world.Schools.First(s => s.Plan.Code == DemoPlan.HomeSchool);
        var ilse = world.Memberships.First(m => m.Role == Role.LibraryPlanner).Person.Id;
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into material_request (id, library_id, school_id, kind, what, number, needed_on, file_name, media_type, content, state, answer, by_person, at, state_by, state_at) values
              (gen_random_uuid(), @library, @home, 'print', 'Rekenblad breuken, groep 7', 12, @today + 2, 'breuken.txt', 'text/plain', convert_to('1/2 + 1/4 =', 'UTF8'), 'asked', '', @care, @Now - interval '3 hours', null, null),
              (gen_random_uuid(), @library, @other, 'book', 'Leesboeken AVI M6', 6, @today + 3, null, null, null, 'asked', '', @care, @Now - interval '1 day', null, null),
              (gen_random_uuid(), @library, @home, 'writing', 'Potloden en gummen', 12, @today, null, null, null, 'ready', '', @care, @Now - interval '2 days', @ilse, @Now - interval '1 day'),
              (gen_random_uuid(), @library, @home, 'other', 'Grote wereldkaart', 1, @today - 3, null, null, null, 'declined', 'De kaart hangt vast aan de muur. Jullie mogen hem daar gebruiken.', @care, @Now - interval '6 days', @ilse, @Now - interval '5 days');
            insert into homework_partner (id, library_id, name, what, years, contact, phone, website, costs, by_person, at) values
              (@one, @library, 'Huiswerkhoek De Kompasroos', 'Helpt met plannen en overhoren. Vier begeleiders, hooguit twintig kinderen.', 'groep 7 en 8, en de brugklas', 'Pim Roerdomp', '0900 000 11 22', 'https://kompasroos.example', 'gratis', @ilse, @Now - interval '20 days'),
              (@two, @library, 'Taalmaatjes Zonderdam', 'Vrijwilligers lezen en praten samen met een kind.', 'groep 3 tot en met 8', '', '0900 000 33 44', '', 'gratis', @ilse, @Now - interval '12 days');
            insert into homework_hours (partner_id, weekday, opens, closes) values (@one, 1, '15:30', '17:00'), (@one, 3, '13:30', '16:30'), (@one, 4, '15:30', '17:00'), (@two, 3, '14:00', '15:30'), (@two, 6, '10:00', '12:00');
            """, new { library = world.Libraries[0], home = home.Id, other = world.Schools.First(s => s.Plan.Level == "primary" && s.Id != home.Id).Id, world.Days.Today, world.Days.Now, care = home.Care.Id, ilse, one = world.NextId(), two = world.NextId() }, tx, cancellationToken: ct));
    }
}
