using System.Text.Json;
using Dapper;
using InBeeld.Capabilities.Measurement.Design;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Forms;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Measurement.Keep;

/// <summary>Makes a measurement of the own library or a record of it, changes or removes it, and puts it back.</summary>
internal sealed class KeepRow(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    internal sealed class Stored
    {
        public int Version { get; set; }
        public Guid Measurement { get; set; }
        public string Values { get; set; } = "";
    }

    private static bool IsRoot(Thing thing) => thing.Table == "measurement";

    /// <returns>The version and the measurement it belongs to, with what stands there filled in on the sheet; null: nothing.</returns>
    public async Task<(int Version, Guid Measurement)?> FindAsync(Thing thing, Guid id, CancellationToken ct) =>
        await frame.OneAsync<Stored>($"select version, {(IsRoot(thing) ? "id" : "measurement_id")} as measurement from {thing.Table} where id = @id and removed_at is null and library_id = @OrganisationId", new { id, user.OrganisationId }, ct) is { } found ? (found.Version, found.Measurement) : null;

    public async Task FillAsync(Thing thing, Guid id, Sheet sheet, CancellationToken ct)
    {
        using var json = JsonDocument.Parse((await frame.OneAsync<string>($"select to_jsonb(t)::text from {thing.Table} t where t.id = @id", new { id }, ct))!);
        foreach (var line in sheet.Lines)
        {
            var value = json.RootElement.GetProperty(line.Column) switch { { ValueKind: JsonValueKind.Null } => "", { ValueKind: JsonValueKind.String } x => x.GetString()!, var x => x.GetRawText() };
            sheet[line.Name] = line.Cast == "time" && value.Length > 5 ? value[..5] : value;
        }
    }

    /// <param name="version">Null: a new one with this id.</param>
    public async Task<Outcome<Done>> RunAsync(Thing thing, Guid measurement, Guid id, int? version, Sheet sheet, CancellationToken ct)
    {
        if (thing.Rule(sheet) is { } refusal)
        {
            return refusal;
        }

        var values = new DynamicParameters(new { id, version, measurement, user.OrganisationId, user.PersonId, now = clock.GetUtcNow(), design = MeasurementDesign.Supplied.Write() });
        foreach (var line in sheet.Lines)
        {
            values.Add("v_" + line.Column, sheet[line.Name]);
        }

        static string Value(Line line) => line.Cast == "text" ? $"@v_{line.Column}" : $"nullif(@v_{line.Column}, '')::{line.Cast}";
        if (version is null)
        {
            var (names, given) = (string.Join(", ", sheet.Lines.Select(l => l.Column)), string.Join(", ", sheet.Lines.Select(Value)));
            var (more, than) = IsRoot(thing) ? ("design", "@design::jsonb") : ("measurement_id", "@measurement");
            if (await frame.DoAsync($"insert into {thing.Table} (id, library_id, by_person, at, {more}, {names}) values (@id, @OrganisationId, @PersonId, @now, {than}, {given}) on conflict do nothing", values, ct) == 0)
            {
                // The same form twice is one record; anything else that is there already says so.
                return await frame.OneAsync<bool>($"select exists (select 1 from {thing.Table} where id = @id)", new { id }, ct) ? Done.It : new Refusal("", "Dit staat er al.");
            }
        }
        else if (thing.Name == "talks")
        {
            // A talk at another time was moved: when it was stays to be seen.
            if (await frame.DoAsync($"""
                update measurement_talk set was_day = case when (day, time) = ({Value(Of("Day"))}, {Value(Of("Time"))}) then was_day else day end, was_time = case when (day, time) = ({Value(Of("Day"))}, {Value(Of("Time"))}) then was_time else time end,
                  {Sets()}, version = version + 1 where id = @id and version = @version and removed_at is null
                """, values, ct) == 0)
            {
                return Refusals.LostUpdate;
            }
        }
        else if (thing.Name == "rounds" && await frame.OneAsync<bool>("select exists (select 1 from measurement_round where measurement_id = @measurement and id <> @id and number = nullif(@v_number, '')::smallint)", values, ct))
        {
            return new Refusal("Number", "Dit staat er al.");
        }
        else if (await frame.DoAsync($"update {thing.Table} set {Sets()}, version = version + 1 where id = @id and version = @version and removed_at is null", values, ct) == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("keep measurement record", [], Facets.None, "", new { what = thing.Name, record = id });
        return Done.It;

        Line Of(string name) => sheet.Lines.First(l => l.Name == name);
        string Sets() => string.Join(", ", sheet.Lines.Where(l => !thing.Fixed.Contains(l.Column)).Select(l => $"{l.Column} = {Value(l)}"));
    }

    /// <param name="back">Puts back what was removed.</param>
    public async Task<bool> RemoveAsync(Thing thing, Guid id, bool back, CancellationToken ct)
    {
        if (await frame.DoAsync($"update {thing.Table} set removed_at = @at, version = version + 1 where id = @id and library_id = @OrganisationId and (removed_at is null) = (@at::timestamptz is not null)",
            new { id, user.OrganisationId, at = back ? (DateTimeOffset?)null : clock.GetUtcNow() }, ct) == 0)
        {
            return false;
        }

        journal.Write(back ? "put back measurement record" : "remove measurement record", [], Facets.None, "", new { what = thing.Name, record = id });
        return true;
    }
}
