using System.Text.Json;
using Dapper;
using InBeeld.Capabilities.Contact.Model;
using Npgsql;

namespace InBeeld.Capabilities.Contact.Contract;

/// <summary>
/// Brings the derived state of children (last contact, attempts, dates) in line with their moments, level, norm and holidays.
/// Called in the transaction that changes any of these. Under the application's role it works for the children one may contact, and
/// their brothers and sisters; under the owner for all.
/// </summary>
internal static class RecomputeStates
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Task OfPupilsAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyCollection<Guid> pupils, CancellationToken ct) =>
        pupils.Count == 0 ? Task.CompletedTask : RunAsync(connection, transaction, [.. pupils], ct);

    /// <summary>All children of these schools: after a change of norm or holidays, or an import.</summary>
    public static async Task OfSchoolsAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyCollection<Guid> schools, CancellationToken ct)
    {
        foreach (var school in schools)
        {
            var pupils = await connection.QueryAsync<Guid>(new CommandDefinition("select id from pupil where school_id = @school and left_on is null", new { school }, transaction, cancellationToken: ct));
            await OfPupilsAsync(connection, transaction, pupils.AsList(), ct);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid[] pupils, CancellationToken ct)
    {
        var json = await connection.QuerySingleAsync<string>(new CommandDefinition("select app.states_needed(@pupils)", new { pupils }, transaction, cancellationToken: ct));
        var needed = JsonSerializer.Deserialize<Needed>(json, Snake)!;
        var norms = needed.Norms.ToLookup(n => n.SchoolId, n => new Norm(n.Level, n.Times, n.Weeks, n.OutAfterDays));
        var calendars = needed.Facts.Select(f => f.SchoolId).Distinct().ToDictionary(s => s, s => new SchoolCalendar(needed.Off.Where(o => o.SchoolId == s).Select(o => (o.Starts, o.Ends))));
        foreach (var facts in needed.Facts)
        {
            (facts.DueFrom, facts.LateFrom, facts.OutFrom) = Standing.Of(Norm.For(facts.Level, norms[facts.SchoolId]), facts.LastReachedDay, facts.Since, calendars[facts.SchoolId]);
        }

        await connection.ExecuteAsync(new CommandDefinition("select app.set_states(@states::jsonb)", new { states = JsonSerializer.Serialize(needed.Facts, Snake) }, transaction, cancellationToken: ct));
    }

    private sealed record Needed(List<Facts> Facts, List<NormRow> Norms, List<OffRow> Off);

    private sealed record NormRow(Guid SchoolId, short Level, short Times, short Weeks, short OutAfterDays);

    private sealed record OffRow(Guid SchoolId, DateOnly Starts, DateOnly Ends);

    private sealed class Facts
    {
        public Guid PupilId { get; set; }
        public Guid SchoolId { get; set; }
        public Guid? GroupId { get; set; }
        public short Level { get; set; }
        public DateOnly Since { get; set; }
        public DateOnly? LastReachedDay { get; set; }
        public DateTimeOffset? LastReachedAt { get; set; }
        public string LastReachedWho { get; set; } = "";
        public string LastChannel { get; set; } = "";
        public bool LastOtherSchool { get; set; }
        public int Attempts { get; set; }
        public DateOnly? LastAttemptDay { get; set; }
        public string UsualChannel { get; set; } = "phone";
        public DateOnly DueFrom { get; set; }
        public DateOnly LateFrom { get; set; }
        public DateOnly OutFrom { get; set; }
    }
}
