using System.Globalization;
using System.Text.Json;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>A wave from its making to its closing: the questionnaire and the units frozen, opened with what is known filled in, closed, and opened again with a reason.</summary>
internal sealed class KeepWave(Frame frame, Journal journal, TimeProvider clock)
{
    private static readonly string[] Levels = ["primary", "secondary", "special"];

    internal sealed class Chosen
    {
        public string QuestionnaireKey { get; set; } = "";
        public int Version { get; set; }
        public string Definition { get; set; } = "";
    }

    private sealed class Registered
    {
        public string Level { get; set; } = "";
        public string Code { get; set; } = "";
        public string Name { get; set; } = "";
        public string Parent { get; set; } = "";
        public string Province { get; set; } = "";
        public string Municipality { get; set; } = "";
        public string Education { get; set; } = "";
        public long? Pupils { get; set; }
        public Guid? OrganisationId { get; set; }
    }

    internal sealed class Input
    {
        public Guid Questionnaire { get; set; }
        public string? Name { get; set; }
        public string? Kind { get; set; }
        public string? SchoolYear { get; set; }
        public string? Number { get; set; }
        public string? Opens { get; set; }
        public string? Closes { get; set; }
    }

    /// <param name="chosen">The published version that was chosen; null: none.</param>
    public async Task<Outcome<Done>> MakeAsync(Guid id, Input input, Chosen? chosen, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var name = input.Name?.Trim() ?? "";
        var (year, number, opens, closes) = (Typed.Number(input.SchoolYear), Typed.Number(input.Number), Typed.Day(input.Opens), Typed.Day(input.Closes));
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(field, sentence, args));
            }
        }

        var questionnaire = chosen is null ? null : QuestionnaireReader.Read(chosen.Definition);
        When(questionnaire is not { Fine: true }, "Questionnaire", "Kies een vragenlijst die is vastgesteld.");
        When(name.Length is 0 or > 120, "Name", "Geef een naam van hooguit {0} tekens.", 120);
        When(input.Kind is not ("school-year" or "measurement"), "Kind", "Kies wat voor peiling het is.");
        When(year is not (>= 2000 and <= 2100), "SchoolYear", "Kies een schooljaar.");
        When(input.Kind == "measurement" && number is not (>= 0 and <= 99), "Number", "Vul in de hoeveelste peiling dit is: 0 is de nulmeting.");
        When(opens is null, "Opens", "Vul de eerste dag in.");
        When(closes is null || opens is not null && (closes < opens || closes > opens.Value.AddDays(400)), "Closes", "De laatste dag ligt na de eerste, en hooguit {0} dagen later.", 400);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var q = questionnaire!.Questionnaire!;
        var parts = q.Sections.ToDictionary(s => s.Key, s => s.Part);
        var items = JsonSerializer.Serialize(q.InOrder().Select((i, at) => new { i.Key, i.Concept, part = parts[i.Section], i.Section, level = i.Level == ItemLevel.Location ? "location" : "library", position = at }), JsonSerializerOptions.Web);
        var why = await frame.OneAsync<string>("select app.make_wave(@id, @QuestionnaireKey, @Version, @Definition, @items::jsonb, @name, @Kind, @year, @number, @opens, @closes, @now)",
            new { id, chosen!.QuestionnaireKey, chosen.Version, chosen.Definition, items, name, input.Kind, year, number = input.Kind == "measurement" ? number : null, opens, closes, now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return Gone;
        }

        journal.Write("make wave", [], Facets.None, "", new { wave = id });
        return Done.It;
    }

    /// <summary>Takes the libraries of the installation and the school locations around them as they are now.</summary>
    public async Task<Outcome<int>> FreezeRegisterAsync(WaveRow wave, CancellationToken ct)
    {
        var education = wave.Questionnaire.Education;
        var levels = education == "both" ? Levels : Levels.Where(l => l == education || education == "primary" && l == "special").ToArray();
        var rows = await frame.ListAsync<Registered>("select * from app.wave_register(@levels)", new { levels }, ct);
        return rows.Exists(r => r.Level == UnitLine.Library)
            ? await FreezeAsync(wave, UnitLine.Sized([.. rows.Select(r => new UnitLine(r.Level, r.Code, r.Name, r.Parent, r.Province, UnitLine.Known(r.Province, r.Municipality, r.Education, r.Pupils), r.OrganisationId))]), ct)
            : Refusal.Of("Er staat geen bibliotheek in InBeeld. Stuur een bestand.");
    }

    public async Task<Outcome<int>> FreezeAsync(WaveRow wave, IReadOnlyCollection<UnitLine> lines, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.freeze_wave(@Id, @Version, @rows::jsonb, @now)", new { wave.Id, wave.Version, rows = UnitLine.Json(lines), now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return why == "changed" ? Refusals.LostUpdate : why == "not-now" ? Refusal.Of("De peiling is al begonnen. Wie meedoet staat vast.") : Gone;
        }

        journal.Write("freeze wave", [], Facets.None, "", new { wave = wave.Id, units = lines.Count });
        return lines.Count;
    }

    /// <summary>Opens, closes or opens again. What the last wave answered to a question that is still the same is filled in when it opens.</summary>
    public async Task<Outcome<Done>> TurnAsync(WaveRow wave, int version, string target, string why, string? until, CancellationToken ct)
    {
        if (why.Length > 500)
        {
            return new Refusal("Why", "Schrijf hooguit {0} tekens.", 500);
        }

        var (last, pairs) = wave.State == "draft" && target == "open" ? await PairsAsync(wave, ct) : (null, []);
        var answer = await frame.OneAsync<string>("select app.turn_wave(@Id, @version, @target, @why, @until, @last, @pairs::jsonb, @now)",
            new { wave.Id, version, target, why, until = Typed.Day(until), last, pairs = JsonSerializer.Serialize(pairs.Select(p => new { was = p.Was, now = p.Now })), now = clock.GetUtcNow() }, ct);
        if (answer != "")
        {
            return answer switch
            {
                "changed" => Refusals.LostUpdate,
                "empty" => Refusal.Of("Kies eerst welke bibliotheken meedoen."),
                "over" => Refusal.Of("De laatste dag is voorbij. Maak een nieuwe peiling."),
                "why" => new Refusal("Why", "Schrijf waarom de peiling weer open moet."),
                "until" => new Refusal("Until", "Kies een dag vanaf vandaag, binnen een jaar."),
                _ => Gone,
            };
        }

        journal.Write("turn wave", [], Facets.None, why, new { wave = wave.Id, target });
        return Done.It;
    }

    /// <returns>How many libraries were reminded; 0 when that was done today already.</returns>
    public async Task<Outcome<int>> RemindAsync(Guid wave, CancellationToken ct)
    {
        var hit = await frame.OneAsync<int>("select app.remind_wave(@wave, @now)", new { wave, now = clock.GetUtcNow() }, ct);
        if (hit < 0)
        {
            return Refusal.Of("De peiling is niet open.");
        }

        journal.Write("remind wave", [], Facets.None, "", new { wave, libraries = hit.ToString(CultureInfo.InvariantCulture) });
        return hit;
    }

    // The wave that was closed last with this questionnaire, and which of its items may be carried over.
    private async Task<(Guid? Last, IReadOnlyList<Pair> Pairs)> PairsAsync(WaveRow wave, CancellationToken ct)
    {
        var last = await frame.OneAsync<WaveRow>($"{WaveRow.Select}, w.definition from wave w where w.questionnaire_key = @QuestionnaireKey and w.state = 'closed' and w.id <> @Id and w.school_year <= @SchoolYear order by w.school_year desc, w.number desc nulls last, w.closed_at desc limit 1",
            new { wave.QuestionnaireKey, wave.Id, wave.SchoolYear }, ct);
        var now = await frame.OneAsync<WaveRow>($"{WaveRow.Select}, w.definition from wave w where w.id = @Id", new { wave.Id }, ct);
        return last is null || now is null ? (null, []) : (last.Id, CarryOver.Pairs(last.Questionnaire, now.Questionnaire));
    }

    private static Refusal Gone => Refusal.Of("Dat staat hier niet (meer).");
}
