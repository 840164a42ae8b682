using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using InBeeld.Capabilities.Pupils.ImportClassList;
using InBeeld.Capabilities.Pupils.ImportClassList.Apply;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using InBeeld.Capabilities.Pupils.ImportClassList.Preview;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.CommandLine;

/// <summary><c>import edexml</c> and <c>import class-list</c>: what a list would change, and with <c>--apply</c> the change itself.</summary>
internal static class ImportClassListCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Edexml() => Create("edexml", "The class list of a school, in EDEXML 2.0 or 2.1", FileSort.Edexml);

    public static Command Table() => Create("class-list", "The class list of a school, as CSV or XLSX", FileSort.Table);

    private static Command Create(string name, string description, FileSort sort)
    {
        var file = ImportCommand.File(sort == FileSort.Edexml ? "The class list (xml)" : "The class list (csv, xlsx)");
        var school = new Option<string>("--school") { Description = "BRIN and location of the school, such as 99ZZ03", Required = true };
        var apply = new Option<bool>("--apply") { Description = "Make the list of the school as the file says; without this only the preview, and nothing is written" };
        var most = new Option<int>("--at-most-gone") { Description = "Refuse to apply when more than this percentage of the pupils of the school is not in the file", DefaultValueFactory = _ => 100 };
        var columns = new Option<FileInfo?>("--mapping") { Description = "Which column is what, as JSON: {\"columns\":[{\"header\":\"Nr\",\"field\":\"key\"}]}. Without this: as chosen before for this school, else guessed" };
        var command = new Command(name, description) { file, school, apply, most };
        if (sort == FileSort.Table)
        {
            command.Add(columns);
        }

        command.SetAction(async (line, ct) =>
        {
            var info = line.GetRequiredValue(file);
            await using var content = ImportCommand.Open(line, info);
            ColumnMapping? mapping = null;
            if (content is null || (sort == FileSort.Table && line.GetValue(columns) is { } given && !TryRead(line, given, out mapping)))
            {
                return Commands.Refused;
            }

            await using var database = await Commands.OpenAsync(line, ct);
            await using var services = CommandServices.On(database);
            await using var scope = services.CreateAsyncScope();
            var asked = new Asked(line.GetRequiredValue(school), info.Name, content, sort, mapping, line.GetValue(apply), line.GetValue(most));
            var outcome = await RunAsync(scope.ServiceProvider, asked, ct);
            return outcome.Ok ? Say(line, outcome.Value) : ImportCommand.Refuse(line, string.Join(" ", outcome.Refusals.Select(ImportCommand.English)), outcome.Refusals[0].Field == ImportTrouble.Server ? 1 : Commands.Refused);
        });
        return command;
    }

    private sealed record Asked(string School, string FileName, Stream Content, FileSort Sort, ColumnMapping? Mapping, bool Apply, int MostGone);

    private sealed record Told(SchoolOfList School, ClassListImport Import, Tally Tally, List<RejectedLine> Rejected, bool Applied);

    private sealed class RejectedLine
    {
        public int Line { get; set; }
        public string Key { get; set; } = "";
        public string Reason { get; set; } = "";
    }

    private static async Task<Outcome<Told>> RunAsync(IServiceProvider services, Asked asked, CancellationToken ct)
    {
        var frame = services.GetRequiredService<Frame>();
        var sql = await frame.LongAsync(ct);
        if (await SchoolOfList.CalledAsync(frame, asked.School, ct) is not { } school)
        {
            return Refusal.Of("Er is geen school met code {0}. Lees eerst de scholen in: import duo.", asked.School);
        }

        if (asked.Apply)
        {
            // Who applies at the same moment waits, so that the preview is what is applied.
            await ApplyClassList.LockAsync(sql, school.Id);
        }

        await sql.Transaction.SaveAsync("preview", ct);
        var preview = await services.GetRequiredService<PreviewClassList>().RunAsync(
            new UploadedList(Guid.CreateVersion7(), school, asked.FileName, asked.Content) { Sort = asked.Sort, Mapping = asked.Mapping, AtOnce = true }, ct);
        if (!preview.Ok)
        {
            return preview.Refusals.ToList();
        }

        var (import, tally) = (preview.Value.Import, preview.Value.Tally!);
        if (asked.Apply)
        {
            if (tally.Gone * 100L > (long)asked.MostGone * tally.Before)
            {
                return Refusal.Of("Van de {0} leerlingen staan er {1} niet in het bestand. Dat is meer dan {2}%. Er is niets gewijzigd.", tally.Before, tally.Gone, asked.MostGone);
            }

            var applied = await services.GetRequiredService<ApplyClassList>().RunAsync(new ApplyInput(import, Accepted: true), null, ct);
            if (!applied.Ok)
            {
                return applied.Refusals.ToList();
            }
        }

        var list = (await ClassListImport.OfAsync(frame, import, ct))!;
        var rejected = await sql.ListAsync<RejectedLine>("select line, key, reason::text from class_list_row where import_id = @import and kind = 'rejected' order by n", new { import });
        if (!asked.Apply)
        {
            // Only looked at: of the preview nothing stays but the line in the journal.
            await sql.Transaction.RollbackAsync("preview", ct);
        }

        await services.GetRequiredService<InBeeldDb>().SaveChangesAsync(ct);
        await frame.CommitAsync(ct);
        return new Told(school, list, tally, rejected, asked.Apply);
    }

    private static int Say(ParseResult line, Told told)
    {
        var (tally, discarded) = (told.Tally, told.Import.DiscardedCounts);
        if (line.GetValue(Commands.Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                school = new { code = told.School.Code, name = told.School.Name },
                schoolYear = told.Import.SchoolYear.Length > 0 ? told.Import.SchoolYear : null,
                tally.Groups,
                tally.CombinedGroups,
                tally.Teachers,
                pupils = new { tally.InFile, tally.New, tally.Changed, tally.Moved, tally.Gone, unchanged = tally.Same, tally.Leavers },
                discarded = new SortedDictionary<string, int>(discarded.ToDictionary(), StringComparer.Ordinal),
                rejected = told.Rejected.Select(row => new { row.Line, key = row.Key.Length > 0 ? row.Key : null, reason = English(row) }),
            }, Json));
        }
        else
        {
            Console.WriteLine($"{told.School.Name} ({told.School.Code}){(told.Import.SchoolYear.Length > 0 ? $", school year {told.Import.SchoolYear}" : "")}: {tally.InFile} pupils, {tally.Groups} groups, {tally.CombinedGroups} combined groups, {tally.Teachers} teachers in the file.");
            Console.WriteLine($"Pupils: {tally.New} new ({tally.Back} of them back), {tally.Changed} changed, {tally.Moved} moved, {tally.Gone} gone, {tally.Same} unchanged, {tally.Leavers} leavers, {tally.RejectedPupils} rejected.");
            Console.WriteLine($"Groups: {tally.GroupsNew} new, {tally.GroupsChanged} changed, {tally.GroupsGone} gone.");
            Console.WriteLine(discarded.Count == 0 ? "Nothing was thrown away." : $"Thrown away: {string.Join(", ", discarded.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{Text.In("en", Discarded.Names[d.Key])} {d.Value}"))}.");
            foreach (var row in told.Rejected)
            {
                Console.WriteLine($"line {row.Line}{(row.Key.Length > 0 ? $", key {row.Key}" : "")}: {English(row)}");
            }

            Console.WriteLine(told.Applied ? "Applied." : "This is the preview: nothing was changed. Apply it with --apply.");
        }

        if (told.Import.Columns is { } mapping)
        {
            Console.Error.WriteLine("Columns: " + mapping.ToJson());
        }

        if (tally.MustBeAccepted)
        {
            Console.Error.WriteLine($"Note: {tally.Gone} of the {tally.Before} pupils of the school {(told.Applied ? "were" : "are")} not in the file.");
        }

        return 0;
    }

    private static string English(RejectedLine row)
    {
        var reason = KeptReason.FromJson(row.Reason);
        return string.Format(CultureInfo.InvariantCulture, Text.In("en", reason.Key), reason.Arguments);
    }

    private static bool TryRead(ParseResult line, FileInfo file, out ColumnMapping? mapping)
    {
        mapping = null;
        using var content = ImportCommand.Open(line, file);
        if (content is null)
        {
            return false;
        }

        using var reader = new StreamReader(content);
        mapping = ColumnMapping.FromJson(reader.ReadToEnd());
        if (mapping is null)
        {
            ImportCommand.Refuse(line, $"{file.Name} is no mapping of columns.");
        }

        return mapping is not null;
    }
}
