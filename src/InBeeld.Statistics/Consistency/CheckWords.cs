using System.Globalization;
using System.Numerics;
using System.Text;
using InBeeld.Statistics.Consistency.Reading;

namespace InBeeld.Statistics.Consistency;

/// <summary>The answer in short sentences: one per total, one per contradiction and its repairs.</summary>
internal sealed class CheckWords
{
    public static readonly CheckWords Dutch = new(true);
    public static readonly CheckWords English = new(false);
    private readonly bool dutch;
    private readonly CultureInfo culture;

    private CheckWords(bool dutch)
    {
        this.dutch = dutch;
        culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (dutch)
            (culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NumberDecimalSeparator) = (".", ",");
    }

    public static string Say(FigureProblem problem, CheckAnswer answer, TextFigures? read) => (read?.Dutch == false ? English : Dutch).All(problem, answer, read);

    public string Conflict(FigureProblem problem, Conflict c, HashSet<string>? assumed)
    {
        var statements = c.Statements.Select(id => $"{id} ({Shown(problem.Statements.First(s => s.Id == id))})").ToList();
        var relations = c.Relations.Select(r => $"\"{r}\"").ToList();
        var and = dutch ? " en " : " and ";
        var said = (statements.Count, relations.Count) switch
        {
            (0, _) => T("De relaties {0} kunnen niet samen waar zijn.", "The relations {0} cannot be true together.", string.Join(and, relations)),
            (1, 0) => T("Dit kan niet waar zijn: {0}.", "This cannot be true: {0}.", statements[0]),
            (1, _) => T("{0} kan niet waar zijn met {1}.", "{0} cannot be true with {1}.", statements[0], string.Join(and, relations)),
            (_, 0) => T("Niet samen waar: {0}.", "Not true together: {0}.", string.Join(and, statements)),
            _ => T("Niet samen waar: {0}, met {1}.", "Not true together: {0}, with {1}.", string.Join(and, statements), string.Join(and, relations)),
        };
        var guessed = c.Statements.Where(s => assumed?.Contains(s) == true).ToList();
        if (guessed.Count > 0)
            said += T(" Dit berust op een aanname: van {0} is het totaal niet zeker.", " This rests on an assumption: the total of {0} is not certain.", string.Join(", ", guessed));
        return c.Relations.Any(r => assumed?.Contains(r) == true)
            ? said + T(" Dit berust op een aanname: dat de rijen van de tabel samen het totaal zijn.", " This rests on an assumption: that the rows of the table add up to the total.") : said;
    }

    /// <summary>What a limit cut off; null: nothing.</summary>
    public string? Limit(CheckAnswer answer) => answer switch
    {
        { Limit: null } => null,
        { Consistent: null } => T("De grens van het rekenwerk is bereikt: het is niet bekend of alles samen waar kan zijn.", "The limit of systems was reached before it was known whether all can be true."),
        { Complete: false } => T(
            "De grens van het rekenwerk is bereikt: er kunnen andere of kleinere groepen zijn die niet samen waar zijn.", "The limit of systems or sets was reached: there may be other, also smaller, sets that cannot be true together."),
        _ => T("De grens van het rekenwerk is bereikt: van sommige getallen kan de reeks te ruim zijn.", "The limit of systems was reached: of some numbers the ends may be too wide."),
    };

    public string Repair(FigureProblem problem, Repair r)
    {
        var s = problem.Statements.First(x => x.Id == r.Statement);
        var value = r.To == r.From ? N(r.From) : r.To is { } to ? T("{0} tot en met {1}", "{0} to {1}", N(r.From), N(to)) : T("{0} of meer", "{0} or more", N(r.From));
        return r.What switch
        {
            RepairOf.Count => T("Of het aantal van {0} is niet {1}, maar {2}.", "Or the count of {0} is not {1}, but {2}.", s.Id, N(s.Count ?? 0), value),
            RepairOf.Percent => T("Of het percentage van {0} is niet {1}, maar {2}.", "Or the percentage of {0} is not {1}, but {2}.", s.Id, N(s.Percent ?? 0), value),
            RepairOf.Total => T("Of het totaal van {0} is niet {1}, maar {2}.", "Or the total of {0} is not {1}, but {2}.", s.Id, N(s.Total ?? 0), value),
            _ => T("Of {0} is een deel van iets anders: van {1}.", "Or {0} is a share of something else: of {1}.", s.Id, value),
        } + (r.WithinSet ? T(" Dat klopt dan nog niet met de rest.", " That still does not fit the rest.") : "");
    }

