using System.Text.Json;
using Dapper;
using InBeeld.Capabilities.Partners.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Forms;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Partners.Keep;

/// <summary>Makes a record of the network of the own library, changes or removes it, and puts it back.</summary>
internal sealed class KeepRecord(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    internal sealed class Stored
    {
        public int Version { get; set; }
        public string Values { get; set; } = "";
    }

    /// <returns>The version, with what stands there filled in on the sheet; null: nothing.</returns>
    public async Task<int?> FindAsync(Thing thing, Guid id, Sheet sheet, CancellationToken ct)
    {
        if (await frame.OneAsync<Stored>($"select version, to_jsonb(t)::text as values from {thing.Table} t where t.id = @id and t.removed_at is null{(thing.Kind is null ? "" : " and t.kind = @Kind")}", new { id, thing.Kind }, ct) is not { } stored)
        {
            return null;
        }

        using var json = JsonDocument.Parse(stored.Values);
        string Value(string column) => json.RootElement.GetProperty(column) switch { { ValueKind: JsonValueKind.Null } => "", { ValueKind: JsonValueKind.String } x => x.GetString()!, var x => x.GetRawText() };
        foreach (var line in sheet.Lines)
        {
            sheet[line.Name] = Value(line.Column) + (line.Second is { } second && Value(second) is { Length: > 0 } other ? ":" + other : "");
        }

        return stored.Version;
    }

    /// <param name="version">Null: a new one with this id.</param>
    public async Task<Outcome<Done>> RunAsync(Thing thing, Guid id, int? version, Sheet sheet, CancellationToken ct)
    {
        if (thing.Rule(sheet, clock.Today()) is { } refusal)
        {
            return refusal;
        }

        var (columns, values) = (new List<string>(), new DynamicParameters(new { id, version, user.OrganisationId, user.PersonId, now = clock.GetUtcNow(), thing.Kind }));
        foreach (var line in sheet.Lines)
        {
            var parts = sheet[line.Name].Split(':');
            columns.Add(line.Column);
            values.Add("v_" + line.Column, line.Second is null ? sheet[line.Name] : parts[0]);
            if (line.Second is { } second)
            {
                columns.Add(second);
                values.Add("v_" + second, parts.ElementAtOrDefault(1) ?? "");
            }
        }

        string Value(string column) => sheet.Lines.FirstOrDefault(l => l.Column == column || l.Second == column)!.Cast is not "text" and var cast ? $"nullif(@v_{column}, '')::{cast}" : $"@v_{column}";
        if (version is null)
        {
            var (names, given) = (string.Join(", ", columns), string.Join(", ", columns.Select(Value)));
            if (thing.Kind is not null)
            {
                (names, given) = (names + ", " + "kind", given + "," + "@Kind");
            }

            if (await frame.DoAsync($"insert into {thing.Table} (id, library_id, by_person, at, {names}) values (@id, @OrganisationId, @PersonId, @now, {given}) on conflict do nothing", values, ct) == 0)
            {
                // The same form twice is one record; anything else that is there already says so.
                return await frame.OneAsync<bool>($"select exists (select 1 from {thing.Table} where id = @id)", new { id }, ct) ? Done.It : new Refusal("", "Dit staat er al.");
            }
        }
        else if (await frame.DoAsync($"update {thing.Table} set {string.Join(", ", columns.Where(Changes).Select(c => $"{c} = {Value(c)}"))}, version = version + 1 where id = @id and version = @version and removed_at is null", values, ct) == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("keep network record", [], Facets.None, "", new { what = thing.Name, record = id });
        return Done.It;

        // A person stays with its organisation, a condition or risk with its programme.
        bool Changes(string column) => (thing.Name, column) is not (("people", "partner_id") or ("conditions" or "risks", "programme_id"));
    }

    /// <param name="back">Puts back what was removed.</param>
    public async Task<bool> RemoveAsync(Thing thing, Guid id, bool back, CancellationToken ct)
    {
        if (await frame.DoAsync($"update {thing.Table} set removed_at = @at, version = version + 1 where id = @id and (removed_at is null) = (@at::timestamptz is not null){(thing.Name == "people" ? " and erased_at is null" : "")}",
            new { id, at = back ? (DateTimeOffset?)null : clock.GetUtcNow() }, ct) == 0)
        {
            return false;
        }

        journal.Write(back ? "put back network record" : "remove network record", [], Facets.None, "", new { what = thing.Name, record = id });
        return true;
    }
}
