using System.Globalization;
using System.Text.Json;
using InBeeld.Kernel;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Answering;

/// <summary>A section as it is shown to fill in: which locations, what was typed, what is wrong, and how each field was shown.</summary>
internal sealed class SectionForm
{
    // So many fields at once stay quick on a phone and within what a form may hold.
    private const int MostCells = 300, MostRows = 50;

    private readonly Dictionary<string, TypedAnswer> typed = [];
    private Dictionary<string, string> was = [];

    private SectionForm(Sheet sheet, Section section, string home, DateOnly today) => (Sheet, Section, Home, Today) = (sheet, section, home, today);

    public Sheet Sheet { get; private set; }
    public Section Section { get; }

    /// <summary>Address of the whole questionnaire, of a library or of a link.</summary>
    public string Home { get; }

    public DateOnly Today { get; }
    public string Here => $"{Home}/sections/{Section.Key}";

    /// <summary>Part of the name of the locations that are shown.</summary>
    public string School { get; private init; } = "";

    public int From { get; private init; }
    public IReadOnlyList<SheetUnit> Shown { get; private set; } = [];
    public int Found { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public IReadOnlyDictionary<string, TypedAnswer> Clashes { get; private set; } = new Dictionary<string, TypedAnswer>();
    public int Kept { get; private set; }

    /// <summary>What is asked changed by what was kept, so that the page shows other questions than it did.</summary>
    public bool AsksOther { get; private set; }

    public bool Open => Sheet.Wave.Takes(Today) && Sheet.Reply.State == "open" && Sheet.MayFill(Section);

    public IEnumerable<Item> LibraryItems => Sheet.ItemsOf(Section).Where(i => i.Level == ItemLevel.Library && Sheet.IsAsked(Sheet.Library, i));

    /// <summary>The columns of the table: asked of at least one location.</summary>
    public List<Item> LocationItems => [.. Sheet.ItemsOf(Section).Where(i => i.Level == ItemLevel.Location && Sheet.Locations.Exists(l => Sheet.IsAsked(l, i)))];

    public int Rows => Math.Clamp(MostCells / Math.Max(1, Sheet.ItemsOf(Section).Count(i => i.Level == ItemLevel.Location)), 10, MostRows);

    public int? Next => From + Rows < Found ? From + Rows : null;

    public Section? After => Sheet.Fillable.SkipWhile(s => s.Key != Section.Key).Skip(1).FirstOrDefault();

    /// <summary>For the hidden field that remembers how every field was shown.</summary>
    public string Was => JsonSerializer.Serialize(was);

    public static SectionForm? Of(Sheet sheet, string section, string home, string? name, int from, DateOnly today)
    {
        if (sheet.Questionnaire.Sections.FirstOrDefault(s => s.Key == section && sheet.MayFill(s)) is not { } found)
        {
            return null;
        }

        var form = new SectionForm(sheet, found, home, today) { School = name?.Trim() is { Length: <= 80 } part ? part : "", From = Math.Max(0, from) };
        form.Choose();
        form.was = form.Fields().ToDictionary(f => SentAnswer.FieldOf(f.Unit, f.Item), f => form.Stands(f.Unit, f.Item).Kept);
        return form;
    }

    /// <summary>How a field is filled in now: as typed, else as it is kept.</summary>
    public TypedAnswer Value(SheetUnit unit, Item item) => typed.TryGetValue(SentAnswer.FieldOf(unit, item), out var value) ? value : Stands(unit, item);

    public TypedAnswer Stands(SheetUnit unit, Item item) => TypedAnswer.Of(item, Sheet.Of(unit.Id, item.Key)?.Answer, CultureInfo.CurrentCulture);

    public Refusal? Wrong(string field) => Refused.FirstOrDefault(r => r.Field == field);

    /// <summary>The fields of this section that came with a form, with how they were shown.</summary>
    public List<SentAnswer> Sent(IFormCollection form)
    {
        was = Remembered(form["Was"]);
        var units = Sheet.Locations.Append(Sheet.Library).ToDictionary(u => u.Id.ToString("N"));
        var items = Sheet.ItemsOf(Section).ToDictionary(i => i.Key);
        var all = form["all"] == "yes";
        var sent = new List<SentAnswer>();
        foreach (var (field, before) in was)
        {
            var parts = field.Split('_', 3);
            if (parts.Length == 3 && units.TryGetValue(parts[1], out var unit) && items.TryGetValue(parts[2], out var item) && Sheet.Units(item).Contains(unit))
            {
                var end = field[1..];
                var answer = TypedAnswer.From(item, [.. form[field].Select(v => v ?? "")], form["s" + end].ToString(), form["b" + end] == "1");
                typed[field] = answer;
                sent.Add(new SentAnswer(unit, item, answer, before, all || form["c" + end] == "1"));
            }
        }

        return sent;
    }

    public List<SheetReason> Reasons(IFormCollection form) => [.. from field in form.Keys.Where(k => k.StartsWith("k_", StringComparison.Ordinal)).Take(500)
                                                                  let parts = field.Split('_', 3)
                                                                  where parts.Length == 3 && Guid.TryParseExact(parts[1], "N", out _) && Sheet.Questionnaire.Checks.Any(c => c.Key == parts[2])
                                                                  select new SheetReason { UnitId = Guid.ParseExact(parts[1], "N"), CheckKey = parts[2], Reason = form[field].ToString().Trim().ReplaceLineEndings(" ") }];

    /// <summary>Goes on with what was kept: fields that went through are shown as they stand, the others as they were typed with what is wrong.</summary>
    public void Take(Sheet fresh, KeptAnswers kept)
    {
        var asked = Fields().Select(f => SentAnswer.FieldOf(f.Unit, f.Item)).ToHashSet();
        Sheet = fresh;
        Choose();
        (Refused, Clashes, Kept) = ([.. kept.Refusals, .. kept.Clashes.Select(c => new Refusal(c.Key, "Een collega vulde dit net anders in. Kijk wat moet blijven en sla nog eens op."))], kept.Clashes, kept.Changed);
        var wrong = kept.Refusals.Any(r => r.Field.Length == 0);
        foreach (var (unit, item) in Fields())
        {
            var field = SentAnswer.FieldOf(unit, item);
            // After a clash the field knows what stands now, so that saving again is a choice.
            if (!wrong && (kept.Clashes.ContainsKey(field) || kept.Refusals.All(r => r.Field != field)))
            {
                was[field] = Stands(unit, item).Kept;
                if (!kept.Clashes.ContainsKey(field))
                {
                    typed.Remove(field);
                }
            }
        }

        AsksOther = !asked.SetEquals(Fields().Select(f => SentAnswer.FieldOf(f.Unit, f.Item)));
    }

    private IEnumerable<(SheetUnit Unit, Item Item)> Fields() => LibraryItems.Select(i => (Sheet.Library, i)).Concat(LocationItems.SelectMany(i => Shown.Where(l => Sheet.IsAsked(l, i)).Select(l => (l, i))));

    private void Choose()
    {
        var found = Sheet.Locations.Where(l => l.Name.Contains(School, StringComparison.CurrentCultureIgnoreCase)).ToList();
        (Found, Shown) = (found.Count, [.. found.Skip(From).Take(Rows)]);
    }

    private static Dictionary<string, string> Remembered(string? kept)
    {
        try
        {
            return kept is { Length: > 0 and < 500_000 } ? JsonSerializer.Deserialize<Dictionary<string, string>>(kept) ?? [] : [];
        }
        catch (JsonException)
        {
            // Somebody changed the hidden field: nothing is known of what was shown, so nothing is kept.
            return [];
        }
    }
}

/// <summary>One question at one unit, for the partial that draws it.</summary>
/// <param name="Compact">In the table of locations.</param>
internal sealed record ItemView(SectionForm Form, SheetUnit Unit, Item Item, bool Compact)
{
    public string Field => SentAnswer.FieldOf(Unit, Item);
    public string End => Field[1..];
    public TypedAnswer Value => Form.Value(Unit, Item);
    public SheetAnswer? Kept => Form.Sheet.Of(Unit.Id, Item.Key);
    public bool Unconfirmed => Kept is { Confirmed: false };
}
