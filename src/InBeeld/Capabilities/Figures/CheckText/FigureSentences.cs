using System.Globalization;
using System.Numerics;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Consistency;
using InBeeld.Statistics.Consistency.Reading;

namespace InBeeld.Capabilities.Figures.CheckText;

/// <summary>The answer of the check in sentences for people.</summary>
internal sealed class FigureSentences(Text text, Checked found)
{
    private const int MostListed = 30;
    private readonly Dictionary<string, Statement> statements = found.Problem.Statements.ToDictionary(s => s.Id, StringComparer.Ordinal);

    public string Heading()
    {
        var count = found.Problem.Statements.Count;
        var said = found.AsRead ? text.N(count, "1 getal gelezen", "{0} getallen gelezen") : text.N(count, "1 uitspraak gecontroleerd", "{0} uitspraken gecontroleerd");
        var sets = found.Answer.Conflicts.Count;
        return text["{0}, {1}", said, found.Answer.Consistent switch
        {
            true => text["geen tegenspraak"],
            null => text["niet alles is uitgezocht"],
            _ when sets == 0 => text["er is een tegenspraak"],
            _ => found.Answer.Complete ? text.N(sets, "1 tegenspraak", "{0} tegenspraken") : text.N(sets, "1 tegenspraak of meer", "{0} tegenspraken of meer"),
        }];
    }

    public string Verdict() => found.Answer.Consistent switch
    {
        true => text["Deze cijfers kunnen samen waar zijn."],
        null => text["Het is niet bekend of deze cijfers samen waar kunnen zijn."],
        _ => text["Deze cijfers kunnen niet allemaal waar zijn."],
    };

    /// <summary>What a limit cut off; null: nothing.</summary>
    public string? Limit() => found.Answer switch
    {
        { Limit: null } => null,
        { Consistent: null } => text["De rekengrens is bereikt. Controleer de tekst in kleinere delen."],
        { Complete: false } => text["De rekengrens is bereikt. Er kunnen meer of kleinere tegenspraken zijn."],
        _ => text["De rekengrens is bereikt. Sommige reeksen kunnen te ruim zijn."],
    };

    /// <summary>Which statements are held against no other, and why: one sentence per reason.</summary>
    public IEnumerable<string> Apart() => found.Apart.GroupBy(n => n.Why).Select(g => text["{0}: {1}", Listed([.. g.Select(n => n.Statement)]), g.Key switch
    {
        AloneBecause.OnlyCount => text["een aantal zonder totaal."],
        AloneBecause.NotNamed => text["het totaal is niet genoemd."],
        AloneBecause.NoShare => text["er is geen deel van dit totaal genoemd."],
        _ => text["geen ander cijfer gaat over dit totaal."],
    }]);

    private string Listed(List<string> ids) => ids.Count <= MostListed ? string.Join(", ", ids) : text["{0} en nog {1}", string.Join(", ", ids.Take(MostListed)), ids.Count - MostListed];

    public string ConflictTitle(Conflict c) => c.Statements.Count switch
    {
        0 => text["Wat altijd geldt spreekt zichzelf tegen"],
        1 when c.Relations.Count == 0 => text["{0} kan niet waar zijn", c.Statements[0]],
        1 => text["{0} kan niet waar zijn met wat altijd geldt", c.Statements[0]],
        2 => text["{0} en {1} kunnen niet samen waar zijn", c.Statements[0], c.Statements[1]],
        _ => text["Deze {0} uitspraken kunnen niet samen waar zijn", c.Statements.Count],
    };

    public string Repair(Repair r)
    {
        var s = statements[r.Statement];
        var value = r.To == r.From ? Number(r.From) : r.To is { } to ? text["van {0} tot en met {1}", Number(r.From), Number(to)] : text["{0} of meer", Number(r.From)];
        return r.What switch
        {
            RepairOf.Count => text["Het aantal in {0} is niet {1}, maar {2}.", s.Id, Number(s.Count ?? 0), value],
            RepairOf.Percent => text["Het percentage in {0} is niet {1} %, maar {2} %.", s.Id, Percent(s), value],
            RepairOf.Total => text["Het totaal in {0} is niet {1}, maar {2}.", s.Id, Number(s.Total ?? 0), value],
            _ => text["{0} is een deel van een ander totaal: {1}.", s.Id, value],
        };
    }

    public string Figure(string id) => Figure(statements[id]);

    /// <summary>Without the name of the total.</summary>
    public string FigureAlone(string id) => Figure(statements[id] with { Of = null });

