using InBeeld.Capabilities.Funds.Model;
using InBeeld.Frames;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Funds.Keep;

/// <summary>A fund as somebody fills it in, with for which children it pays.</summary>
internal sealed class FundFields
{
    public const int MostQuestions = 4;

    public string? Name { get; set; }
    public string? Kind { get; set; } = "subsidy";
    public string? Starts { get; set; }
    public string? Ends { get; set; }
    public string? Ceiling { get; set; }
    public string? Pays { get; set; } = "part";
    public string? Amount { get; set; }
    public string? PerPupil { get; set; }
    public string? PerSession { get; set; }
    public string? PerHour { get; set; }
    public string? Most { get; set; }
    public string? Least { get; set; }
    public string? Preference { get; set; } = "100";
    public string? Contact { get; set; }
    public string? Account { get; set; }
    public string? AccountBy { get; set; }
    public List<Guid>? Programmes { get; set; }
    public List<string>? Levels { get; set; }
    public string? YearFrom { get; set; }
    public string? YearTo { get; set; }
    public string? AgeFrom { get; set; }
    public string? AgeTo { get; set; }
    public string? School { get; set; }
    public string? Town { get; set; }
    public List<string?> Questions { get; set; } = [];

    public static FundFields Of(FundRow row, IReadOnlyList<FundCriterion> criteria)
    {
        FundCriterion? Rule(string kind) => criteria.FirstOrDefault(c => c.Kind == kind);
        return new FundFields
        {
            Name = row.Name, Kind = row.Kind, Starts = Typed.Of(row.Starts), Ends = Typed.Of(row.Ends), Ceiling = Typed.OfCents(row.Ceiling), Pays = row.Pays, Amount = Typed.OfCents(row.Amount), PerPupil = Typed.OfCents(row.PerPupil), PerSession = Typed.OfCents(row.PerSession),
            PerHour = Typed.OfCents(row.PerHour), Most = Typed.OfCents(row.Most), Least = row.Least == 0 ? "" : Typed.OfCents(row.Least), Preference = Typed.Of((int?)row.Preference), Contact = row.Contact, Account = row.Account, AccountBy = Typed.Of(row.AccountBy),
            Programmes = [.. row.Programmes], Levels = [.. Rule("level")?.Levels ?? []], YearFrom = Typed.Of(Rule("year")?.Least), YearTo = Typed.Of(Rule("year")?.Most), AgeFrom = Typed.Of(Rule("age")?.Least), AgeTo = Typed.Of(Rule("age")?.Most),
            School = Rule("school")?.Value, Town = Rule("town")?.Value, Questions = [.. criteria.Where(c => c.Kind == "question").Select(c => (string?)c.Question)],
        };
    }

