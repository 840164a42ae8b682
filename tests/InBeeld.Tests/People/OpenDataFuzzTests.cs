using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InBeeld.Capabilities.People.ImportOpenData.Reading;
using static InBeeld.Tests.People.OpenDataFiles;

namespace InBeeld.Tests.People;

/// <summary>Whatever is in a file: an outcome, never an exception, and every row is accounted for.</summary>
public sealed class OpenDataFuzzTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Any_bytes_give_an_outcome() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Accounted(bytes ?? [])).Check(Many);

    [Fact]
    public void A_good_file_with_bytes_changed_cut_or_doubled_gives_an_outcome()
    {
        var good = Encoding.UTF8.GetBytes(File(NewHeader, NewRow("01AA00", "Kindcentrum ’t Kompas"), NewRow("01AB00"), NewRow("01AC00")));
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Accounted(Damaged(good, new Random(seed)))).Check(Many);
    }

    [Fact]
    public void Any_text_in_any_field_gives_a_row_or_a_reason() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var field = (text ?? "").Replace("\0", "", StringComparison.Ordinal);
            var (rows, reader) = ReadDuo(File(NewHeader, NewRow("01AA00", name: "x" + field), NewRow("01AB00", town: field), NewRow("01AC00", place: field), NewRow("01AD00", board: field)));
            return rows.Count + reader.Rejected.Count == reader.Read
                && rows.All(r => r.Name.Length > 0 && (r.MunicipalityCode is "" || r.MunicipalityCode!.Length == 4) && !r.Name.Contains('\0', StringComparison.Ordinal));
        }).Check(Many);

    [Fact]
    public void A_damaged_file_of_boundaries_gives_an_outcome()
    {
        var good = Encoding.UTF8.GetBytes(OpenDataBoundariesTests.Collection(OpenDataBoundariesTests.Square("GM9901", 4.5, 52), OpenDataBoundariesTests.Square("GM9902", 5.5, 52)));
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var features = new GeoFeatures(new MemoryStream(Damaged(good, new Random(seed))));
            return features.All().ToList().All(f => (f.Boundary is null) != (f.Why is null) && (f.Boundary is null || f.Boundary.Simplified().ToJson().Length > 0)) && (features.Broken is not null || features.Read > 0);
        }).Check(Many);
    }

    private static byte[] Damaged(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var i = random.Next(1, 8); i > 0 && bytes.Count > 1; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                default:
                    bytes.Insert(at, (byte)"\";\n{}[],<\0"[random.Next(10)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static bool Accounted(byte[] bytes)
    {
        var opened = DuoReader.Open(new MemoryStream(bytes), "x.csv");
        if (!opened.Ok)
        {
            return opened.Refusals.Count == 1 && opened.Refusals[0].Sentence.Length > 0;
        }

        var rows = opened.Value.Rows().ToList();
        return rows.Count + opened.Value.Rejected.Count == opened.Value.Read && rows.Select(r => r.Code).Distinct().Count() == rows.Count;
    }
}
