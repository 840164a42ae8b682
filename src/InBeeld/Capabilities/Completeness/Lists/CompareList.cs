using System.Text.Json;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Completeness.Lists;

/// <param name="Id">Made with the form, so that a double tap is one list.</param>
internal sealed record CompareInput(Guid Id, NameList List);

/// <summary>A row that could not be compared, as it is kept: without a name.</summary>
internal sealed record KeptProblem(int Line, string Field, string Sentence, object[] Args)
{
    public static string Write(IEnumerable<NameListProblem> problems) =>
        JsonSerializer.Serialize(problems.Select(p => new KeptProblem(p.Line, p.Field.Length > 80 ? p.Field[..80] : p.Field, p.Why.Sentence, p.Why.Args)), JsonSerializerOptions.Web);

    public static List<NameListProblem> Read(string json) => [.. (JsonSerializer.Deserialize<List<KeptProblem>>(json, JsonSerializerOptions.Web) ?? [])
        .Select(p => new NameListProblem(p.Line, p.Field, new Refusal("", p.Sentence, [.. p.Args.Select(Value)])))];

    private static object Value(object arg) => arg is JsonElement { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : arg.ToString() ?? "";
}

/// <summary>Compares a list with the children that are in view. The database does it, in one statement, and keeps who was not found.</summary>
internal sealed class CompareList(Frame frame, Journal journal)
{
    public const int Least = 10;
    public const int Most = 2_000;
    public const int PerDay = 5;

    public async Task<Outcome<Guid>> RunAsync(CompareInput input, CancellationToken ct)
    {
        var (id, list) = input;
        if (list.Rows.Count < Least)
        {
            return new Refusal("file", "Bruikbare kinderen in de lijst: {0}. Dat moeten er minstens {1} zijn.", list.Rows.Count, Least);
        }

        var answer = await frame.OneAsync<string>("select app.compare_list(@id, @lines, @givens, @prefixes, @surnames, @born, @keys, @places, @refs, @InFile, @problems::jsonb, @Discarded)", new
        {
            id,
            lines = list.Rows.Select(r => r.Line).ToArray(),
            givens = list.Rows.Select(r => r.Name.Given).ToArray(),
            prefixes = list.Rows.Select(r => r.Name.Prefix).ToArray(),
            surnames = list.Rows.Select(r => r.Name.Surname).ToArray(),
            born = list.Rows.Select(r => r.BirthDate).ToArray(),
            keys = list.Rows.Select(r => r.Key).ToArray(),
            places = list.Rows.Select(r => r.Place).ToArray(),
            refs = list.Rows.Select(r => r.Reference).ToArray(),
            list.InFile,
            problems = KeptProblem.Write(list.Problems),
            list.Discarded,
        }, ct);
        switch (answer)
        {
            case "done":
                var (compared, found) = await frame.OneAsync<(int, int)>("select compared, found from completeness_list where id = @id", new { id }, ct);
                journal.Write("compare list", [], Facets.Identity, "", new { list = id, rows = list.InFile, compared, found, rejected = list.Problems.Count });
                return id;
            case "again":
                return id;
            case "often":
                return new Refusal("file", "Je organisatie vergeleek vandaag al {0} lijsten. Morgen kan het weer.", PerDay);
            default:
                return new Refusal("file", "Deze lijst is niet vergeleken. Open de pagina opnieuw.");
        }
    }
}
