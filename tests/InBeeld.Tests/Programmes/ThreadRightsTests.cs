using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>Who takes part in a thread, and when that ends; also around the application.</summary>
public sealed class ThreadRightsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public void Only_the_own_teacher_care_that_follows_the_child_and_who_carries_it_out_see_anything_also_around_the_application()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var school = World.School(municipality: town);
        var group = World.Group(school);
        var pupil = World.Pupil(group);
        var (programme, other) = (World.Programme(library), World.Programme(library, name: "Lantaarn"));
        var (enrolment, without) = (World.Thread(programme, pupil), World.Enrolment(other, World.Pupil(group), "placed"));
        var (teacher, follows, guide) = (World.Teacher().Of(group), World.Care(school), World.Guide(library));
        guide.Guides(programme);
        World.Do("insert into worry (id, pupil_id, school_id, by_person, urgency, text, state, taken_by, taken_at) select uuidv7(), @pupil, @school, @by, 1, 'Stil', 'taken', @care, now()", new { pupil = pupil.Id, school = school.Id, by = teacher.Id, care = follows.Id });
        var note = World.Note(enrolment, teacher);
        var answer = World.Note(enrolment, guide);
        World.Do("insert into thread_read (note_id, person_id, at) values (@note, @Id, now())", new { note, guide.Id });
        var otherGuide = World.Guide(library);
        otherGuide.Guides(other);
        foreach (var (who, seen) in new[]
        {
            (teacher, 2), (follows, 2), (guide, 2), (World.ProgrammeLeader(library), 2), (World.Teacher().Of(World.Group(school)), 0), (World.Care(school), 0), (World.Principal(school), 0), (World.Office(school), 0), (World.Coordinator(town), 0),
            (World.PrivacyOfficer(), 0), (World.Administrator(), 0), (World.Librarian(library), 0), (World.LibraryPlanner(library), 0), (otherGuide, 0), (World.ProgrammeLeader(World.Library(town)), 0), (World.PartnerMember(World.PartnerOf(town)), 0),
        })
        {
            using var around = AsApp.Enter(house, who);
            Assert.True(seen == around.List<Guid>("select id from thread_note").Count, who.Role);
            Assert.Equal(seen > 0 ? 1 : 0, around.List<Guid>("select note_id from thread_read").Count);
            Assert.Equal(seen > 0 ? 1 : 0, around.List<string>("select programme from app.thread_head(@enrolment, now())", new { enrolment }).Count);
            Assert.Equal(seen > 0 && who.Role is "teacher" or "care" && seen > 0 ? 1 : 0, around.List<Guid>("select enrolment_id from app.thread_week(now() - interval '7 days', now(), now())").Count);
            Assert.Equal("42501", around.Try("insert into thread_note (id, enrolment_id, side, words, by_person, at) values (uuidv7(), @enrolment, 'school', 'x', @Id, now())", new { enrolment, who.Id }));
            Assert.Equal("42501", around.Try("update thread_note set words = 'x'"));
            // Nobody says for another, or of the own side, that something was read.
            Assert.Equal("42501", around.Try("insert into thread_read (note_id, person_id, at) values (@note, @teacher, now())", new { note = answer, teacher = who == teacher ? guide.Id : teacher.Id }));
            Assert.Equal("42501", around.Try("insert into thread_read (note_id, person_id, at) values (@own, @Id, now())", new { own = who.Role is "teacher" or "care" ? note : answer, who.Id }));
            Assert.Equal(seen > 0 ? "" : "gone", around.One<string>("select app.write_note(uuidv7(), @enrolment, 'note', 'Dag', null, now())", new { enrolment }));
            // Without consent there is no thread, whoever asks.
            Assert.True(around.One<string>("select app.write_note(uuidv7(), @without, 'note', 'Dag', null, now())", new { without }) is "gone" or "closed");
            if (who != teacher)
            {
                Assert.Equal("gone", around.One<string>("select app.change_note(@note, 1, 'Anders', now())", new { note }));
                Assert.Equal("gone", around.One<string>("select app.take_back_note(@note, false, now())", new { note }));
            }
        }
    }

    [Fact]
    public async Task When_consent_is_taken_back_school_sees_that_it_is_closed_and_nothing_more_and_the_programme_keeps_what_it_wrote()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var group = World.Group(World.School(municipality: town));
        var pupil = World.Pupil(group);
        var enrolment = World.Thread(World.Programme(library), pupil);
        var (who, carries) = (World.Teacher().Of(group), World.ProgrammeLeader(library));
        World.Note(enrolment, who, "Van de juf");
        World.Note(enrolment, carries, "Van de bieb");
        using var teacher = house.SignIn(who);
        using var colleague = house.SignIn(World.Teacher().Of(group));
        using var leader = house.SignIn(carries);
        var page = await teacher.GetAsync($"/threads/{enrolment}");
        var consent = World.One<Guid>("select id from consent where enrolment_id = @enrolment", new { enrolment });
        var asked = await leader.GetAsync($"/programmes/consents/{consent}");
        Assert.Contains("School ziet het gesprek niet meer", asked.Text("main"), StringComparison.Ordinal);
        Assert.Contains("blijft bij de bibliotheek", asked.Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(asked, "main form");
        var closed = await teacher.GetAsync($"/threads/{enrolment}");
        Assert.Equal("Dit gesprek is gesloten", closed.Text("h1"));
        Assert.DoesNotContain(pupil.Name.Full, closed.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Derde Nest", closed.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Van de", closed.Text(".ib-card"), StringComparison.Ordinal);
        // Who still had it on the screen hears that it was not sent; a colleague who never read it learns nothing.
        Assert.Contains("Dit gesprek is gesloten", (await teacher.SubmitAsync(page, "form:has(button[name=Quick])", ("Words", "Nog iets"))).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"/threads/{enrolment}")).Status);
        Assert.DoesNotContain("Het Derde Nest", (await teacher.GetAsync($"/groups/{group.Id}")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Geen kind", (await teacher.GetAsync("/threads")).Text("h1"), StringComparison.Ordinal);
        var kept = await leader.GetAsync($"/threads/{enrolment}");
        Assert.Contains("de toestemming is ingetrokken", kept.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Van de bieb", kept.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Van de juf", kept.Text("main"), StringComparison.Ordinal);
        Assert.False(kept.Has("form:has(button[name=Quick])"));
        Assert.Equal(2, World.Count("thread_note", "enrolment_id = @enrolment", new { enrolment }));
        using (var around = AsApp.Enter(house, who))
        {
            Assert.Empty(around.List<Guid>("select id from thread_note"));
            Assert.Empty(around.List<Guid>("select note_id from thread_read"));
        }

        // Agreed to anew: it goes on where it was.
        World.Consent(enrolment, "talk_with_school");
        World.Do("update enrolment set school_sees = true where id = @enrolment", new { enrolment });
        Assert.Contains("Van de bieb", (await teacher.GetAsync($"/threads/{enrolment}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gets_the_child_in_class_reads_from_then_on_and_who_had_it_no_longer()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var school = World.School(municipality: town);
        var (before, after, elsewhere) = (World.Group(school), World.Group(school, "7c"), World.Group(World.School(municipality: town)));
        var pupil = World.Pupil(before);
        var enrolment = World.Thread(World.Programme(library), pupil);
        var leader = World.ProgrammeLeader(library);
        World.Note(enrolment, leader, "Eerste bericht");
        using var first = house.SignIn(World.Teacher().Of(before));
        using var second = house.SignIn(World.Teacher().Of(after));
        using var third = house.SignIn(World.Teacher().Of(elsewhere));
        Assert.Contains("Eerste bericht", (await first.GetAsync($"/threads/{enrolment}")).Text("main"), StringComparison.Ordinal);
        await first.SubmitAsync(await first.GetAsync($"/threads/{enrolment}"), "form[action*=Aim]", ("Aim", "Spelling"));
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync($"/threads/{enrolment}")).Status);
        pupil.MovesTo(after);
        World.Note(enrolment, leader, "Tweede bericht");
        Assert.Equal(HttpStatusCode.NotFound, (await first.GetAsync($"/threads/{enrolment}")).Status);
        var page = await second.GetAsync($"/threads/{enrolment}");
        Assert.Contains("Tweede bericht", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Eerste bericht", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Spelling", page.Text("main"), StringComparison.Ordinal);
        pupil.MovesTo(elsewhere);
        World.Note(enrolment, leader, "Derde bericht");
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync($"/threads/{enrolment}")).Status);
        var last = await third.GetAsync($"/threads/{enrolment}");
        Assert.Contains("Derde bericht", last.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Tweede bericht", last.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Derde bericht", (await third.GetAsync("/threads")).Text(".ib-queue"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_and_said_goes_along_when_two_participants_are_made_one()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (nest, lamp) = (World.Programme(library), World.Programme(library, name: "Lantaarn"));
        var group = World.Group(World.School(municipality: town));
        var pupil = World.Pupil(group);
        var (bySchool, bySelf, elsewhere) = (World.Thread(nest, pupil, "referred"), World.Enrolment(nest, state: "placed"), World.Enrolment(lamp));
        var leader = World.ProgrammeLeader(library);
        World.Note(bySchool, leader, "Welkom");
        foreach (var enrolment in new[] { bySchool, elsewhere })
        {
            World.Do("insert into parent_talk (id, programme_id, enrolment_id, who, how, by_person, at) select uuidv7(), programme_id, id, 'parent', 'door', @Id, now() from enrolment where id = @enrolment", new { leader.Id, enrolment });
        }

        var (kept, gone) = (World.One<Guid>("select participant_id from enrolment where id = @bySchool", new { bySchool }), World.One<Guid>("select participant_id from enrolment where id = @bySelf", new { bySelf }));
        World.Do("update participant set born = '2015-03-04' where id in (@kept, @gone); update enrolment set participant_id = @gone where id = @elsewhere", new { kept, gone, elsewhere });
        using (var around = AsApp.Enter(house, leader))
        {
            Assert.Equal("", around.One<string>("select app.merge_participants(@gone, @kept, now())", new { gone, kept }));
            around.Commit();
        }

        Assert.Equal((0, 1), (World.Count("thread_note", "enrolment_id = @bySchool", new { bySchool }), World.Count("thread_note", "enrolment_id = @bySelf", new { bySelf })));
        Assert.Equal((1, 1), (World.Count("parent_talk", "enrolment_id = @bySelf", new { bySelf }), World.Count("parent_talk", "enrolment_id = @elsewhere", new { elsewhere })));
        // The one that stays was never agreed to be talked about with school.
        using var teacher = AsApp.Enter(house, World.Teacher().Of(group));
        Assert.Empty(teacher.List<Guid>("select id from thread_note"));
        World.Consent(bySelf, "talk_with_school");
        Assert.Single(teacher.List<Guid>("select id from thread_note"));
    }
}
