using InBeeld.Kernel;
using InBeeld.Statistics.Consistency;
using InBeeld.Statistics.Consistency.Reading;

namespace InBeeld.Capabilities.Figures.CheckText;

/// <summary>What was checked and what came of it. <paramref name="Read"/>: the text it was read from, or null. <paramref name="Certain"/>: the answer without assumptions, where it was asked.</summary>
internal sealed record Checked(FigureProblem Problem, CheckAnswer Answer, TextFigures? Read, CheckAnswer? Certain)
{
    /// <summary>The readings that still stand as they were read, by the id of the statement.</summary>
    public Dictionary<string, Reading> Readings { get; } = Standing(Problem, Read);

    /// <summary>No line was changed since the text was read.</summary>
    public bool AsRead => Read is not null && Problem.Relations.SequenceEqual(Read.Relations.Select(r => r.Text)) && Read.Readings.Count == Problem.Statements.Count && Readings.Count == Problem.Statements.Count;

    /// <summary>Statements that are held against no other.</summary>
    public IReadOnlyList<NotCompared> Apart { get; } = FiguresCheck.OnTheirOwn(Problem);

    /// <summary>That the rows of a table add up was assumed.</summary>
    public bool AssumedSum(Conflict conflict) => conflict.Relations.Any(text => Read?.Relations.Any(r => !r.Certain && r.Text == text) == true);

    public bool Assumed(string statement) => Readings.TryGetValue(statement, out var r) && !r.Certain;

    private static Dictionary<string, Reading> Standing(FigureProblem problem, TextFigures? read)
    {
        var statements = problem.Statements.ToDictionary(s => s.Id, StringComparer.Ordinal);
        return (read?.Readings ?? []).Where(r => statements.TryGetValue(r.Statement.Id, out var s) && s == r.Statement).ToDictionary(r => r.Statement.Id, StringComparer.Ordinal);
    }
}

/// <summary>Checks aside of the request's own thread, at most two at once: a check is pure reckoning and would take the machine from others.</summary>
internal sealed class CheckFigures : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim places = new(2);

    /// <param name="problem">Of which <see cref="FiguresCheck.Trouble"/> has nothing to say.</param>
    /// <param name="read">The text it was read from.</param>
    /// <param name="ct">Who asked went away.</param>
    public async Task<Outcome<Checked>> RunAsync(FigureProblem problem, TextFigures? read, CancellationToken ct)
    {
        if (!await places.WaitAsync(Longest, ct))
        {
            return Refusal.Of("Het is nu druk. Wat je typte staat er nog. Probeer het zo opnieuw.");
        }

        try
        {
            return await Task.Run(
                () =>
                {
                    var answer = FiguresCheck.Run(problem);
                    var assumes = answer.Consistent == false && read?.Assumed().Count > 0;
                    return new Checked(problem, answer, read, assumes ? FiguresCheck.Run(read!.CertainProblem(problem.Rounding)) : null);
                },
                ct);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
