namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>The second pass: the pupils of an EDEXML file, one by one.</summary>
internal sealed class EdexmlPupils : IDisposable
{
    private static readonly FieldNames Fields = new(
        Key: "key", Name: "achternaam", GivenName: "roepnaam", FirstNames: "voornamen", Initials: "voorletters-1",
        Prefix: "voorvoegsel", Surname: "achternaam", BirthDate: "geboortedatum", Group: "groep",
        CombinedGroup: "samengestelde_groep", JoinedOn: "instroomdatum", LeftOn: "uitstroomdatum");

    private readonly Stream file;
    private readonly EdexmlOptions options;
    private readonly EdexmlKnown known;
    private readonly PupilRules rules;
    private readonly Discarded discarded = new();
    private EdexmlCursor? cursor;
    private IEnumerator<FileRow>? pupils;

    private EdexmlPupils(Stream file, EdexmlOptions options, EdexmlKnown known)
    {
        (this.file, this.options, this.known) = (file, options, known);
        rules = new PupilRules(options.ReferenceDay, known.GroupByKey, Fields, (text, _) => FileDates.Iso(text));
        discarded.Add(known.Discarded);
    }

    public static IEnumerable<FileRow> Rows(Stream file, EdexmlOptions options, EdexmlKnown known, CancellationToken cancel)
    {
        foreach (var row in known.Rejected)
        {
            yield return row;
        }

        using var reading = new EdexmlPupils(file, options, known);
        FileRow next;
        do
        {
            cancel.ThrowIfCancellationRequested();
            yield return next = reading.Next();
        }
        while (next is FilePupil or RejectedRow);
    }

    public void Dispose()
    {
        pupils?.Dispose();
        cursor?.Dispose();
    }

    // The first pass found the file whole; it is only refused here when someone changed it in between.
    private FileRow Next()
    {
        try
        {
            cursor ??= new EdexmlCursor(file, options.MaxBytes);
            pupils ??= Walk(cursor).GetEnumerator();
            return pupils.MoveNext()
                ? pupils.Current
                : new FileSummary(rules.Pupils, rules.Leavers, rules.WithoutGroup, rules.Rejected + known.Rejected.Count, discarded);
        }
        catch (Exception problem) when (EdexmlReader.Refusal(problem, cursor) is { } refused)
        {
            return refused;
        }
    }

    private IEnumerable<FileRow> Walk(EdexmlCursor at)
    {
        at.MoveToRoot();
        var raw = new RawPupil();
        foreach (var section in at.Children())
        {
            if (section != "leerlingen")
            {
                continue;
            }

            foreach (var element in at.Children())
            {
                if (element == "leerling")
                {
                    Read(at, raw);
                    yield return rules.Judge(raw);
                }
            }
        }
    }

    private void Read(EdexmlCursor at, RawPupil raw)
    {
        raw.Clear();
        raw.Line = at.Line;
        raw.Key = at.Attribute("key");
        Throw(Discarded.EckId, at.Attribute("eckid"));
        foreach (var field in at.Children())
        {
            switch (field)
            {
                case "roepnaam": raw.GivenName ??= at.Text(); break;
                case "voornamen": raw.FirstNames ??= at.Text(); break;
                case "voorletters-1": raw.Initials ??= at.Text(); break;
                case "voorvoegsel": raw.Prefix ??= at.Text(); break;
                case "achternaam": raw.Surname ??= at.Text(); break;
                case "geboortedatum": raw.BirthDate ??= at.Text(); break;
                case "jaargroep": raw.YearGroup ??= YearGroups.OfEdexml(at.Text()); break;
                case "groep": raw.GroupKey ??= at.Attribute("key"); break;
                case "samengestelde_groepen": ReadCombinedGroups(at, raw); break;
                case "vestiging": raw.LocationKey ??= at.Attribute("key"); break;
                case "postcodenl": raw.Postcode ??= at.Text(); break;
                case "instroomdatum": raw.JoinedOn ??= at.Text(); break;
                case "uitstroomdatum": raw.LeftOn ??= at.Text(); break;
                case "bsn" or "sofinummer": Throw(Discarded.Bsn, at.Text()); break;
                case "bsn_ondwnr-4": Throw(Discarded.BsnLastFour, at.Text()); break;
                case "onderwijsnummer": Throw(Discarded.EducationNumber, at.Text()); break;
                case "rijksregisternummer": Throw(Discarded.NationalNumber, at.Text()); break;
                case "etniciteit": Throw(Discarded.Ethnicity, at.Text()); break;
                case "land" or "land_vader" or "land_moeder": Throw(Discarded.Country, at.Text()); break;
                case "gewicht" or "gewicht_nieuw": Throw(Discarded.Weight, at.Text()); break;
                case "eckid": Throw(Discarded.EckId, at.Text()); break;
                case "fotourl": Throw(Discarded.Photo, at.Text()); break;
                case "geslacht": Throw(Discarded.Sex, at.Text()); break;
                case "gebruikersnaam": Throw(Discarded.UserName, at.Text()); break;
                case "emailadres": Throw(Discarded.Email, at.Text()); break;
                case "toevoegingen": Throw(Discarded.Additions, at.IsEmpty ? null : field); break;
            }
        }
    }

    private static void ReadCombinedGroups(EdexmlCursor at, RawPupil raw)
    {
        foreach (var reference in at.Children())
        {
            if (reference == "samengestelde_groep" && at.Attribute("key") is { } key && raw.CombinedGroupKeys.Count < 1_000)
            {
                raw.CombinedGroupKeys.Add(key.Trim());
            }
        }
    }

    private void Throw(string what, string? value) => discarded.Add(what, value is null ? 0 : 1);
}
