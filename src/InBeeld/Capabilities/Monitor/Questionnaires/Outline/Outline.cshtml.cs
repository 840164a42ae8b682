using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Questionnaires;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Outline;

/// <summary>What holds the questions of a draft together: title, introduction, parts for employees, sections, fields and stars.</summary>
[Needs(Role.Researcher)]
internal sealed class OutlineModel(Frame frame, Text text, KeepQuestionnaire keep) : PageModel
{
    internal sealed class OutlineFields
    {
        public string? TitleNl { get; set; }
        public string? TitleEn { get; set; }
        public string? Education { get; set; }
        public string? IntroNl { get; set; }
        public string? IntroEn { get; set; }

        /// <summary>key | Dutch | English | who in Dutch | who in English, one per line.</summary>
        public string? Parts { get; set; }

        /// <summary>key | part | Dutch | English.</summary>
        public string? Sections { get; set; }

        /// <summary>key | Dutch | English.</summary>
        public string? Fields { get; set; }

        public string? Bands { get; set; }

        public static OutlineFields Of(Questionnaire q) => new()
        {
            TitleNl = q.Title.Nl,
            TitleEn = q.Title.En,
            Education = q.Education,
            IntroNl = q.Intro.Nl,
            IntroEn = q.Intro.En,
            Parts = Lines.Text(q.Parts.Select(p => p.Who.Empty ? new[] { p.Key, p.Label.Nl, p.Label.En } : [p.Key, p.Label.Nl, p.Label.En, p.Who.Nl, p.Who.En])),
            Sections = Lines.Text(q.Sections.Select(s => new[] { s.Key, s.Part, s.Label.Nl, s.Label.En })),
            Fields = Lines.Text((q.Scoring?.Fields ?? []).Select(f => new[] { f.Key, f.Label.Nl, f.Label.En })),
            Bands = string.Join(" | ", (q.Scoring?.Bands ?? []).Select(b => Lines.Of(b))),
        };

        public Questionnaire Over(Questionnaire q, List<Refusal> refused)
        {
            var fields = Lines.Of(Fields).Select(l => new ScoreField(l.At(0), new(l.At(1), l.At(2)))).ToList();
            return q with
            {
                Title = new(Trim(TitleNl), Trim(TitleEn)),
                Education = Trim(Education),
                Intro = new(Trim(IntroNl), Trim(IntroEn)),
                Parts = [.. Lines.Of(Parts).Select(l => new Part(l.At(0), new(l.At(1), l.At(2)), new(l.At(3), l.At(4))))],
                Sections = [.. Lines.Of(Sections).Select(l => new Section(l.At(0), new(l.At(2), l.At(3)), l.At(1)))],
                Scoring = fields.Count == 0 ? null : new(fields, [.. Lines.Of(Bands).SelectMany(l => l).Where(b => b.Length > 0).Select(b => Lines.Number(b, "Bands", refused) ?? 0)]),
            };
        }

        private static string Trim(string? typed) => typed?.Replace("\r\n", "\n", StringComparison.Ordinal).Trim() ?? "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Version { get; set; }

    [BindProperty]
    public string? Seen { get; set; }

    public OutlineFields Fields { get; private set; } = new();
    public VersionRow Row { get; private set; } = new();
    public bool Lost { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Fields, Seen) = (OutlineFields.Of(Row.Questionnaire), Print(Row.Questionnaire));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(OutlineFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.ChangeAsync(Version, Put, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen."], $"/monitor/questionnaires/{Version}?handler=Undo&revision={outcome.Value}");
            return Redirect($"/monitor/questionnaires/{Version}");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            (Lost, Seen) = (true, Print(Row.Questionnaire));
            ModelState.Remove(nameof(Seen));
        }

        return Page();
    }

    private Outcome<Questionnaire> Put(Questionnaire q)
    {
        if (Print(q) != Seen)
        {
            return Refusals.LostUpdate;
        }

        var refused = new List<Refusal>();
        var changed = Fields.Over(q, refused);
        foreach (var fault in QuestionnaireCheck.Of(changed))
        {
            if (FieldOf(fault) is { } field)
            {
                refused.Add(new Refusal(field, "{0}", QuestionWords.Whole(fault, text)));
            }
        }

        return refused.Count > 0 ? refused : changed;
    }

    // Faults of items and checks are shown with them.
    private static string? FieldOf(QuestionnaireFault f) => (f.Path, f.Field) switch
    {
        ("", "title") => f.About == "en" ? "TitleEn" : "TitleNl",
        ("", "intro") => f.About == "en" ? "IntroEn" : "IntroNl",
        ("", "education") => "Education",
        ("", "parts") => "Parts",
        ("", "sections") => "Sections",
        ("", "scoring.bands") => "Bands",
        ("", "scoring.fields") => "Fields",
        var (path, _) when path.StartsWith("parts", StringComparison.Ordinal) => "Parts",
        var (path, _) when path.StartsWith("sections", StringComparison.Ordinal) => "Sections",
        var (path, _) when path.StartsWith("scoring", StringComparison.Ordinal) => "Fields",
        var (path, field) when path.StartsWith("items", StringComparison.Ordinal) && field == "section" => "Sections",
        _ => null,
    };

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await VersionRow.OfAsync(frame, Version, ct) is not { Draft: true } row)
        {
            return false;
        }

        Row = row;
        (ViewData["Title"], ViewData["Menu"]) = (text["Titel, delen, onderdelen en punten"], "/monitor/questionnaires");
        return true;
    }

    private static string Print(Questionnaire q) => CanonicalJson.Sha256(QuestionnaireWriter.Write(q with { Items = [], Checks = [], Crosswalk = null }));
}
