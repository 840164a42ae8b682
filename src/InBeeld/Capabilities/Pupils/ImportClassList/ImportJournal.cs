using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Pupils.ImportClassList;

/// <summary>Lines of the access journal about many children: at most two thousand in each.</summary>
internal static class ImportJournal
{
    public const int MostInOneLine = 2_000;

    public static void Read(Journal journal, CurrentUser user, string useCase, IReadOnlyCollection<Guid> pupils, Guid import) => Tell(user.SignedIn ? journal.Read : journal.System, user, useCase, pupils, import);

    public static void Write(Journal journal, CurrentUser user, string useCase, IReadOnlyCollection<Guid> pupils, Guid import) => Tell(user.SignedIn ? journal.Write : journal.System, user, useCase, pupils, import);

    private static void Tell(Action<string, IEnumerable<Guid>, Facets, string, object?> tell, CurrentUser user, string useCase, IReadOnlyCollection<Guid> pupils, Guid import)
    {
        // Also when nobody is concerned it was done.
        foreach (var part in pupils.Count == 0 ? [[]] : pupils.Chunk(MostInOneLine))
        {
            tell(useCase, part, Facets.Identity, user.SignedIn ? "school" : "command line", new { import });
        }
    }
}
