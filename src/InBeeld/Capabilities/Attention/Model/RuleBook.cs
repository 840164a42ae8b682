using System.Text.Json;
using InBeeld.Capabilities.Attention.Contract;
using InBeeld.Data;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Attention.Model;

/// <summary>For which tag, of which children, and who wrote it: the standard, the municipality, or the organisation that looks.</summary>
internal sealed record AttentionRule(Guid Id, string Tag, Conditions When, string From)
{
    public const string Standard = "standard";
    public const string Municipality = "municipality";
    public const string Own = "own";
}

/// <summary>The rules as one organisation sees and changes them: the standard, those of its municipality, its own, and which it switched off. Each change makes a new version.</summary>
internal sealed class RuleBook
{
    public const int MostOwn = 50;

    private sealed record Stored(Guid Id, string Tag, JsonElement When);

    private sealed class Row
    {
        public Guid Owner { get; set; }
        public int Number { get; set; }
        public string Rules { get; set; } = "[]";
        public Guid[] Off { get; set; } = [];
    }

    private sealed class StandardRow
    {
        public Guid Id { get; set; }
        public string Tag { get; set; } = "";
        public string Conditions { get; set; } = "{}";
    }

    private RuleBook(int number, IReadOnlyList<AttentionRule> rules, IReadOnlyList<Guid> off, IReadOnlyList<Guid> offAbove) => (Number, Rules, Off, OffAbove) = (number, rules, off, offAbove);

    /// <summary>Of the latest version of this organisation; 0 when there is none.</summary>
    public int Number { get; }

    public IReadOnlyList<AttentionRule> Rules { get; }

    public IReadOnlyList<Guid> Off { get; }

    /// <summary>Switched off by the municipality: a school cannot switch these on.</summary>
    public IReadOnlyList<Guid> OffAbove { get; }

    public IEnumerable<AttentionRule> Own => Rules.Where(r => r.From == AttentionRule.Own);

    public string OwnJson => Write(Own);

    public bool IsOn(AttentionRule rule) => !Off.Contains(rule.Id) && !OffAbove.Contains(rule.Id);

    public AttentionRule? Find(Guid rule) => Rules.FirstOrDefault(r => r.Id == rule);

    public Outcome<RuleBook> With(AttentionRule rule)
    {
        var wrong = rule.When.Check();
        if (!Tags.All.Contains(rule.Tag))
        {
            wrong.Add(new Refusal("Tag", "Kies welke groep dit is."));
        }

        if (Own.Count() >= MostOwn)
        {
            wrong.Add(Refusal.Of("Er passen hooguit {0} eigen regels.", MostOwn));
        }

        return wrong.Count > 0 ? wrong : new RuleBook(Number, [.. Rules.Where(r => r.Id != rule.Id), rule], Off, OffAbove);
    }

    /// <summary>An own rule is taken away; another is switched off, or on again.</summary>
    public RuleBook Without(AttentionRule rule) => rule.From == AttentionRule.Own ? new(Number, [.. Rules.Where(r => r.Id != rule.Id)], Off, OffAbove)
        : new(Number, Rules, Off.Contains(rule.Id) ? [.. Off.Where(id => id != rule.Id)] : [.. Off, rule.Id], OffAbove);

    /// <summary>As it is now; or as of an earlier version of this organisation (0: nothing of its own).</summary>
    public static async Task<RuleBook> OfAsync(Frame frame, Guid organisation, string? municipalityCode, int? asOf, CancellationToken ct)
    {
        var standard = await frame.ListAsync<StandardRow>("select id, tag, conditions::text as conditions from attention_rule order by position", null, ct);
        var rows = await frame.ListAsync<Row>("""
            select distinct on (v.organisation_id) v.organisation_id as owner, v.number, v.rules::text as rules, v.off from attention_version v
            where (v.organisation_id = @organisation and (@asOf::integer is null or v.number <= @asOf))
              or v.organisation_id in (select m.id from organisation m where m.kind = 'municipality' and m.code = @municipalityCode and m.id <> @organisation)
            order by v.organisation_id, v.number desc
            """, new { organisation, municipalityCode, asOf }, ct);
        var own = rows.Find(r => r.Owner == organisation);
        var above = rows.Find(r => r.Owner != organisation);
        return new RuleBook(own?.Number ?? 0,
            [.. standard.Select(s => new AttentionRule(s.Id, s.Tag, Conditions.Read(s.Conditions), AttentionRule.Standard)), .. Read(above?.Rules, AttentionRule.Municipality), .. Read(own?.Rules, AttentionRule.Own)],
            own?.Off ?? [], above?.Off ?? []);
    }

    private static IEnumerable<AttentionRule> Read(string? json, string from) =>
        json is null ? [] : JsonSerializer.Deserialize<List<Stored>>(json, JsonSerializerOptions.Web)!.Select(s => new AttentionRule(s.Id, s.Tag, Conditions.Read(s.When.GetRawText()), from));

    private static string Write(IEnumerable<AttentionRule> rules) =>
        JsonSerializer.Serialize(rules.Select(r => new Stored(r.Id, r.Tag, JsonDocument.Parse(r.When.Write()).RootElement)), JsonSerializerOptions.Web);
}