    /// <summary>The columns of the fund, or what is wrong.</summary>
    public (List<Refusal> Refused, object? Values) Check(Guid id, int? version, Guid library, Guid person, DateTimeOffset now)
    {
        static string Trimmed(string? typed) => typed?.Trim().ReplaceLineEndings("\n") ?? "";
        (Name, Contact, Account) = (Trimmed(Name), Trimmed(Contact), Trimmed(Account));
        var refused = new List<Refusal>();
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                refused.Add(new Refusal(field, sentence, args));
            }
        }

        When(Name.Length is 0 or > 80, "Name", "Geef de geldbron een naam van hooguit 80 tekens.");
        When(!FundWords.Kinds.Contains(Kind), "Kind", "Kies wat voor geld het is.");
        var (from, to, by) = (Typed.Day(Starts), Typed.Day(Ends), Typed.Day(AccountBy));
        When(from is null || from < new DateOnly(2000, 1, 1), "Starts", "Kies de eerste dag.");
        When(to is null || to < from || to > from?.AddDays(3700), "Ends", "Kies een laatste dag na de eerste, hooguit tien jaar later.");
        When(!string.IsNullOrWhiteSpace(AccountBy) && by is null, "AccountBy", "Kies een dag, of laat dit leeg.");
        var ceiling = Typed.Cents("Ceiling", Ceiling, true, 0, FundWords.Largest, refused);
        When(!FundWords.Ways.Contains(Pays), "Pays", "Kies wat deze geldbron betaalt.");
        var amount = Pays == "fixed" ? Typed.Cents("Amount", Amount, true, 1, FundWords.Largest, refused) : null;
        var (pupil, session, hour) = (Typed.Cents("PerPupil", PerPupil, false, 0, FundWords.Largest, refused), Typed.Cents("PerSession", PerSession, false, 0, FundWords.Largest, refused), Typed.Cents("PerHour", PerHour, false, 0, FundWords.Largest, refused));
        var (most, least) = (Typed.Cents("Most", Most, false, 1, FundWords.Largest, refused), Typed.Cents("Least", Least, false, 0, FundWords.Largest, refused) ?? 0);
        When(most < least, "Least", "Het minste kan niet meer zijn dan het meeste.");
        When(amount > most, "Amount", "Het vaste bedrag is meer dan het meeste per kind.");
        var preference = Typed.Number(Preference);
        When(preference is not (>= 0 and <= 1000), "Preference", "Vul een aantal in van 0 tot en met {0}, of laat dit leeg.", 1000);
        When(Contact.Length > 200, "Contact", "Schrijf hooguit {0} tekens.", 200);
        When(Account.Length > 1000, "Account", "Schrijf hooguit {0} tekens.", 1000);
        When(Programmes?.Count > 200, "Programmes", "Dat kan nu niet meer.");
        When(Bounds(YearFrom, YearTo, 1, 16) is null, "YearFrom", "Kies een jaar dat niet na het andere ligt.");
        When(Bounds(AgeFrom, AgeTo, 0, 30) is null, "AgeFrom", "Vul twee leeftijden in van 0 tot en met 30, de laagste eerst.");
        When(Questions.Exists(q => q?.Trim().Length > 200), "Questions0", "Een vraag is hooguit 200 tekens.");
        When(School?.Length > 40 || Town?.Length > 40, "School", "Dat kan nu niet meer.");
        return (refused, refused.Count > 0 ? null : new { id, version, library, person, now, Name, Kind, starts = from, ends = to, ceiling, Pays, amount, pupil, session, hour, most, least, preference, Contact, Account, by });
    }

    /// <summary>For which children, as rows in their order.</summary>
    public List<(string Kind, short? Least, short? Most, string[] Levels, string Value, string Question)> Criteria()
    {
        var rows = new List<(string, short?, short?, string[], string, string)>();
        if (FundWords.Levels.Where(l => Levels?.Contains(l) == true).ToArray() is { Length: > 0 } levels)
        {
            rows.Add(("level", null, null, levels, "", ""));
        }

        foreach (var (kind, bounds) in new[] { ("year", Bounds(YearFrom, YearTo, 1, 16)), ("age", Bounds(AgeFrom, AgeTo, 0, 30)) })
        {
            if (bounds is { } b && (b.Least ?? b.Most) is not null)
            {
                rows.Add((kind, b.Least, b.Most, [], "", ""));
            }
        }

        if (Guid.TryParse(School, out var school))
        {
            rows.Add(("school", null, null, [], school.ToString(), ""));
        }

        if (!string.IsNullOrWhiteSpace(Town))
        {
            rows.Add(("town", null, null, [], Town, ""));
        }

        rows.AddRange(Questions.Take(MostQuestions).Select(q => q?.Trim() ?? "").Where(q => q.Length > 0).Distinct().Select(q => ("question", (short?)null, (short?)null, Array.Empty<string>(), "", q)));
        return rows;
    }

    private static (short? Least, short? Most)? Bounds(string? from, string? to, int least, int most)
    {
        int? a = Typed.Number(from), b = Typed.Number(to);
        var wrong = (!string.IsNullOrWhiteSpace(from) && !(a >= least && a <= most)) || (!string.IsNullOrWhiteSpace(to) && !(b >= least && b <= most)) || a > b;
        return wrong ? null : ((short?)a, (short?)b);
    }
}
