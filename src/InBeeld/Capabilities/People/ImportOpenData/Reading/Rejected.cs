using System.Globalization;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>A row that could not be read: its line in the file, and why (a key of the texts with its arguments). Line 0: not one line.</summary>
internal sealed record Rejected(long Line, string Sentence, params object[] Args)
{
    public string In(string language) => string.Format(CultureInfo.InvariantCulture, Text.In(language, Sentence), Args);

    public static Rejected From(long line, Refusal refusal) => new(line, refusal.Sentence, refusal.Args);
}

/// <summary>The rejected rows: all are counted, the first thousand are kept to be named.</summary>
internal sealed class RejectedRows
{
    public const int Kept = 1000;

    private readonly List<Rejected> rows = [];

    public IReadOnlyList<Rejected> Rows => rows;

    public int Count { get; private set; }

    public void Add(Rejected row)
    {
        Count++;
        if (rows.Count < Kept)
        {
            rows.Add(row);
        }
    }
}
