using System.Text.Json;
using System.Text.Json.Serialization;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <param name="Header">As in the file; remembered choices are found back by it.</param>
/// <param name="Field">What the column is.</param>
internal sealed record ColumnChoice(string Header, ClassListField Field);

/// <summary>
/// Which column of a table is what: guessed, corrected by hand, remembered for the next time. A sensitive column is
/// thrown away whatever is chosen for it.
/// </summary>
internal sealed record ColumnMapping
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<ClassListField>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>One choice per column, in the order of the columns.</summary>
    public required IReadOnlyList<ColumnChoice> Columns { get; init; }

    /// <summary>The years in the file are those of secondary education: year 3 is then code 13.</summary>
    public bool Secondary { get; init; }

    /// <summary>The likely mapping by the headers alone.</summary>
    public static ColumnMapping Guess(Table table) => For(table, remembered: null);

    /// <summary>
    /// The mapping for this table: for headers that were seen before what was chosen then, for the others the guess,
    /// unless that field is already taken.
    /// </summary>
    public static ColumnMapping For(Table table, ColumnMapping? remembered)
    {
        var fields = new ClassListField?[table.Headers.Count];
        if (remembered is not null)
        {
            fields = remembered.Recall(table);
        }

        var taken = fields.OfType<ClassListField>().ToHashSet();
        var guesses = table.Headers
            .Select((header, index) => (index, guess: HeaderNames.Guess(header)))
            .Where(column => fields[column.index] is null)
            .OrderBy(column => column.guess.Rank);
        foreach (var (index, (field, _)) in guesses)
        {
            fields[index] = field is ClassListField.Ignore or ClassListField.Discard || taken.Add(field) ? field : ClassListField.Ignore;
        }

        SettleFullName(fields, taken);
        return new ColumnMapping
        {
            Columns = [.. table.Headers.Select((header, index) => new ColumnChoice(header, Settle(header, fields[index]!.Value)))],
            Secondary = remembered?.Secondary ?? table.Headers.Any(header => HeaderNames.IsOfSecondary(header)),
        };
    }

    /// <summary>The same mapping with another choice for one column (from 0).</summary>
    public ColumnMapping With(int column, ClassListField field) => this with
    {
        Columns = [.. Columns.Select((choice, index) => index == column ? choice with { Field = Settle(choice.Header, field) } : choice)],
    };

    /// <summary>Why the mapping cannot be used yet; null when it can.</summary>
    public Reason? Problem()
    {
        foreach (var same in Columns.Where(choice => choice.Field is not (ClassListField.Ignore or ClassListField.Discard)).GroupBy(choice => choice.Field))
        {
            if (same.Skip(1).FirstOrDefault() is { } second)
            {
                return new Reason(ReasonCode.ColumnTwice, same.First().Header, second.Header);
            }
        }

        return Columns.Any(choice => choice.Field is ClassListField.GivenName or ClassListField.FirstNames or ClassListField.Surname or ClassListField.FullName)
            ? null
            : new Reason(ReasonCode.NoNameColumn);
    }

    /// <summary>The class list in the table, in the shape that EDEXML has too.</summary>
    /// <param name="table">A table with the headers this mapping was made for; other columns are not used.</param>
    /// <param name="mapping">Guessed, corrected or remembered.</param>
    /// <param name="referenceDay">Who left on or before this day is a leaver; no one is born after it.</param>
    public static FileOutcome<ClassListSource> Apply(Table table, ColumnMapping mapping, DateOnly referenceDay)
    {
        var recalled = mapping.Recall(table);
        var aligned = mapping with
        {
            Columns = [.. table.Headers.Select((header, index) => new ColumnChoice(header, Settle(header, recalled[index] ?? ClassListField.Ignore)))],
        };
        return aligned.Problem() is { } problem ? problem : new TableClassList(table, aligned, referenceDay).Read();
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Null for anything that is no mapping.</summary>
    public static ColumnMapping? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ColumnMapping>(json, Json) is { Columns: { } columns } mapping && columns.All(column => column is { Header: not null })
                ? mapping
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The choices of this mapping for the headers of a table; of equal headers the first choice goes to the first.
    private ClassListField?[] Recall(Table table)
    {
        var choices = Columns.Index().ToList();
        return [.. table.Headers.Select(header =>
        {
            var at = choices.FindIndex(choice => HeaderNames.Plain(choice.Item.Header) == HeaderNames.Plain(header));
            if (at < 0)
            {
                return (ClassListField?)null;
            }

            var field = choices[at].Item.Field;
            choices.RemoveAt(at);
            return field;
        })];
    }

    private static ClassListField Settle(string header, ClassListField chosen) =>
        SensitiveHeaders.KeyOf(header) is not null ? ClassListField.Discard
        : chosen == ClassListField.Discard ? ClassListField.Ignore
        : chosen;

    // "Naam" beside a first name is the surname; beside both it says nothing new.
    private static void SettleFullName(ClassListField?[] fields, HashSet<ClassListField> taken)
    {
        var full = Array.IndexOf(fields, ClassListField.FullName);
        if (full >= 0 && (taken.Contains(ClassListField.GivenName) || taken.Contains(ClassListField.FirstNames)))
        {
            fields[full] = taken.Contains(ClassListField.Surname) ? ClassListField.Ignore : ClassListField.Surname;
        }
    }
}
