using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InBeeld.Capabilities.Places.Rooms.Drawing;
using InBeeld.Capabilities.Places.Rooms.Import;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Planning.Seats;

namespace InBeeld.Tests.Places;

/// <summary>What is read of a table of seats or of a drawing, and what is said about what cannot be.</summary>
public sealed class RoomFileTests
{
    private const string Table = "Label;X;Y;Rolstoel;Stopcontact;Stil;Computer\n1;1,15;0,95;nee;ja;;\n2;2.10;0,95;x;0;nee;ja\n";

    private const string Svg = """
        <svg xmlns="http://www.w3.org/2000/svg" width="6000mm" height="4000mm" viewBox="0 0 600 400">
          <g id="muren"><rect x="0" y="0" width="600" height="400"/><path d="M300 0 V150 l0 50 h10 Z"/></g>
          <g class="tafels" transform="translate(100 100) scale(2)"><rect x="0" y="0" width="50" height="25"/></g>
          <g transform="translate(50,50)"><circle cx="0" cy="0" r="20"/><text x="0" y="5">A1</text><circle class="rolstoel" cx="200" cy="0" r="20"/></g>
          <text x="500" y="390">Ingang</text><defs><circle cx="1" cy="1" r="1"/></defs>
        </svg>
        """;

    private static readonly string Dxf = string.Join('\n', "0", "SECTION", "2", "HEADER", "9", "$INSUNITS", "70", "4", "0", "ENDSEC", "0", "SECTION", "2", "ENTITIES",
        "0", "LWPOLYLINE", "8", "WALLS", "70", "1", "10", "0", "20", "0", "10", "5000", "20", "0", "10", "5000", "20", "3000", "10", "0", "20", "3000",
        "0", "LINE", "8", "0", "10", "2500", "20", "0", "11", "2500", "21", "1000",
        "0", "CIRCLE", "8", "STOEL", "10", "1000", "20", "2500", "40", "200", "0", "TEXT", "10", "1000", "20", "2500", "1", "B7",
        "0", "INSERT", "2", "CHAIR", "8", "0", "10", "4000", "20", "500", "0", "LWPOLYLINE", "8", "TAFEL", "70", "1", "10", "1000", "20", "1000", "10", "2000", "20", "1000", "10", "2000", "20", "1500", "10", "1000", "20", "1500",
        "0", "ENDSEC", "0", "EOF", "");

    [Fact]
    public void A_table_with_dutch_headings_and_commas_is_read()
    {
        var read = RoomFile.Read(Table);
        Assert.Empty(read.Problems);
        Assert.Equal([new DraftSeat("1", 1.15, 0.95, Socket: true), new DraftSeat("2", 2.1, 0.95, Accessible: true, Computer: true)], read.Draft.Seats);
        Assert.Equal((2.6, 1.45), (Math.Round(read.Draft.Width, 2), Math.Round(read.Draft.Height, 2)));
        // By another program: commas between, points in numbers, English, millimetres in the heading.
        var english = RoomFile.Read("name,x (mm),y (mm)\nA,1000,2000\nB,\"2.500,5\",2000\n").Draft;
        Assert.Equal([(1.0, 2.0), (2.5005, 2.0)], english.Seats.Select(s => (Math.Round(s.X, 4), Math.Round(s.Y, 4))));
    }

    [Fact]
    public void A_line_that_cannot_be_read_says_row_field_and_why_and_is_not_lost()
    {
        var read = RoomFile.Read(Table + "3;een;2;nee;;;\n2;1;1;;;;\n;4;4;;;;\n5;5;5;misschien;;;\n6;6;6;;;;\n");
        Assert.Equal(["1", "2", "6"], read.Draft.Seats.Select(s => s.Label));
        Assert.Equal([(4, "X"), (5, "Label"), (6, "Label"), (7, "Rolstoel")], read.Problems.Select(p => (p.Row, p.Field)));
        Assert.Equal("“{0}” is geen getal, zoals 1,5.", read.Problems[0].Reason.Sentence);
        Assert.StartsWith("3;een;2;nee", read.Problems[0].Line, StringComparison.Ordinal);
        var repaired = Preview.Again(new PreviewFields { Draft = read.Draft.Kept(), Kind = "csv", Heading = read.Heading, Lines = "3;3,5;2;nee;;;\n2;1;1;;;;" })!;
        Assert.Equal(["1", "2", "6", "3"], repaired.Draft.Seats.Select(s => s.Label));
        Assert.Equal("De naam {0} staat er al.", Assert.Single(repaired.Problems).Reason.Sentence);
    }

