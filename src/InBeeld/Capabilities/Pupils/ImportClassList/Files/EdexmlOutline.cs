using System.Globalization;
using System.Text.RegularExpressions;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Everything of an EDEXML file but its pupils.</summary>
internal sealed record EdexmlKnown(
    ClassListFile File,
    IReadOnlyList<FileLocation> Locations,
    IReadOnlyList<FileGroup> Groups,
    IReadOnlyDictionary<string, FileGroup> GroupByKey,
    IReadOnlyList<FileTeacher> Teachers,
    IReadOnlyList<RejectedRow> Rejected,
    Discarded Discarded);

/// <summary>The first pass: the whole file once, keeping everything but the pupils.</summary>
internal sealed partial class EdexmlOutline(EdexmlOptions options, CancellationToken cancel)
{
    // Beyond this no one teaches; it bounds what a hostile file can make us keep.
    private const int MaxGroupsOfTeacher = 500;

    private readonly Dictionary<string, FileLocation> locations = new(StringComparer.Ordinal);
    private readonly List<FileGroup> groups = [];
    private readonly Dictionary<string, FileGroup> groupByKey = new(StringComparer.Ordinal);
    private readonly List<FileTeacher> teachers = [];
    private readonly Dictionary<(RowSubject Subject, string Key), int> lineOfKey = [];
    private readonly List<RejectedRow> rejected = [];
    private readonly Discarded discarded = new();
    private readonly BsnWatch keys = new();
    private ClassListFile? school;
    private int pupils;
    private int groupsMet;
    private int teachersMet;

    /// <exception cref="RefusedException">The content is no usable class list.</exception>
    public EdexmlKnown Read(EdexmlCursor cursor)
    {
        if (!cursor.MoveToRoot())
        {
            throw new RefusedException(new Reason(ReasonCode.NoXml));
        }

        if (!cursor.Name.Equals("EDEX", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(new Reason(ReasonCode.NoEdexml, cursor.Name.Length > 40 ? cursor.Name[..40] : cursor.Name));
        }

        foreach (var section in cursor.Children())
        {
            ReadSection(section, cursor);
        }

        cursor.ReadToEnd();
        var file = school ?? throw new RefusedException(new Reason(ReasonCode.NoSchool));
        if (pupils == 0)
        {
            throw new RefusedException(new Reason(ReasonCode.NoPupils));
        }

        if (keys.KeysAreBsn)
        {
            throw new RefusedException(new Reason(ReasonCode.KeysAreBsn));
        }

        // Groups may come after teachers, so which keys exist is known only now.
        var known = teachers.ConvertAll(teacher => teacher with { GroupKeys = [.. teacher.GroupKeys.Where(groupByKey.ContainsKey)] });
        return new EdexmlKnown(file, [.. locations.Values], groups, groupByKey, known, rejected, discarded);
    }

    private void ReadSection(string section, EdexmlCursor cursor)
    {
        if (section == "school")
        {
            school ??= ReadSchool(cursor);
            return;
        }

        foreach (var element in cursor.Children())
        {
            cancel.ThrowIfCancellationRequested();
            switch (section, element)
            {
                case ("vestigingen", "vestiging"): ReadLocation(cursor); break;
                case ("groepen", "groep"): ReadGroup(cursor, FileGroupKind.Group); break;
                case ("groepen", "samengestelde_groep"): ReadGroup(cursor, FileGroupKind.Combined); break;
                case ("leerkrachten", "leerkracht"): ReadTeacher(cursor); break;
                case ("leerlingen", "leerling"):
                    Limit(++pupils, options.MaxPupils, ReasonCode.TooManyRows);
                    keys.See(cursor.Attribute("key"));
                    break;
            }
        }
    }

    private static ClassListFile ReadSchool(EdexmlCursor cursor)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in cursor.Children())
        {
            if (name is "schooljaar" or "peildatum" or "brincode" or "dependancecode" or "schoolkey" or "aanmaakdatum" or "auteur" or "xsdversie"
                && NameText.OrNull(cursor.Text()) is { } text)
            {
                texts.TryAdd(name, text);
            }
        }

        var version = texts.GetValueOrDefault("xsdversie");
        if (version is not null && !version.StartsWith("2.", StringComparison.Ordinal))
        {
            throw new RefusedException(new Reason(ReasonCode.UnsupportedVersion, version));
        }

        var year = texts.GetValueOrDefault("schooljaar") ?? throw new RefusedException(new Reason(ReasonCode.NoSchoolYear));
        var brin = texts.GetValueOrDefault("brincode")?.ToUpperInvariant();
        var location = texts.GetValueOrDefault("dependancecode");
        if (brin is { Length: 6 } && location is null)
        {
            (brin, location) = (brin[..4], brin[4..]);
        }

        if ((brin is not null && !Brin().IsMatch(brin)) || (location is not null && !Location().IsMatch(location)))
        {
            throw new RefusedException(new Reason(ReasonCode.WrongSchoolCode, brin + location));
        }

