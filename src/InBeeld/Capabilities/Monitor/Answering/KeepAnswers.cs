using System.Globalization;
using System.Text.Json;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Answering;

/// <summary>One field of a form that was sent.</summary>
/// <param name="Was">How it was shown.</param>
/// <param name="Confirmed">Somebody says that what was filled in beforehand is right.</param>
internal sealed record SentAnswer(SheetUnit Unit, Item Item, TypedAnswer Typed, string Was, bool Confirmed)
{
    public string Field => FieldOf(Unit, Item);

    public static string FieldOf(SheetUnit unit, Item item) => $"v_{unit.Id:N}_{item.Key}";
}

/// <summary>What came of keeping: how many answers were changed, and what is wrong with the others. What was right is kept, also when something else was not.</summary>
/// <param name="Clashes">Fields that somebody else changed in between: as they stand now.</param>
internal sealed record KeptAnswers(int Changed, IReadOnlyList<Refusal> Refusals, IReadOnlyDictionary<string, TypedAnswer> Clashes);

/// <summary>Keeps what was typed in a section: on the button, and while typing. What nobody touched is left as it is, so that two who fill in at once do not undo each other.</summary>
internal sealed class KeepAnswers(Frame frame, Journal journal, TimeProvider clock)
{
    private sealed record Row(Guid Unit, string Item, string State, decimal? Number, IReadOnlyList<string> Codes, string Words, bool About, int Known, bool Holds);

    /// <param name="reasons">Why odd answers are right, by unit and check.</param>
    public async Task<KeptAnswers> RunAsync(Sheet sheet, IReadOnlyList<SentAnswer> sent, IReadOnlyList<SheetReason> reasons, CancellationToken ct)
    {
        var (rows, refusals, clashes) = (new List<Row>(), new List<Refusal>(), new Dictionary<string, TypedAnswer>());
        foreach (var s in sent)
        {
            var now = sheet.Of(s.Unit.Id, s.Item.Key);
            var stands = TypedAnswer.Of(s.Item, now?.Answer, CultureInfo.CurrentCulture);
            if (s.Typed.Kept == s.Was && !s.Confirmed)
            {
                continue;
            }

            if (s.Typed.Kept == stands.Kept)
            {
                if (now is { Confirmed: false } && (s.Confirmed || s.Typed.Kept != s.Was))
                {
                    rows.Add(new Row(s.Unit.Id, s.Item.Key, "", null, [], "", false, now.Version, true));
                }

                continue;
            }

            var read = s.Typed.Read(s.Item, s.Field);
            if (!read.Ok)
            {
                refusals.AddRange(read.Refusals);
            }
            else if (stands.Kept != s.Was)
            {
                clashes[s.Field] = stands;
            }
            else
            {
                var a = read.Value;
                rows.Add(new Row(s.Unit.Id, s.Item.Key, StateNames.Of(a.State), a.Number, a.Codes, a.Text, a.About, now?.Version ?? 0, false));
            }
        }

        var said = reasons.Where(r => r.Reason != (sheet.Reasons.FirstOrDefault(k => k.UnitId == r.UnitId && k.CheckKey == r.CheckKey)?.Reason ?? "")).ToList();
        refusals.AddRange(said.Where(r => r.Reason.Length > 300).Select(r => new Refusal($"k_{r.UnitId:N}_{r.CheckKey}", "Schrijf hooguit {0} tekens.", 300)));
        said.RemoveAll(r => r.Reason.Length > 300);
        var why = await WriteAsync(sheet, rows, said, ct);
        if (why.Length > 0)
        {
            refusals.Insert(0, Refusal.Of(Sentence(why)));
            return new KeptAnswers(0, refusals, clashes);
        }

        return new KeptAnswers(rows.Count + said.Count, refusals, clashes);
    }

    private async Task<string> WriteAsync(Sheet sheet, List<Row> rows, List<SheetReason> said, CancellationToken ct)
    {
        if (rows.Count == 0 && said.Count == 0)
        {
            return "";
        }

        var root = sheet.Library.Id;
        var why = await frame.OneAsync<string>("""
            select coalesce(nullif(case when @any then app.keep_wave_answers(@root, @rows::jsonb, @now) else '' end, ''), (select max(app.explain_wave_check(@root, t.u, t.k, t.r, @now)) from unnest(@units, @checks, @reasons) as t (u, k, r)), '')
            """, new { any = rows.Count > 0, root, rows = JsonSerializer.Serialize(rows, JsonSerializerOptions.Web), units = said.Select(r => r.UnitId).ToArray(), checks = said.Select(r => r.CheckKey).ToArray(), reasons = said.Select(r => r.Reason).ToArray(), now = clock.GetUtcNow() }, ct) ?? "";
        if (why.Length == 0)
        {
            journal.Write("keep wave answers", [], Facets.None, "", new { wave = sheet.Wave.Id, library = root, answers = rows.Count });
        }

        return why;
    }

    /// <summary>Why nothing was kept; a key of the texts.</summary>
    public static string Sentence(string why) => why switch
    {
        "closed" => "Deze peiling is gesloten. Er is niets opgeslagen.",
        "handed-in" => "Deze vragenlijst is ingeleverd. Haal hem eerst terug.",
        "changed" => "Een collega sloeg net iets op. Sla nog eens op.",
        "busy" => "Er is vandaag heel vaak opgeslagen met deze link. Probeer het morgen.",
        _ => "Dat staat hier niet (meer).",
    };
}
