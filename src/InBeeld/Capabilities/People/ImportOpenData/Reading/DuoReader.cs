using InBeeld.Kernel;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>Reads a file of DUO with locations of schools, row by row. Good rows come out; the others are kept with line and reason.</summary>
internal sealed class DuoReader
{
    private const int LongestField = 200;
    private static readonly string[] Regions = ["Noord", "Midden", "Zuid"];

    private readonly DelimitedLines lines;
    private readonly DuoColumns columns;

    // Which line had a code first, also of rows that were rejected for another reason: those schools do exist.
    private readonly Dictionary<string, long> seen = [];
    private readonly List<string> rejectedCodes = [];

    private DuoReader(DelimitedLines lines, DuoColumns columns) => (this.lines, this.columns) = (lines, columns);

    public int Read { get; private set; }

    public RejectedRows Rejected { get; } = new();

    /// <summary>Codes that stand in the file, but in a row that was rejected.</summary>
    public IReadOnlyList<string> RejectedCodes => rejectedCodes;

    /// <param name="stream">Seekable.</param>
    /// <param name="fileName">As published; tells the kind of school when the columns do not.</param>
    /// <param name="kind">bo, sbo, so, vo or mbo when somebody says which it is.</param>
    public static Outcome<DuoReader> Open(Stream stream, string fileName, string? kind = null)
    {
        var encoding = OpenDataText.Inspect(stream);
        if (!encoding.Ok)
        {
            return encoding.Refusals[0];
        }

        var lines = new DelimitedLines(stream, encoding.Value);
        if (lines.Header() is not { TooLong: false } header)
        {
            return Refusal.Of("Dit is geen csv-bestand met kolommen.");
        }

        var columns = DuoColumns.Of(header.Fields, Path.GetFileName(fileName), kind);
        return columns.Ok ? new DuoReader(lines, columns.Value) : columns.Refusals[0];
    }

    /// <summary>The good rows; once.</summary>
    public IEnumerable<DuoRow> Rows()
    {
        foreach (var line in lines.Rest())
        {
            Read++;
            if (Row(line) is { } row)
            {
                yield return row;
            }
        }
    }

    private DuoRow? Row(DelimitedLine line)
    {
        if (line.TooLong)
        {
            return Reject(line, null, "Deze regel is te lang.");
        }

        // Blank fields after the last column do no harm; anything else out of place does.
        if (line.Fields.Count < columns.Width || line.Fields.Skip(columns.Width).Any(field => field.Trim().Length > 0))
        {
            return Reject(line, null, "Deze regel heeft {0} kolommen in plaats van {1}.", line.Fields.Count, columns.Width);
        }

        if (line.Fields.FirstOrDefault(field => field.Trim().Length > LongestField) is { } tooLong)
        {
            return Reject(line, null, "Een veld is langer dan {0} tekens: {1}…", LongestField, new string([.. ReadableName.Clean(tooLong).Take(30)]));
        }

        string Field(int? place) => place is { } p ? ReadableName.Clean(line.Fields[p]) : "";
        string? Optional(int? place) => place is null ? null : Field(place);

        var code = columns.Code is null ? Codes.Institution(Field(columns.Institution)) : Codes.Location(Field(columns.Code), Field(columns.Institution));
        if (code is null)
        {
            var given = columns.Code is null ? Field(columns.Institution) : Field(columns.Code);
            return given.Length == 0
                ? Reject(line, null, "De code van de school ontbreekt.")
                : Reject(line, null, "De code {0} is geen code van een school.", given);
        }

        if (!seen.TryAdd(code, line.Number))
        {
            return Reject(line, null, "De code {0} stond al op regel {1}.", code, seen[code]);
        }

        var name = ReadableName.School(Field(columns.Name));
        if (name.Length == 0)
        {
            return Reject(line, code, "De naam van school {0} ontbreekt.", code);
        }

        var kind = columns.Kind;
        if (Field(columns.KindInRow) is { Length: > 0 } said)
        {
            if (DuoColumns.KindOf(said) is not { } known)
            {
                return Reject(line, code, "De soort onderwijs {0} is niet bekend.", said);
            }

            kind = known;
        }

        var municipality = Optional(columns.MunicipalityCode);
        if (municipality is { Length: > 0 })
        {
            if (Codes.Municipality(municipality) is not { } repaired)
            {
                return Reject(line, code, "Het gemeentenummer {0} klopt niet.", municipality);
            }

            municipality = repaired;
        }

        var board = Optional(columns.BoardCode);
        if (board is { Length: > 0 })
        {
            if (Codes.Board(board) is not { } repaired)
            {
                return Reject(line, code, "Het nummer van het bevoegd gezag {0} klopt niet.", board);
            }

            board = repaired;
        }

        var region = Optional(columns.HolidayRegion);
        return new DuoRow
        {
            Line = line.Number,
            Code = code,
            Name = name,
            Kind = kind,
            BoardCode = board,
            BoardName = Optional(columns.BoardName),
            Street = columns.Street is null ? null : $"{Field(columns.Street)} {Field(columns.HouseNumber)}".Trim(),
            Postcode = Optional(columns.Postcode) is { } postcode ? Codes.Postcode(postcode) : null,
            Place = ReadableName.Place(Field(columns.Place)),
            Phone = Optional(columns.Phone),
            Website = Optional(columns.Website),
            Denomination = Optional(columns.Denomination),
            MunicipalityCode = municipality,
            MunicipalityName = Optional(columns.MunicipalityName) is { } town ? ReadableName.Municipality(town) : null,
            Province = Optional(columns.Province),
            Corop = Optional(columns.Corop),
            RmcCode = Optional(columns.RmcCode) is { } rmc ? Codes.Region(rmc) : null,
            RmcRegion = Optional(columns.RmcRegion),
            EducationArea = Optional(columns.EducationArea),
            HolidayRegion = region is null ? null : Array.Find(Regions, r => r.Equals(region, StringComparison.OrdinalIgnoreCase)) ?? "",
        };
    }

    private DuoRow? Reject(DelimitedLine line, string? code, string sentence, params object[] args)
    {
        if (code is not null)
        {
            rejectedCodes.Add(code);
        }

        Rejected.Add(new Rejected(line.Number, sentence, args));
        return null;
    }
}