    /// <summary>"257 = 51 % van #1".</summary>
    public string Figure(Statement s)
    {
        var percent = s.Percent is null ? "" : Percent(s) + " %";
        var number = s.Count is { } c ? percent.Length > 0 ? $"{Number(c)} = {percent}" : Number(c) : percent;
        var total = string.Join(' ', new[] { s.Total is { } t ? Number(t) : "", s.Of ?? "" }.Where(x => x.Length > 0));
        var near = s.Near switch
        {
            Nearness.About => text["ongeveer {0}", number],
            Nearness.Over => text["ruim {0}", number],
            Nearness.Nearly => text["bijna {0}", number],
            Nearness.AtLeast => text["minstens {0}", number],
            Nearness.AtMost => text["hooguit {0}", number],
            _ => number,
        };
        return number.Length == 0 ? text["totaal {0}", total] : total.Length > 0 ? text["{0} van {1}", near, total] : near;
    }

    /// <summary>The name of a total; one that nobody named is that of its statement.</summary>
    public string Name(Quantity q) => q.Name.EndsWith(".total", StringComparison.Ordinal) && statements.ContainsKey(q.Name[..^6]) ? text["het totaal van {0}", q.Name[..^6]]
        : statements.TryGetValue(q.Name, out var s) && s.Count is { } c ? text["{0} ({1})", q.Name, Number(c)] : q.Name;

    public string Range(Possible? p) => p is null ? text["geen enkel getal"] : p.To is not { } to ? text["{0} of meer", Whole(p.From)] : to == p.From ? Whole(p.From) : text["van {0} tot en met {1}", Whole(p.From), Whole(to)];

    /// <summary>The same without words, for a picture.</summary>
    public static string Short(Possible? p) => p is null ? "–" : p.To is not { } to ? $"≥ {Whole(p.From)}" : to == p.From ? Whole(p.From) : $"{Whole(p.From)} – {Whole(to)}";

    public string Together(Quantity q)
    {
        var said = q.Together is null ? text["Samen is geen enkel getal mogelijk."] : q.Together.To == q.Together.From ? text["Samen is alleen {0} mogelijk.", Whole(q.Together.From)] : text["Samen is mogelijk: {0}.", Range(q.Together)];
        return q.Together switch
        {
            { Exact: false } => text["{0} Dat kan te ruim zijn.", said],
            { Runs.Count: > 1 } runs => text["{0} Niet elk getal ertussen kan: er zijn {1} reeksen.", said, runs.Runs!.Count],
            _ => said,
        };
    }

    public string Rule(Reading r) => r.Why switch
    {
        ReadingRule.OnlyCount => text["Een aantal zonder totaal."],
        ReadingRule.NamedInPhrase => text["Het totaal staat er direct bij."],
        ReadingRule.NamedAtStart => text["De zin begint met het totaal."],
        ReadingRule.RefersBack => text["De zin wijst terug naar dat totaal."],
        ReadingRule.RefersBackToLast => text["De zin wijst terug. We namen het laatste aantal."],
        ReadingRule.SameNounBefore => text["Hetzelfde woord stond er kort voor."],
        ReadingRule.SameNounTotal => text["De tekst noemt één totaal met dit woord."],
        ReadingRule.NotNamed => text["De tekst zegt niet waarvan dit een deel is."],
        ReadingRule.StatedTotal => text["De tekst noemt dit als totaal."],
        ReadingRule.StatedBase => text["Het totaal staat in de zin: N."],
        ReadingRule.HeadingBase => text["Het totaal staat in de kop erboven."],
        ReadingRule.LeadIn => text["Het totaal staat in de regel boven de lijst."],
        ReadingRule.TableTotal => text["Het totaal staat in de tabel."],
        ReadingRule.SameTable => text["De percentages in de tabel zijn samen 100."],
        ReadingRule.ThousandsAssumed => text["De punt of komma lazen we als duizendtal."],
        _ => text["Om een andere reden."],
    };

    public string Unused(NotRead n) => n.Why switch
    {
        ReadingRule.Range => text["Van een getal tot een getal."],
        ReadingRule.SaidAgain => text["In deze zin staat het ook preciezer."],
        ReadingRule.OverHundred => text["Meer dan 100 %, dus geen deel."],
        ReadingRule.TooLarge => text["Te groot, of te veel cijfers achter de komma."],
        ReadingRule.Vague => text["Geen vast getal."],
        ReadingRule.TableUnknown => text["De kop van de tabel zegt niet wat erin staat."],
        ReadingRule.TableColumn => text["De kop van de kolom is niet bekend."],
        ReadingRule.TableCell => text["De cel is niet te lezen."],
        ReadingRule.TableTotals => text["Het is niet duidelijk welke rij het totaal is."],
        ReadingRule.TableOverlaps => text["Samen meer dan 100 %, dus niet opgeteld."],
        ReadingRule.TableTooLong => text["Te veel rijen of tabellen, dus niet opgeteld."],
        _ => text["Om een andere reden."],
    };

    public static string Number(decimal n) => n.ToString("#,##0.######", CultureInfo.CurrentCulture);

    public static string Whole(BigInteger n) => n.ToString("N0", CultureInfo.CurrentCulture);

    private static string Percent(Statement s) => (s.Percent ?? 0).ToString("N" + s.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture);
}
