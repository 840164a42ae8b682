using System.Net;
using static InBeeld.Tests.Pupils.ClassListDesk;

namespace InBeeld.Tests.Pupils;

/// <summary>Two people at once, two taps, and what goes wrong in the middle: nobody comes twice, and nothing stays half done.</summary>
public sealed class ClassListTogetherTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Who_applies_second_sees_a_new_preview_and_no_child_comes_twice()
    {
        using var desk = new ClassListDesk(house);
        using var colleague = new ClassListDesk(house, desk.School);
        var mine = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"), Child("2", "Sem")));
        var theirs = await colleague.PreviewAsync(desk.Edexml(Child("1", "Noor"), Child("2", "Semmie"), Child("3", "Ko")));
        Assert.Contains("3 nieuw", theirs.Text("h1"), StringComparison.Ordinal);
        await desk.ApplyAsync(mine);

        var again = await colleague.ApplyAsync(theirs);
        Assert.Contains("intussen een andere lijst doorgevoerd", again.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("1 nieuw, 1 gewijzigd", again.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 5"], desk.Children());

        await colleague.ApplyAsync(again);
        Assert.Equal(["Ko Bladerdak: Groep 5", "Noor Bladerdak: Groep 5", "Semmie Bladerdak: Groep 5"], desk.Children());
        Assert.Equal(3, World.Count("pupil", "school_id = @Id", new { desk.School.Id }));
        Assert.Equal(3, World.Count("school_group", "school_id = @Id", new { desk.School.Id }));
    }

    [Fact]
    public async Task Two_who_press_at_the_same_moment_do_no_harm()
    {
        using var desk = new ClassListDesk(house);
        using var colleague = new ClassListDesk(house, desk.School);
        var file = desk.Edexml(Enumerable.Range(1, 60).Select(i => Child($"{i}", $"Kind{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}", group: i % 2 == 0 ? "G5" : "G6")));
        var (mine, theirs) = (await desk.PreviewAsync(file), await colleague.PreviewAsync(file));
        var answers = await Task.WhenAll(desk.PressApplyAsync(mine), colleague.PressApplyAsync(theirs));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.Status));
        Assert.Equal(60, World.Count("pupil", "school_id = @Id", new { desk.School.Id }));
        Assert.Equal(60, World.Count("placement", "school_id = @Id", new { desk.School.Id }));
        Assert.Equal(["applied", "ready"], World.List<string>("select state from class_list_import where school_id = @Id order by 1", new { desk.School.Id }));
    }

    [Fact]
    public async Task Two_taps_on_the_button_apply_the_list_once()
    {
        using var desk = new ClassListDesk(house);
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"), Child("2", "Sem")));
        var answers = await Task.WhenAll(desk.PressApplyAsync(preview), desk.PressApplyAsync(preview));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.Status));
        Assert.Equal(2, World.Count("pupil", "school_id = @Id", new { desk.School.Id }));
        Assert.Equal(1, World.One<long>("select revision from class_list_state where school_id = @Id", new { desk.School.Id }));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_list()
    {
        using var desk = new ClassListDesk(house);
        foreach (var (name, file) in new[] { ("lijst.xml", desk.Edexml(Child("1", "Noor"))), ("lijst.csv", Utf8("Code;Wie\r\n1;Noor\r\n")) })
        {
            var page = await desk.Office.GetAsync("/class-lists");
            var before = desk.Imports;
            var answers = await Task.WhenAll(SendAsync(desk, page, name, file), SendAsync(desk, page, name, file));
            Assert.Equal(answers[0].Location, answers[1].Location);
            Assert.Equal(answers[0].Location, (await SendAsync(desk, page, name, file)).Location);
            Assert.Equal(before + 1, desk.Imports);
            await desk.Office.FollowAsync(answers[0]);
        }
    }

    [Fact]
    public async Task Another_file_from_a_page_that_was_sent_before_is_a_list_of_its_own()
    {
        using var desk = new ClassListDesk(house);
        var page = await desk.Office.GetAsync("/class-lists");
        var first = await SendAsync(desk, page, "lijst.xml", desk.Edexml(Child("1", "Noor")));
        var second = await desk.Office.FollowAsync(await SendAsync(desk, page, "lijst.xml", desk.Edexml(Child("1", "Noortje"), Child("2", "Sem"))));
        Assert.NotEqual(first.Location, second.Path);
        Assert.Contains("2 nieuw", second.Text("h1"), StringComparison.Ordinal);
        await desk.ApplyAsync(second);
        var again = await desk.Office.FollowAsync(await SendAsync(desk, page, "lijst.xml", desk.Edexml(Child("1", "Noor"))));
        Assert.Equal(first.Location, again.Path);
    }

    [Fact]
    public async Task A_full_disk_is_said_in_words_and_changes_nothing()
    {
        using var desk = new ClassListDesk(house);
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Noor"), Child("4", "Struikel"), Child("5", "Bo")));
        Stumble("53100");
        try
        {
            var page = await desk.PressApplyAsync(preview);
            Assert.StartsWith("De schijf van de server is vol. Er is niets gewijzigd.", Refused(page), StringComparison.Ordinal);
            Assert.Contains("Struikel", page.Text("main"), StringComparison.Ordinal);
        }
        finally
        {
            World.Do("drop trigger stumble on pupil");
        }

        Assert.Empty(desk.Children());
        Assert.Equal(0, World.Count("school_group", "school_id = @Id", new { desk.School.Id }));
        await desk.ApplyAsync(preview);
        Assert.Equal(3, desk.Children().Count);
    }

    [Fact]
    public async Task What_goes_wrong_halfway_leaves_nothing_half_done_and_the_list_can_be_applied_later()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        var before = desk.Standing();
        var preview = await desk.PreviewAsync(desk.Edexml(Child("1", "Noortje", group: "G6"), Child("3", "Ko"), Child("4", "Struikel"), Child("5", "Bo")));
        Stumble("P0001");
        try
        {
            var broken = await desk.PressApplyAsync(preview, accept: true);
            Assert.Equal(HttpStatusCode.InternalServerError, broken.Status);
        }
        finally
        {
            World.Do("drop trigger stumble on pupil");
        }

        Assert.Equal(before, desk.Standing());
        Assert.Equal("ready", desk.StateOf(ImportOf(preview)));
        Assert.Equal(2, World.Count("pupil", "school_id = @Id", new { desk.School.Id }));

        await desk.ApplyAsync(preview, accept: true);
        Assert.Equal(["Bo Bladerdak: Groep 5", "Ko Bladerdak: Groep 5", "Noortje Bladerdak: Groep 6", "Struikel Bladerdak: Groep 5"], desk.Children());
    }

    [Fact]
    public async Task What_goes_wrong_halfway_an_undo_leaves_the_list_applied()
    {
        using var desk = new ClassListDesk(house);
        await desk.ImportAsync(Child("1", "Noor"), Child("2", "Sem"));
        var import = await desk.ImportAsync(Child("1", "Noortje", group: "G6"), Child("2", "Struikel", group: "G6"), Child("3", "Ko"));
        var before = desk.Standing();
        Stumble("P0001");
        try
        {
            Assert.Equal(HttpStatusCode.InternalServerError, (await desk.InsistOnUndoAsync(import)).Status);
        }
        finally
        {
            World.Do("drop trigger stumble on pupil");
        }

        Assert.Equal(before, desk.Standing());
        Assert.Equal("applied", desk.StateOf(import));
        await desk.UndoAsync();
        Assert.Equal(["Noor Bladerdak: Groep 5", "Sem Bladerdak: Groep 5"], desk.Children());
    }

    // With the number that the page gave to the list.
    private static Task<PageAnswer> SendAsync(ClassListDesk desk, PageAnswer page, string name, byte[] file) =>
        desk.Office.UploadAsync("/class-lists", "file", name, file, ("Import", page.Document.QuerySelector("form[enctype] input[name=Import]")!.GetAttribute("value")));

    // A pupil in the middle of the list on whom the database refuses.
    private void Stumble(string code) => World.Do($"""
        create or replace function public.stumble() returns trigger language plpgsql as $$
        begin
          if new.given_name = 'Struikel' or (tg_op = 'UPDATE' and old.given_name = 'Struikel') then raise exception 'stumbled' using errcode = '{code}'; end if;
          return new;
        end $$;
        create trigger stumble before insert or update on pupil for each row execute function public.stumble()
        """);
}
