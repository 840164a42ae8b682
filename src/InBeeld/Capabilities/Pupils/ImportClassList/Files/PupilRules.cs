using System.Text.RegularExpressions;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>How one format calls the fields, so that a rejected row speaks the language of the file.</summary>
internal sealed record FieldNames(
    string Key, string Name, string GivenName, string FirstNames, string Initials, string Prefix, string Surname,
    string BirthDate, string Group, string CombinedGroup, string JoinedOn, string LeftOn);

/// <summary>
/// Judges pupils one by one, the same for every format. Remembers the keys it has seen, and nothing else of a pupil.
/// </summary>
internal sealed partial class PupilRules(
    DateOnly referenceDay,
    IReadOnlyDictionary<string, FileGroup> groups,
    FieldNames fields,
    Func<string, int, DateOnly?> readDate)
{
    /// <summary>Earlier birth dates are typing errors: the oldest pupil of a class list is in its twenties.</summary>
    public const int EarliestBirthYear = 1990;

    public const int MaxKeyLength = 256;

    private readonly Dictionary<string, int> lineOfKey = new(StringComparer.Ordinal);

    public int Pupils { get; private set; }

    public int Leavers { get; private set; }

    public int WithoutGroup { get; private set; }

    public int Rejected { get; private set; }

    public FileRow Judge(RawPupil raw)
    {
        var row = Decide(raw);
        if (row is FilePupil pupil)
        {
            Pupils++;
            Leavers += pupil.IsLeaver ? 1 : 0;
            WithoutGroup += pupil is { GroupKey: null, IsLeaver: false } ? 1 : 0;
        }
        else
        {
            Rejected++;
        }

        return row;
    }

    /// <summary>A key that can be stored: tidied, not empty, at most 256 characters, printable.</summary>
    public static (string? Key, Reason? Wrong) ReadKey(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
        {
            return (null, new Reason(ReasonCode.NoKey));
        }

        var key = raw.Trim();
        return key.Length > MaxKeyLength || !NameText.IsPrintable(key)
            ? (null, new Reason(ReasonCode.WrongKey))
            : (key, null);
    }

    private FileRow Decide(RawPupil raw)
    {
        var (key, wrong) = ReadKey(raw.Key);
        RejectedRow Reject(string field, Reason reason) => new(raw.Line, raw.KeyIsDerived ? null : key, field, reason);
        if (key is null)
        {
            return Reject(fields.Key, wrong!);
        }

        // The first row keeps the key even when it is rejected for something else: which of the two is right, nobody knows.
        if (!lineOfKey.TryAdd(key, raw.Line))
        {
            return Reject(
                raw.KeyIsDerived ? fields.Name : fields.Key,
                new Reason(raw.KeyIsDerived ? ReasonCode.SamePupil : ReasonCode.SameKey, lineOfKey[key]));
        }

        (string Field, string? Text)[] parts =
        [
            (fields.GivenName, raw.GivenName), (fields.FirstNames, raw.FirstNames), (fields.Initials, raw.Initials),
            (fields.Prefix, raw.Prefix), (fields.Surname, raw.Surname),
        ];
        var names = new string?[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            (names[i], wrong) = NameText.Clean(parts[i].Text);
            if (wrong is not null)
            {
                return Reject(parts[i].Field, wrong);
            }
        }

        var given = names[0] ?? names[1]?.Split(' ')[0] ?? names[2] ?? "";
        var surname = names[4] ?? "";
        if (given.Length == 0 && surname.Length == 0)
        {
            return Reject(fields.Name, new Reason(ReasonCode.NoName));
        }

        if (ReadBirthDate(raw.BirthDate, out var birthDate) is { } wrongBirthDate)
        {
            return Reject(fields.BirthDate, wrongBirthDate);
        }

        if (!ReadDay(raw.JoinedOn, out var joinedOn))
        {
            return Reject(fields.JoinedOn, new Reason(ReasonCode.UnreadableDate));
        }

        if (!ReadDay(raw.LeftOn, out var leftOn))
        {
            return Reject(fields.LeftOn, new Reason(ReasonCode.UnreadableDate));
        }

        FileGroup? group = null;
        if (Present(raw.GroupKey) is { } groupKey && !IsGroup(groupKey, FileGroupKind.Group, out group))
        {
            return Reject(fields.Group, new Reason(ReasonCode.UnknownGroup, Shown(groupKey)));
        }

        foreach (var combined in raw.CombinedGroupKeys)
        {
            if (!IsGroup(combined, FileGroupKind.Combined, out _))
            {
                return Reject(fields.CombinedGroup, new Reason(ReasonCode.UnknownGroup, Shown(combined)));
            }
        }

        return new FilePupil
        {
            Key = key,
            GivenName = given,
            Initials = names[2],
            Prefix = names[3],
            Surname = surname,
            BirthDate = birthDate,
            YearGroup = raw.YearGroup ?? group?.YearGroup,
            GroupKey = group?.Key,
            CombinedGroupKeys = raw.CombinedGroupKeys.Count == 0 ? [] : [.. raw.CombinedGroupKeys.Distinct(StringComparer.Ordinal)],
            LocationKey = ReadKey(raw.LocationKey).Key,
            Postcode4 = Postcode().Match(raw.Postcode ?? "") is { Success: true } postcode ? postcode.Groups[1].Value : null,
            JoinedOn = joinedOn,
            LeftOn = leftOn,
            IsLeaver = leftOn <= referenceDay,
            Line = raw.Line,
        };
    }

    private Reason? ReadBirthDate(string? text, out DateOnly? day)
    {
        day = null;
        if (Present(text) is not { } present)
        {
            return null;
        }

        day = readDate(present, referenceDay.Year);
        return day switch
        {
            null => new Reason(ReasonCode.UnreadableDate),
            _ when day > referenceDay => new Reason(ReasonCode.BirthDateInFuture),
            { Year: < EarliestBirthYear } => new Reason(ReasonCode.BirthDateTooEarly, EarliestBirthYear),
            _ => null,
        };
    }

    // Programs write "never" as 0001-01-01, 1900-01-01 or 9999-12-31; that is an absent day, not a wrong one.
    private bool ReadDay(string? text, out DateOnly? day)
    {
        day = null;
        if (Present(text) is not { } present)
        {
            return true;
        }

        day = readDate(present, referenceDay.Year + 20);
        var readable = day is not null;
        if (day is { Year: < EarliestBirthYear or > 2200 })
        {
            day = null;
        }

        return readable;
    }

    private bool IsGroup(string key, FileGroupKind kind, out FileGroup? group) =>
        groups.TryGetValue(key.Trim(), out group) && group.Kind == kind;

    private static string? Present(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Shown(string key) => NameText.OrNull(key) ?? "?";

    [GeneratedRegex(@"^\s*([1-9][0-9]{3})\s*(?:[a-zA-Z]{2})?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Postcode();
}
