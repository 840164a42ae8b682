using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Questionnaires;
using Route = InBeeld.Statistics.Questionnaires.Route;

namespace InBeeld.Capabilities.Monitor.Answering;

/// <summary>The questionnaire of a wave as one library fills it in: what is asked, what was answered, by whom, how far.</summary>
internal sealed class Sheet
{
    private readonly Dictionary<(Guid Unit, string Item), SheetAnswer> answers;

    private Sheet(WaveRow wave, List<SheetUnit> units, IEnumerable<SheetAnswer> answers)
    {
        (Wave, Questionnaire, Library) = (wave, wave.Questionnaire, units.First(u => u.Level == UnitLine.Library));
        Locations = [.. units.Where(u => u.Level == UnitLine.Location)];
        this.answers = answers.ToDictionary(a => (a.UnitId, a.Item));
        var kept = this.answers.Values.Where(a => a.Confirmed).ToDictionary(a => (WaveData.Id(a.UnitId), a.Item), a => a.Answer);
        var before = this.answers.Values.Where(a => a.From.Last is not null).ToDictionary(a => (WaveData.Id(a.UnitId), a.Item), a => a.From.Last!.Answer);
        Respondent = new Respondent(Library.Key, [.. Locations.Select(l => l.Key)], (unit, item) => kept.GetValueOrDefault((unit, item), Answer.Missing),
            (unit, item) => before.GetValueOrDefault((unit, item), Answer.Missing));
        Asked = Route.Asked(Questionnaire, Respondent);
    }

    public WaveRow Wave { get; }
    public Questionnaire Questionnaire { get; }
    public SheetUnit Library { get; }
    public List<SheetUnit> Locations { get; }
    public Respondent Respondent { get; }
    public Asked Asked { get; }
    public SheetReply Reply { get; private set; } = new();
    public Dictionary<string, SheetPart> Parts { get; private set; } = [];
    public List<SheetReason> Reasons { get; private set; } = [];

    /// <summary>Only this part is theirs to fill in, by a link; empty: what <see cref="Mine"/> says.</summary>
    public string OnlyPart { get; private init; } = "";

    /// <summary>Null: all parts; else those that were given to whoever asks.</summary>
    public HashSet<string>? Mine { get; private init; }

    public bool MayFill(string part) => OnlyPart.Length > 0 ? part == OnlyPart : Mine is null || Mine.Contains(part);

    public bool MayFill(Section section) => MayFill(section.Part);

    /// <summary>What of a wave a library may see, in one journey.</summary>
    /// <param name="wave">The wave; its library is the one that whoever asks answers for.</param>
    /// <param name="library">Which library, for who sees more than one: the institute.</param>
    /// <param name="user">Null: by a link.</param>
    /// <param name="part">The part of a link.</param>
    public static async Task<Sheet?> LoadAsync(Frame frame, Guid wave, Guid? library, CurrentUser? user, string part, CancellationToken ct)
    {
        using var rows = await frame.ManyAsync($"""
            {WaveRow.Select}, w.definition from wave w where w.id = @wave;
            select u.id, u.level, u.name, u.code, coalesce(u.features ->> 'municipality', '') as municipality from wave_unit u
              where u.root_id = coalesce(@library::uuid, (select x.id from wave_unit x where x.wave_id = @wave and x.level = 'library' order by x.id = app.wave_link() desc nulls last, x.id limit 1)) and u.wave_id = @wave order by u.level, u.sort_key, u.id;
            select a.unit_id, a.item, a.state, a.number, a.codes, a.words, a.about, a.origin, a.confirmed, a.source::text as source, a.version, a.at, coalesce(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), '') as by
              from wave_unit u join wave_answer a on a.unit_id = u.id left join person p on p.id = a.by_person
              where u.root_id = coalesce(@library::uuid, (select x.id from wave_unit x where x.wave_id = @wave and x.level = 'library' order by x.id = app.wave_link() desc nulls last, x.id limit 1)) and u.wave_id = @wave;
            select y.unit_id, y.state, y.begun_at, y.handed_in_at, coalesce(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), '') as handed_in_by from wave_reply y left join person p on p.id = y.handed_in_by where y.wave_id = @wave;
            select x.unit_id, x.part, x.membership_id, x.done_at, coalesce(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), '') as who from wave_part x join wave_unit u on u.id = x.unit_id and u.wave_id = @wave left join membership m on m.id = x.membership_id left join person p on p.id = m.person_id;
            select c.unit_id, c.root_id, c.key as check_key, c.reason from wave_check c join wave_unit u on u.id = c.unit_id and u.wave_id = @wave
            """, new { wave, library }, ct);
        if (await rows.ReadSingleOrDefaultAsync<WaveRow>() is not { } row)
        {
            return null;
        }

        var units = (await rows.ReadAsync<SheetUnit>()).ToList();
        var answers = await rows.ReadAsync<SheetAnswer>();
        if (!units.Exists(u => u.Level == UnitLine.Library))
        {
            return null;
        }

        var root = units.First(u => u.Level == UnitLine.Library).Id;
        var replies = await rows.ReadAsync<ReplyOf>();
        var parts = (await rows.ReadAsync<PartOf>()).Where(p => p.UnitId == root).ToList();
        var mine = user is { Role: Role.Library } ? parts.Where(p => p.MembershipId == user.MembershipId).Select(p => p.Part).ToHashSet() : null;
        return new Sheet(row, units, answers)
        {
            OnlyPart = part,
            Mine = mine,
            Reply = replies.FirstOrDefault(r => r.UnitId == root) is { } reply ? reply.Reply : new SheetReply(),
            Parts = parts.ToDictionary(p => p.Part, p => new SheetPart { Part = p.Part, MembershipId = p.MembershipId, Who = p.Who, DoneAt = p.DoneAt }),
            Reasons = [.. (await rows.ReadAsync<SheetReason>()).Where(r => units.Exists(u => u.Id == r.UnitId))],
        };
    }

