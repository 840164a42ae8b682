using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using InBeeld.Capabilities.Pupils.ImportClassList.Preview;
using InBeeld.Kernel;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Pupils.Contract;

/// <param name="Line">Line of the file or row of the sheet, from 1.</param>
/// <param name="Name">Given name and surname are never empty.</param>
/// <param name="Key">The name as it sounds, see <see cref="SearchKey"/>.</param>
/// <param name="BirthDate">Always there.</param>
/// <param name="Place">School and group as the list has them; may be empty.</param>
/// <param name="Reference">What the sender calls this row; may be empty.</param>
internal sealed record NamedRow(int Line, PersonName Name, string Key, DateOnly BirthDate, string Place, string Reference);

/// <param name="Line">Line of the file or row of the sheet, from 1.</param>
/// <param name="Field">The column that is wrong, in the words of the file; empty: the whole row.</param>
/// <param name="Why">Without a name in it.</param>
internal sealed record NameListProblem(int Line, string Field, Refusal Why);

/// <summary>
/// A table (CSV or XLSX) of children by name and birth date, read with the readers of class lists: the same encodings, columns, dates and limits. What may not
/// be stored is thrown away before anything else. No child occurs twice.
/// </summary>
/// <param name="Rows">In the order of the file.</param>
/// <param name="Problems">Rows that cannot be used.</param>
/// <param name="Discarded">Sensitive columns, or numbers that are burgerservicenummers, were thrown away.</param>
internal sealed record NameList(IReadOnlyList<NamedRow> Rows, IReadOnlyList<NameListProblem> Problems, bool Discarded)
{
    public const int MostMegabytes = 5;

    private static readonly HashSet<string> Places = ["school", "schoolnaam", "naam school", "vestiging", "instelling", "school name"];
    private static readonly HashSet<string> References = ["referentie", "kenmerk", "ons kenmerk", "dossiernummer", "reference", "ref"];

    public int InFile => Rows.Count + Problems.Count;

    public static async Task<Outcome<NameList>> ReadAsync(Stream content, int mostRows, DateOnly today, CancellationToken ct)
    {
        var limits = TableLimits.Default with { MaxBytes = MostMegabytes * 1024 * 1024, MaxUnpackedBytes = 100L * 1024 * 1024, MaxRows = mostRows };
        var read = await TableReader.ReadAsync(content, limits, ct);
        if (!read.Succeeded)
        {
            return (read.Refused.Reason.Code == ReasonCode.IsEdexml ? new Reason(ReasonCode.NoTable) : read.Refused.Reason).ToRefusal();
        }

        var clean = TableContent.Of(read.Value);
        var guess = clean.Settle(ColumnMapping.Guess(clean.Table));
        var fields = guess.Columns.Select(c => c.Field).ToList();
        bool Has(ClassListField field) => fields.Contains(field);
        if (!Has(ClassListField.BirthDate) || (!Has(ClassListField.FullName) && !(Has(ClassListField.Surname) && (Has(ClassListField.GivenName) || Has(ClassListField.FirstNames)))))
        {
            return new Refusal("file", "De lijst heeft kolommen nodig voor voornaam, achternaam en geboortedatum.");
        }

        // Name and birth date only: what else is in the list cannot make a row wrong.
        var names = guess with { Columns = [.. guess.Columns.Select(c => IsOfName(c.Field) ? c : c with { Field = ClassListField.Ignore })] };
        var applied = ColumnMapping.Apply(clean.Table, names, today);
        if (!applied.Succeeded)
        {
            return applied.Refused.Reason.ToRefusal();
        }

        using var source = applied.Value;
        var born = guess.Columns.First(c => c.Field == ClassListField.BirthDate).Header;
        return Collect(clean, guess, source.Rows(ct), born);
    }

    private static NameList Collect(TableContent clean, ColumnMapping guess, IEnumerable<FileRow> source, string born)
    {
        var cells = clean.Table.Rows.DistinctBy(row => row.Line).ToDictionary(row => row.Line, row => row.Cells);
        int[] places = [.. Columns(guess, c => Places.Contains(HeaderNames.Plain(c.Header))), .. Columns(guess, c => c.Field == ClassListField.Group)];
        int[] references = [.. Columns(guess, c => c.Field == ClassListField.Key || References.Contains(HeaderNames.Plain(c.Header))).Take(1)];
        var rows = new List<NamedRow>();
        var problems = new List<NameListProblem>();
        var lineOf = new Dictionary<(string, DateOnly), int>();
        foreach (var row in source)
        {
            switch (row)
            {
                case RejectedRow wrong:
                    problems.Add(new NameListProblem(wrong.Line, wrong.Field ?? "", wrong.Reason.ToRefusal()));
                    break;
                case FilePupil { BirthDate: null } child:
                    problems.Add(new NameListProblem(child.Line, born, new Refusal("", "Er is geen geboortedatum.")));
                    break;
                case FilePupil child when child.GivenName.Length == 0 || child.Surname.Length == 0:
                    problems.Add(new NameListProblem(child.Line, "", new Refusal("", "De voornaam of de achternaam ontbreekt.")));
                    break;
                case FilePupil child:
                    var name = new PersonName(child.GivenName, child.Prefix ?? "", child.Surname);
                    var key = SearchKey.Of(name.Full);
                    if (lineOf.TryGetValue((key, child.BirthDate!.Value), out var before))
                    {
                        problems.Add(new NameListProblem(child.Line, "", new Reason(ReasonCode.SamePupil, before).ToRefusal()));
                        break;
                    }

                    lineOf[(key, child.BirthDate.Value)] = child.Line;
                    rows.Add(new NamedRow(child.Line, name, key, child.BirthDate.Value, Joined(cells[child.Line], places, 200), Joined(cells[child.Line], references, 100)));
                    break;
            }
        }

        return new NameList(rows, [.. problems.OrderBy(p => p.Line)], clean.Discarded.Values.Any(count => count > 0));
    }

    private static IEnumerable<int> Columns(ColumnMapping mapping, Func<ColumnChoice, bool> fits) => mapping.Columns.Index().Where(c => fits(c.Item)).Select(c => c.Index);

    private static string Joined(IReadOnlyList<string> cells, int[] columns, int most)
    {
        var text = string.Join(", ", columns.Select(c => NameText.OrNull(cells[c])).Where(cell => cell is not null));
        return text.Length > most ? text[..most].TrimEnd() : text;
    }

    private static bool IsOfName(ClassListField field) => field is ClassListField.GivenName or ClassListField.FirstNames or ClassListField.Prefix or ClassListField.Surname
        or ClassListField.FullName or ClassListField.BirthDate or ClassListField.Discard;
}
