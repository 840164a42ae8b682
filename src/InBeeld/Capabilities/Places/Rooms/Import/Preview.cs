using System.Globalization;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Kernel;
using InBeeld.Planning.Seats;

namespace InBeeld.Capabilities.Places.Rooms.Import;

/// <summary>What travels in the form between reading and taking over: nothing is kept in the database before.</summary>
internal sealed class PreviewFields
{
    public string? Draft { get; set; }
    public string? Kind { get; set; }
    public string? Heading { get; set; }

    /// <summary>The lines of the table that could not be read, to be repaired.</summary>
    public string? Lines { get; set; }

    /// <summary>How many metres one unit is.</summary>
    public string? Factor { get; set; }

    /// <summary>How wide the room really is.</summary>
    public string? Wide { get; set; }
}

/// <summary>A room as it was read, to be looked at before it is taken over.</summary>
internal sealed class Preview
{
    public required RoomDraft Draft { get; set; }
    public string Kind { get; init; } = "";
    public string Heading { get; init; } = "";
    public IReadOnlyList<RowProblem> Problems { get; private set; } = [];
    public int Skipped { get; init; }

    /// <summary>Of the file: how many metres one unit is; null when it does not say.</summary>
    public double? Unit { get; init; }

    public IReadOnlyList<RoomFinding> Findings { get; private set; } = [];
    public List<string> New { get; private set; } = [];
    public List<string> Gone { get; private set; } = [];
    public List<string> Moved { get; private set; } = [];

    public UnitDoubtful? Doubt => Findings.OfType<UnitDoubtful>().FirstOrDefault();

    public string Lines => string.Join('\n', Problems.Select(p => p.Line));

    /// <exception cref="RoomFileException">It cannot be read.</exception>
    public static async Task<Preview> UploadedAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is not { Length: > 0 })
        {
            throw new RoomFileException("Kies een bestand dat niet leeg is.");
        }

        if (file.Length > RoomFile.MostBytes)
        {
            throw new RoomFileException("Dit bestand is groter dan {0} MB.", RoomFile.MostMegabytes);
        }

        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, ct);
        var read = RoomFile.Read(content);
        return new Preview { Draft = read.Draft, Kind = read.Kind, Heading = read.Heading, Skipped = read.Skipped, Unit = read.Draft.Unit, Problems = read.Problems };
    }

    /// <summary>The same again, from the form; null: the form holds nothing that was read.</summary>
    public static Preview? Again(PreviewFields fields, double factor = 1)
    {
        if (RoomDraft.Read(fields.Draft) is not { } draft)
        {
            return null;
        }

        var preview = new Preview { Draft = factor == 1 ? draft : draft.Times(factor), Kind = fields.Kind ?? "", Heading = fields.Heading ?? "" };
        return preview.Repaired(fields.Lines);
    }

    /// <summary>By what all is made larger or smaller: a unit, or the real width; null: not understood.</summary>
    public static double? FactorOf(PreviewFields fields, RoomDraft draft) =>
        fields.Factor is "1" or "0.01" or "0.001" ? double.Parse(fields.Factor, CultureInfo.InvariantCulture)
        : SeatTable.Number(fields.Wide ?? "") is > 0 and <= RoomDraft.Widest and { } wide && draft.Width > 0 ? wide / draft.Width : null;

    /// <summary>Compared with the seats that are there: a seat with the same name stays that seat, with what is known of it.</summary>
    public Preview Beside(RoomRow? room, IReadOnlyList<SeatRow> there)
    {
        if (room is not null && Draft.SeatsOnly)
        {
            (Draft.Plan, Draft.Width, Draft.Height) = (RoomPlan.Of(room.Plan), (double)room.Width, (double)room.Height);
        }

        var known = there.ToDictionary(s => s.Label);
        for (var i = 0; i < Draft.Seats.Count; i++)
        {
            var seat = Draft.Seats[i] with { Id = null };
            if (known.TryGetValue(seat.Label, out var same))
            {
                // A drawing does not say what a seat has.
                seat = seat with { Id = same.Id, ByHand = same.ByHand };
                seat = Kind == "csv" ? seat : seat with { Accessible = seat.Accessible || same.Accessible, Socket = seat.Socket || same.Socket, Quiet = seat.Quiet || same.Quiet, Computer = seat.Computer || same.Computer };
                if (Math.Abs(seat.X - (double)same.X) > 0.05 || Math.Abs(seat.Y - (double)same.Y) > 0.05)
                {
                    Moved.Add(seat.Label);
                }
            }
            else
            {
                New.Add(seat.Label);
            }

            Draft.Seats[i] = seat;
        }

        Gone = [.. known.Keys.Except(Draft.Seats.Select(s => s.Label))];
        Findings = Draft.Findings();
        return this;
    }

    private Preview Repaired(string? lines)
    {
        if (string.IsNullOrWhiteSpace(lines) || Heading.Length == 0)
        {
            return this;
        }

        try
        {
            var read = SeatTable.Read(Heading + "\n" + lines.ReplaceLineEndings("\n"));
            var problems = read.Problems.ToList();
            foreach (var seat in read.Draft.Seats)
            {
                if (Draft.Seats.Exists(s => s.Label == seat.Label))
                {
                    problems.Add(new RowProblem(0, "", Refusal.Of("De naam {0} staat er al.", seat.Label), string.Create(CultureInfo.InvariantCulture, $"{seat.Label};{seat.X};{seat.Y}")));
                }
                else
                {
                    Draft.Seats.Add(seat);
                }
            }

            Problems = problems;
            Draft = Draft.SeatsOnly ? Draft.Times(1) : Draft;
        }
        catch (RoomFileException unreadable)
        {
            Problems = [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(100).Select((line, i) => new RowProblem(i + 2, "", unreadable.Refusal, line.Trim()))];
        }

        return this;
    }
}