    private string All(FigureProblem problem, CheckAnswer answer, TextFigures? read)
    {
        var said = new StringBuilder();
        var assumed = read?.Assumed();
        said.AppendLine(problem.Statements.Count == 1 && answer.Consistent is { } one ? one ? T("Eén uitspraak. Die kan waar zijn.", "One statement. It can be true.") : T("Eén uitspraak. Die kan niet waar zijn.", "One statement. It cannot be true.") : answer.Consistent switch
        {
            true => T("{0} uitspraken. Ze kunnen samen waar zijn.", "{0} statements. They can be true together.", problem.Statements.Count),
            false => T("{0} uitspraken. Ze kunnen niet allemaal waar zijn.", "{0} statements. They cannot all be true.", problem.Statements.Count),
            _ => T("{0} uitspraken. Het is niet bekend of ze samen waar kunnen zijn.", "{0} statements. It is not known whether they can be true together.", problem.Statements.Count),
        });
        if (Limit(answer) is { } limit)
            said.AppendLine(limit);
        var apart = FiguresCheck.OnTheirOwn(problem);
        if (apart.Count > 0 && problem.Statements.Count > 1)
            said.AppendLine(T("Niet met een ander cijfer vergeleken: {0}.", "Not held against another figure: {0}.", string.Join("; ", apart.GroupBy(n => n.Why).Select(g => $"{string.Join(", ", g.Select(n => n.Statement))} ({Why(g.Key)})"))));
        foreach (var r in read?.Readings ?? [])
        {
            said.AppendLine(T("{0} {1} [{2}]: \"{3}\"", "{0} {1} [{2}]: \"{3}\"", r.Statement.Id, Shown(r.Statement), r.Why == ReadingRule.OnlyCount ? T("aantal", "count") : r.Certain ? T("zeker", "certain") : r.Why == ReadingRule.NotNamed ? T("totaal niet genoemd", "total not named") : T("aangenomen", "assumed"), r.Sentence));
        }

        foreach (var u in read?.Unused ?? [])
            said.AppendLine(T("Niet gebruikt: {0} ({2}) in \"{1}\"", "Not used: {0} ({2}) in \"{1}\"", u.Quote, u.Sentence, Why(u.Why)));
        foreach (var r in read?.Relations ?? [])
            said.AppendLine(T("{0} [{1}]", "{0} [{1}]", r.Text, r.Certain ? T("zeker", "certain") : T("aangenomen", "assumed")));
        foreach (var q in answer.Quantities.Where(q => q.IsTotal || read is null))
        {
            if (read is not null && q.Name.EndsWith(".total", StringComparison.Ordinal))
                continue;
            var alone = q.Alone.Select(a => $"{a.Statement}: {(a.Numbers is { } p ? Shown(p) : T("kan niet", "cannot be"))}");
            said.AppendLine($"{q.Name}: {(q.Together is { } t ? T("samen {0}", "together {0}", Shown(t)) : T("samen kan niets", "nothing is possible together"))} ({string.Join("; ", alone)}).".Replace(" ()", "", StringComparison.Ordinal));
        }

        foreach (var c in answer.Conflicts)
        {
            said.AppendLine(Conflict(problem, c, assumed));
            foreach (var r in c.Repairs)
                said.AppendLine("  " + Repair(problem, r));
        }

        return said.ToString().TrimEnd();
    }

    private string Why(AloneBecause why) => why switch
    {
        AloneBecause.OnlyCount => T("aantal zonder totaal", "count without a total"),
        AloneBecause.NotNamed => T("het totaal is niet genoemd", "the total is not named"),
        AloneBecause.NoShare => T("geen ander cijfer is er een deel van", "no other figure is a share of it"),
        _ => T("geen ander cijfer gaat over dit totaal", "no other figure speaks of this total"),
    };

    private string Why(ReadingRule rule) => rule switch
    {
        ReadingRule.Range => T("van een getal tot een getal", "from a number to a number"),
        ReadingRule.SaidAgain => T("staat er ook preciezer", "also said more exactly"),
        ReadingRule.OverHundred => T("meer dan 100 %", "more than 100 %"),
        ReadingRule.TooLarge => T("te groot, of te veel decimalen", "too large, or too many decimals"),
        ReadingRule.Vague => T("geen vast getal", "no fixed number"),
        ReadingRule.TableUnknown => T("de kop van de tabel zegt niet wat erin staat", "the header of the table does not say what is in it"),
        ReadingRule.TableColumn => T("de kop van de kolom is niet bekend", "the header of the column is not known"),
        ReadingRule.TableCell => T("de cel is niet te lezen", "the cell cannot be read"),
        ReadingRule.TableTotals => T("de rij met het totaal is niet duidelijk", "it is not clear which row is the total"),
        ReadingRule.TableOverlaps => T("samen meer dan 100 %, dus niet opgeteld", "together more than 100 %, so not added up"),
        ReadingRule.TableTooLong => T("te veel rijen, dus niet opgeteld", "too many rows, so not added up"),
        _ => "",
    };

    private string Shown(Statement s)
    {
        var near = s.Near switch
        {
            Nearness.About => T("ongeveer ", "about "),
            Nearness.Over => T("ruim ", "over "),
            Nearness.Nearly => T("bijna ", "nearly "),
            Nearness.AtLeast => T("minstens ", "at least "),
            Nearness.AtMost => T("hooguit ", "at most "),
            _ => "",
        };
        var all = (s.Total is { } t ? N(t) + " " : "") + (s.Of ?? "");
        var of = all.Length > 0 ? T(" van ", " of ") + all.Trim() : "";
        var percent = s.Percent is { } p ? p.ToString("N" + s.Decimals, culture) + " %" : "";
        return s.Count is { } c ? $"{near}{N(c)}{(percent.Length > 0 ? " = " + percent : "")}{of}" : percent.Length > 0 ? near + percent + of : T("totaal {0}", "total {0}", all.Trim());
    }

    private string Shown(Possible p) => p.To is not { } to ? T("{0} of meer", "{0} or more", W(p.From)) : p.From == to ? W(p.From) : T("{0} tot en met {1}", "{0} to {1}", W(p.From), W(to));

    private string W(BigInteger n) => n.ToString("N0", culture);

    private string N(decimal n) => n.ToString("#,##0.######", culture);

    private string T(string nl, string en, params object[] args) => string.Format(culture, dutch ? nl : en, args);
}
