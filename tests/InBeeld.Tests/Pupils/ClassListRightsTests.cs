using System.Net;
using InBeeld.Tests.Security;
using static InBeeld.Tests.Pupils.ClassListDesk;

namespace InBeeld.Tests.Pupils;

/// <summary>A class list is for the people of the school's office, care and management; by the pages and around them.</summary>
public sealed class ClassListRightsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_teacher_of_the_school_does_not_come_on_the_pages()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"));
        var import = ImportOf(await desk.PreviewAsync(desk.Edexml(Child("1", "Noortje"))));
        using var teacher = desk.TeacherOf("Groep 5");
        var answers = new List<PageAnswer>
        {
            await teacher.GetAsync("/class-lists"), await teacher.GetAsync($"/class-lists/{import}"), await teacher.PostAsync($"/class-lists/{import}?handler=Apply", ("Accepted", "true")),
            await teacher.PostAsync($"/class-lists/{import}?handler=Drop"), await teacher.PostAsync("/class-lists?handler=Undo", ("list", import.ToString())),
            await teacher.UploadAsync("/class-lists", "file", "lijst.xml", desk.Edexml(Child("1", "Noor"))),
        };
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.Status));
        Assert.Equal("ready", desk.StateOf(import));
        Assert.Equal(["Noor Bladerdak: Groep 5"], desk.Children());
    }

    [Fact]
    public async Task The_office_of_another_school_finds_nothing_and_changes_nothing()
    {
        using var desk = new ClassListDesk(house);
        using var elsewhere = new ClassListDesk(house);
        var applied = await desk.ImportAsync(Child("1", "Noor"));
        var import = ImportOf(await desk.PreviewAsync(desk.Edexml(Child("1", "Noortje"))));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Office.GetAsync($"/class-lists/{import}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Office.PostAsync($"/class-lists/{import}?handler=Apply", ("Accepted", "true"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Office.PostAsync($"/class-lists/{import}?handler=Columns", ("Fields", "Key"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Office.PostAsync($"/class-lists/{import}?handler=Drop")).Status);
        Assert.Equal("Deze lijst is er niet meer.", Refused(await elsewhere.InsistOnUndoAsync(applied)));
        Assert.DoesNotContain("lijst.xml", (await elsewhere.Office.GetAsync("/class-lists")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(("applied", "ready"), (desk.StateOf(applied), desk.StateOf(import)));
        Assert.Equal(["Noor Bladerdak: Groep 5"], desk.Children());
    }

    [Fact]
    public async Task The_number_of_an_import_of_another_school_cannot_be_taken_for_a_new_one()
    {
        using var desk = new ClassListDesk(house);
        using var elsewhere = new ClassListDesk(house);
        var import = ImportOf(await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"))));
        var sent = await elsewhere.Office.UploadAsync("/class-lists", "file", "anders.xml", elsewhere.Edexml(Child("1", "Indringer")), ("Import", import.ToString()));
        Assert.NotEqual($"/class-lists/{import}", sent.Location);
        Assert.Contains("1 nieuw", (await elsewhere.Office.FollowAsync(sent)).Text("h1"), StringComparison.Ordinal);
        Assert.Equal(("lijst.xml", desk.School.Id), World.List<(string, Guid)>("select file_name, school_id from class_list_import where id = @import", new { import }).Single());
        Assert.Equal(0, World.Count("class_list_row", "import_id = @import and given_name = 'Indringer'", new { import }));
        await desk.ImportAsync(Child("1", "Noor"));
        Assert.Equal(["Noor Bladerdak: Groep 5"], desk.Children());
    }

    [Fact]
    public async Task Around_the_application_the_list_of_another_school_is_not_there()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"));
        var import = ImportOf(await desk.PreviewAsync(desk.Edexml(Child("1", "Noortje"))));
        var args = new { import, school = desk.School.Id };
        var elsewhere = NewSchool(World);
        var group = World.Group(desk.School, "9z");
        foreach (var who in new[] { World.Office(elsewhere), World.Principal(elsewhere), World.Care(elsewhere), World.Teacher().Of(group), World.Administrator(), World.PrivacyOfficer(), null })
        {
            using var around = who is null ? AsApp.Nobody(house) : AsApp.Enter(house, who);
            foreach (var table in new[] { "class_list_import", "class_list_row", "class_list_group" })
            {
                Assert.Equal(0, around.One<long>($"select count(*) from {table} where {(table == "class_list_import" ? "id" : "import_id")} = @import", args));
            }

            Assert.Equal(0, around.One<long>("select count(*) from class_list_state where school_id = @school", args));
            Assert.Equal("0 rows", around.Try("update class_list_import set state = 'applied', applied_at = now() where id = @import", args));
            Assert.Equal("0 rows", around.Try("update class_list_row set kind = 'new', given_name = 'x' where import_id = @import", args));
            Assert.Equal("0 rows", around.Try("update class_list_state set mapping = '{}' where school_id = @school", args));
            Assert.Equal("42501", around.Try("insert into class_list_import (school_id, kind, file_name, state) values (@school, 'csv', 'x', 'ready')", args));
            Assert.Equal("42501", around.Try("insert into class_list_row (import_id, n, kind) values (@import, 99, 'new')", args));
            Assert.Equal("42501", around.Try("insert into pupil (school_id, key, given_name) values (@school, '99', 'x')", args));
            Assert.Equal("42501", around.Try("select app.forget_class_list(@import, false)", args));
            Assert.Equal("42501", around.Try("delete from class_list_row where import_id = @import", args));
        }

        Assert.Equal(1, World.Count("class_list_row", "import_id = @import", new { import }));
    }

    [Fact]
    public async Task The_own_office_sees_it_around_the_application_too()
    {
        using var desk = new ClassListDesk(house);
        var import = ImportOf(await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"))));
        using var around = AsApp.Enter(house, World.Office(desk.School));
        Assert.Equal(1, around.One<long>("select count(*) from class_list_row where import_id = @import", new { import }));
    }

    [Fact]
    public async Task An_office_cannot_move_its_list_to_another_school_around_the_application()
    {
        using var desk = new ClassListDesk(house);
        var import = ImportOf(await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"))));
        using var around = AsApp.Enter(house, World.Office(desk.School));
        Assert.Equal("42501", around.Try("update class_list_import set school_id = @other where id = @import", new { import, other = NewSchool(World).Id }));
    }
}
