using System.Globalization;

namespace InBeeld.Capabilities.Programmes.Progress.Model;

/// <summary>A sentence with five answers, in one version of its words.</summary>
internal class ShortScale
{
    /// <summary>In the words that hold now.</summary>
    public const string Sql = "select s.id, s.library_id, s.respondent, s.number, t.id as text_id, t.nl, t.en, t.steps, t.steps_en from short_scale s join short_scale_text t on t.scale_id = s.id and t.number = s.number";

    public Guid Id { get; set; }
    public Guid? LibraryId { get; set; }
    public string Respondent { get; set; } = "";
    public int Number { get; set; }
    public Guid TextId { get; set; }
    public string Nl { get; set; } = "";
    public string En { get; set; } = "";
    public string[] Steps { get; set; } = [];
    public string[] StepsEn { get; set; } = [];

    public string Says => In(Nl, En);

    public string Step(int level) => Words(Steps, StepsEn)[level - 1];

    public static string In(string dutch, string english) => Dutch || english.Length == 0 ? dutch : english;

    public static string[] Words(string[] dutch, string[] english) => Dutch || english.Length == 0 ? dutch : english;

    private static bool Dutch => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "nl";
}

/// <summary>What somebody answered on a day, in the words that were shown then.</summary>
internal sealed class AnswerRow
{
    public const string Sql = """
        select a.id, a.enrolment_id, a.scale_id, s.respondent, t.number, t.nl, t.en, t.steps, t.steps_en, a.day, a.moment, a.level, a.batch from short_answer a join short_scale_text t on t.id = a.text_id join short_scale s on s.id = a.scale_id
        """;

    public Guid Id { get; set; }
    public Guid EnrolmentId { get; set; }
    public Guid ScaleId { get; set; }
    public string Respondent { get; set; } = "";
    public int Number { get; set; }
    public string Nl { get; set; } = "";
    public string En { get; set; } = "";
    public string[] Steps { get; set; } = [];
    public string[] StepsEn { get; set; } = [];
    public DateOnly Day { get; set; }
    public string Moment { get; set; } = "";
    public int Level { get; set; }
    public Guid Batch { get; set; }

    public string Says => ShortScale.In(Nl, En);

    public string Step => ShortScale.Words(Steps, StepsEn)[Level - 1];
}

/// <summary>What a school gave of a test.</summary>
internal sealed class TestRow
{
    public const string Sql = "select t.id, t.enrolment_id, t.name, t.day, t.outcome, t.score, t.least, t.most, o.name as school from test_result t join organisation o on o.id = t.school_id";

    public Guid Id { get; set; }
    public Guid EnrolmentId { get; set; }
    public string Name { get; set; } = "";
    public DateOnly Day { get; set; }
    public string Outcome { get; set; } = "";
    public decimal? Score { get; set; }
    public decimal? Least { get; set; }
    public decimal? Most { get; set; }
    public string School { get; set; } = "";

    /// <summary>A number as the reader writes it, without noughts at the end.</summary>
    public static string Number(decimal? number) => number?.ToString("0.##", CultureInfo.CurrentCulture) ?? "";
}

/// <summary>What a module came to for a child.</summary>
internal sealed class ResultRow
{
    public const string Sql = "select r.id, r.enrolment_id, r.group_id, m.name as module, r.result, r.words, r.at from module_result r join programme_group g on g.id = r.group_id join programme_module m on m.id = g.module_id";

    public Guid Id { get; set; }
    public Guid EnrolmentId { get; set; }
    public Guid GroupId { get; set; }
    public string Module { get; set; } = "";
    public string Result { get; set; } = "";
    public string Words { get; set; } = "";
    public DateTimeOffset At { get; set; }
}
