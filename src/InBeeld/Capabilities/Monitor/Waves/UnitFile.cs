using System.Globalization;
using System.Text;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>Libraries and school locations out of a CSV file; what is wrong is named by row and field.</summary>
internal static class UnitFile
{
    public const int MostBytes = 4 * 1024 * 1024, MostRows = 30_000, MostRefusals = 50;

    /// <summary>The columns, in any order; only the first three are needed.</summary>
    public static readonly IReadOnlyList<string> Columns = ["niveau", "code", "naam", "bibliotheek", "provincie", "gemeente", "grootteklasse", "onderwijs", "leerlingen", "gewicht"];

    /// <returns>The units, or up to fifty refusals for the field File.</returns>
    public static Outcome<List<UnitLine>> Read(byte[] content)
    {
        if (content.Length is 0 or > MostBytes)
        {
            return new Refusal("File", "Kies een bestand van hooguit {0} MB dat niet leeg is.", MostBytes / 1024 / 1024);
        }

        string text;
        try
        {
            text = new UTF8Encoding(false, true).GetString(content).TrimStart('\uFEFF');
        }
        catch (ArgumentException)
        {
            text = Encoding.Latin1.GetString(content);
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return new Refusal("File", "Dit is geen CSV-bestand. Sla het blad op als CSV.");
        }

        var rows = Rows(text, text.AsSpan(0, Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal))).Contains(';') ? ';' : ',');
        if (rows.Count < 2)
        {
            return new Refusal("File", "Er staan geen rijen in. Zet op de eerste rij: {0}.", string.Join(";", Columns));
        }

        if (rows.Count > MostRows + 1)
        {
            return new Refusal("File", "Er staan meer dan {0} rijen in.", MostRows);
        }

        var header = rows[0].ConvertAll(h => h.Trim().ToLowerInvariant());
        var refusals = header.Where(h => !Columns.Contains(h)).Select(h => new Refusal("File", "Rij 1: de kolom {0} kennen we niet. Kies uit: {1}.", h, string.Join(", ", Columns)))
            .Concat(Columns.Take(3).Where(c => !header.Contains(c)).Select(c => new Refusal("File", "Rij 1: de kolom {0} ontbreekt.", c))).ToList();
        return refusals.Count > 0 ? refusals : Lines(header, rows);
    }

    private static Outcome<List<UnitLine>> Lines(List<string> header, List<List<string>> rows)
    {
        var refusals = new List<Refusal>();
        var lines = new List<UnitLine>();
        var seen = new HashSet<(string, string)>();
        var places = new List<int>();
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].TrueForAll(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            string Of(string column) => header.IndexOf(column) is >= 0 and var at && at < rows[i].Count ? rows[i][at].Trim() : "";
            var level = Of("niveau").ToLowerInvariant() switch { "bibliotheek" or "library" => UnitLine.Library, "school" or "locatie" or "schoollocatie" or "location" => UnitLine.Location, _ => "" };
            if (level.Length == 0)
            {
                refusals.Add(new Refusal("File", "Rij {0}, {1}: schrijf bibliotheek of schoollocatie.", i + 1, "niveau"));
            }

            var pupils = 0L;
            var weight = 1m;
            foreach (var (column, most) in new[] { ("code", 60), ("naam", 160), ("bibliotheek", 60), ("provincie", 60), ("gemeente", 80), ("grootteklasse", 40), ("onderwijs", 40) })
            {
                if (Of(column).Length > most)
                {
                    refusals.Add(new Refusal("File", "Rij {0}, {1}: schrijf hooguit {2} tekens.", i + 1, column, most));
                }
                else if (column is "code" or "naam" && Of(column).Length == 0)
                {
                    refusals.Add(new Refusal("File", "Rij {0}, {1}: hier staat niets.", i + 1, column));
                }
            }

            if (Of("leerlingen").Length > 0 && (!long.TryParse(Of("leerlingen"), NumberStyles.None, CultureInfo.InvariantCulture, out pupils) || pupils > 1_000_000))
            {
                refusals.Add(new Refusal("File", "Rij {0}, {1}: dit is geen heel getal tot een miljoen.", i + 1, "leerlingen"));
            }

            if (Of("gewicht").Length > 0 && (!decimal.TryParse(Of("gewicht").Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out weight) || weight is <= 0 or > 100_000))
            {
                refusals.Add(new Refusal("File", "Rij {0}, {1}: dit is geen getal boven nul.", i + 1, "gewicht"));
            }

            if (!seen.Add((level, Of("code"))))
            {
                refusals.Add(new Refusal("File", "Rij {0}, {1}: {2} stond er al.", i + 1, "code", Of("code")));
            }

            places.Add(i + 1);
            lines.Add(new UnitLine(level, Of("code"), Of("naam"), level == UnitLine.Location ? Of("bibliotheek") : "", Of("provincie"),
                UnitLine.Known(Of("provincie"), Of("gemeente"), Of("onderwijs"), Of("leerlingen").Length > 0 ? pupils : null, Of("grootteklasse")), null, weight));
        }

        var libraries = lines.Where(l => l.Level == UnitLine.Library).Select(l => l.Code).ToHashSet();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Level == UnitLine.Location && !libraries.Contains(lines[i].Parent))
            {
                refusals.Add(new Refusal("File", "Rij {0}, {1}: er is geen bibliotheek met code {2}.", places[i], "bibliotheek", lines[i].Parent.Length == 0 ? "–" : lines[i].Parent));
            }
        }

        if (libraries.Count == 0)
        {
            refusals.Add(new Refusal("File", "Er staat geen bibliotheek in."));
        }

        return refusals.Count == 0 ? UnitLine.Sized(lines) : refusals.Take(MostRefusals).ToList();
    }

    private static List<List<string>> Rows(string text, char between)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        void EndField()
        {
            row.Add(field.ToString());
            field.Clear();
        }

        for (var i = 0; i < text.Length && rows.Count <= MostRows + 1; i++)
        {
            var sign = text[i];
            if (quoted)
            {
                if (sign != '"')
                {
                    field.Append(sign);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append(text[i++]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (sign == '"')
            {
                quoted = true;
            }
            else if (sign == between)
            {
                EndField();
            }
            else if (sign == '\n')
            {
                EndField();
                rows.Add(row);
                row = [];
            }
            else if (sign != '\r')
            {
                field.Append(sign);
            }
        }

        if (field.Length > 0 || row.Count > 0)
        {
            EndField();
            rows.Add(row);
        }

        return rows;
    }
}
