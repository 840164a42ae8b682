using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Sharing;

/// <summary>One thing that is not the same in two editions; empty: it was not there, or is there no more.</summary>
internal sealed record Difference(string What, string Was, string Is)
{
    /// <summary>What is not the same, part by part; modules, questions and scales are compared by their name.</summary>
    public static List<Difference> Between(ProgrammeContent was, ProgrammeContent now, Text text)
    {
        var found = new List<Difference>();
        void Compare(string what, string a, string b)
        {
            if (!string.Equals(a.Trim(), b.Trim(), StringComparison.Ordinal))
            {
                found.Add(new Difference(what, a, b));
            }
        }

        Compare(text["Naam"], was.Name, now.Name);
        Compare(text["Wat is het?"], text[ProgrammeWords.Kind(was.Kind)], text[ProgrammeWords.Kind(now.Kind)]);
        Compare(text["Wie komt er?"], text[ProgrammeWords.Audience(was.Audience)], text[ProgrammeWords.Audience(now.Audience)]);
        Compare(text["Wat wil je bereiken?"], was.Aim, now.Aim);
        Compare(text["Over het programma"], was.About, now.About);
        Compare(text["Wat is er nodig?"], was.Materials, now.Materials);
        Compare(text["Voor wie?"], ForWhom(was, text), ForWhom(now, text));
        Named(text["Module"], was.Modules, now.Modules, m => m.Name, m => string.Join("\n", new[] { m.Theme, m.About, m.Materials, text.N(m.Sessions, "1 bijeenkomst", "{0} bijeenkomsten") }.Where(s => !string.IsNullOrEmpty(s))));
        Named(text["Vraag om te herhalen"], was.Scales, now.Scales, s => s.Nl, s => string.Join(", ", s.Steps));
        return found;

        void Named<T>(string what, T[] a, T[] b, Func<T, string> name, Func<T, string> says)
        {
            foreach (var key in a.Select(name).Union(b.Select(name)))
            {
                var (x, y) = (a.FirstOrDefault(i => name(i) == key), b.FirstOrDefault(i => name(i) == key));
                Compare($"{what}: {key}", x is null ? "" : says(x), y is null ? "" : says(y));
            }
        }
    }

    /// <summary>For whom a shared programme is, a line for each rule.</summary>
    public static string ForWhom(ProgrammeContent c, Text text)
    {
        var rules = new List<Criterion>();
        if (c.Levels.Length > 0)
        {
            rules.Add(new Criterion { Kind = "level", Levels = c.Levels });
        }

        if ((c.YearFrom ?? c.YearTo) is not null)
        {
            rules.Add(new Criterion { Kind = "year", Least = c.YearFrom, Most = c.YearTo });
        }

        if ((c.AgeFrom ?? c.AgeTo) is not null)
        {
            rules.Add(new Criterion { Kind = "age", Least = c.AgeFrom, Most = c.AgeTo });
        }

        rules.AddRange(c.Questions.Select(q => new Criterion { Kind = "question", Question = q }));
        return rules.Count == 0 ? text["Voor ieder kind"] : string.Join("\n", rules.Select(r => r.Says(text)));
    }
}
