using InBeeld.Data;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Preview;

/// <summary>The school whose list is read in.</summary>
internal sealed record SchoolOfList(Guid Id, string Code, string Name)
{
    /// <summary>BRIN and location. A BRIN alone means location 00, in EDEXML as with DUO.</summary>
    public static string WholeCode(string? code)
    {
        var plain = (code ?? "").Trim().ToUpperInvariant();
        return plain.Length == 4 ? plain + "00" : plain;
    }

    public bool IsCalled(string code) => WholeCode(Code) == WholeCode(code);

    public static Task<SchoolOfList?> OfAsync(Frame frame, Guid school, CancellationToken ct) =>
        frame.OneAsync<SchoolOfList>("select id, coalesce(code, '') as code, name from organisation where id = @school and kind = 'school'", new { school }, ct);

    /// <summary>By code, whether it is switched on or not.</summary>
    public static Task<SchoolOfList?> CalledAsync(Frame frame, string code, CancellationToken ct)
    {
        var whole = WholeCode(code);
        return frame.OneAsync<SchoolOfList>(
            "select id, coalesce(code, '') as code, name from organisation where kind = 'school' and code = any (@codes) order by code desc limit 1",
            new { codes = whole.EndsWith("00", StringComparison.Ordinal) ? new[] { whole, whole[..^2] } : [whole] }, ct);
    }
}
