using InBeeld.Capabilities.Desk.Model;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Demonstration;

/// <summary>Questions to the desk of Zonderdam, in every state, with some standard answers. The subjects are those that every municipality begins with.</summary>
internal static class DemoDesk
{
    private static readonly (string Subject, string Title, string Words)[] Standards =
    [
        ("Apparaten en internet", "Laptop lenen", "De school vraagt de laptop aan bij het loket. Na een week ligt hij klaar bij Bibliotheek Zonderdam Havenlicht."),
        ("Noodopvang", "Wie mag naar de noodopvang", "Noodopvang is er voor kinderen van ouders in een cruciaal beroep en voor kinderen die thuis niet veilig kunnen leren."),
        ("Leerplicht en verzuim", "Verzuim melden", "Meld verzuim zoals altijd in het verzuimloket. De consulent belt binnen twee schooldagen terug."),
    ];

    private static readonly (string School, string Subject, string Words, int DaysAgo, string State, string Answer, string Reaction)[] Asked =
    [
        ("99ZZ00", "Apparaten en internet", "Drie gezinnen in groep 7 delen één telefoon. Kunnen wij laptops lenen voor thuis?", 1, "new", "", ""),
        ("99ZZ00", "Noodopvang", "Mag een kind van een buschauffeur naar de noodopvang, ook op woensdagmiddag?", 6, "answered", "Ja, ook op woensdagmiddag. Een buschauffeur heeft een cruciaal beroep.", ""),
        ("99ZZ03", "Leerplicht en verzuim", "Moeten wij kinderen die online niet komen opdagen melden als verzuim?", 8, "taken", "Bel eerst zelf met het gezin. Meld het als dat na drie keer niet lukt.", "Geldt dat ook voor een kind dat alleen 's middags mist?"),
        ("99ZZ17", "Regels en richtlijnen", "Hoeveel leerlingen mogen er tegelijk in een lokaal bij de examenlessen?", 9, "new", "", ""),
        ("99ZZ18", "Zorg en hulp", "Bij welk team vragen wij hulp voor een gezin dat net verhuisd is naar Zonderdam?", 12, "closed", "Bij het team van het nieuwe adres. Het oude team draagt over als het gezin dat goed vindt.", ""),
        ("99ZZ08", "Apparaten en internet", "Een gezin heeft geen internet thuis. Is er een abonnement dat de gemeente betaalt?", 15, "closed", "De school vraagt de laptop aan bij het loket, met een router erbij.", ""),
    ];

    /// <summary>As rows; <paramref name="ids"/>: the subjects of the municipality, by name, which the database made.</summary>
    public static IEnumerable<DemoTable> Of(DemoWorld world, IReadOnlyDictionary<string, Guid> ids)
    {
        var days = world.Days;
        var coordinator = world.Memberships.First(m => m.OrganisationId == world.Municipality && m.Role == Role.Coordinator).Person;
        var answer = new DemoTable("desk_answer", "id:uuid, municipality_code:text, subject_id:uuid, title:text, words:text");
        var standards = Standards.ToDictionary(s => s.Subject, _ => world.NextId());
        foreach (var s in Standards)
        {
            answer.Add(standards[s.Subject], DemoPlan.MunicipalityCode, ids[s.Subject], s.Title, s.Words);
        }

        var question = new DemoTable("desk_question", "id:uuid, municipality_code:text, subject_id:uuid, organisation_id:uuid, by_person:uuid, by_role:text, words:text, asked_at:moment, state:text, taken_by:uuid, due_on:date, first_answered_at:moment, answered_at:moment, standard_id:uuid, reacted:bool, closed_at:moment");
        var reply = new DemoTable("desk_reply", "id:uuid, question_id:uuid, kind:text, words:text, by_person:uuid, at:moment");
        foreach (var a in Asked)
        {
            var school = world.Schools.First(s => s.Plan.Code == a.School);
            var asked = Amsterdam.At(days.Today.AddDays(-a.DaysAgo), new TimeOnly(9, 10));
            var answered = a.Answer.Length > 0 ? asked.AddHours(26) : (DateTimeOffset?)null;
            var id = world.NextId();
            var due = WorkingDays.After(a.Reaction.Length > 0 ? days.Today.AddDays(-1) : Amsterdam.Day(asked), 3);
            question.Add(id, DemoPlan.MunicipalityCode, ids[a.Subject], school.Id, school.Care.Id, Role.Care, a.Words, asked, a.State, a.State == "new" ? null : coordinator.Id, due, answered, answered, answered is not null && standards.TryGetValue(a.Subject, out var standard) ? standard : null, a.Reaction.Length > 0, a.State == "closed" ? answered!.Value.AddHours(5) : null);
            if (answered is { } at)
            {
                reply.Add(world.NextId(), id, "answer", a.Answer, coordinator.Id, at);
            }

            if (a.Reaction.Length > 0)
            {
                reply.Add(world.NextId(), id, "reaction", a.Reaction, school.Care.Id, Amsterdam.At(days.Today.AddDays(-1), new TimeOnly(10, 0)));
            }
        }

        return [answer, question, reply];
    }
}
