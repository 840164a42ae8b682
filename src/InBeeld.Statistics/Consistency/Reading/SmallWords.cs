using System.Collections.Frozen;

namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>The words by which figures are read, Dutch and English together.</summary>
internal static class SmallWords
{
    public static readonly FrozenSet<string> Dutch = Set("de het een van en met zijn is werd werden voor alle deze hiervan niet dat die wordt bij op");

    public static readonly FrozenSet<string> English = Set("the a of and with are is was were for all these them not that which this at on by");

    /// <summary>After these a line goes on.</summary>
    public static readonly FrozenSet<string> OpenEnds = Set("de het een van en met in op voor bij alle deze dit hun aan door tot of the an and with for at all these by to from twee");

    public static readonly FrozenSet<string> Articles = Set("de het een hun alle al the a an their all onze our its haar");

    public static readonly FrozenSet<string> Prepositions = Set("in op aan bij voor met van uit naar door over tot binnen of for with at from on by within that which waarmee waarvan waar waarin who where whom die dat they we");

    /// <summary>After these follows what sets a part of the group apart.</summary>
    public static readonly FrozenSet<string> Relative = Set("waarmee waarvan waarin waarbij waaraan die dat that which who where whom they we");

    public static readonly FrozenSet<string> Verbs = Set(
        "is zijn was waren werd werden wordt worden werkt werken werkte werkten heeft hebben had hadden doet doen gaat gaan ging gingen gaf geeft geven bedient bedienen bereikt bereiken scoort scoren voert voeren kan kunnen kon " +
        "biedt bieden gebruikt gebruiken kent kennen maakt maken heet zegt zeggen vindt vinden neemt nemen doet deed deden krijgt krijgen kreeg kregen staat staan stond samen en maar want are were has have had " +
        "do does did work works worked use uses used gave give gives say says said take takes took can could and but serve serves served signed offer offers");

    public static readonly FrozenSet<string> Demonstratives = Set("deze die hen dezelfde these those them same");

    public static readonly FrozenSet<string> Back = Set("hiervan daarvan hieronder waarvan thereof");

    /// <summary>A number before these counts nothing that a share can be of.</summary>
    public static readonly FrozenSet<string> NotCounted = Set(
        "jaar jaren uur uren week weken maand maanden dag dagen minuten euro cent km kilometer meter graden tot t/m en-met x × years year hours hour weeks months days minutes euros january february march april may june july " +
        "august september october november december januari februari maart mei juni juli augustus oktober procentpunt procentpunten points punten percentagepunten");

    /// <summary>A number after these is a name or a place, not a count.</summary>
    public static readonly FrozenSet<string> NotCountedAfter = Set("groep groepen leerjaar schooljaar jaar pagina blz paragraaf tabel figuur versie artikel nr nummer bron group grade year page table figure version section chapter leeftijd age tussen between € eur n sinds since tot");

    public static readonly FrozenDictionary<string, Nearness> Near = new Dictionary<string, Nearness>
    {
        ["circa"] = Nearness.About, ["ca"] = Nearness.About, ["zo'n"] = Nearness.About, ["zo’n"] = Nearness.About, ["ongeveer"] = Nearness.About, ["rond"] = Nearness.About, ["about"] = Nearness.About,
        ["around"] = Nearness.About, ["approximately"] = Nearness.About, ["roughly"] = Nearness.About, ["some"] = Nearness.About,
        ["ruim"] = Nearness.Over, ["over"] = Nearness.Over, ["iets"] = Nearness.Over, ["bijna"] = Nearness.Nearly, ["krap"] = Nearness.Nearly, ["nearly"] = Nearness.Nearly, ["almost"] = Nearness.Nearly,
        ["minstens"] = Nearness.AtLeast, ["minste"] = Nearness.AtLeast, ["tenminste"] = Nearness.AtLeast, ["minimaal"] = Nearness.AtLeast, ["least"] = Nearness.AtLeast, ["hooguit"] = Nearness.AtMost, ["maximaal"] = Nearness.AtMost, ["hoogstens"] = Nearness.AtMost, ["most"] = Nearness.AtMost,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Before "honderd" or "thousand" these make no number of it.</summary>
    public static readonly FrozenSet<string> Vague = Set("paar enkele vele veel meerdere tientallen few several many");

    public static readonly FrozenSet<string> Primary = Set("basisonderwijs basisschool basisscholen primary");

    public static readonly FrozenSet<string> Secondary = Set("middelbare secondary vo-scholen");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
