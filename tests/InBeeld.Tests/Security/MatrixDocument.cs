using System.Text;

namespace InBeeld.Tests.Security;

/// <summary>docs/access-matrix.md: the matrix as a table to read.</summary>
internal static class MatrixDocument
{
    public const string Path = "docs/access-matrix.md";

    public static string Of(IReadOnlyList<Cell> cells, IReadOnlyDictionary<string, string> otherAddresses)
    {
        var text = new StringBuilder("""
            # Who can open what

            Made by a test that asks every page of the running application as everybody (`INBEELD_WRITE_MATRIX=1 dotnet test`); another test fails when
            this file and the application differ. Do not edit it by hand.

            A role sees: `yes` everything at that address (which itself holds only what the role may see), or what is named: the own group, the own school,
            schools elsewhere. `-` refused (403). Anything else than what is named is not found (404), as if it did not exist, and written in the journal.
            `sign in`: sent to the sign-in page; a form that was sent is kept. What is behind a page is guarded again by row-level security in the database.


            """);
        text.Append("| page | ").AppendJoin(" | ", AccessMatrix.Actors).Append(" |\n|").Append(string.Concat(Enumerable.Repeat(" --- |", AccessMatrix.Actors.Count + 1))).Append('\n');
        foreach (var page in cells.Where(c => c.Page.Open is null).GroupBy(c => c.Page.Name))
        {
            text.Append("| `").Append(page.Key).Append("` | ").AppendJoin(" | ", AccessMatrix.Actors.Select(actor => Summary([.. page.Where(c => c.Actor == actor)]))).Append(" |\n");
        }

        text.Append("\n## Open to everyone\n\n| page | why |\n| --- | --- |\n");
        foreach (var page in cells.Where(c => c.Page.Open is not null).GroupBy(c => c.Page.Name))
        {
            text.Append("| `").Append(page.Key).Append("` | ").Append(page.First().Page.Open!.Because).Append(" |\n");
        }

        foreach (var (address, why) in otherAddresses)
        {
            text.Append("| `").Append(address).Append("` | ").Append(why).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Summary(List<Cell> cells)
    {
        if (cells.Count == 0)
        {
            return "";
        }

        if (cells.TrueForAll(c => c.Got == cells[0].Got))
        {
            return cells[0].Got switch { "403" => "-", "404" => "none", var all => all };
        }

        var reached = cells.Where(c => c.Got == "yes").Select(c => c.Relation).ToHashSet();
        // "own school" holds the own group; a school is asked for by itself, without groups.
        var bySchool = cells.TrueForAll(c => c.Relation != Scene.Next);
        return string.Join(", ", Scene.Relations.Where(r => reached.Contains(r) && !(r == Scene.Own && reached.Contains(Scene.Next))).Select(r => bySchool && r == Scene.Own ? Scene.Next : r));
    }
}
