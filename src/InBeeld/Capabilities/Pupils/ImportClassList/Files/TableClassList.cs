namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Makes a class list of a table of which every column is known.</summary>
internal sealed class TableClassList
{
    private readonly Table table;
    private readonly ColumnMapping mapping;
    private readonly DateOnly referenceDay;
    private readonly Dictionary<ClassListField, int> columns = [];
    private readonly Dictionary<string, FileGroup> groups = new(StringComparer.Ordinal);
    private readonly Discarded discarded = new();

    public TableClassList(Table table, ColumnMapping mapping, DateOnly referenceDay)
    {
        (this.table, this.mapping, this.referenceDay) = (table, mapping, referenceDay);
        foreach (var (index, choice) in mapping.Columns.Index())
        {
            if (choice.Field is not (ClassListField.Ignore or ClassListField.Discard))
            {
                columns[choice.Field] = index;
            }
        }
    }

    public ClassListSource Read()
    {
        Discard();
        FindGroups();
        var rules = new PupilRules(referenceDay, groups, Fields(), FileDates.Cell);
        var rows = new List<FileRow>(table.Rows.Count + table.Rejected.Count + 1);
        var raw = new RawPupil();
        var faulty = 0;
        foreach (var row in table.Rows)
        {
            while (faulty < table.Rejected.Count && table.Rejected[faulty].Line < row.Line)
            {
                rows.Add(table.Rejected[faulty++]);
            }

            Fill(raw, row);
            rows.Add(rules.Judge(raw));
        }

        rows.AddRange(table.Rejected.Skip(faulty));
        rows.Add(new FileSummary(rules.Pupils, rules.Leavers, rules.WithoutGroup, rules.Rejected + table.Rejected.Count, discarded));
        return new ClassListSource(new ClassListFile(), [], [.. groups.Values], [], _ => rows);
    }

    private void Discard()
    {
        foreach (var (index, choice) in mapping.Columns.Index())
        {
            if (SensitiveHeaders.KeyOf(choice.Header) is { } what)
            {
                discarded.Add(what, table.Rows.Count(row => !string.IsNullOrWhiteSpace(row.Cells[index])));
            }
        }

        // Numbers that are all burgerservicenummers are, whatever the header calls them.
        if (columns.TryGetValue(ClassListField.Key, out var keys))
        {
            var watch = new BsnWatch();
            foreach (var row in table.Rows)
            {
                watch.See(row.Cells[keys]);
            }

            if (watch.KeysAreBsn)
            {
                discarded.Add(Discarded.Bsn, table.Rows.Count(row => !string.IsNullOrWhiteSpace(row.Cells[keys])));
                columns.Remove(ClassListField.Key);
            }
        }
    }

    // The year of a class is the year of its pupils when they all have the same, else what its name says.
    private void FindGroups()
    {
        var years = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (NameText.OrNull(Cell(row, ClassListField.Group)) is not { } name)
            {
                continue;
            }

            var key = GroupKey(name);
            groups.TryAdd(key, new FileGroup(key, name, null, FileGroupKind.Group));
            if (Year(row) is { } year)
            {
                years.TryAdd(key, new HashSet<string>(StringComparer.Ordinal));
                years[key].Add(year);
            }
        }

        foreach (var group in groups.Values.ToList())
        {
            groups[group.Key] = group with
            {
                YearGroup = years.TryGetValue(group.Key, out var known)
                    ? known.Count == 1 ? known.Single() : null
                    : YearGroups.OfGroupName(group.Name, mapping.Secondary),
            };
        }
    }

    private void Fill(RawPupil raw, TableRow row)
    {
        raw.Clear();
        raw.Line = row.Line;
        raw.GivenName = Cell(row, ClassListField.GivenName);
        raw.FirstNames = Cell(row, ClassListField.FirstNames);
        raw.Initials = Cell(row, ClassListField.Initials);
        raw.Prefix = Cell(row, ClassListField.Prefix);
        raw.Surname = Cell(row, ClassListField.Surname);
        raw.BirthDate = Cell(row, ClassListField.BirthDate);
        raw.YearGroup = Year(row);
        raw.GroupKey = Cell(row, ClassListField.Group) is { } group ? GroupKey(NameText.OrNull(group) ?? group) : null;
        raw.Postcode = Cell(row, ClassListField.Postcode);
        raw.JoinedOn = Cell(row, ClassListField.JoinedOn);
        raw.LeftOn = Cell(row, ClassListField.LeftOn);
        SplitNames(raw, Cell(row, ClassListField.FullName));
        if (columns.ContainsKey(ClassListField.Key))
        {
            raw.Key = Cell(row, ClassListField.Key);
            return;
        }

        raw.KeyIsDerived = true;
        raw.Key = KeyOf(raw);
    }

    // What has its own column comes from there; the whole name fills in the rest.
    private static void SplitNames(RawPupil raw, string? fullName)
    {
        var (full, wrong) = NameText.Clean(fullName);
        if (wrong is not null)
        {
            raw.Surname ??= fullName;
        }
        else if (full is not null)
        {
            var (given, prefix, surname) = DutchNames.Split(full);
            raw.GivenName ??= given;
            if (raw.Surname is null)
            {
                (raw.Prefix, raw.Surname) = (raw.Prefix ?? prefix, surname);
            }
        }

        if (raw.Prefix is null && NameText.OrNull(raw.Surname) is { } whole)
        {
            (raw.Prefix, raw.Surname) = DutchNames.SplitSurname(whole);
        }
    }

    private string KeyOf(RawPupil raw)
    {
        string?[] parts = [raw.GivenName ?? raw.FirstNames ?? raw.Initials, raw.Prefix, raw.Surname];
        var names = Array.ConvertAll(parts, NameText.Clean);

        // A row that is rejected for its name gets a key of its own, lest it be called a double.
        return Array.Exists(names, name => name.Wrong is not null) || Array.TrueForAll(names, name => name.Text is null)
            ? "~row-" + raw.Line
            : DerivedKey.Of(names.Select(name => name.Text), raw.BirthDate is { } text ? FileDates.Cell(text, referenceDay.Year) : null);
    }

    private string? Year(TableRow row) => YearGroups.OfCell(Cell(row, ClassListField.YearGroup), mapping.Secondary);

    private string? Cell(TableRow row, ClassListField field) =>
        columns.TryGetValue(field, out var column) && !string.IsNullOrWhiteSpace(row.Cells[column]) ? row.Cells[column] : null;

    private static string GroupKey(string name) => name.ToUpperInvariant();

    private FieldNames Fields()
    {
        string Header(ClassListField field) => columns.TryGetValue(field, out var column)
            ? mapping.Columns[column].Header
            : ClassListFields.Names[field];
        string NameHeader(ClassListField field) => columns.ContainsKey(field) || !columns.ContainsKey(ClassListField.FullName)
            ? Header(field)
            : Header(ClassListField.FullName);
        return new FieldNames(
            Key: Header(ClassListField.Key),
            Name: columns.ContainsKey(ClassListField.FullName) ? Header(ClassListField.FullName) : Header(ClassListField.Surname),
            GivenName: NameHeader(ClassListField.GivenName), FirstNames: Header(ClassListField.FirstNames), Initials: Header(ClassListField.Initials),
            Prefix: NameHeader(ClassListField.Prefix), Surname: NameHeader(ClassListField.Surname),
            BirthDate: Header(ClassListField.BirthDate), Group: Header(ClassListField.Group), CombinedGroup: Header(ClassListField.Group),
            JoinedOn: Header(ClassListField.JoinedOn), LeftOn: Header(ClassListField.LeftOn));
    }
}
