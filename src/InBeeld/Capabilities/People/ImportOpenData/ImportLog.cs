using System.Text.Json;
using InBeeld.Data;

namespace InBeeld.Capabilities.People.ImportOpenData;

/// <summary>Keeps what each import did, for the administrator's page.</summary>
internal static class ImportLog
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Task WriteAsync(Sql sql, Guid id, DateTimeOffset at, Guid? by, string what, string fileName, object summary) =>
        sql.DoAsync(
            "insert into open_data_import (id, at, by_person, what, file_name, summary) values (@id, @at, @by, @what, @name, @summary::jsonb)",
            new { id, at, by, what, name = Path.GetFileName(fileName), summary = JsonSerializer.Serialize(summary, Json) });
}
