using InBeeld.Kernel;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>A municipality with its regions. Null: the file has no such column.</summary>
internal sealed record AreaRow(long Line, string Code, string Name, string? Province, string? Corop, string? RmcCode, string? RmcRegion, string? EducationArea, string[]? HolidayRegions);

/// <summary>Reads a file of municipalities (CBS code and spelling, province, COROP, RMC region, education area, holiday regions), row by row.</summary>
internal sealed class AreasReader
{
    private static readonly string[] Regions = ["Noord", "Midden", "Zuid"];

    private readonly DelimitedLines lines;
    private readonly int width;
    private readonly int code;
    private readonly int name;
    private readonly Columns columns;
    private readonly Dictionary<string, long> seen = [];

    private AreasReader(DelimitedLines lines, Columns columns, int code, int name) =>
        (this.lines, this.columns, width, this.code, this.name) = (lines, columns, columns.Count, code, name);

    public int Read { get; private set; }

    public RejectedRows Rejected { get; } = new();

    public static Outcome<AreasReader> Open(Stream stream)
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

        var columns = new Columns(header.Fields);
        var code = columns.Find("GEMEENTECODE", "GEMEENTENUMMER", "CBS CODE", "STATCODE", "CODE");
        var name = columns.Find("GEMEENTENAAM CBS", "GEMEENTENAAM", "STATNAAM", "GEMEENTENAAM DUO");
        string[] missing = [.. code is null ? ["gemeentecode"] : Array.Empty<string>(), .. name is null ? ["gemeentenaam"] : Array.Empty<string>()];
        if (columns.Has("VESTIGINGSNAAM") || missing.Length > 0)
        {
            return missing.Length > 0
                ? Refusal.Of("In dit bestand ontbreken deze kolommen: {0}.", string.Join(", ", missing))
                : Refusal.Of("Dit is een bestand met scholen, niet met gemeenten.");
        }

        return new AreasReader(lines, columns, code!.Value, name!.Value);
    }

    /// <summary>The good rows; once.</summary>
    public IEnumerable<AreaRow> Rows()
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

    private AreaRow? Row(DelimitedLine line)
    {
        if (line.TooLong || line.Fields.Count < width)
        {
            return line.TooLong ? Reject(line, "Deze regel is te lang.") : Reject(line, "Deze regel heeft {0} kolommen in plaats van {1}.", line.Fields.Count, width);
        }

        string? Field(params string[] names) => columns.Find(names) is { } place ? ReadableName.Clean(line.Fields[place]) : null;
        var given = ReadableName.Clean(line.Fields[code]);
        if (Codes.Municipality(given) is not { } repaired)
        {
            return Reject(line, "Het gemeentenummer {0} klopt niet.", given);
        }

        if (!seen.TryAdd(repaired, line.Number))
        {
            return Reject(line, "De code {0} stond al op regel {1}.", repaired, seen[repaired]);
        }

        var called = ReadableName.Municipality(line.Fields[name]);
        if (called.Length is 0 or > 200)
        {
            return Reject(line, "De naam van gemeente {0} ontbreekt of is te lang.", repaired);
        }

        string[]? regions = null;
        if (Field("VAKANTIEREGIOS", "VAKANTIEREGIO") is { } text)
        {
            var parts = text.Split(['|', ',', '/'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            regions = [.. Regions.Where(r => parts.Contains(r, StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
            if (regions.Length < parts.Length)
            {
                return Reject(line, "De vakantieregio {0} is niet bekend.", text);
            }
        }

        return new AreaRow(
            line.Number, repaired, called, Field("PROVINCIE", "PROVINCIENAAM"), Field("COROP", "COROPGEBIED NAAM", "COROPGEBIED"),
            Field("RMC CODE", "RMC REGIO CODE") is { } rmc ? Codes.Region(rmc) : null, Field("RMC REGIO", "RMC REGIO NAAM"), Field("ONDERWIJSGEBIED", "ONDERWIJSGEBIED NAAM"), regions);
    }

    private AreaRow? Reject(DelimitedLine line, string sentence, params object[] args)
    {
        Rejected.Add(new Rejected(line.Number, sentence, args));
        return null;
    }
}
