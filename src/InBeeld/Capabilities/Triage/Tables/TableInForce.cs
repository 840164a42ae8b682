using InBeeld.Capabilities.Triage.Model;
using InBeeld.Data;

namespace InBeeld.Capabilities.Triage.Tables;

/// <summary>The rules that hold in a municipality on a day: its own, or the standard as long as it has set none.</summary>
/// <param name="Id">Null for the standard, whose number is 0.</param>
internal sealed record TableInForce(Guid? Id, int Number, DateOnly? Since, DecisionTable Rules)
{
    private sealed class Row
    {
        public Guid Id { get; set; }
        public int Number { get; set; }
        public DateOnly ValidFrom { get; set; }
        public string Rows { get; set; } = "[]";
    }

    public static async Task<TableInForce> OfAsync(Frame frame, Guid municipality, DateOnly day, CancellationToken ct) =>
        await frame.OneAsync<Row>("""
            select id, number, valid_from, rows::text as rows from triage_table
            where municipality_id = @municipality and state = 'live' and valid_from <= @day and (valid_until is null or valid_until >= @day)
            """, new { municipality, day }, ct) is { } row ? new TableInForce(row.Id, row.Number, row.ValidFrom, DecisionTable.Read(row.Rows)) : Standard;

    public static readonly TableInForce Standard = new(null, 0, null, StandardTable.Is);
}
