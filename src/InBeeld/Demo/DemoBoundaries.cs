using System.Globalization;
using Dapper;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>
/// The municipalities of the waves of the demo with boundaries, in a land that lies in the sea: cells of a honeycomb with ragged edges, row after row so that those of a province lie together. Two neighbours
/// share their edge point by point.
/// </summary>
internal static class DemoBoundaries
{
    // How many lie in each row; each row half a cell aside of the one before.
    private static readonly int[] Rows = [6, 7, 8, 7, 8, 7, 8, 5];

    // Degrees; a cell is as wide as high on the map.
    private const double Wide = 0.5, High = 0.26, West = 1, North = 55.5, Grid = 0.0005;

    // Pieces of an edge, and how far they are put aside, in parts of it.
    private const int Pieces = 6;
    private const double Ragged = 0.13;

    /// <param name="towns">Name and province, those of a province after each other; the first is the municipality of the demo.</param>
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, IReadOnlyList<(string Name, string Province)> towns, CancellationToken ct)
    {
        var cells = Rows.SelectMany((n, row) => Enumerable.Range(0, n).Select(i => (Row: row, Column: (row % 2 == 0 ? i : n - 1 - i) - (n / 2.0)))).ToList();
        var rows = towns.Zip(cells).Select((t, i) => new
        {
            code = (int.Parse(DemoPlan.MunicipalityCode, CultureInfo.InvariantCulture) + i).ToString(CultureInfo.InvariantCulture),
            name = t.First.Name, province = t.First.Province, boundary = new { type = "MultiPolygon", coordinates = new[] { new[] { Cell(t.Second.Row, t.Second.Column) } } },
        });
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into municipality (code, name, province, holiday_regions, source, boundary) select x.code, x.name, x.province, array[@region], 'demo', x.boundary from jsonb_to_recordset(@rows::jsonb) as x (code text, name text, province text, boundary jsonb)
            on conflict (code) do update set boundary = excluded.boundary, source = excluded.source
            """, new { rows = System.Text.Json.JsonSerializer.Serialize(rows), region = DemoPlan.Region }, tx, cancellationToken: ct));
    }

    private static double[][] Cell(int row, double column)
    {
        var (x, y) = (West + ((column + 4) * Wide), North - (row * High * 0.75));
        (double X, double Y)[] corners = [(x, y), (x + (Wide / 2), y - (High / 4)), (x + (Wide / 2), y - (High * 0.75)), (x, y - High), (x - (Wide / 2), y - (High * 0.75)), (x - (Wide / 2), y - (High / 4))];
        var ring = corners.SelectMany((from, i) => Edge(from, corners[(i + 1) % corners.Length])).ToList();
        return [.. ring.Append(ring[0]).Select(p => new[] { p.X, p.Y })];
    }

    // The same from either side: drawn from the end that comes first, and turned round when asked for from the other.
    private static List<(double X, double Y)> Edge((double X, double Y) from, (double X, double Y) to)
    {
        var (a, b) = (Snapped(from), Snapped(to));
        var turned = (a.X, a.Y).CompareTo((b.X, b.Y)) > 0;
        var (first, last) = turned ? (b, a) : (a, b);
        var dice = new Dice(string.Create(CultureInfo.InvariantCulture, $"edge {first.X:0.0000} {first.Y:0.0000} {last.X:0.0000} {last.Y:0.0000}"));
        var line = new List<(double X, double Y)> { first };
        for (var i = 1; i < Pieces; i++)
        {
            var (at, aside) = ((double)i / Pieces, (dice.Share() - 0.5) * 2 * Ragged);
            // Aside of a piece upright is sideways; degrees of longitude are shorter.
            line.Add(Snapped((first.X + ((last.X - first.X) * at) + ((first.Y - last.Y) * aside * 1.7), first.Y + ((last.Y - first.Y) * at) + ((last.X - first.X) * aside / 1.7))));
        }

        line.Add(last);
        if (turned)
        {
            line.Reverse();
        }

        return [.. line.SkipLast(1)];
    }

    private static (double X, double Y) Snapped((double X, double Y) p) => (Math.Round(Math.Round(p.X / Grid) * Grid, 4), Math.Round(Math.Round(p.Y / Grid) * Grid, 4));
}
