namespace InBeeld.Kernel;

/// <summary>Why something was refused: the field it concerns (empty: the whole), and a sentence for the person, as a key of the texts with its arguments.</summary>
public sealed record Refusal(string Field, string Sentence, params object[] Args)
{
    public static Refusal Of(string sentence, params object[] args) => new("", sentence, args);
}

/// <summary>An argument of a sentence that is itself a key of the texts.</summary>
public sealed record Translated(string Key);

/// <summary>What a use case gives back: a value, or one or more expected refusals. Exceptions are for bugs and broken machines.</summary>
public sealed class Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, IReadOnlyList<Refusal> refusals) => (this.value, Refusals) = (value, refusals);

    public IReadOnlyList<Refusal> Refusals { get; }

    public bool Ok => Refusals.Count == 0;

    /// <exception cref="InvalidOperationException">The outcome is a refusal.</exception>
    public T Value => Ok ? value! : throw new InvalidOperationException("Refused: " + string.Join("; ", Refusals.Select(r => r.Sentence)));

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);

    public static implicit operator Outcome<T>(List<Refusal> refusals) => new(default, refusals);
}

/// <summary>The value of a use case that only does something.</summary>
public readonly record struct Done
{
    public static readonly Done It;
}