        return new ClassListFile
        {
            Brin = brin,
            LocationCode = location?.PadLeft(2, '0'),
            SchoolKey = texts.GetValueOrDefault("schoolkey"),
            SchoolYear = IsSchoolYear(year) ? year : throw new RefusedException(new Reason(ReasonCode.WrongSchoolYear, year)),
            DescribedDay = texts.TryGetValue("peildatum", out var day) ? FileDates.Iso(day) : null,
            ProducedAt = FileDates.Moment(texts.GetValueOrDefault("aanmaakdatum")),
            ProducedBy = texts.GetValueOrDefault("auteur"),
            Version = version,
        };
    }

    // Two years in a row; the list of years in the schema ends at 2024-2025 and is of no use.
    private static bool IsSchoolYear(string text) => SchoolYear().Match(text) is { Success: true } match
        && int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) == int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1;

    private void ReadLocation(EdexmlCursor cursor)
    {
        Limit(locations.Count, options.MaxGroups, ReasonCode.TooManyLocations);
        var key = PupilRules.ReadKey(cursor.Attribute("key")).Key;
        var name = ReadTexts(cursor, "naam").GetValueOrDefault("naam");
        if (key is not null)
        {
            locations.TryAdd(key, new FileLocation(key, NameText.OrNull(name) ?? key));
        }
    }

    private void ReadGroup(EdexmlCursor cursor, FileGroupKind kind)
    {
        Limit(++groupsMet, options.MaxGroups, ReasonCode.TooManyGroups);
        var line = cursor.Line;
        var (key, wrong) = ReadNewKey(cursor, RowSubject.Group);
        var field = "key";
        var texts = ReadTexts(cursor, "naam", "jaargroep");
        var name = key;
        if (wrong is null && texts.TryGetValue("naam", out var text))
        {
            (name, wrong) = NameText.Clean(text);
            field = "naam";
        }

        if (wrong is not null)
        {
            rejected.Add(new RejectedRow(line, key, field, wrong, RowSubject.Group));
            return;
        }

        var group = new FileGroup(key!, name ?? key!, YearGroups.OfEdexml(texts.GetValueOrDefault("jaargroep")), kind);
        groupByKey.Add(group.Key, group);
        groups.Add(group);
    }

    private void ReadTeacher(EdexmlCursor cursor)
    {
        Limit(++teachersMet, options.MaxTeachers, ReasonCode.TooManyTeachers);
        var line = cursor.Line;
        var (key, wrong) = ReadNewKey(cursor, RowSubject.Teacher);
        discarded.Add(Discarded.EckId, cursor.Attribute("eckid") is null ? 0 : 1);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var groupKeys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in cursor.Children())
        {
            if (name == "groepen")
            {
                foreach (var kind in cursor.Children())
                {
                    if (kind is "groep" or "samengestelde_groep" && cursor.Attribute("key") is { } group && groupKeys.Count < MaxGroupsOfTeacher)
                    {
                        groupKeys.Add(group.Trim());
                    }
                }
            }
            else if (name == "gebruikersnaam")
            {
                discarded.Add(Discarded.UserName, cursor.Text() is null ? 0 : 1);
            }
            else if (name is "achternaam" or "voorvoegsel" or "voornamen" or "voorletters-1" or "roepnaam" or "emailadres" && cursor.Text() is { } text)
            {
                texts.TryAdd(name, text);
            }
        }

        var field = "key";
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (part, text) in texts)
        {
            (names[part], var wrongName) = NameText.Clean(text);
            (field, wrong) = wrong is null && wrongName is not null ? (part, wrongName) : (field, wrong);
        }

        var given = names.GetValueOrDefault("roepnaam") ?? names.GetValueOrDefault("voornamen")?.Split(' ')[0] ?? names.GetValueOrDefault("voorletters-1") ?? "";
        var surname = names.GetValueOrDefault("achternaam") ?? "";
        if (wrong is null && given.Length + surname.Length == 0)
        {
            (field, wrong) = ("achternaam", new Reason(ReasonCode.NoName));
        }

        if (wrong is not null)
        {
            rejected.Add(new RejectedRow(line, key, field, wrong, RowSubject.Teacher));
            return;
        }

        var email = names.GetValueOrDefault("emailadres");
        teachers.Add(new FileTeacher(
            key!, given, names.GetValueOrDefault("voorletters-1"), names.GetValueOrDefault("voorvoegsel"), surname,
            email?.Contains('@', StringComparison.Ordinal) == true ? email : null, [.. groupKeys], line));
    }

    private (string? Key, Reason? Wrong) ReadNewKey(EdexmlCursor cursor, RowSubject subject)
    {
        var (key, wrong) = PupilRules.ReadKey(cursor.Attribute("key"));
        return key is null || lineOfKey.TryAdd((subject, key), cursor.Line)
            ? (key, wrong)
            : (key, new Reason(ReasonCode.SameKey, lineOfKey[(subject, key)]));
    }

    private static Dictionary<string, string> ReadTexts(EdexmlCursor cursor, params ReadOnlySpan<string> wanted)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in cursor.Children())
        {
            if (wanted.Contains(name) && cursor.Text() is { } text)
            {
                texts.TryAdd(name, text);
            }
        }

        return texts;
    }

    private static void Limit(int count, int most, ReasonCode reason)
    {
        if (count > most)
        {
            throw new RefusedException(new Reason(reason, most));
        }
    }

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex SchoolYear();

    [GeneratedRegex("^[0-9]{2}[A-Z]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Brin();

    [GeneratedRegex("^[0-9]{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Location();
}