    [Fact]
    public void A_drawing_in_svg_gives_walls_tables_seats_and_words_in_metres()
    {
        var read = RoomFile.Read(Svg).Draft;
        Assert.Equal((6.0, 4.0), (read.Width, read.Height));
        Assert.Equal(["A1", "1"], read.Seats.Select(s => s.Label));
        Assert.Equal([(0.5, 0.5), (2.5, 0.5)], read.Seats.Select(s => (Math.Round(s.X, 3), Math.Round(s.Y, 3))));
        Assert.True(read.Seats[1].Accessible);
        Assert.Equal([1, 1, 1, 0.5], Assert.Single(read.Plan.Tables).Select(v => Math.Round(v, 3)));
        Assert.Equal("Ingang", Assert.Single(read.Plan.Words).Text);
        Assert.Equal(8, read.Plan.Walls.Count);
        Assert.Empty(read.Check());
    }

    [Fact]
    public void A_drawing_in_dxf_stands_upright_in_metres()
    {
        var read = RoomFile.Read(Dxf).Draft;
        Assert.Equal((5.0, 3.0), (Math.Round(read.Width, 6), Math.Round(read.Height, 6)));
        Assert.Equal([("B7", 1.0, 0.5), ("1", 4.0, 2.5)], read.Seats.Select(s => (s.Label, Math.Round(s.X, 3), Math.Round(s.Y, 3))));
        Assert.Equal([1, 1.5, 1, 0.5], Assert.Single(read.Plan.Tables).Select(v => Math.Round(v, 3)));
        Assert.Equal(5, read.Plan.Walls.Count);
        Assert.Empty(read.Plan.Words);
    }

    [Fact]
    public void Millimetres_read_as_metres_are_noticed_and_so_are_open_walls_seats_outside_and_seats_on_each_other()
    {
        var big = RoomFile.Read("label;x;y\n1;1000;1000\n2;2500;1000\n3;9000;6000\n").Draft;
        Assert.Equal(0.001, Assert.Single(big.Findings().OfType<UnitDoubtful>()).Factor);
        Assert.Contains(big.Check(), r => r.Field == "Size");
        var small = big.Times(0.001);
        Assert.Empty(small.Findings());
        Assert.Empty(small.Check());

        var crooked = RoomFile.Read("""<svg xmlns="http://www.w3.org/2000/svg" width="6m" viewBox="0 0 6 4"><polyline points="0,0 6,0 6,4 0,4 0,0.5"/><circle cx="1" cy="1" r=".2"/><circle cx="1.1" cy="1" r=".2"/><circle cx="8" cy="2" r=".2"/></svg>""").Draft.Findings();
        Assert.Single(crooked.OfType<WallsOpen>());
        Assert.Single(crooked.OfType<SeatOutside>());
        Assert.Single(crooked.OfType<SeatsOverlap>());
    }

    [Fact]
    public void More_than_two_thousand_seats_are_refused_and_so_is_what_is_no_drawing()
    {
        var many = new StringBuilder("label;x;y\n");
        for (var i = 0; i < 2001; i++)
        {
            many.Append(i).Append(';').Append(i % 50).Append(';').Append(i / 50).Append('\n');
        }

        Assert.Contains(RoomFile.Read(many.ToString()).Draft.Check(), r => r.Sentence.StartsWith("Dit zijn {0} stoelen", StringComparison.Ordinal));
        foreach (var (wrong, sentence) in new[]
        {
            ("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a;</text></svg>", "geen goede SVG"), ("<html><body/></html>", "geen goede SVG"), ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "geen muren"),
            ("%PDF-1.7", "lezen wij niet"), ("PK\u0003\u0004xx", "lezen wij niet"), ("naam;links\n1;2", "Zet boven de tabel koppen"), ("label;x;y\n", "geen regels"), ("0\nSECTION\n2\nENTITIES\nnee\nLINE\n", "geen goede DXF"),
        })
        {
            Assert.Contains(sentence, Assert.Throws<RoomFileException>(() => RoomFile.Read(Encoding.UTF8.GetBytes(wrong))).Refusal.Sentence, StringComparison.Ordinal);
        }

