using InBeeld.Statistics.Questionnaires;
using InBeeld.Statistics.Questionnaires.XlsForms;

namespace InBeeld.Statistics.Tests.Questionnaires;

public sealed class XlsFormTests
{
    private static readonly FormSheet Choices = new("choices", [["list_name", "name", "label::Nederlands (nl)", "label::English (en)"], ["yn", "Yes", "Ja", "Yes"], ["yn", "No", "Nee", "No"]]);

    private static ReadForm Read(params string[][] rows) => XlsForm.Read(
    [
        new("survey", [["type", "name", "label::Nederlands (nl)", "label::English (en)", "hint::nl", "relevant", "constraint", "required", "calculation"], .. rows]),
        Choices,
        new("settings", [["form_title", "form_id"], ["Formulier", "My Form"]]),
    ]);

    [Fact]
    public void Groups_repeats_notes_choices_and_conditions_come_along()
    {
        var read = Read(
            ["note", "n", "Welkom", "Welcome"],
            ["begin_group", "g1", "Deel", "Part", "", "", ""],
            ["select_one yn", "Works", "Werk je samen?", "Do you cooperate?", "", "", "", "yes"],
            ["end_group"],
            ["begin repeat", "schools", "Scholen", "Schools", "", "selected(${Works}, 'Yes')"],
            ["note", "m", "Tel goed.", "Count well."],
            ["integer", "pupils", "Leerlingen", "Pupils", "Allemaal", "", ". >= 0 and . <= 5000"],
            ["decimal", "hours", "Uren", "Hours", "", "${pupils} > 0 and ${Works} != ''", ". < ${pupils} div 2"],
            ["end repeat"]);
        var q = read.Questionnaire!;
        Assert.All(QuestionnaireCheck.Of(q), f => Assert.Equal(FaultReason.OneLanguage, f.Reason));
        Assert.Equal(("my-form", "Welkom", "Formulier"), (q.Key, q.Intro.Nl, q.Title.Nl));
        Assert.Equal(["g1", "schools"], q.Sections.Select(s => s.Key));
        Assert.Equal(["yes", "no"], q.ItemOf("works")!.Options.Select(o => o.Code));
        var pupils = q.ItemOf("pupils")!;
        Assert.Equal((ItemLevel.Location, 0m, 5000m, "Tel goed. Allemaal", "includes( [works] , 'yes' )"), (pupils.Level, pupils.Least, pupils.Most, pupils.Help.Nl, pupils.AskIf));
        Assert.Equal("(includes( [works] , 'yes' )) and ([pupils] > 0 and (known([works])))", q.ItemOf("hours")!.AskIf);
        Assert.Equal("not ([hours] < [pupils] / 2)", Assert.Single(q.Checks).When);
        Assert.Equal([FormNoteReason.Renamed, FormNoteReason.Renamed, FormNoteReason.Renamed, FormNoteReason.Asks], read.Notes.Select(n => n.Reason));
    }

    [Fact]
    public void What_cannot_come_along_is_told_per_row()
    {
        var read = Read(
            ["geopoint", "where", "Waar", "Where"],
            ["select_one nowhere", "a", "A", "A"],
            ["text", "b", "B", "B", "", "pulldata('x', 'y') = 1"],
            ["text", "c", "C", "C", "", "${later} = 1", "regex(., '[a-z]+')"],
            ["integer", "later", "L", "L", "", "", "", "", "${b} + 1"],
            ["end_group"],
            ["begin_group", "open"]);
        Assert.Equal(
            [(2, FormNoteReason.Type), (3, FormNoteReason.List), (4, FormNoteReason.Relevant), (5, FormNoteReason.Relevant), (5, FormNoteReason.Constraint), (6, FormNoteReason.Column), (7, FormNoteReason.Group), (0, FormNoteReason.Group)],
            read.Notes.Where(n => n.Sheet == "survey").Select(n => (n.Row, n.Reason)));
        Assert.Equal(["b", "c", "later"], read.Questionnaire!.Items.Select(i => i.Key));
        Assert.All(read.Questionnaire.Items, i => Assert.Equal("", i.AskIf));
    }

    [Fact]
    public void Without_questions_there_is_no_questionnaire()
    {
        Assert.Null(XlsForm.Read([]).Questionnaire);
        Assert.Null(XlsForm.Read([new("survey", [["type", "label"]])]).Questionnaire);
        Assert.Null(Read().Questionnaire);
    }

    [Fact]
    public void Names_that_become_the_same_stay_apart()
    {
        var read = Read(["text", "My name", "A", "A"], ["text", "my-name", "B", "B", "", "${My name} = 'x'"], ["text", "1st", "C", "C"]);
        Assert.Equal(["my-name", "my-name-2", "q1st"], read.Questionnaire!.Items.Select(i => i.Key));
        Assert.Equal("[my-name] = 'x'", read.Questionnaire.Items[1].AskIf);
    }
}