    public SheetAnswer? Of(Guid unit, string item) => answers.GetValueOrDefault((unit, item));

    public IEnumerable<Item> ItemsOf(Section section) => Questionnaire.Items.Where(i => i.Section == section.Key);

    /// <summary>What InBeeld counts itself, when it knows something of it.</summary>
    public IEnumerable<Item> Counted => Questionnaire.Items.Where(i => CountAgain.Concepts.Contains(i.Concept));

    public IReadOnlyList<SheetUnit> Units(Item item) => item.Level == ItemLevel.Location ? Locations : [Library];

    public bool IsAsked(SheetUnit unit, Item item) => Asked[unit.Key, item.Key] != Asking.No;

    /// <summary>Asked, and something came that somebody stands for: a value, or why there is none.</summary>
    public bool IsAnswered(SheetUnit unit, Item item) => Of(unit.Id, item.Key) is { Confirmed: true, State: not "missing" };

    /// <summary>How many answers are asked in these sections, and how many there are.</summary>
    public (int Asked, int Answered, int Unconfirmed) Count(IEnumerable<Section> sections)
    {
        var (asked, answered, unconfirmed) = (0, 0, 0);
        foreach (var section in sections)
        {
            foreach (var item in ItemsOf(section))
            {
                foreach (var unit in Units(item).Where(u => IsAsked(u, item)))
                {
                    asked++;
                    answered += IsAnswered(unit, item) ? 1 : 0;
                    unconfirmed += Of(unit.Id, item.Key) is { Confirmed: false } ? 1 : 0;
                }
            }
        }

        return (asked, answered, unconfirmed);
    }

    public IEnumerable<Section> SectionsOf(Part part) => Questionnaire.Sections.Where(s => s.Part == part.Key);

    public IEnumerable<Section> Fillable => Questionnaire.Sections.Where(MayFill);

    /// <summary>What looks odd in this section, each with the reason when one was given.</summary>
    public List<(OddAnswer Odd, SheetUnit Unit, string Reason)> OddIn(Section section)
    {
        var items = ItemsOf(section).Select(i => i.Key).ToHashSet();
        return [.. Checks.Odd(Questionnaire, Respondent, Asked).Where(o => o.Check.Items.Count > 0 && items.Contains(o.Check.Items[0])).Select(o =>
        {
            var unit = o.Unit == Library.Key ? Library : Locations.First(l => l.Key == o.Unit);
            return (o, unit, Reasons.FirstOrDefault(r => r.UnitId == unit.Id && r.CheckKey == o.Check.Key)?.Reason ?? "");
        })];
    }

    private sealed class ReplyOf
    {
        public Guid UnitId { get; set; }
        public string State { get; set; } = "";
        public DateTimeOffset? BegunAt { get; set; }
        public DateTimeOffset? HandedInAt { get; set; }
        public string HandedInBy { get; set; } = "";

        public SheetReply Reply => new() { State = State, BegunAt = BegunAt, HandedInAt = HandedInAt, HandedInBy = HandedInBy };
    }

    private sealed class PartOf
    {
        public Guid UnitId { get; set; }
        public string Part { get; set; } = "";
        public Guid? MembershipId { get; set; }
        public string Who { get; set; } = "";
        public DateTimeOffset? DoneAt { get; set; }
    }
}