        var deep = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">").Insert(40, string.Concat(Enumerable.Repeat("<g>", 500)));
        Assert.Throws<RoomFileException>(() => RoomFile.Read(deep.ToString()));
    }

    [Fact]
    public void Whatever_stands_in_a_file_a_reader_reads_it_or_says_why_not()
    {
        var seeds = new[] { Table, Svg, Dxf }.Select(Encoding.UTF8.GetBytes).ToArray();
        string[] odd = ["\"", "\n", ";", "<g>", "</g>", "1e999", "-", "NaN", "0\nLINE\n", "\0", "é", "M", "Z", "d=\"", "transform=\"matrix(0 0 0 0 0 0)\"", "99999999999", "&amp;", "]]>", "\uFEFF", "70\n1\n"];
        var chance = new Random(4);
        for (var round = 0; round < 3000; round++)
        {
            List<byte> bytes = [.. seeds[round % 3]];
            for (var change = chance.Next(1, 8); change > 0 && bytes.Count > 0; change--)
            {
                var at = chance.Next(bytes.Count);
                switch (chance.Next(5))
                {
                    case 0:
                        bytes[at] = (byte)chance.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(chance.Next(1, 60), bytes.Count - at));
                        break;
                    case 2:
                        bytes.InsertRange(at, Encoding.UTF8.GetBytes(odd[chance.Next(odd.Length)]));
                        break;
                    case 3:
                        bytes.InsertRange(at, bytes.GetRange(at, Math.Min(chance.Next(1, 200), bytes.Count - at)));
                        break;
                    default:
                        bytes.RemoveRange(at, bytes.Count - at);
                        break;
                }
            }

            ReadOrRefused([.. bytes]);
        }

        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => ReadOrRefused(bytes ?? [])).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void A_piece_is_drawn_within_the_room_and_rubbed_out_again()
    {
        var draft = new RoomDraft { Width = 10, Height = 6, Plan = RoomPlan.Empty(10, 6) };
        Assert.Null(Pieces.Do(draft, new Piece("seat", 1, 1, 9, 1, "", 5)));
        Assert.Equal([("1", 1.0), ("2", 3.0), ("3", 5.0), ("4", 7.0), ("5", 9.0)], draft.Seats.Select(s => (s.Label, s.X)));
        Assert.Equal("X", Pieces.Do(draft, new Piece("seat", 11, 1))!.Field);
        Assert.Equal("X2", Pieces.Do(draft, new Piece("wall", 1, 1))!.Field);
        Assert.Null(Pieces.Do(draft, new Piece("table", 4, 3, 2, 2)));
        Assert.Equal([2.0, 2, 2, 1], draft.Plan.Tables[0]);
        Assert.Null(Pieces.Do(draft, new Piece("remove", 3, 1.2)));
        Assert.DoesNotContain(draft.Seats, s => s.Label == "2");
        Assert.Null(Pieces.Do(draft, new Piece("remove", 3, 2.5)));
        Assert.Empty(draft.Plan.Tables);
        Assert.NotNull(Pieces.Do(draft, new Piece("remove", 3, 4)));
        Assert.Empty(Pieces.Read("[{\"tool\":\"bomb\",\"x\":1,\"y\":1}]"));
        Assert.Empty(Pieces.Read("niets"));
    }

    private static void ReadOrRefused(byte[] bytes)
    {
        try
        {
            var read = RoomFile.Read(bytes).Draft;
            // What was read can be checked and looked at too.
            read.Check();
            read.Findings();
            Assert.NotNull(RoomDraft.Read(read.Kept()));
            Assert.NotEmpty(RoomMap.Of("zaal", read, "").ViewBox);
        }
        catch (RoomFileException refused)
        {
            Assert.NotEmpty(refused.Refusal.Sentence);
        }
    }
}
